package dev.nightjar.extract.secret;

import dev.nightjar.extract.secret.Secrets.Kind;

/// Finds values that stand on lines of their own below their name, as YAML writes them: further in than the name, one
/// word or quoted; a list of such; a text that `|` or `>` begins.
final class SecretBlocks {

    private static final int LONGEST = 16_384;

    private final Secrets secrets;

    SecretBlocks(Secrets secrets) {
        this.secrets = secrets;
    }

    /// The value of the name `[nameFrom, …)` if the line ends at `from`, but for what says how a text is folded.
    long below(String text, int nameFrom, int from, Kind kind) {
        int indent = indent(text, nameFrom);
        int end = foldEnd(text, from);
        if (indent < 0 || end >= text.length() || text.charAt(end) != '\n') {
            return -1;
        }
        return end > from ? folded(text, end + 1, indent, kind) : listed(text, end + 1, indent, kind);
    }

    /// Columns before a name that begins its line; -1 if something else does.
    private static int indent(String text, int nameFrom) {
        int i = nameFrom;
        while (i > 0 && nameFrom - i < LONGEST && " \t\"'-".indexOf(text.charAt(i - 1)) >= 0) {
            i--;
        }
        if (i > 0 && text.charAt(i - 1) != '\n') {
            return -1;
        }
        return content(text, i) - i;
    }

    /// Behind blanks from a line's beginning on.
    private static int content(String text, int from) {
        int i = from;
        while (i < text.length() && (text.charAt(i) == ' ' || text.charAt(i) == '\t')) {
            i++;
        }
        return i;
    }

    private static int foldEnd(String text, int from) {
        int i = from;
        if (i < text.length() && (text.charAt(i) == '|' || text.charAt(i) == '>')) {
            i++;
            while (i < text.length() && "+-0123456789".indexOf(text.charAt(i)) >= 0) {
                i++;
            }
        }
        return i < text.length() && text.charAt(i) == '\r' ? i + 1 : i;
    }

    private static long folded(String text, int first, int indent, Kind kind) {
        int from = content(text, first);
        int to = from;
        int line = first;
        while (line < text.length() && line - first < LONGEST) {
            int begin = content(text, line);
            int end = lineEnd(text, begin);
            if (end > begin) {
                if (begin - line <= indent) {
                    break;
                }
                to = end;
            }
            line = end + 1;
        }
        boolean secret = to > from && (kind == Kind.SURE || Secrets.looksSecret(text, from, lineEnd(text, from)));
        return secret ? Stretches.of(from, to) : -1;
    }

    private static int lineEnd(String text, int from) {
        int end = text.indexOf('\n', from);
        int to = end < 0 ? text.length() : end;
        return to > from && text.charAt(to - 1) == '\r' ? to - 1 : to;
    }

    private long listed(String text, int first, int indent, Kind kind) {
        int from = -1;
        int to = -1;
        int line = first;
        while (line < text.length() && line - first < LONGEST) {
            int begin = content(text, line);
            boolean item = text.startsWith("- ", begin);
            int value = item ? content(text, begin + 1) : begin;
            int end = lineEnd(text, value);
            boolean inside = begin - line > indent || item && begin - line == indent;
            if (!inside || !item && from >= 0 || !isValue(text, value, end, kind)) {
                break;
            }
            boolean quoted = "\"'".indexOf(text.charAt(value)) >= 0;
            from = from < 0 ? value + (quoted ? 1 : 0) : from;
            to = quoted ? end - 1 : end;
            if (!item) {
                break;
            }
            line = text.indexOf('\n', end) < 0 ? text.length() : text.indexOf('\n', end) + 1;
        }
        return from < to ? Stretches.of(from, to) : -1;
    }

    /// True if a line is one secret value: a word that is no name, or something in quotes.
    private boolean isValue(String text, int from, int to, Kind kind) {
        if (to - from < 3) {
            return false;
        }
        char first = text.charAt(from);
        boolean quoted = (first == '"' || first == '\'') && text.charAt(to - 1) == first;
        for (int i = from; i < to && !quoted; i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c == '=' && i + 1 < to && text.charAt(i + 1) != '=' || c == ':' && i + 1 == to) {
                return false;
            }
        }
        String value = text.substring(quoted ? from + 1 : from, quoted ? to - 1 : to);
        if (secrets.isPlain(value)) {
            return false;
        }
        return Secrets.looksSecret(value, 0, value.length()) && !(isName(value) && secrets.kind(value) != Kind.NONE)
                || kind == Kind.SURE && !isName(value);
    }

    /// True if it could be the name of a setting: letters, `_`, `-` and `.`.
    private static boolean isName(String value) {
        return value.chars()
                .allMatch(c -> c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c == '-' || c == '.');
    }
}
