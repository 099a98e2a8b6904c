package dev.nightjar.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;

class VisibleTest {

    @Test
    void writesOutWhatWouldMoveACursorOrHideText() {
        assertThat(Visible.text("\u001b[2J\u0000\u009b\u007f")).isEqualTo("\\x1b[2J\\x00\\x9b\\x7f");
        assertThat(Visible.text("a\u202etxt.exe\u2066\ufeff\u200b")).isEqualTo("a\\u202etxt.exe\\u2066\\ufeff\\u200b");
        assertThat(Visible.text("tag " + Character.toString(0xe0041))).isEqualTo("tag \\U000e0041");
        assertThat(Visible.text("half \ud83d!")).isEqualTo("half \\ud83d!");
    }

    @Test
    void keepsLinesAndTabsInTextButNotInALine() {
        assertThat(Visible.text("a\tb\r\nc")).isEqualTo("a\tb\\x0d\nc");
        assertThat(Visible.line("a\tb\r\nc")).isEqualTo("a b\\x0d\\nc");
    }

    @Test
    void leavesOrdinaryTextOfAnyScriptAsItIs() {
        String text = "Größe 好 שלום 👩‍👧 é <b>&amp;";
        assertThat(Visible.text(text)).isEqualTo(text);
        String ascii = "plain";
        assertThat(Visible.text(ascii)).isSameAs(ascii);
    }

    @Test
    void leavesNothingThatATerminalObeys() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            StringBuilder raw = new StringBuilder();
            random.ints(20, 0, 0x2100).forEach(c -> raw.append((char) c));
            assertThat(Visible.line(raw.toString()).codePoints())
                    .as("seed " + seed)
                    .noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE);
        }
    }

    @Test
    void writesOutWhatIsHarmfulAndNothingElse() {
        assertThat(EveryCharacter.stoppedBy(Visible::line)).isEqualTo(EveryCharacter.harmful());
        assertThat(EveryCharacter.stoppedBy(Visible::text)).isEqualTo(EveryCharacter.harmfulBut("\n\t"));
    }

    /// What Unicode calls a control or format character and we do not: joiners, marks in front of Arabic, Syriac
    /// and
    /// Kaithi numbers, which are seen, and what joins hieroglyphs.
    @Test
    void callsHarmfulWhatUnicodeSaysIsNoText() {
        BitSet missing = new BitSet();
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            boolean noText = switch (Character.getType(c)) {
                case Character.CONTROL,
                        Character.FORMAT,
                        Character.SURROGATE,
                        Character.LINE_SEPARATOR,
                        Character.PARAGRAPH_SEPARATOR -> true;
                default -> false;
            };
            missing.set(c, noText && !Visible.isHarmful(c));
        }
        assertThat(missing.stream())
                .allMatch(c -> c == 0x200c
                        || c == 0x200d
                        || c >= 0x600 && c <= 0x605
                        || c == 0x6dd
                        || c == 0x70f
                        || c == 0x890
                        || c == 0x891
                        || c == 0x8e2
                        || c == 0x110bd
                        || c == 0x110cd
                        || c >= 0x13430 && c <= 0x1343f);
    }
}
