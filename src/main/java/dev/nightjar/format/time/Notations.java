package dev.nightjar.format.time;

import dev.nightjar.bytes.Bytes;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The notations of times that applications use, sorted by how they begin, so that only a few are tried at any
/// place: a run of digits of some length and the byte behind it, or a letter.
public final class Notations {

    private static final int NONE = -1;
    private static final int CLOCK = 6;
    private static final int SLASHES = 7;
    private static final int DASHES = 8;

    /// A notation and its text, as a layout would have it.
    public record Notation(String text, TimePattern pattern) {

        /// Its month stands before its day, both in digits: other programs write the day first.
        boolean swaps() {
            return text.startsWith("M/d/yy")
                    || text.startsWith("MM-dd-yyyy")
                    || text.startsWith("M-d-yyyy")
                    || text.endsWith(" M/d/yyyy");
        }
    }

    /// Rows by `shape`. Where a text fits several notations, the first with possible parts counts.
    private static final String[][] TEXTS = {
        {
            "MMM d HH:mm:ss[.S][,S]",
            "EEE MMM d HH:mm:ss[.S][:SSS] yyyy",
            "EEE MMM d HH:mm:ss[.S] z yyyy",
            "EEE MMM d h:mm:ss a z yyyy",
            "EEE MMM d h:mm:ss a yyyy",
            "EEE MMM d yyyy HH:mm:ss[.S][ Z]",
            "EEE, d MMM yyyy HH:mm:ss[.S][ Z]",
            "EEE d MMM yyyy HH:mm:ss[.S][ Z]",
            "EEE d MMM yyyy h:mm:ss a[ Z]",
            "EEE yyyy-MM-dd HH:mm:ss[.S][ Z]",
            "EEE MMM d HH:mm:ss[.S]",
            "MMM d, yyyy h:mm:ss[.S] a[ Z]",
            "MMM d, yyyy, h:mm:ss a",
            "MMM d, yyyy HH:mm:ss[.S]",
            "MMM d yyyy HH:mm:ss[.S][ Z]",
            "MMM-dd HH:mm:ss[.S]",
            "MMM/dd HH:mm:ss[.S]",
        },
        {
            "iso",
            "yyyy-MM-dd'T'HH:mm[Z]",
            "yyyy-MM-dd H:mm:ss[.S][,S]",
            "yyyy-MM-dd-HH.mm.ss[.S]",
            "yyyy-MM-dd HH.mm.ss[.S]",
            "yyyy-MM-dd-HH:mm:ss[.S]",
            "yyyy-MM-dd_HH:mm:ss[.S]",
            "yyyy-MM-dd_HH-mm-ss[.S]",
            "yyyy-MM-dd, HH:mm:ss[.S]",
            "yyyy-MM-dd/HH:mm:ss[.S]",
            "yyyy-MM-dd:HH:mm:ss[.S]",
            "yyyy-MM-dd HH:mm[ Z]",
            "yyyy-MMM-dd HH:mm:ss[.S][,S]",
            "yyyy-M-d h:m:s[.S] a[ Z]",
            "yyyy-M-d H:m:s[.S][,S][ Z]",
            "yyyy-DDD'T'HH:mm:ss[.S][,S][Z]",
            "yyyy-DDD HH:mm:ss[.S][,S][ Z]",
        },
        {
            "yyyy/M/d h:mm:ss[.S] a[ Z]",
            "yyyy/MM/dd HH:mm:ss[.S][,S][ Z]",
            "yyyy/MM/dd HH:mm:ss:SSS",
            "yyyy/MM/dd-HH:mm:ss[.S]",
            "yyyy/MM/dd:HH:mm:ss[.S]",
            "yyyy/M/d H:m:s[.S]",
            "yyyy/M/d:H:mm:ss[.S]",
            "yyyy/MM/dd HH:mm",
        },
        {"yyyy.MM.dd HH:mm:ss[.S][,S][ Z]", "yyyy.MM.dd-HH:mm:ss[.S]", "yyyy.MM.dd-HH.mm.ss[.S]", "yyyy.MM.dd HH:mm"},
        {
            "yyyyMMdd HH:mm:ss[.S][,S][ Z]",
            "yyyyMMdd-HH:mm:ss[.S]",
            "yyyyMMdd-H:m:s[:SSS]",
            "yyyyMMdd'T'HH:mm:ss[.S][Z]",
            "yyyyMMdd'T'HHmmss[.S][Z]",
            "yyyyMMdd HHmmss[.S]",
            "yyyyMMdd-HHmmss[.S]",
            "yyyyMMdd_HHmmss[.S]",
            "yyyyMMdd:HH:mm:ss[.S]",
            "yyyyMMdd H:mm:ss[.S]",
        },
        {"yyMMdd HHmmss", "yyMMdd H:mm:ss[.S]", "yyMMdd-HH:mm:ss[.S]"},
        {
            "HH:mm:ss[.S][,S] d-M-yyyy",
            "HH:mm:ss[.S][,S] d.M.yyyy",
            "HH:mm:ss[.S][,S] M/d/yyyy",
            "HH:mm:ss[.S][,S] d/M/yyyy",
            "HH:mm:ss[.S][,S] yyyy-MM-dd",
            "HH:mm:ss[.S][,S] yyyy/MM/dd",
            "HH:mm:ss[.S][,S] d MMM yyyy",
            "HH:mm:ss[.S][,S] MMM d yyyy",
            "HH:mm:ss[.S][,S][ a][ Z]",
            "H:mm:ss[.S][,S][ a][ Z]",
        },
        {
            "dd/MMM/yyyy:HH:mm:ss[.S][ Z]",
            "dd/MMM/yyyy HH:mm:ss[.S][,S]",
            "yy/MM/dd HH:mm:ss[.S][,S]",
            "M/d/yyyy h:mm:ss[.S][:SSS] a[ Z]",
            "d/M/yyyy h:mm:ss[.S][:SSS] a[ Z]",
            "M/d/yyyy, h:mm:ss a",
            "d/M/yyyy, h:mm:ss a",
            "M/d/yyyy H:mm:ss[.S][,S][:SSS][ Z]",
            "d/M/yyyy H:mm:ss[.S][,S][:SSS][ Z]",
            "M/d/yyyy, H:mm:ss",
            "d/M/yyyy, H:mm:ss",
            "M/d/yyyy-H:mm:ss[.S]",
            "d/M/yyyy-H:mm:ss[.S]",
            "M/d/yyyy h:mm a",
            "M/d/yyyy H:mm",
            "d/M/yyyy H:mm",
            "M/d/yy h:mm:ss[:SSS] a[ Z]",
            "M/d/yy H:mm:ss[:SSS][.S][ Z]",
            "d/M/yy H:mm:ss[:SSS][.S][ Z]",
            "MM/dd HH:mm:ss[.S]",
            "MM/dd-HH:mm:ss[.S]",
        },
        {
            "dd-MMM-yyyy HH:mm:ss[.S][,S][ Z]",
            "dd-MMM-yyyy:HH:mm:ss[.S]",
            "dd-MMM-yy HH:mm:ss[.S]",
            "MM-dd-yyyy HH:mm:ss[.S]",
            "dd-MM-yyyy HH:mm:ss[.S][,S]",
            "M-d-yyyy h:mm:ss[.S] a[ Z]",
            "d-M-yyyy h:mm:ss[.S] a[ Z]",
            "d-M-yyyy H:m:s[.S][,S]",
            "MM-dd HH:mm:ss[.S]",
            "yy-MM-dd HH:mm:ss[.S]",
        },
        {
            "dd.MM.yyyy HH:mm:ss[.S][,S][ Z]",
            "dd.MM.yyyy, HH:mm:ss",
            "dd.MM.yyyy HH:mm",
            "d.M.yyyy h:mm:ss[.S] a[ Z]",
            "d.M.yyyy H:m:s[.S][,S][ Z]",
            "MM.dd HH:mm:ss[.S]",
            "dd.MM. HH:mm:ss[.S]",
            "dd.MM.yy HH:mm:ss[.S]",
            "d. MMM yyyy HH:mm:ss",
            "d. MMM HH:mm:ss",
        },
        {"d MMM yyyy HH:mm:ss[.S][,S][ Z]", "d MMM yyyy h:mm:ss a", "d MMM HH:mm:ss[.S]"},
        {"yyyyMMddHHmmss[.S]"},
        {"tai64n"},
    };

    private static final Notation[][] BY_SHAPE = compiled();

    private Notations() {}

    private static Notation[][] compiled() {
        Map<String, TimePattern> once = java.util.Arrays.stream(TEXTS)
                .flatMap(java.util.Arrays::stream)
                .collect(Collectors.toMap(text -> text, TimePattern::of));
        Notation[][] all = new Notation[TEXTS.length][];
        for (int i = 0; i < all.length; i++) {
            all[i] = java.util.Arrays.stream(TEXTS[i])
                    .map(text -> new Notation(text, java.util.Objects.requireNonNull(once.get(text))))
                    .toArray(Notation[]::new);
        }
        return all;
    }

    /// Whether a time may begin with this byte.
    public static boolean canBegin(byte c) {
        return Bytes.isDigit(c) || Bytes.isLetter(c) || c == '@' || c < 0;
    }

    /// Row of `TEXTS` for what begins at `p`, or -1.
    private static int shape(byte[] b, int p, int to) {
        if (p >= to || !canBegin(b[p])) {
            return NONE;
        }
        int end = p;
        while (end < to && end - p < 16 && Bytes.isDigit(b[end])) {
            end++;
        }
        byte next = end < to ? b[end] : 0;
        return switch (end - p) {
            case 0 -> b[p] == '@' ? 12 : Calendars.mayName(b, p, to) ? 0 : NONE;
            case 1, 2 ->
                switch (next) {
                    case ':' -> 6;
                    case '/' -> 7;
                    case '-' -> 8;
                    case '.' -> 9;
                    case ' ' -> 10;
                    default -> NONE;
                };
            case 4 ->
                switch (next) {
                    case '-' -> 1;
                    case '/' -> 2;
                    case '.' -> 3;
                    default -> NONE;
                };
            case 6 -> 5;
            case 8 -> 4;
            case 14 -> 11;
            default -> NONE;
        };
    }

    /// The notations that may begin at `p`.
    public static List<Notation> at(byte[] b, int p, int to) {
        int shape = shape(b, p, to);
        return shape < 0 ? List.of() : List.of(BY_SHAPE[shape]);
    }

    /// The end of a time that begins at `p`, or -1. Fills `parts` if given.
    public static int match(byte[] b, int p, int to, @Nullable TimeParts parts) {
        int shape = shape(b, p, to);
        if (shape < 0) {
            return -1;
        }
        int best = -1;
        for (Notation notation : BY_SHAPE[shape]) {
            int end = notation.pattern().match(b, p, to, parts);
            if (end >= 0 && (parts == null || parts.plausible())) {
                if (parts != null && (shape == SLASHES || shape == DASHES || shape == CLOCK)) {
                    parts.swaps = notation.swaps();
                }
                return end;
            }
            best = Math.max(best, end);
            if (parts != null) {
                parts.forget();
            }
        }
        return best;
    }

    /// The same for a time with a date.
    public static boolean dated(byte[] b, int p, int to) {
        int shape = shape(b, p, to);
        if (shape < 0 || shape == CLOCK) {
            return false;
        }
        for (Notation notation : BY_SHAPE[shape]) {
            if (notation.pattern().match(b, p, to, null) > 0) {
                return true;
            }
        }
        return false;
    }
}
