package dev.nightjar.extract.secret;

/// Stretches of a text: from in the upper, to in the lower half of a number; -1 is none. And where some end.
final class Stretches {

    static final String REDACTED = "[redacted]";

    private static final boolean[] NAME_PARTS = nameParts();

    private Stretches() {}

    static long of(int from, int to) {
        return to < 0 ? -1 : (long) from << 32 | to;
    }

    static boolean isTokenPart(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '-';
    }

    static boolean isNamePart(char c) {
        return c < NAME_PARTS.length && NAME_PARTS[c];
    }

    private static boolean[] nameParts() {
        boolean[] parts = new boolean[128];
        for (char c = 0; c < parts.length; c++) {
            parts[c] = c >= 'a' && c <= 'z'
                    || c >= 'A' && c <= 'Z'
                    || c >= '0' && c <= '9'
                    || c == '_'
                    || c == '-'
                    || c == '.';
        }
        return parts;
    }

    static int skipBlanks(String text, int from) {
        int i = from;
        while (i < text.length() && text.charAt(i) == ' ') {
            i++;
        }
        return i;
    }

    /// The end of a bare value.
    static int wordEnd(String text, int from) {
        int i = from;
        while (i < text.length() && !endsWord(text.charAt(i))) {
            i++;
        }
        return i;
    }

    static boolean endsWord(char c) {
        return c <= ' ' || "&,;)]}\"'<>|\\".indexOf(c) >= 0;
    }

    /// A header's value ends with the line, or with the quote or bracket around all of it.
    static int lineEnd(String text, int from, int limit) {
        int i = from;
        while (i < limit && "\n\r\"'\\]}".indexOf(text.charAt(i)) < 0) {
            boolean quoted = text.startsWith("=\"", i);
            int close = quoted ? text.indexOf('"', i + 2) : -1;
            i = close < 0 ? i + (quoted ? 2 : 1) : close + 1;
        }
        return Math.min(i, limit);
    }

    /// Where what `close` ends ends. A quote that stands twice in the midst of the text is one of its characters, if
    /// there is another quote on the line.
    static int closing(String text, int from, String close, int limit) {
        int to = from;
        boolean twice = false;
        while (to < limit) {
            if (text.startsWith(close, to)) {
                if (to == from || close.length() > 1 || !isInside(text, to, limit, twice)) {
                    return to;
                }
                twice = true;
                to += 2;
            } else {
                to += text.charAt(to) == '\\' && to + 1 < limit ? 2 : 1;
            }
        }
        return limit;
    }

    /// True if the quote at `at` stands twice, with more of the quoted text behind.
    ///
    /// @param twice there was such a quote before: then a blank behind this one says nothing
    private static boolean isInside(String text, int at, int limit, boolean twice) {
        char quote = text.charAt(at);
        String ends = twice ? "\r\n" : " \t\r\n,;)]}";
        if (at + 2 >= limit || text.charAt(at + 1) != quote || ends.indexOf(text.charAt(at + 2)) >= 0) {
            return false;
        }
        int next = at + 2;
        while (next < limit && text.charAt(next) != quote && text.charAt(next) != '\n') {
            next++;
        }
        return next < limit && text.charAt(next) == quote;
    }

    static boolean isFraction(String text, int from, int to) {
        int dot = -1;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c == '.' && dot < 0) {
                dot = i;
            } else if (c < '0' || c > '9') {
                return false;
            }
        }
        return dot > from && dot < to - 1;
    }

    static boolean isShortNumber(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return to - from < 8;
    }
}
