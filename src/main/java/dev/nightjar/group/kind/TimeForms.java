package dev.nightjar.group.kind;

/// Recognises dates and times. Every method looks at the text from `i` on and gives the end of what it knows, or
/// -1.
public final class TimeForms {

    private TimeForms() {}

    /// A date that begins with a digit, with the time and zone behind it: `2026-08-01T06:30:00.123Z`,
    /// `2026/8/1:06:30:00`, `01.08.2026 06:30`, `01/Aug/2026:06:30:00 +0200`, `1 Aug 2026`, `20260801T063000Z`.
    public static int date(String s, int i, int end) {
        int run = Chars.digits(s, i, Math.min(end, i + 15)) - i;
        int j = switch (run) {
            case 4 -> yearFirst(s, i, end);
            case 1, 2 -> dayFirst(s, i, i + run, end);
            case 8 -> compact(s, i, end);
            default -> -1;
        };
        if (j < 0) {
            return -1;
        }
        j = run == 8 ? j : withTime(s, j, end);
        return Numbers.free(s, j, end) ? j : -1;
    }

    /// A date that begins with a name: `Fri Jul 01 08:16:53 PDT 2005`, `Fri, 1 Jul 2005 08:16:53 GMT`, `Jul 1
    /// 08:16:53`.
    public static int named(String s, int i, int wordEnd, int end) {
        if (Units.MONTHS.has(s, i, wordEnd)) {
            return monthFirst(s, blanks(s, wordEnd, end), end);
        }
        if (!Units.DAYS.has(s, i, wordEnd)) {
            return -1;
        }
        int j = blanks(s, Chars.at(s, wordEnd, end) == ',' ? wordEnd + 1 : wordEnd, end);
        int word = Chars.alnums(s, j, Math.min(end, j + 10));
        if (Units.MONTHS.has(s, j, word)) {
            return monthFirst(s, blanks(s, word, end), end);
        }
        return Chars.digit(Chars.at(s, j, end)) ? date(s, j, end) : -1;
    }

    /// `06:30`, `6:30:00.123`, `06:30:00,123`, `6:30 PM`.
    public static int time(String s, int i, int end) {
        int j = clock(s, i, end);
        return j > 0 && Numbers.free(s, j, end) ? j : -1;
    }

    private static int monthFirst(String s, int day, int end) {
        int j = Chars.digits(s, day, end);
        if (j == day || j - day > 2) {
            return -1;
        }
        int comma = Chars.at(s, j, end) == ',' ? j + 1 : j;
        int k = withTime(s, comma, end);
        int year = blanks(s, zoneName(s, k, end), end);
        if (year > j && Chars.digits(s, year, end, 4, 4) && Numbers.free(s, year + 4, end)) {
            return k == comma ? withTime(s, year + 4, end) : year + 4;
        }
        return k > comma ? k : Numbers.free(s, j, end) ? j : -1;
    }

    private static int yearFirst(String s, int i, int end) {
        char separator = Chars.at(s, i + 4, end);
        int j = Chars.digits(s, i + 5, Math.min(end, i + 8));
        int k = Chars.digits(s, j + 1, Math.min(end, j + 4));
        boolean right = (separator == '-' || separator == '/' || separator == '.')
                && between(s, i + 5, j, 12)
                && Chars.at(s, j, end) == separator
                && between(s, j + 1, k, 31);
        return right ? k : -1;
    }

    private static int dayFirst(String s, int i, int j, int end) {
        char separator = Chars.at(s, j, end);
        if (separator != '/' && separator != '.' && separator != '-' && separator != ' ') {
            return -1;
        }
        int k = Chars.alnums(s, j + 1, Math.min(end, j + 11));
        boolean month = separator != ' ' && between(s, j + 1, k, 31) || Units.MONTHS.has(s, j + 1, k);
        boolean year = Chars.at(s, k, end) == separator && Chars.digits(s, k + 1, end, 4, 4);
        return month && year && Chars.number(s, i, j) <= 31 ? k + 5 : -1;
    }

    /// `20260801T063000Z`, `20260801-06:30:00:123`; eight bare digits are a number.
    private static int compact(String s, int i, int end) {
        char separator = Chars.at(s, i + 8, end);
        int year = Chars.number(s, i, i + 4);
        if (year < 1970 || year > 2100 || (separator != 'T' && separator != '-')) {
            return -1;
        }
        int clock = clock(s, i + 9, end);
        boolean digits = Chars.digits(s, i + 9, end, 6, 9);
        return clock > 0 ? zone(s, clock, end) : digits ? zone(s, Chars.digits(s, i + 9, end), end) : -1;
    }

    /// The end of the time and zone behind a date that ends at `j`; `j` if there is none.
    private static int withTime(String s, int j, int end) {
        char c = Chars.at(s, j, end);
        boolean joined = c == 'T' || c == ' ' || c == ':' || c == '-' || c == '_' || c == ',';
        int start = c == ' ' ? blanks(s, j, end) : c == ',' ? blanks(s, j + 1, end) : j + 1;
        int k = joined ? clock(s, start, end) : -1;
        return k > 0 ? zone(s, k, end) : j;
    }

    /// `h:mm[:ss[.fraction]]`, also with dots; the end, or -1.
    private static int clock(String s, int i, int end) {
        int j = Chars.digits(s, i, Math.min(end, i + 3));
        char separator = Chars.at(s, j, end);
        boolean dots = separator == '.';
        if (!between(s, i, j, 24) && !zero(s, i, j)
                || (separator != ':' && !dots)
                || !Chars.digits(s, j + 1, end, 2, 2)) {
            return -1;
        }
        int k = j + 3;
        if (Chars.at(s, k, end) == separator && Chars.digits(s, k + 1, end, 2, 2)) {
            k = fraction(s, k + 3, end);
        } else if (dots) {
            return -1;
        }
        return half(s, k, end);
    }

    private static int fraction(String s, int k, int end) {
        char c = Chars.at(s, k, end);
        boolean more = (c == '.' || c == ',' || c == ':') && Chars.digits(s, k + 1, end, 1, 9);
        return more ? Chars.digits(s, k + 1, end) : k;
    }

    /// Behind `AM` or `PM`, if that is there.
    private static int half(String s, int k, int end) {
        int j = Chars.at(s, k, end) == ' ' ? k + 1 : k;
        boolean half = s.regionMatches(true, j, "am", 0, 2) || s.regionMatches(true, j, "pm", 0, 2);
        return half && Numbers.free(s, j + 2, end) ? j + 2 : k;
    }

    private static int zone(String s, int k, int end) {
        if (Chars.at(s, k, end) == 'Z') {
            return k + 1;
        }
        int sign = Chars.at(s, k, end) == ' ' ? k + 1 : k;
        char c = Chars.at(s, sign, end);
        if ((c == '+' || c == '-') && Chars.digits(s, sign + 1, end, 4, 4)) {
            return sign + 5;
        }
        if ((c == '+' || c == '-')
                && Chars.digits(s, sign + 1, end, 2, 2)
                && Chars.at(s, sign + 3, end) == ':'
                && Chars.digits(s, sign + 4, end, 2, 2)) {
            return sign + 6;
        }
        return zoneName(s, k, end);
    }

    /// Behind ` UTC`, ` GMT`, ` PDT` …; `k` if none is there.
    private static int zoneName(String s, int k, int end) {
        int j = k + 1;
        while (j < end && j - k < 6 && s.charAt(j) >= 'A' && s.charAt(j) <= 'Z') {
            j++;
        }
        boolean name = j - k >= 4 && (s.charAt(j - 1) == 'T' || s.startsWith("UTC", k + 1));
        return Chars.at(s, k, end) == ' ' && name && Numbers.free(s, j, end) ? j : k;
    }

    private static int blanks(String s, int i, int end) {
        int j = i;
        while (j < end && j - i < 3 && s.charAt(j) == ' ') {
            j++;
        }
        return j;
    }

    private static boolean between(String s, int i, int j, int most) {
        int length = j - i;
        return length >= 1
                && length <= 2
                && Chars.digits(s, i, j) == j
                && Chars.number(s, i, j) >= 1
                && Chars.number(s, i, j) <= most;
    }

    private static boolean zero(String s, int i, int j) {
        return j - i >= 1 && j - i <= 2 && Chars.number(s, i, j) == 0;
    }
}
