package dev.nightjar.group.kind;

/// Recognises what names machines, people and places: addresses, hosts, URLs, paths. Every method looks at the
/// text from `i` on and gives the end of what it knows, or -1. Each looks at a bounded number of characters, or
/// at those that it takes.
public final class Addresses {

    private static final int LONGEST_HOST = 253;

    private Addresses() {}

    /// `name@host.example`: the name has at most 65 characters, the host at least one dot.
    public static int email(String s, int i, int end) {
        int at = i;
        while (at < end && at - i <= 64 && (Chars.word(s.charAt(at)) || ".+-%".indexOf(s.charAt(at)) >= 0)) {
            at++;
        }
        if (at == i || Chars.at(s, at, end) != '@') {
            return -1;
        }
        int j = labels(s, at + 1, end);
        int last = s.lastIndexOf('.', j - 1) + 1;
        return last > at + 2 && j - last >= 2 && lettersOnly(s, last, j) ? j : -1;
    }

    /// `scheme://…` up to a blank, quote or bracket, without trailing punctuation.
    public static int url(String s, int i, int end) {
        int j = i;
        while (j < end && j - i < 17 && (Chars.alnum(s.charAt(j)) || "+.-".indexOf(s.charAt(j)) >= 0)) {
            j++;
        }
        if (j - i < 2 || !s.startsWith("://", j) || j + 3 >= end || !Chars.letter(s.charAt(i))) {
            return -1;
        }
        int k = j + 3;
        while (k < end && s.charAt(k) > ' ' && "\"'<>`|)]}".indexOf(s.charAt(k)) < 0) {
            k++;
        }
        return Math.max(trimmed(s, j + 3, k), j + 3);
    }

    /// A dotted name whose last label is a known top-level domain, and `localhost`. Names of packages, classes,
    /// files and calls are none.
    public static int host(String s, int i, int end, Lexicon words) {
        if ((s.charAt(i) | 0x20) == 'l' && s.regionMatches(true, i, "localhost", 0, 9) && Numbers.free(s, i + 9, end)) {
            return i + 9;
        }
        int j = labels(s, i, end);
        int last = s.lastIndexOf('.', j - 1) + 1;
        if (last <= i + 1 || Chars.at(s, j, end) == '(' || Chars.at(s, j, end) == '_' || !sameCase(s, last, j)) {
            return -1;
        }
        int first = s.indexOf('.', i);
        boolean two = first == last - 1;
        boolean known = words.domains.has(s, last, j)
                || !two && words.countries.has(s, last, j)
                || two && words.countries.has(s, last, j) && !words.endings.has(s, last, j);
        return known && !words.packages.has(s, i, first) && hostCase(s, i, last) ? j : -1;
    }

    /// IPv4 with or without a prefix length, IPv6; never `Class::method`.
    public static int ip(String s, int i, int end) {
        int j = ipv4(s, i, end);
        return j > 0 ? j : ipv6(s, i, end);
    }

    /// Hardware addresses: 6 to 32 pairs of hex digits, all joined by `:` or all by `-`.
    public static int mac(String s, int i, int end) {
        char separator = Chars.at(s, i + 2, end);
        if (separator != ':' && separator != '-') {
            return -1;
        }
        int pairs = 0;
        int j = i;
        while (pairs < 32 && Chars.hexes(s, j, Math.min(end, j + 3)) == j + 2) {
            pairs++;
            j += 2;
            if (Chars.at(s, j, end) != separator) {
                return pairs >= 6 && Numbers.free(s, j, end) ? j : -1;
            }
            j++;
        }
        return -1;
    }

    /// A path that begins at `i` with a slash, a dot, a tilde or a drive, and a query behind it.
    public static int path(String s, int i, int end) {
        int start = root(s, i, end);
        if (start < 0) {
            return -1;
        }
        int j = start;
        boolean query = false;
        while (j < end && (pathChar(s, j, end) || query && s.charAt(j) == '=')) {
            query |= s.charAt(j) == '?';
            j++;
        }
        j = trimmed(s, start, j);
        return j > start ? j : -1;
    }

    /// A path that begins with a name: a package and a slash, two slashes and a digit, dot or capital, or three
    /// slashes.
    public static int relative(String s, int i, int end) {
        int slashes = 0;
        boolean mixed = false;
        int j = i;
        for (; j < end && pathChar(s, j, end); j++) {
            char c = s.charAt(j);
            slashes += c == '/' || c == '\\' ? 1 : 0;
            mixed |= Chars.digit(c) || c == '.' || c == '_' || c >= 'A' && c <= 'Z';
            if (j - i > 300 && slashes == 0) {
                return -1;
            }
        }
        return slashes >= 3 || slashes == 2 && mixed || slashes == 1 && component(s, i, j) ? trimmed(s, i, j) : -1;
    }

    /// `com.acme.shop/.Cart`: a package of two dots and more, and what is in it, as Android names its components.
    private static boolean component(String s, int i, int j) {
        int slash = s.indexOf('/', i);
        int dots = 0;
        for (int k = i; k < slash; k++) {
            dots += s.charAt(k) == '.' ? 1 : 0;
        }
        return slash > i
                && slash < j
                && dots >= 2
                && Chars.letter(s.charAt(i))
                && s.indexOf('.', slash) > 0
                && s.indexOf('.', slash) < j;
    }

    private static int root(String s, int i, int end) {
        char c = s.charAt(i);
        char next = Chars.at(s, i + 1, end);
        if (c == '/') {
            return next == '/' ? i + 2 : i + 1;
        }
        if (c == '\\') {
            return next == '\\' ? i + 2 : -1;
        }
        if (c == '~') {
            return next == '/' ? i + 2 : -1;
        }
        if (c == '.') {
            int dots = next == '.' ? 2 : 1;
            return Chars.at(s, i + dots, end) == '/' ? i + dots + 1 : -1;
        }
        char third = Chars.at(s, i + 2, end);
        return next == ':' && (third == '\\' || third == '/') && Chars.letter(c) ? i + 3 : -1;
    }

    private static boolean pathChar(String s, int i, int end) {
        char c = s.charAt(i);
        if (c == ':') {
            return Chars.at(s, i + 1, end) == '\\';
        }
        return c > ' ' && "\"'<>`|,;()[]{}=".indexOf(c) < 0;
    }

    private static int ipv4(String s, int i, int end) {
        int j = i;
        for (int octet = 0; octet < 4; octet++) {
            int k = Chars.digits(s, j, Math.min(end, j + 4));
            if (k == j || k - j > 3 || Chars.number(s, j, k) > 255 || octet < 3 && Chars.at(s, k, end) != '.') {
                return -1;
            }
            j = octet < 3 ? k + 1 : k;
        }
        boolean more = Chars.at(s, j, end) == '.' && Chars.alnum(Chars.at(s, j + 1, end));
        if (more || !Numbers.free(s, j, end) || Chars.at(s, j, end) == '-' && Chars.alnum(Chars.at(s, j + 1, end))) {
            return -1;
        }
        boolean prefix = Chars.at(s, j, end) == '/' && Chars.digits(s, j + 1, end, 1, 2);
        int k = prefix ? Chars.digits(s, j + 1, end) : j;
        return prefix && !Numbers.free(s, k, end) ? j : k;
    }

    private static int ipv6(String s, int i, int end) {
        int colons = 0;
        int groups = 0;
        boolean gap = false;
        boolean digit = false;
        int j = i;
        while (j < end && j - i < 40) {
            if (s.charAt(j) == ':') {
                gap |= colons > 0 && s.charAt(j - 1) == ':';
                colons++;
                j++;
                continue;
            }
            int k = Chars.hexes(s, j, Math.min(end, j + 5));
            if (k == j || k - j > 4) {
                break;
            }
            digit |= Chars.digits(s, j, k) > j;
            groups++;
            j = k;
        }
        boolean enough = gap ? colons <= 7 && (digit || groups > 2) : colons == 7 && groups == 8;
        return enough && groups > 0 && Chars.at(s, j - 1, end) != ':' && Numbers.free(s, j, end) ? j : -1;
    }

    /// The end of labels joined by single dots.
    private static int labels(String s, int i, int end) {
        int j = i;
        int most = Math.min(end, i + LONGEST_HOST);
        while (j < most
                && (Chars.alnum(s.charAt(j))
                        || s.charAt(j) == '-'
                        || s.charAt(j) == '.' && j > i && Chars.alnum(Chars.at(s, j + 1, most)))) {
            j++;
        }
        return j;
    }

    /// A host is written in one case; capitals only with a dash or digit (`DB-01.example.com`), never as
    /// `MyClass`.
    private static boolean hostCase(String s, int i, int last) {
        boolean upper = false;
        boolean mark = false;
        for (int j = i; j < last; j++) {
            char c = s.charAt(j);
            upper |= c >= 'A' && c <= 'Z';
            mark |= c == '-' || Chars.digit(c);
        }
        return !upper || mark;
    }

    private static boolean sameCase(String s, int i, int j) {
        boolean lower = s.charAt(i) >= 'a';
        for (int k = i + 1; k < j; k++) {
            if (s.charAt(k) >= 'a' != lower) {
                return false;
            }
        }
        return true;
    }

    private static boolean lettersOnly(String s, int i, int j) {
        for (int k = i; k < j; k++) {
            if (!Chars.letter(s.charAt(k))) {
                return false;
            }
        }
        return true;
    }

    private static int trimmed(String s, int from, int to) {
        int j = to;
        while (j > from && ".,:;!?".indexOf(s.charAt(j - 1)) >= 0) {
            j--;
        }
        return j;
    }
}
