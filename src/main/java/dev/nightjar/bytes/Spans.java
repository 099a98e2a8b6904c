package dev.nightjar.bytes;

/// Where simple parts of a line end; -1 if there is none.
public final class Spans {

    private static final int MOST_OF_A_WORD = 24;

    private Spans() {}

    /// End of digits, perhaps padded with blanks; -1 if there are none.
    public static int digits(byte[] b, int p, int to) {
        int from = p;
        while (from < to && b[from] == ' ') {
            from++;
        }
        int end = from;
        while (end < to && Bytes.isDigit(b[end])) {
            end++;
        }
        return end > from ? end : -1;
    }

    /// End of digits, a point or comma, and digits; ten before the point are seconds since 1970 and no number of
    /// this kind.
    public static int decimal(byte[] b, int p, int to) {
        int point = digits(b, p, to);
        boolean more = point >= 0 && point - p < 10 && point + 1 < to && (b[point] == '.' || b[point] == ',');
        return more && Bytes.isDigit(b[point + 1]) ? digits(b, point + 1, to) : -1;
    }

    /// End of the longest of several words that stands there; `choices` has them with `|` between.
    public static int choice(byte[] choices, byte[] b, int p, int to) {
        int from = 0;
        int longest = -1;
        while (from <= choices.length) {
            int bar = Bytes.indexOf(choices, (byte) '|', from, choices.length);
            int end = bar < 0 ? choices.length : bar;
            int behind = p + end - from;
            if (behind > longest && behind <= to && java.util.Arrays.equals(choices, from, end, b, p, behind)) {
                longest = behind;
            }
            from = end + 1;
        }
        return longest;
    }

    /// End of a run of letters, digits and `_` from `from` on, with blanks if something stops it; where there is none,
    /// behind the single sign at `sign`.
    ///
    /// @param stop what ends the run in any case, 0: nothing does
    public static int word(byte[] b, int from, int to, byte stop, int sign) {
        int end = from;
        int most = Math.min(to, from + MOST_OF_A_WORD);
        while (end < most && (isWord(b[end]) || stop != 0 && b[end] == ' ') && b[end] != stop) {
            end++;
        }
        return end == sign && sign < to && !Bytes.isBlank(b[sign]) ? sign + 1 : end;
    }

    private static boolean isWord(byte c) {
        return Bytes.isLetter(c) || Bytes.isDigit(c) || c == '_' || c < 0;
    }
}
