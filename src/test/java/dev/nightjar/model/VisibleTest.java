package dev.nightjar.model;

import static org.assertj.core.api.Assertions.assertThat;

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
}
