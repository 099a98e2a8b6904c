package dev.nightjar.extract.secret;

import dev.nightjar.extract.secret.Secrets.Start;
import java.util.Arrays;
import java.util.stream.Stream;

/// Tells where in a text of bytes a secret may be announced: at a separator behind a name that has the letters of a
/// secret one, at a long number, at the first two letters of a token, at an option. What passes is looked at
/// closely.
class Sieve {

    static final byte SEPARATOR = 1;
    static final byte DIGIT = 2;
    static final byte START = 3;
    static final byte DASH = 4;
    static final byte COMMA = 5;

    /// Digits, blanks and dashes of the shortest number that is secret.
    static final int LEAST_NUMBER = 11;

    private final byte[] classes = new byte[256];
    private final boolean[] wordPart = new boolean[256];
    private final boolean[] namePart = new boolean[256];
    private final boolean[] aroundName = new boolean[256];
    private final int[] letter = new int[256];

    /// For each first character of a token a set of second ones.
    private final long[] seconds = new long[256];

    /// The second characters of options of commands.
    private final boolean[] options = new boolean[256];

    /// For each word that makes a name secret its letters: a bit for each.
    private final int[] words;

    Sieve(Secrets secrets) {
        for (char c = 0; c < 128; c++) {
            wordPart[c] = Scrubber.isTokenPart(c);
            namePart[c] = SecretValues.isNamePart(c);
            aroundName[c] = SecretValues.isAroundName(c);
            letter[c] = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' ? 1 << (c | 0x20) - 'a' : 0;
        }
        secrets.starts().stream().map(Start::text).forEach(text -> begins(text.charAt(0), text.charAt(1)));
        Stream.concat(secrets.schemes().stream(), secrets.quoted().stream()).forEach(word -> {
            for (char first : new char[] {word.charAt(0), Character.toUpperCase(word.charAt(0))}) {
                begins(first, word.charAt(1));
                begins(first, Character.toUpperCase(word.charAt(1)));
            }
        });
        secrets.commands().forEach(option -> options[option.text().charAt(1) & 255] = true);
        int[] all = secrets.words().mapToInt(this::letters).distinct().toArray();
        words = Arrays.stream(all)
                .filter(word -> Arrays.stream(all).noneMatch(less -> less != word && (less & word) == less))
                .toArray();
        "=:>".chars().forEach(c -> classes[c] = SEPARATOR);
        "0123456789".chars().forEach(c -> classes[c] = DIGIT);
        classes['-'] = DASH;
        classes[','] = COMMA;
    }

    private void begins(char first, char second) {
        classes[first] = START;
        seconds[2 * first + (second >> 6 & 1)] |= 1L << second;
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
            if (kind == 0) {
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

    private boolean passes(byte kind, byte[] b, int i) {
        return switch (kind) {
            case SEPARATOR -> isBehindName(b, i);
            case START -> isStart(b, i);
            case COMMA -> i > 2 && (b[i - 1] == '"' || b[i - 1] == '\'');
            default -> i + 1 < b.length && (b[i + 1] == '-' || i > 0 && b[i - 1] == ' ' && options[b[i + 1] & 255]);
        };
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

    /// True if a token may begin here: its first two characters fit, and no word goes on.
    private boolean isStart(byte[] b, int i) {
        if (i > 0 && wordPart[b[i - 1] & 255] || i + 1 >= b.length) {
            return false;
        }
        int second = b[i + 1] & 127;
        return (seconds[2 * (b[i] & 127) + (second >> 6)] >>> second & 1) != 0;
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
