package dev.nightjar.group.kind;

/// Recognises numbers, with units or without. Every method looks at the text from `i` on and gives the end of
/// what it knows, or -1. Each looks at a bounded number of characters, or at those that it takes.
public final class Numbers {

    private Numbers() {}

    /// A whole number with thousands separators or none.
    public static int integer(String s, int i, int end) {
        int j = Chars.digits(s, i, end);
        if (j == i) {
            return -1;
        }
        if (j - i <= 3) {
            int k = j;
            while (Chars.at(s, k, end) == ',' && Chars.digits(s, k + 1, end, 3, 3)) {
                k += 4;
            }
            j = free(s, k, end) ? k : j;
        }
        return free(s, j, end) ? percent(s, j, end) : -1;
    }

    /// `12.5`, `1.5e-7`, `99.9%`.
    public static int decimal(String s, int i, int end) {
        int j = Chars.digits(s, i, end);
        if (j == i || Chars.at(s, j, end) != '.' || !Chars.digit(Chars.at(s, j + 1, end))) {
            return -1;
        }
        j = exponent(s, Chars.digits(s, j + 1, end), end);
        boolean more = Chars.at(s, j, end) == '.' && Chars.alnum(Chars.at(s, j + 1, end));
        return free(s, j, end) && !more ? percent(s, j, end) : -1;
    }

    /// `6.1.7601.23505`, `1.2.3-SNAPSHOT`, `v2.0`; two dots at least, one behind a `v`.
    public static int version(String s, int i, int end) {
        boolean v = (Chars.at(s, i, end) | 0x20) == 'v';
        int j = v ? i + 1 : i;
        int dots = 0;
        int k = Chars.digits(s, j, end);
        if (k == j) {
            return -1;
        }
        while (Chars.at(s, k, end) == '.' && Chars.alnum(Chars.at(s, k + 1, end)) && k - i < 64) {
            boolean digit = Chars.digit(s.charAt(k + 1));
            if (!digit && dots == 0) {
                return -1;
            }
            k = digit ? Chars.digits(s, k + 1, end) : Chars.alnums(s, k + 1, end);
            dots++;
        }
        if (dots < (v ? 1 : 2)) {
            return -1;
        }
        while ((Chars.at(s, k, end) == '-' || Chars.at(s, k, end) == '+')
                && Chars.alnum(Chars.at(s, k + 1, end))
                && k - i < 64) {
            k = dotted(s, Chars.alnums(s, k + 1, end), end);
        }
        return free(s, k, end) ? k : -1;
    }

    private static int dotted(String s, int k, int end) {
        while (Chars.at(s, k, end) == '.' && Chars.alnum(Chars.at(s, k + 1, end))) {
            k = Chars.alnums(s, k + 1, end);
        }
        return k;
    }

    /// `64K`, `1.5 GiB`, `512 bytes`.
    public static int size(String s, int i, int end) {
        int j = plain(s, i, end);
        boolean apart = Chars.at(s, j, end) == ' ';
        int unit = apart ? j + 1 : j;
        int k = Chars.alnums(s, unit, Math.min(end, unit + 6));
        return j > i
                        && k > unit
                        && free(s, k, end)
                        && (k - unit > 1 || !apart || s.charAt(unit) == 'B')
                        && Units.SIZES.has(s, unit, k)
                ? k
                : -1;
    }

    /// `15ms`, `2h30m5s`, `335 seconds`, `1.5 s`, `PT1H5M`.
    public static int duration(String s, int i, int end) {
        if (s.startsWith("PT", i)) {
            int k = parts(s, i + 2, end);
            return k > i + 2 && free(s, k, end) ? k : -1;
        }
        int j = plain(s, i, end);
        if (j > i && Chars.at(s, j, end) == ' ') {
            int k = Chars.alnums(s, j + 1, Math.min(end, j + 14));
            return k > j + 1 && free(s, k, end) && Units.TIMES.has(s, j + 1, k) ? k : -1;
        }
        int k = parts(s, i, end);
        return k > i && free(s, k, end) ? k : -1;
    }

    /// The end of `2h30m5s`, `i` if nothing of the kind is there.
    private static int parts(String s, int i, int end) {
        int done = i;
        for (int n = 0; n < 5; n++) {
            int j = plain(s, done, end);
            int k = j;
            while (k < end && k - j < 13 && Chars.letter(s.charAt(k))) {
                k++;
            }
            boolean capital = k == j + 1 && s.charAt(j) <= 'Z' && !s.startsWith("PT", i - 2);
            if (j == done || k == j || capital || !Units.TIMES.has(s, j, k)) {
                return done;
            }
            done = k;
        }
        return done;
    }

    /// The end of digits with at most one decimal point or comma.
    private static int plain(String s, int i, int end) {
        int j = Chars.digits(s, i, end);
        char c = Chars.at(s, j, end);
        return j > i && (c == '.' || c == ',') && Chars.digit(Chars.at(s, j + 1, end))
                ? Chars.digits(s, j + 1, end)
                : j;
    }

    private static int exponent(String s, int j, int end) {
        if ((Chars.at(s, j, end) | 0x20) != 'e') {
            return j;
        }
        int sign = Chars.at(s, j + 1, end) == '-' || Chars.at(s, j + 1, end) == '+' ? 1 : 0;
        int k = Chars.digits(s, j + 1 + sign, end);
        return k > j + 1 + sign ? k : j;
    }

    private static int percent(String s, int j, int end) {
        return Chars.at(s, j, end) == '%' ? j + 1 : j;
    }

    /// True if no word goes on at `j`.
    static boolean free(String s, int j, int end) {
        return j >= end || !Chars.word(s.charAt(j));
    }
}
