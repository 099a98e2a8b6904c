package dev.nightjar.text;

import java.util.BitSet;
import java.util.function.UnaryOperator;

/// Walks over all of Unicode, halves of surrogate pairs too, to see what a way out lets through.
public final class EveryCharacter {

    /// So many are handed out at once, a letter between each two.
    private static final int AT_ONCE = 64;

    private EveryCharacter() {}

    /// The characters that do not come out as they are, but for those of printable ASCII, of which each medium has
    /// its
    /// own with a meaning.
    public static BitSet stoppedBy(UnaryOperator<String> way) {
        BitSet stopped = new BitSet();
        for (int first = 0; first <= Character.MAX_CODE_POINT; first += AT_ONCE) {
            StringBuilder text = new StringBuilder("x");
            for (int c = first; c < first + AT_ONCE; c++) {
                text.appendCodePoint(c).append('x');
            }
            BitSet out = new BitSet();
            way.apply(text.toString()).codePoints().forEach(out::set);
            for (int c = first; c < first + AT_ONCE; c++) {
                stopped.set(c, !out.get(c) && (c < ' ' || c > '~'));
            }
        }
        return stopped;
    }

    /// Those that `Visible` calls harmful.
    public static BitSet harmful() {
        BitSet harmful = new BitSet();
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            harmful.set(c, Visible.isHarmful(c));
        }
        return harmful;
    }

    /// Those that `Visible` calls harmful, without some that this way out keeps.
    public static BitSet harmfulBut(String kept) {
        BitSet harmful = harmful();
        kept.codePoints().forEach(harmful::clear);
        return harmful;
    }
}
