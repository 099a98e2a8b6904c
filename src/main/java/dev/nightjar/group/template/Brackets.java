package dev.nightjar.group.template;

import dev.nightjar.group.kind.Chars;

/// Finds where quotes and lists end.
final class Brackets {

    private static final int LONGEST_QUOTE = 1024;
    private static final int LONGEST_LIST = 4096;

    /// What `pair` gives for a bracket that nothing closes.
    static final int OPEN = -2;

    private Brackets() {}

    /// The closing quote for the opening one at `i`, on the same line and with no letter or digit behind it; -1
    /// if there is none.
    static int quote(String s, int i, int end) {
        char quote = s.charAt(i);
        int most = Math.min(end, i + LONGEST_QUOTE);
        int j = i + 1;
        while (j < most && s.charAt(j) != '\n' && !(s.charAt(j) == quote && !Chars.alnum(Chars.at(s, j + 1, end)))) {
            j += s.charAt(j) == '\\' && quote == '"' ? 2 : 1;
        }
        return j < most && s.charAt(j) == quote ? j : -1;
    }

    /// The closing bracket for the opening one at `i`, on the same line; -1 if there is no bracket, `OPEN` if
    /// nothing closes it.
    static int pair(String s, int i, int end) {
        if ("{[(".indexOf(Chars.at(s, i, end)) < 0) {
            return -1;
        }
        int depth = 0;
        int most = Math.min(end, i + LONGEST_QUOTE);
        for (int j = i; j < most && s.charAt(j) != '\n'; j++) {
            char c = s.charAt(j);
            depth += "{[(".indexOf(c) >= 0 ? 1 : "}])".indexOf(c) >= 0 ? -1 : 0;
            if (depth == 0) {
                return j;
            }
        }
        return OPEN;
    }

    /// The `>` for the `<` at `i`, with no blank between and at most 64 characters; -1 if there is none.
    static int angle(String s, int i, int end) {
        int j = i + 1;
        while (j < end && j - i < 64 && s.charAt(j) > ' ' && s.charAt(j) != '>' && s.charAt(j) != '<') {
            j++;
        }
        return Chars.at(s, j, end) == '>' ? j : -1;
    }

    /// The closing bracket for the opening one at `i` if what is between them is a list: with commas, without
    /// sentences; else -1.
    static int list(String s, int i, int end) {
        if (s.charAt(i) == '{' && Chars.at(s, i + 1, end) == '"') {
            return -1;
        }
        int depth = 0;
        boolean comma = false;
        int most = Math.min(end, i + LONGEST_LIST);
        for (int j = i; j < most; j++) {
            switch (s.charAt(j)) {
                case '[', '{', '(' -> depth++;
                case ']', '}', ')' -> depth--;
                case ',' -> comma |= depth == 1;
                case '\n' -> depth = -1;
                case ' ' -> depth = ",=:".indexOf(s.charAt(j - 1)) < 0 ? -1 : depth;
                default -> {}
            }
            if (depth <= 0) {
                return depth == 0 && comma ? j : -1;
            }
        }
        return -1;
    }
}
