package dev.nightjar.format;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A notation of times over bytes, in the letters of `java.time.format.DateTimeFormatter` (`yyyy MM MMM dd d EEE
/// HH H hh mm ss S a Z VV`, where `S` is any number of digits of a fraction, `d`, `H`, `M` one or two digits, `Z`
/// any offset or usual abbreviation, `VV` the name of any zone), optional parts in `[…]`; or one of the names
/// `iso` (date, `T` or blank, time, optional fraction after `.` or `,`, optional zone), `any` (iso and the other
/// usual notations of applications), `epoch` (seconds to nanoseconds by the number of digits, optional fraction).
final class TimePattern {

    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final Map<String, Integer> ZONES = Map.ofEntries(
            Map.entry("Z", 0),
            Map.entry("UTC", 0),
            Map.entry("GMT", 0),
            Map.entry("WET", 0),
            Map.entry("BST", 1),
            Map.entry("CET", 1),
            Map.entry("CEST", 2),
            Map.entry("EET", 2),
            Map.entry("EEST", 3),
            Map.entry("MSK", 3),
            Map.entry("JST", 9),
            Map.entry("EST", -5),
            Map.entry("EDT", -4),
            Map.entry("CST", -6),
            Map.entry("CDT", -5),
            Map.entry("MST", -7),
            Map.entry("MDT", -6),
            Map.entry("PST", -8),
            Map.entry("PDT", -7));

    /// One step: `kind` is a pattern letter, `'` for the literal byte `arg`, `i` for iso, `e` for epoch, `[` for
    /// an optional part, `|` for one of several notations.
    private record Op(char kind, int arg, @Nullable TimePattern optional) {}

    /// The usual notations of applications' lines, tried one after another.
    private static final List<String> ANY = List.of(
            "iso",
            "HH:mm:ss[.S][,S]",
            "dd MMM yyyy HH:mm:ss[.S][,S]",
            "yyyy/MM/dd HH:mm:ss[.S][,S]",
            "dd-MMM-yyyy HH:mm:ss[.S][,S]",
            "dd.MM.yyyy HH:mm:ss[.S][,S]",
            "yyyyMMdd HH:mm:ss[.S][,S]",
            "yy/MM/dd HH:mm:ss",
            "MMM-dd HH:mm:ss[.S]",
            "MMM d, yyyy h:mm:ss a");

    private static final TimePattern USUAL =
            new TimePattern(ANY.stream().map(one -> new Op('|', 0, of(one))).toList());

    private final Op[] ops;

    private TimePattern(List<Op> ops) {
        this.ops = ops.toArray(Op[]::new);
    }

    /// Compiles a pattern; fails with an `IllegalArgumentException` that says what is wrong.
    static TimePattern of(String pattern) {
        if (pattern.equals("iso")) {
            return new TimePattern(List.of(new Op('i', 0, null)));
        }
        if (pattern.equals("any")) {
            return USUAL;
        }
        if (pattern.equals("epoch")) {
            return new TimePattern(List.of(new Op('e', 0, null)));
        }
        List<Op> ops = new ArrayList<>();
        int i = 0;
        while (i < pattern.length()) {
            char c = pattern.charAt(i);
            if (c == '[') {
                int close = pattern.indexOf(']', i);
                if (close < 0) {
                    throw new IllegalArgumentException("'[' without ']' in time pattern '" + pattern + "'");
                }
                ops.add(new Op('[', 0, of(pattern.substring(i + 1, close))));
                i = close + 1;
            } else if (Character.isLetter(c) && "yMdEHhmsSaZV".indexOf(c) < 0) {
                throw new IllegalArgumentException("unknown letter '" + c + "' in time pattern '" + pattern + "'");
            } else {
                int run = i;
                while (run < pattern.length() && pattern.charAt(run) == c) {
                    run++;
                }
                boolean letter = Character.isLetter(c);
                ops.add(letter ? new Op(c, run - i, null) : new Op('\'', c, null));
                i = letter ? run : i + 1;
            }
        }
        return new TimePattern(ops);
    }

    /// The end of a time that begins at `p`, or -1. Fills `parts` if given.
    int match(byte[] b, int from, int to, @Nullable TimeParts parts) {
        int p = from;
        if (ops[0].kind() == '|') {
            return first(b, from, to, parts);
        }
        for (Op op : ops) {
            p = step(op, b, p, to, parts);
            if (p < 0) {
                return -1;
            }
        }
        return p;
    }

    private int first(byte[] b, int from, int to, @Nullable TimeParts parts) {
        for (Op op : ops) {
            TimePattern one = java.util.Objects.requireNonNull(op.optional());
            int end = one.match(b, from, to, null);
            if (end >= 0) {
                return parts == null ? end : one.match(b, from, to, parts);
            }
        }
        return -1;
    }

    private static int step(Op op, byte[] b, int p, int to, @Nullable TimeParts parts) {
        return switch (op.kind()) {
            case '\'' -> literal((byte) op.arg(), b, p, to);
            case 'i' -> iso(b, p, to, parts);
            case 'e' -> Epoch.match(b, p, to, parts);
            case '[' -> {
                TimePattern part = java.util.Objects.requireNonNull(op.optional());
                int end = part.match(b, p, to, null);
                yield end < 0 ? p : part.match(b, p, to, parts);
            }
            case 'S' -> fraction(b, p, to, parts);
            case 'Z' -> zone(b, p, to, parts);
            case 'V' -> namedZone(b, p, to, parts);
            case 'E' -> letters(b, p, to) - p >= 3 ? letters(b, p, to) : -1;
            case 'a' -> amPm(b, p, to, parts);
            case 'M' -> op.arg() >= 3 ? monthName(b, p, to, parts) : number(op, b, p, to, parts);
            default -> number(op, b, p, to, parts);
        };
    }

    /// A blank may also be the narrow one that stands before AM and PM in newer locale tables, or a no-break
    /// space.
    private static int literal(byte c, byte[] b, int p, int to) {
        if (p < to && b[p] == c) {
            return p + 1;
        }
        if (c == ' ' && p + 2 < to && b[p] == (byte) 0xE2 && b[p + 1] == (byte) 0x80 && b[p + 2] == (byte) 0xAF) {
            return p + 3;
        }
        return c == ' ' && p + 1 < to && b[p] == (byte) 0xC2 && b[p + 1] == (byte) 0xA0 ? p + 2 : -1;
    }

    private static int number(Op op, byte[] b, int p, int to, @Nullable TimeParts parts) {
        int from = p;
        int most = Math.max(2, op.arg());
        int least = op.arg();
        if (op.arg() == 1 && p < to && b[p] == ' ') {
            from++; // a day padded with a blank
        }
        int end = from;
        int value = 0;
        while (end < to && end - from < most && Bytes.isDigit(b[end])) {
            value = value * 10 + b[end++] - '0';
        }
        if (end - from < least) {
            return -1;
        }
        if (parts != null) {
            set(parts, op.kind(), op.arg(), value);
        }
        return end;
    }

    private static void set(TimeParts parts, char kind, int width, int value) {
        switch (kind) {
            case 'y' -> parts.year = width == 2 ? 2000 + value : value;
            case 'M' -> parts.month = value;
            case 'd' -> parts.day = value;
            case 'm' -> parts.minute = value;
            case 's' -> parts.second = value;
            default -> parts.hour = value;
        }
    }

    /// `2026-03-04`, `T` or blank, `09:12:44`, then an optional fraction and zone.
    private static int iso(byte[] b, int p, int to, @Nullable TimeParts parts) {
        if (p + 19 > to
                || (Bytes.longAt(b, p) & 0xFFF0F0FFF0F0F0F0L) != 0x2D30302D30303030L
                || (Bytes.longAt(b, p + 8) & 0xF0F0FFF0F000F0F0L) != 0x30303A3030003030L
                || (b[p + 10] != 'T' && b[p + 10] != ' ')
                || b[p + 16] != ':'
                || !Bytes.isDigit(b[p + 17])
                || !Bytes.isDigit(b[p + 18])) {
            return -1;
        }
        if (parts != null) {
            parts.year = two(b, p) * 100 + two(b, p + 2);
            parts.month = two(b, p + 5);
            parts.day = two(b, p + 8);
            parts.hour = two(b, p + 11);
            parts.minute = two(b, p + 14);
            parts.second = two(b, p + 17);
        }
        int end = p + 19;
        if (end + 1 < to && (b[end] == '.' || b[end] == ',') && Bytes.isDigit(b[end + 1])) {
            end = fraction(b, end + 1, to, parts);
        }
        if (end < to && (b[end] == 'Z' || b[end] == '+' || b[end] == '-')) {
            int zone = zone(b, end, to, parts);
            return zone < 0 ? end : zone;
        }
        if (end + 1 < to && b[end] == ' ' && (b[end + 1] == '+' || b[end + 1] == '-' || b[end + 1] == 'U')) {
            int zone = zone(b, end + 1, to, parts);
            return zone < 0 ? end : zone;
        }
        return end;
    }

    private static int two(byte[] b, int p) {
        return (b[p] - '0') * 10 + b[p + 1] - '0';
    }

    private static int fraction(byte[] b, int p, int to, @Nullable TimeParts parts) {
        int end = p;
        int value = 0;
        while (end < to && Bytes.isDigit(b[end])) {
            if (end - p < 9) {
                value = value * 10 + b[end] - '0';
            }
            end++;
        }
        if (parts != null) {
            for (int digits = end - p; digits < 9; digits++) {
                value *= 10;
            }
            parts.nano = value;
        }
        return end > p ? end : -1;
    }

    /// `Z`, `+01:00`, `+0100`, `+01`, or the name of a zone.
    private static int zone(byte[] b, int p, int to, @Nullable TimeParts parts) {
        if (p < to && (b[p] == '+' || b[p] == '-')) {
            int digits = p + 1;
            if (digits + 2 > to || !Bytes.isDigit(b[digits]) || !Bytes.isDigit(b[digits + 1])) {
                return -1;
            }
            int end = digits + 2;
            int minutes = two(b, digits) * 60;
            int rest = end < to && b[end] == ':' ? end + 1 : end;
            if (rest + 2 <= to && Bytes.isDigit(b[rest]) && Bytes.isDigit(b[rest + 1])) {
                minutes += two(b, rest);
                end = rest + 2;
            }
            if (parts != null) {
                parts.offsetSeconds = (b[p] == '-' ? -60 : 60) * minutes;
            }
            return end;
        }
        int end = letters(b, p, to);
        if (end == p || end - p > 4) {
            return -1;
        }
        Integer hours = ZONES.get(new String(b, p, end - p, StandardCharsets.ISO_8859_1));
        if (hours == null) {
            return -1;
        }
        if (parts != null) {
            parts.offsetSeconds = hours * 3600;
        }
        return end;
    }

    /// `Europe/Berlin`, `UTC`, `Etc/GMT+1`: a run of letters and signs that names a zone.
    private static int namedZone(byte[] b, int p, int to, @Nullable TimeParts parts) {
        int end = p;
        while (end < to
                && end - p < 40
                && (Bytes.isLetter(b[end]) || Bytes.isDigit(b[end]) || "/_+-".indexOf(b[end]) >= 0)) {
            end++;
        }
        if (end == p || !Bytes.isLetter(b[p])) {
            return zone(b, p, to, parts);
        }
        if (parts != null) {
            parts.zone = Zones.of(new String(b, p, end - p, StandardCharsets.ISO_8859_1));
        }
        return end;
    }

    private static int monthName(byte[] b, int p, int to, @Nullable TimeParts parts) {
        int end = letters(b, p, to);
        if (end - p < 3) {
            return -1;
        }
        String name = new String(b, p, 3, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        int month = MONTHS.indexOf(name) + 1;
        if (parts != null) {
            parts.month = month;
        }
        return month == 0 ? -1 : end;
    }

    private static int amPm(byte[] b, int p, int to, @Nullable TimeParts parts) {
        if (p + 2 > to || (b[p + 1] | 0x20) != 'm' || ((b[p] | 0x20) != 'a' && (b[p] | 0x20) != 'p')) {
            return -1;
        }
        if (parts != null) {
            parts.afternoon = (b[p] | 0x20) == 'p' ? 1 : 0;
        }
        return p + 2;
    }

    private static int letters(byte[] b, int p, int to) {
        int end = p;
        while (end < to && Bytes.isLetter(b[end])) {
            end++;
        }
        return end;
    }
}
