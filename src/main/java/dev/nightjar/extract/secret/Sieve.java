package dev.nightjar.extract.secret;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;

/// Tells where in a text of bytes a secret may be announced: at a separator behind a name that has the letters of a
/// secret one, at a long number, at the first three characters of a token or a sign in its midst, at an option. What
/// passes is looked at closely.
class Sieve {

    static final byte SEPARATOR = 1;
    static final byte DIGIT = 2;
    static final byte START = 3;
    static final byte DASH = 4;
    static final byte COMMA = 5;

    /// A separator that may also stand in a token.
    static final byte COLON = 6;

    /// In the midst of a token.
    static final byte SIGN = 7;

    /// Digits, blanks and dashes of the shortest number that is secret.
    static final int LEAST_NUMBER = 11;

    private final byte[] classes = new byte[256];
    private final boolean[] wordPart = new boolean[256];
    private final boolean[] namePart = new boolean[256];
    private final boolean[] aroundName = new boolean[256];
    private final int[] letter = new int[256];

    /// For each first character of a token a set of second ones.
    private final long[] seconds = new long[256];

    /// The three characters from a token's first or sign on, as bits by a hash of them.
    private final long[] threes = new long[1 << 10];

    /// For each word that makes a name secret its letters: a bit for each.
    private final int[] words;

    Sieve(Secrets secrets) {
        for (char c = 0; c < 128; c++) {
            wordPart[c] = Stretches.isTokenPart(c);
            namePart[c] = Stretches.isNamePart(c);
            aroundName[c] = SecretValues.isAroundName(c);
            letter[c] = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' ? 1 << (c | 0x20) - 'a' : 0;
        }
        Stream.concat(secrets.schemes().stream(), secrets.quoted().stream()).forEach(this::word);
        int[] all = secrets.words().mapToInt(this::letters).distinct().toArray();
        words = Arrays.stream(all)
                .filter(word -> Arrays.stream(all).noneMatch(less -> less != word && (less & word) == less))
                .toArray();
        "=:>".chars().forEach(c -> classes[c] = SEPARATOR);
        "0123456789".chars().forEach(c -> classes[c] = DIGIT);
        classes['-'] = DASH;
        classes[','] = COMMA;
        secrets.tokens().forEach(this::token);
    }

    private void token(TokenShape shape) {
        char first = shape.sign();
        classes[first] = shape.isAtStart() ? START : first == ':' ? COLON : SIGN;
        TokenShape.Part next = shape.second();
        TokenShape.Part last = shape.third();
        for (char second = 0; second < 128; second++) {
            for (char third = 0; third < 128 && next.has(second); third++) {
                if (last.has(third)) {
                    begins(first, second, third);
                }
            }
        }
    }

    /// A word in any case.
    private void word(String word) {
        String upper = word.toUpperCase(Locale.ROOT);
        for (int cases = 0; cases < 8; cases++) {
            char first = (cases & 1) == 0 ? word.charAt(0) : upper.charAt(0);
            classes[first] = START;
            begins(
                    first,
                    (cases & 2) == 0 ? word.charAt(1) : upper.charAt(1),
                    (cases & 4) == 0 ? word.charAt(2) : upper.charAt(2));
        }
    }

    private void begins(char first, char second, char third) {
        seconds[2 * first + (second >> 6 & 1)] |= 1L << second;
        int three = three(first, second, third);
        threes[three >> 6] |= 1L << three;
    }

    private static int three(int first, int second, int third) {
        return (first * 8191 + second * 127 + third) & 0xffff;
    }

    private int letters(String word) {
        return word.chars().reduce(0, (all, c) -> all | letter[c & 255]);
    }

    /// What may be announced at a place that passed.
    byte kind(byte[] b, int at) {
        return classes[b[at] & 255];
    }

    /// The next place from `from` on that passes; the text's length if there is none.
    int next(byte[] b, int from) {
        for (int i = from; i < b.length; i++) {
            byte kind = classes[b[i] & 255];
            if (kind == 0 || kind == START && i > 0 && wordPart[b[i - 1] & 255] && !maybeEscaped(b, i)) {
                continue;
            }
            if (kind == DIGIT) {
                int behind = digits(b, i);
                if (isLong(b, i, behind) || i > 1 && isUpper(b[i - 1]) && isUpper(b[i - 2])) {
                    return i;
                }
                i = behind - 1;
            } else if (passes(kind, b, i)) {
                return i;
            }
        }
        return b.length;
    }

    /// True if the word's part before `i` may be that of a sign that is written `%22`, `\n` or `\u003d`.
    private static boolean maybeEscaped(byte[] b, int i) {
        return i > 1 && b[i - 2] == '\\' || i > 2 && b[i - 3] == '%' || i > 5 && b[i - 6] == '\\';
    }

    private boolean passes(byte kind, byte[] b, int i) {
        return switch (kind) {
            case SEPARATOR -> isBehindName(b, i);
            case COLON -> isBehindName(b, i) || isThree(b, i);
            case START, SIGN -> isThree(b, i);
            case COMMA -> i > 2 && (b[i - 1] == '"' || b[i - 1] == '\'');
            default ->
                i + 1 < b.length
                        && (b[i + 1] == '-' || startsOption((char) (b[i + 1] & 255), i == 0 ? ' ' : (char) b[i - 1]));
        };
    }

    /// True if a single dash between two characters may begin an option.
    static boolean startsOption(char after, char before) {
        return " \"'\n\t[(".indexOf(before) >= 0 && (after >= 'a' && after <= 'z' || after >= 'A' && after <= 'Z');
    }

    /// Where the digits at `from` end.
    static int digits(byte[] b, int from) {
        int i = from;
        while (i < b.length && isDigit(b[i])) {
            i++;
        }
        return i;
    }

    /// True if so many digits stand in `[from, behind)`, and behind single blanks and dashes after it, as a secret
    /// number has.
    private static boolean isLong(byte[] b, int from, int behind) {
        int i = behind;
        while (i - from < LEAST_NUMBER && i + 1 < b.length && (b[i] == ' ' || b[i] == '-') && isDigit(b[i + 1])) {
            i = digits(b, i + 1);
        }
        return i - from >= LEAST_NUMBER;
    }

    /// True if three characters stand here that are at the beginning of a token, or from its sign on.
    private boolean isThree(byte[] b, int i) {
        if (i + 2 >= b.length || (b[i + 1] | b[i + 2]) < 0) {
            return false;
        }
        int second = b[i + 1];
        if ((seconds[2 * b[i] + (second >> 6)] >>> second & 1) == 0) {
            return false;
        }
        int three = three(b[i], second, b[i + 2]);
        return (threes[three >> 6] >>> three & 1) != 0;
    }

    /// True if what stands before a separator may be a secret's name, or an address before it.
    private boolean isBehindName(byte[] b, int at) {
        if (b[at] == ':' && at + 2 < b.length && b[at + 1] == '/' && b[at + 2] == '/') {
            return true;
        }
        int end = at;
        while (end > 0 && at - end < SecretValues.MOST_AROUND && aroundName[b[end - 1] & 255]) {
            end--;
        }
        int has = 0;
        int from = end;
        int limit = Math.max(0, end - SecretValues.LONGEST_NAME);
        while (from > limit && namePart[b[from - 1] & 255]) {
            has |= letter[b[--from] & 255];
        }
        return end - from > 1
                && (hasWord(has)
                        || end - from == 3 && from > 1 && b[from - 1] == ' '
                        || end - from > 4 && b[end - 1] == 'e' && b[end - 5] == 'v');
    }

    /// True if all letters are there of a word that makes a name secret.
    private boolean hasWord(int letters) {
        for (int word : words) {
            if ((letters & word) == word) {
                return true;
            }
        }
        return false;
    }

    private static boolean isDigit(byte c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isUpper(byte c) {
        return c >= 'A' && c <= 'Z';
    }
}
