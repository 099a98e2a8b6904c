package dev.nightjar.group.kind;

/// Classes of characters, for the recognisers. ASCII by table; every letter beyond counts as a letter.
public final class Chars {

    public static final int LETTER = 1;
    public static final int DIGIT = 2;
    public static final int UNDERSCORE = 4;
    public static final int DASH = 8;
    public static final int DOT = 16;
    public static final int COLON = 32;
    public static final int SLASH = 64;
    public static final int BACKSLASH = 128;
    public static final int AT = 256;
    static final int OTHER = 512;

    /// What a word is made of, as opposed to what joins words.
    public static final int WORD = LETTER | DIGIT | UNDERSCORE;

    private static final short[] TABLE = table();

    private Chars() {}

    /// The class of a character of a compound (`shop-1.example:80`), 0 if it ends one.
    public static int of(char c) {
        return c < 128 ? TABLE[c] : Character.isWhitespace(c) ? 0 : LETTER;
    }

    /// The character at `i`, a blank behind the end.
    public static char at(String s, int i, int end) {
        return i >= 0 && i < end ? s.charAt(i) : ' ';
    }

    /// An ASCII digit.
    public static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }

    /// A hex digit in either case.
    public static boolean hex(char c) {
        return digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }

    /// A letter or an ASCII digit.
    public static boolean alnum(char c) {
        return (of(c) & (LETTER | DIGIT)) != 0;
    }

    /// A letter of any script: whatever is beyond ASCII, but for white space.
    public static boolean letter(char c) {
        return (of(c) & LETTER) != 0;
    }

    /// A letter, digit or underscore.
    public static boolean word(char c) {
        return (of(c) & WORD) != 0;
    }

    /// The end of the run of digits at `i`.
    public static int digits(String s, int i, int end) {
        while (i < end && digit(s.charAt(i))) {
            i++;
        }
        return i;
    }

    /// The end of the run of letters and digits at `i`.
    public static int alnums(String s, int i, int end) {
        while (i < end && alnum(s.charAt(i))) {
            i++;
        }
        return i;
    }

    /// The end of the run of hex digits at `i`.
    public static int hexes(String s, int i, int end) {
        while (i < end && hex(s.charAt(i))) {
            i++;
        }
        return i;
    }

    /// True if `n` to `m` digits stand at `i` and no more.
    static boolean digits(String s, int i, int end, int n, int m) {
        int run = digits(s, i, Math.min(end, i + m + 1)) - i;
        return run >= n && run <= m;
    }

    /// The number at `[i, j)`, at most nine digits.
    static int number(String s, int i, int j) {
        int n = 0;
        for (int k = i; k < j; k++) {
            n = 10 * n + s.charAt(k) - '0';
        }
        return n;
    }

    private static short[] table() {
        short[] table = new short[128];
        for (int c = 0; c < 128; c++) {
            table[c] = (short)
                    (c >= '0' && c <= '9' ? DIGIT : (c | 32) >= 'a' && (c | 32) <= 'z' ? LETTER : joiner((char) c));
        }
        return table;
    }

    private static int joiner(char c) {
        return switch (c) {
            case '_' -> UNDERSCORE;
            case '-' -> DASH;
            case '.' -> DOT;
            case ':' -> COLON;
            case '/' -> SLASH;
            case '\\' -> BACKSLASH;
            case '@' -> AT;
            case '+', '~', '$' -> OTHER;
            default -> 0;
        };
    }
}
