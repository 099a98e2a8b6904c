package dev.nightjar.extract.secret;

import dev.nightjar.extract.line.Found;
import dev.nightjar.extract.secret.Secrets.Kind;

/// Finds the name before a separator and the value behind it, in the ways logs write them: `key=value`, `key:
/// value`, JSON, query strings, Python and PHP dumps, HTTP headers; and passwords in addresses.
final class SecretValues {

    static final int LONGEST_NAME = 100;

    /// Characters between a name and its separator.
    static final int MOST_AROUND = 6;

    private static final int LONGEST_LIST = 2048;
    private static final boolean[] NAME_PARTS = nameParts();

    private final Secrets secrets;

    SecretValues(Secrets secrets) {
        this.secrets = secrets;
    }

    /// The secret behind the separator at `at`, as `Scrubber.span`; -1 if there is none.
    long after(String text, int at) {
        char separator = text.charAt(at);
        if (separator == ':' && text.startsWith("//", at + 1)) {
            return inAddress(text, at + 3);
        }
        if (separator == '>') {
            return inElement(text, at);
        }
        int nameEnd = beforeQuotes(text, at);
        int nameFrom = nameFrom(text, nameEnd);
        if (nameEnd - nameFrom < 2 || isPath(text, nameFrom)) {
            return -1;
        }
        Kind kind = kind(text, nameFrom, nameEnd);
        if (kind == Kind.NONE && nameEnd - nameFrom == 5 && text.startsWith("value", nameFrom)) {
            kind = kindOfQuoted(text, nameFrom);
        }
        return kind == Kind.NONE ? -1 : value(text, at, kind);
    }

    /// The secret behind a comma in a pair that is written as a list: `("password", "x")`; -1 if there is none.
    long inPair(String text, int comma) {
        int open = comma - 2;
        while (open > 0 && comma - open < LONGEST_NAME && isNamePart(text.charAt(open))) {
            open--;
        }
        boolean pair = open > 0 && "\"'".indexOf(text.charAt(open)) >= 0 && "([".indexOf(text.charAt(open - 1)) >= 0;
        Kind kind = pair ? secrets.kind(text.substring(open + 1, comma - 1)) : Kind.NONE;
        int quote = skipBlanks(text, comma + 1);
        return kind != Kind.NONE && quote < text.length() && "\"'".indexOf(text.charAt(quote)) >= 0
                ? quoted(text, quote, quote + 1, kind)
                : -1;
    }

    /// How secret the quoted name is that ends before `end`, with a comma or blanks between: `"name": "password",
    /// "value"`.
    private Kind kindOfQuoted(String text, int end) {
        int close = end > 0 && "\"'".indexOf(text.charAt(end - 1)) >= 0 ? end - 1 : end;
        while (close > 0 && end - close < 4 && " ,".indexOf(text.charAt(close - 1)) >= 0) {
            close--;
        }
        if (close == 0) {
            return Kind.NONE;
        }
        int bare = beforeQuotes(text, close);
        return bare == close ? Kind.NONE : kind(text, nameFrom(text, bare), bare);
    }

    /// The quoted text at `quote`, a secret whatever it is.
    long quotedAt(String text, int quote) {
        return quoted(text, quote, quote + 1, Kind.SURE);
    }

    private Kind kind(String text, int from, int to) {
        boolean mayGoOn = to - from == 3 && from > 1 && text.charAt(from - 1) == ' ';
        Kind kind = secrets.kind(text.substring(from, to));
        int dot = Found.lastIndexOf(text, ".", from, to);
        if (kind == Kind.NONE && dot >= 0) {
            return secrets.kind(text.substring(dot + 1, to));
        }
        boolean spaced = kind == Kind.NONE && mayGoOn && text.regionMatches(true, from, "key", 0, 3);
        return spaced ? secrets.kind(text.substring(nameFrom(text, from - 1), from - 1) + "key") : kind;
    }

    /// `<password>…</password>`, with a prefix or without.
    private long inElement(String text, int at) {
        int from = nameFrom(text, at);
        if (at - from < 3 || from == 0 || "<:".indexOf(text.charAt(from - 1)) < 0) {
            return -1;
        }
        Kind kind = kind(text, from, at);
        int to = kind == Kind.NONE ? -1 : Found.indexOf(text, "</", at + 1, Math.min(text.length(), at + LONGEST_LIST));
        return to >= 0 && isSecret(text, at + 1, to, kind, true) ? Scrubber.span(at + 1, to) : -1;
    }

    /// Back over blanks, quotes, backslashes and the bracket of `["name"]`.
    private static int beforeQuotes(String text, int at) {
        int i = at;
        while (i > 0 && at - i < MOST_AROUND && isAroundName(text.charAt(i - 1))) {
            i--;
        }
        return i;
    }

    private static int nameFrom(String text, int end) {
        int i = end;
        int limit = Math.max(0, end - LONGEST_NAME);
        while (i > limit && isNamePart(text.charAt(i - 1))) {
            i--;
        }
        return i;
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

    static boolean isAroundName(char c) {
        return c == ' ' || c == '"' || c == '\'' || c == '\\' || c == ']';
    }

    private static boolean isPath(String text, int from) {
        return from > 0 && text.charAt(from - 1) == '/';
    }

    /// The value of a secret name behind the separator.
    private long value(String text, int at, Kind kind) {
        int from = valueFrom(text, at);
        if (from >= text.length() || text.charAt(from) == '\n' || text.charAt(from) == '\r') {
            return -1;
        }
        char first = text.charAt(from);
        if (kind == Kind.LINE && "\"'\\[{(".indexOf(first) < 0) {
            return Scrubber.span(from, lineEnd(text, from));
        }
        if (first == '"' || first == '\'') {
            return quoted(text, from, from + 1, kind);
        }
        if (first == '\\' && from + 1 < text.length() && "\"'".indexOf(text.charAt(from + 1)) >= 0) {
            return quoted(text, from, from + 2, kind);
        }
        if ("[{(".indexOf(first) >= 0) {
            return bracketed(text, from, kind);
        }
        return bare(text, at, from, kind);
    }

    /// Behind the rest of `=>`, `:=`, `==`, blanks, the prefix of a Python string, and the `string(7) ` of a PHP
    /// dump.
    private static int valueFrom(String text, int at) {
        int i = at + 1;
        while (i < text.length() && i - at < 12 && "=> \t".indexOf(text.charAt(i)) >= 0) {
            i++;
        }
        if (i < text.length() && text.charAt(i) == '\n' && text.startsWith("=>", at)) {
            i = skipBlanks(text, i + 1);
        }
        if (text.startsWith("string(", i)) {
            int close = text.indexOf(") \"", i);
            i = close > 0 && close - i < 16 ? close + 2 : i;
        }
        boolean prefixed =
                i + 1 < text.length() && "ubr".indexOf(text.charAt(i)) >= 0 && "\"'".indexOf(text.charAt(i + 1)) >= 0;
        return prefixed ? i + 1 : i;
    }

    private static int skipBlanks(String text, int from) {
        int i = from;
        while (i < text.length() && text.charAt(i) == ' ') {
            i++;
        }
        return i;
    }

    private long quoted(String text, int quote, int from, Kind kind) {
        String close = text.substring(quote, from);
        int to = from;
        while (to < text.length() && !text.startsWith(close, to)) {
            to += text.charAt(to) == '\\' && to + 1 < text.length() && !text.startsWith(close, to) ? 2 : 1;
        }
        to = Math.min(to, text.length());
        return isSecret(text, from, to, kind, true) ? Scrubber.span(from, to) : -1;
    }

    private long bracketed(String text, int from, Kind kind) {
        int depth = 0;
        int limit = Math.min(text.length(), from + LONGEST_LIST);
        for (int i = from; i < limit; i++) {
            char c = text.charAt(i);
            depth += "[{(".indexOf(c) >= 0 ? 1 : "]})".indexOf(c) >= 0 ? -1 : 0;
            if (depth == 0) {
                return isSecret(text, from + 1, i, kind, true) ? Scrubber.span(from + 1, i) : -1;
            }
        }
        return bare(text, from, from + 1, kind);
    }

    private long bare(String text, int at, int from, Kind kind) {
        int to = wordEnd(text, from);
        if (secrets.isScheme(text.substring(from, to)) && to + 1 < text.length() && text.charAt(to) == ' ') {
            return Scrubber.span(from, wordEnd(text, to + 1));
        }
        if (kind == Kind.LIKELY && Found.indexOf(text, "(", from, to) >= 0) {
            return -1; // a call in source code
        }
        if (kind == Kind.SURE
                && to < text.length()
                && "\"'".indexOf(text.charAt(to)) >= 0
                && text.charAt(to - 1) == '(') {
            return quoted(text, to, to + 1, kind); // api_key=SecretStr('…')
        }
        boolean assigned = text.charAt(at) == '=' || from == at + 1;
        return isSecret(text, from, to, kind, assigned) ? Scrubber.span(from, to) : -1;
    }

    private boolean isSecret(String text, int from, int to, Kind kind, boolean assigned) {
        if (from >= to || to - from < 16 && secrets.isPlain(text.substring(from, to))) {
            return false;
        }
        return kind != Kind.LIKELY
                || Secrets.looksSecret(text, from, to)
                || assigned && to - from >= 3 && !isShortNumber(text, from, to);
    }

    private static boolean isShortNumber(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return to - from < 8;
    }

    /// The end of a bare value.
    static int wordEnd(String text, int from) {
        int i = from;
        while (i < text.length() && text.charAt(i) > ' ' && "&,;)]}\"'<>|\\".indexOf(text.charAt(i)) < 0) {
            i++;
        }
        return i;
    }

    /// A header's value ends with the line, or with the quote or bracket around all of it.
    private static int lineEnd(String text, int from) {
        int i = from;
        while (i < text.length() && "\n\r\"'\\]}".indexOf(text.charAt(i)) < 0) {
            boolean quoted = text.startsWith("=\"", i);
            int close = quoted ? text.indexOf('"', i + 2) : -1;
            i = close < 0 ? i + (quoted ? 2 : 1) : close + 1;
        }
        return Math.min(i, text.length());
    }

    /// The password of `scheme://user:password@host`, which may have a sign of its own that should be encoded.
    private static long inAddress(String text, int from) {
        int colon = -1;
        int sign = -1;
        int limit = Math.min(text.length(), from + 512);
        for (int i = from; i < limit && text.charAt(i) > ' ' && "/?#\"'<>".indexOf(text.charAt(i)) < 0; i++) {
            char c = text.charAt(i);
            sign = c == '@' ? i : sign;
            colon = c == ':' && colon < 0 ? i : colon;
        }
        return colon >= 0 && colon + 1 < sign ? Scrubber.span(colon + 1, sign) : -1;
    }

    /// The credentials at `from`, behind a scheme's word without a name before it.
    static long credentials(String text, int from) {
        int to = wordEnd(text, from);
        return to - from >= 8 && Secrets.looksSecret(text, from, to) ? Scrubber.span(from, to) : -1;
    }
}
