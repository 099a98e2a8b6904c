package dev.nightjar.format;

/// Where simple parts of a line end; -1 if there is none.
final class Spans {

    private Spans() {}

    /// End of digits, perhaps padded with blanks; -1 if there are none.
    static int digits(byte[] b, int p, int to) {
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

    /// End of digits, a point or comma, and digits.
    static int decimal(byte[] b, int p, int to) {
        int point = digits(b, p, to);
        boolean more = point >= 0 && point + 1 < to && (b[point] == '.' || b[point] == ',');
        return more && Bytes.isDigit(b[point + 1]) ? digits(b, point + 1, to) : -1;
    }

    /// End of one of several words, which `choices` has with `|` between them.
    static int choice(byte[] choices, byte[] b, int p, int to) {
        int from = 0;
        while (from <= choices.length) {
            int bar = Bytes.indexOf(choices, (byte) '|', from, choices.length);
            int end = bar < 0 ? choices.length : bar;
            if (p + end - from <= to && java.util.Arrays.equals(choices, from, end, b, p, p + end - from)) {
                return p + end - from;
            }
            from = end + 1;
        }
        return -1;
    }
}
