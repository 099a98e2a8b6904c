package dev.nightjar.group.kind;

/// Recognises ids written in hex. Every method looks at the text from `i` on and gives the end of what it knows,
/// or -1.
public final class HexIds {

    private HexIds() {}

    /// 8-4-4-4-12 hex digits, of any version.
    public static int uuid(String s, int i, int end) {
        return groups(s, i, end, 8, 4, 4, 4, 12);
    }

    /// W3C `traceparent` and the root of AWS X-Ray's header.
    public static int traceparent(String s, int i, int end) {
        int w3c = groups(s, i, end, 2, 32, 16, 2);
        return w3c > 0 ? w3c : Chars.at(s, i, end) == '1' ? groups(s, i, end, 1, 8, 24) : -1;
    }

    /// MD5, SHA-1, SHA-224, SHA-256, SHA-384, SHA-512.
    public static int hash(String s, int i, int end) {
        int j = Chars.hexes(s, i, end);
        boolean length = switch (j - i) {
            case 32, 40, 56, 64, 96, 128 -> true;
            default -> false;
        };
        return length && Numbers.free(s, j, end) && Chars.digits(s, i, j) < j ? j : -1;
    }

    /// `0x1F`, eight and more hex digits with a letter, six or seven well mixed ones (an abbreviated commit) or with
    /// one small letter (`d30718`).
    public static int hex(String s, int i, int end) {
        if (s.charAt(i) == '0' && (Chars.at(s, i + 1, end) | 0x20) == 'x') {
            int j = Chars.hexes(s, i + 2, end);
            return j > i + 2 && Numbers.free(s, j, end) ? j : -1;
        }
        int j = Chars.hexes(s, i, end);
        if (j - i < 6 || !Numbers.free(s, j, end)) {
            return -1;
        }
        int digits = 0;
        for (int k = i; k < j; k++) {
            digits += Chars.digit(s.charAt(k)) ? 1 : 0;
        }
        int letters = j - i - digits;
        boolean small = letters == 1 && small(s, i, j);
        return letters > 0 && (j - i >= 8 || digits >= 2 && letters >= 2 || small) ? j : -1;
    }

    /// True if the only letter of six or seven digits is a small one, and no unit behind them.
    private static boolean small(String s, int i, int j) {
        for (int k = i; k < j; k++) {
            if (s.charAt(k) >= 'a') {
                return k < j - 1;
            }
        }
        return false;
    }

    /// Hex groups of these lengths joined by dashes, nothing before the next word character.
    private static int groups(String s, int i, int end, int... lengths) {
        int j = i;
        for (int n = 0; n < lengths.length; n++) {
            int k = Chars.hexes(s, j, Math.min(end, j + lengths[n] + 1));
            if (k - j != lengths[n]) {
                return -1;
            }
            boolean last = n == lengths.length - 1;
            if (!last && Chars.at(s, k, end) != '-') {
                return -1;
            }
            j = last ? k : k + 1;
        }
        return Numbers.free(s, j, end) ? j : -1;
    }
}
