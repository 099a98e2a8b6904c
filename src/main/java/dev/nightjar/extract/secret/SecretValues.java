package dev.nightjar.extract.secret;

import dev.nightjar.extract.line.Found;
import dev.nightjar.extract.secret.Secrets.Kind;

/// Finds the name before a separator and the value behind it, in the ways logs write them: `key=value`, `key:
/// value`, JSON, query strings, Python and PHP dumps, HTTP headers; and passwords in addresses.
final class SecretValues {

    static final int LONGEST_NAME = 100;

    /// Characters between a name and its separator.
    static final int MOST_AROUND = 6;

    /// Characters of a line by which it is told from prose.
    private static final int MOST_PROSE = 256;

    private static final int LONGEST_LIST = 2048;

    private final Secrets secrets;
    private final SecretBlocks blocks;

    SecretValues(Secrets secrets) {
        this.secrets = secrets;
        blocks = new SecretBlocks(secrets);
    }

    /// The secret behind the separator at `at`, as `Stretches` has it; -1 if there is none.
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
        if (kind == Kind.NONE || isFolder(text, nameFrom, nameEnd, valueFrom(text, at))) {
            return -1;
        }
        int from = behindTag(text, at, valueFrom(text, at));
        long block = text.charAt(at) == ':'
                ? blocks.below(text, nameFrom, from - (text.charAt(from - 1) == '>' ? 1 : 0), kind)
                : -1;
        return block < 0 ? value(text, at, from, kind) : block;
    }

    /// True if the value is a folder, and the name one that may have one: `PWD=/srv/shop`.
    private boolean isFolder(String text, int nameFrom, int nameEnd, int value) {
        int from = value < text.length() && "\"'".indexOf(text.charAt(value)) >= 0 ? value + 1 : value;
        boolean path = text.startsWith("/", from)
                || text.startsWith("~/", from)
                || text.startsWith(":\\", from + 1)
                || text.startsWith(":/", from + 1);
        return path && secrets.isFolder(text.substring(nameFrom, nameEnd));
    }

    /// Behind the type that YAML may name before a value: `!!binary `.
    private static int behindTag(String text, int at, int from) {
        if (text.charAt(at) != ':' || from == at + 1 || from >= text.length() || text.charAt(from) != '!') {
            return from;
        }
        int i = from + 1;
        while (i < text.length()
                && (text.charAt(i) == '!' || Stretches.isNamePart(text.charAt(i)) || text.charAt(i) == '/')) {
            i++;
        }
        return i < text.length() && text.charAt(i) == ' ' ? Stretches.skipBlanks(text, i) : from;
    }

    /// The secret behind a comma in a pair that is written as a list: `("password", "x")`; -1 if there is none.
    long inPair(String text, int comma) {
        int open = comma - 2;
        while (open > 0 && comma - open < LONGEST_NAME && Stretches.isNamePart(text.charAt(open))) {
            open--;
        }
        boolean pair = open > 0 && "\"'".indexOf(text.charAt(open)) >= 0 && "([".indexOf(text.charAt(open - 1)) >= 0;
        Kind kind = pair ? secrets.kind(text.substring(open + 1, comma - 1)) : Kind.NONE;
        int quote = Stretches.skipBlanks(text, comma + 1);
        return kind != Kind.NONE && quote < text.length() && "\"'".indexOf(text.charAt(quote)) >= 0
                ? quoted(text, quote, quote + 1, kind, false)
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
        return quoted(text, quote, quote + 1, Kind.SURE, false);
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
        return to >= 0 && isSecret(text, at + 1, to, kind, true) ? Stretches.of(at + 1, to) : -1;
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
        while (i > limit && Stretches.isNamePart(text.charAt(i - 1))) {
            i--;
        }
        return i;
    }

    static boolean isAroundName(char c) {
        return c == ' ' || c == '"' || c == '\'' || c == '\\' || c == ']';
    }

    private static boolean isPath(String text, int from) {
        return from > 0 && text.charAt(from - 1) == '/';
    }

    /// The value of a secret name behind the separator.
    private long value(String text, int at, int from, Kind kind) {
        if (from >= text.length() || text.charAt(from) == '\n' || text.charAt(from) == '\r') {
            return -1;
        }
        char first = text.charAt(from);
        if (kind == Kind.LINE && "\"'\\[{(".indexOf(first) < 0) {
            int near = Stretches.lineEnd(text, from, Math.min(text.length(), from + MOST_PROSE));
            return isProse(text, from, near) ? -1 : Stretches.of(from, Stretches.lineEnd(text, from, text.length()));
        }
        if (first == '"' || first == '\'') {
            return quoted(text, from, isDoubled(text, from) ? from + 2 : from + 1, kind, true);
        }
        if (first == '\\' && from + 1 < text.length() && "\"'".indexOf(text.charAt(from + 1)) >= 0) {
            return quoted(text, from, from + 2, kind, true);
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
            i = Stretches.skipBlanks(text, i + 1);
        }
        if (text.startsWith("string(", i)) {
            int close = text.indexOf(") \"", i);
            i = close > 0 && close - i < 16 ? close + 2 : i;
        }
        boolean prefixed =
                i + 1 < text.length() && "ubr".indexOf(text.charAt(i)) >= 0 && "\"'".indexOf(text.charAt(i + 1)) >= 0;
        return prefixed ? i + 1 : i;
    }

    /// @param listed further quoted values, behind commas, belong to the same name
    private long quoted(String text, int quote, int from, Kind kind, boolean listed) {
        String close = text.substring(quote, from);
        int to = Stretches.closing(text, from, close, text.length());
        if (!isSecret(text, from, to, kind, true)) {
            return -1;
        }
        return Stretches.of(from, listed ? lastOf(text, to, close) : to);
    }

    /// The end of the last of the quoted values of which the first ends at `end`: `'a', 'b'`, but not what is itself
    /// a name, as in `'a', 'user': 'b'`.
    private static int lastOf(String text, int end, String close) {
        int last = end;
        int limit = Math.min(text.length(), end + LONGEST_LIST);
        while (text.startsWith(",", last + close.length())) {
            int open = Stretches.skipBlanks(text, last + close.length() + 1);
            int to =
                    text.startsWith(close, open) ? Stretches.closing(text, open + close.length(), close, limit) : limit;
            int behind = to < limit ? Stretches.skipBlanks(text, to + close.length()) : limit;
            if (behind >= limit && to >= limit || behind < text.length() && ":=".indexOf(text.charAt(behind)) >= 0) {
                return last;
            }
            last = to;
        }
        return last;
    }

    private long bracketed(String text, int from, Kind kind) {
        int depth = 0;
        int limit = Math.min(text.length(), from + LONGEST_LIST);
        for (int i = from; i < limit; i++) {
            char c = text.charAt(i);
            depth += "[{(".indexOf(c) >= 0 ? 1 : "]})".indexOf(c) >= 0 ? -1 : 0;
            if (depth == 0) {
                return isSecret(text, from + 1, i, kind, true) ? Stretches.of(from + 1, i) : -1;
            }
        }
        return bare(text, from, from + 1, kind);
    }

    private long bare(String text, int at, int from, Kind kind) {
        if (kind == Kind.LIKELY && isCall(text, from)) {
            return -1;
        }
        int to = Stretches.wordEnd(text, from);
        if (isNoSecret(text, from, to, kind)) {
            return -1;
        }
        if (secrets.isScheme(text.substring(from, to)) && to + 1 < text.length() && text.charAt(to) == ' ') {
            return Stretches.of(from, Stretches.wordEnd(text, to + 1));
        }
        if (kind == Kind.SURE
                && to < text.length()
                && "\"'".indexOf(text.charAt(to)) >= 0
                && text.charAt(to - 1) == '(') {
            return quoted(text, to, to + 1, kind, false); // api_key=SecretStr('…')
        }
        boolean assigned = text.charAt(at) == '=' || from == at + 1;
        if (!assigned && goesOn(text, to) && secrets.isSentence(text.substring(from, to))) {
            return -1;
        }
        return isSecret(text, from, to, kind, assigned) ? Stretches.of(from, whole(text, to)) : -1;
    }

    /// True for a call in source code. What is behind its bracket is not read: many in a row take no longer.
    private static boolean isCall(String text, int from) {
        int i = from;
        while (i < text.length() && text.charAt(i) != '(' && !Stretches.endsWord(text.charAt(i))) {
            i++;
        }
        return text.startsWith("(", i);
    }

    /// True if a further word stands behind a blank.
    private static boolean goesOn(String text, int at) {
        return at + 1 < text.length() && text.charAt(at) == ' ' && Character.isLetter(text.charAt(at + 1));
    }

    /// True if a quote is written twice, as in a text that is itself quoted: `""x""`.
    private static boolean isDoubled(String text, int quote) {
        return quote + 2 < text.length()
                && text.charAt(quote + 1) == text.charAt(quote)
                && Character.isLetterOrDigit(text.charAt(quote + 2));
    }

    /// The end of a bare value of which the first word ends at `end`: a sign that may part fields belongs to it
    /// unless a field, a blank or the text's end is behind the sign. `abc;DEF9` is one value, and
    /// `abc;user=ann` is not.
    private int whole(String text, int end) {
        int to = end;
        while (to < text.length() && "&,;\"'".indexOf(text.charAt(to)) >= 0) {
            int behind = to + 1;
            while (behind < text.length() && "&,;".indexOf(text.charAt(behind)) >= 0) {
                behind++;
            }
            boolean quote = "\"'".indexOf(text.charAt(to)) >= 0;
            if (behind >= text.length()
                    || quote && (behind > to + 1 || !Character.isLetterOrDigit(text.charAt(behind)))
                    || isField(text, behind, text.charAt(to) == '&')) {
                return to;
            }
            int next = Stretches.wordEnd(text, behind);
            if (next == behind) {
                return to;
            }
            to = next;
        }
        return to;
    }

    /// True if the name of a field begins at `from`, with its separator behind it.
    ///
    /// @param query in a query string names end with `=` alone
    private boolean isField(String text, int from, boolean query) {
        int to = from;
        int limit = Math.min(text.length(), from + LONGEST_NAME);
        while (to < limit && Stretches.isNamePart(text.charAt(to))) {
            to++;
        }
        int behind = Math.min(Stretches.skipBlanks(text, to), to + 2);
        boolean named =
                to > from && behind < text.length() && (text.charAt(behind) == '=' || !query && text.charAt(to) == ':');
        return named
                || secrets.fields().stream()
                        .anyMatch(field -> text.regionMatches(true, from, field, 0, field.length()));
    }

    /// True for a number of one or two digits or with a fraction, and an address behind a name that is not surely a
    /// secret's.
    private static boolean isNoSecret(String text, int from, int to, Kind kind) {
        if (to - from < 20 && Stretches.isFraction(text, from, to)
                || to - from < 3 && Stretches.isShortNumber(text, from, to)) {
            return true;
        }
        int address = kind == Kind.LIKELY ? Found.indexOf(text, "://", from, to) : -1;
        return address > from && address - from < 9;
    }

    private boolean isSecret(String text, int from, int to, Kind kind, boolean assigned) {
        if (from >= to || to - from < 16 && secrets.isPlain(text.substring(from, to))) {
            return false;
        }
        return kind != Kind.LIKELY
                || Secrets.looksSecret(text, from, to)
                || assigned && to - from >= 3 && !Stretches.isShortNumber(text, from, to);
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
        return colon >= 0 && colon + 1 < sign ? Stretches.of(colon + 1, sign) : -1;
    }

    /// True if what stands where credentials should is a sentence: several words, none of which looks like one.
    private boolean isProse(String text, int from, int end) {
        int words = 0;
        for (int i = from; i < end; words++) {
            int to = i;
            while (to < end && text.charAt(to) > ' ') {
                if (text.charAt(to++) == '=') {
                    return false;
                }
            }
            if (Secrets.looksSecret(text, i, to)) {
                return false;
            }
            i = Stretches.skipBlanks(text, Math.min(to + 1, end));
        }
        return words > (secrets.isScheme(text.substring(from, Stretches.wordEnd(text, from))) ? 2 : 1);
    }

    /// What a sentence says the secret is: quoted, or a word that looks so.
    static long told(String text, int from) {
        boolean quoted = from < text.length() && "\"'".indexOf(text.charAt(from)) >= 0;
        return credentials(text, quoted ? from + 1 : from);
    }

    /// The credentials at `from`, behind a scheme's word without a name before it.
    static long credentials(String text, int from) {
        int to = Stretches.wordEnd(text, from);
        boolean secret =
                to - from >= 8 && Secrets.looksSecret(text, from, to) && Found.indexOf(text, "://", from, to) < 0;
        return secret ? Stretches.of(from, to) : -1;
    }
}
