package dev.nightjar.format.time;

import dev.nightjar.bytes.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A notation of times over bytes, in the letters of `java.time.format.DateTimeFormatter` (`yyyy MM MMM dd d
/// EEE HH H hh mm ss S SSS a Z z VV`, where `S` is any number of digits of a fraction, `SSS` milliseconds, `d`,
/// `H`, `M` one or two digits, `DDD` the day of the year, `Z` any offset or usual abbreviation, `z` any
/// abbreviation, `VV` the name of any zone), literal letters in `'…'`, optional parts in `[…]`; or one of the
/// names `iso` (date, `T` or blank, time, optional fraction after `.`, `,` or `:`, optional zone), `any` (iso
/// and the other usual notations of applications), `epoch` (seconds to nanoseconds by the number of digits,
/// optional fraction), `tai64n` (`@` and 24 hexadecimal digits).
public final class TimePattern {

    private static final Map<String, TimePattern> NAMED = Map.of(
            "iso", new TimePattern(List.of(new Op('i', 0, null))),
            "any", new TimePattern(List.of(new Op('|', 0, null))),
            "epoch", new TimePattern(List.of(new Op('e', 0, null))),
            "tai64n", new TimePattern(List.of(new Op('t', 0, null))));

    /// One step: `kind` is a pattern letter, `'` for the literal byte `arg`, `i` for iso, `e` for epoch, `t`
    /// for TAI64N, `[` for an optional part, `|` for any of the usual notations.
    private record Op(char kind, int arg, @Nullable TimePattern optional) {}

    private final Op[] ops;

    private TimePattern(List<Op> ops) {
        this.ops = ops.toArray(Op[]::new);
    }

    /// Compiles a pattern; fails with an `IllegalArgumentException` that says what is wrong.
    public static TimePattern of(String pattern) {
        if (pattern.isEmpty()) {
            throw new IllegalArgumentException("a time pattern is empty");
        }
        TimePattern named = NAMED.get(pattern);
        return named != null ? named : new TimePattern(ops(pattern));
    }

    private static List<Op> ops(String pattern) {
        List<Op> ops = new ArrayList<>();
        int i = 0;
        while (i < pattern.length()) {
            char c = pattern.charAt(i);
            if (c == '[' || c == '\'') {
                int close = pattern.indexOf(c == '[' ? ']' : '\'', i + 1);
                if (close < 0) {
                    throw new IllegalArgumentException("'" + c + "' is not closed in time pattern '" + pattern + "'");
                }
                String inner = pattern.substring(i + 1, close);
                if (c == '[') {
                    ops.add(new Op('[', 0, of(inner)));
                } else {
                    inner.chars().forEach(letter -> ops.add(new Op('\'', letter, null)));
                }
                i = close + 1;
            } else if (Character.isLetter(c)) {
                if ("yMdDEHhmsSaZzV".indexOf(c) < 0) {
                    throw new IllegalArgumentException("unknown letter '" + c + "' in time pattern '" + pattern + "'");
                }
                int run = i;
                while (run < pattern.length() && pattern.charAt(run) == c) {
                    run++;
                }
                ops.add(new Op(c, run - i, null));
                i = run;
            } else {
                ops.add(new Op('\'', c, null));
                i++;
            }
        }
        return ops;
    }

    /// True if the time is a bare number of seconds or parts of them.
    public boolean isEpoch() {
        return ops[0].kind() == 'e';
    }

    /// Whether a time of this notation may begin with this byte.
    public boolean canBegin(byte c) {
        Op first = ops[0];
        return switch (first.kind()) {
            case '|' -> Notations.canBegin(c);
            case '\'' -> first.arg() == c || first.arg() == ' ';
            case 't' -> c == '@';
            case 'E' -> Bytes.isLetter(c) || c < 0;
            case 'M' -> first.arg() < 3 ? Bytes.isDigit(c) || c == ' ' : Bytes.isLetter(c) || c < 0;
            case '[' -> true;
            default -> Bytes.isDigit(c) || first.arg() == 1 && c == ' ';
        };
    }

    /// The end of a time that begins at `p`, or -1. Fills `parts` if given.
    public int match(byte[] b, int from, int to, @Nullable TimeParts parts) {
        int p = from;
        for (Op op : ops) {
            p = step(op, b, p, to, parts);
            if (p < 0) {
                return -1;
            }
        }
        return p;
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
            case 'S' -> op.arg() == 3 ? millis(b, p, to, parts) : fraction(b, p, to, parts);
            case '|' -> Notations.match(b, p, to, parts);
            case 't' -> Epoch.matchTai(b, p, to, parts);
            case 'Z' -> Zones.match(b, p, to, parts);
            case 'z' -> Zones.matchAny(b, p, to, parts);
            case 'V' -> Zones.matchName(b, p, to, parts);
            case 'E' -> dayName(b, p, to);
            case 'a' -> amPm(b, p, to, parts);
            case 'M' -> op.arg() >= 3 ? monthName(b, p, to, parts) : number(op, b, p, to, parts);
            default -> number(op, b, p, to, parts);
        };
    }

    /// A blank may also be a tab, the narrow one that stands before AM and PM in newer locale tables, or a
    /// no-break space.
    private static int literal(byte c, byte[] b, int p, int to) {
        if (p < to && (b[p] == c || c == ' ' && b[p] == '\t')) {
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
            case 'D' -> parts.dayOfYear(value);
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
                || (b[p + 10] != 'T' && b[p + 10] != ' ' && b[p + 10] != '\t')
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
        return isoRest(b, p + 19, to, parts);
    }

    /// A fraction behind `.` or `,`, or exactly three digits behind `:`; then a zone.
    private static int isoRest(byte[] b, int p, int to, @Nullable TimeParts parts) {
        int end = p;
        if (end + 1 < to && Bytes.isDigit(b[end + 1])) {
            if (b[end] == '.' || b[end] == ',') {
                end = fraction(b, end + 1, to, parts);
            } else if (b[end] == ':') {
                int digits = fraction(b, end + 1, to, null) - end - 1;
                end = digits == 3 ? fraction(b, end + 1, to, parts) : end;
            }
        }
        if (end >= to) {
            return end;
        }
        end = halfDay(b, p, end, to, parts);
        int zone = end < to && b[end] == ' ' ? end + 1 : end;
        if (zone < to
                && (b[zone] == '+' || b[zone] == '-' || zone > end && Bytes.isLetter(b[zone]) || b[zone] == 'Z')) {
            int behind = Zones.match(b, zone, to, parts);
            return behind < 0 ? end : behind;
        }
        return end;
    }

    /// Behind ` AM` or ` PM`, where the hour, eight bytes before `seconds`, is one of twelve; else `end`.
    private static int halfDay(byte[] b, int seconds, int end, int to, @Nullable TimeParts parts) {
        int hour = two(b, seconds - 8);
        if (end + 2 >= to || b[end] != ' ' || hour > 12 || hour == 0) {
            return end;
        }
        int behind = amPm(b, end + 1, to, parts);
        return behind < 0 ? end : behind;
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

    /// Milliseconds, one to three digits, as they follow a colon: `:7` is seven of them. More digits are a
    /// fraction.
    private static int millis(byte[] b, int p, int to, @Nullable TimeParts parts) {
        int end = fraction(b, p, to, parts);
        if (parts != null && end > 0 && end - p < 3) {
            parts.nano /= end - p == 1 ? 100 : 10;
        }
        return end;
    }

    /// A name of a day, perhaps with a point.
    private static int dayName(byte[] b, int p, int to) {
        int end = Calendars.wordEnd(b, p, to);
        if (end - p < 2 || !Calendars.isDay(b, p, end)) {
            return -1;
        }
        return end < to && b[end] == '.' ? end + 1 : end;
    }

    /// A name of a month, perhaps with a point behind which a blank, a comma or a dash follows.
    private static int monthName(byte[] b, int p, int to, @Nullable TimeParts parts) {
        int end = Calendars.wordEnd(b, p, to);
        int month = Calendars.month(b, p, end);
        if (month == 0) {
            return -1;
        }
        if (parts != null) {
            parts.month = month;
        }
        boolean point = end + 1 < to && b[end] == '.' && (b[end + 1] == ' ' || b[end + 1] == ',' || b[end + 1] == '-');
        return point ? end + 1 : end;
    }

    /// `AM`, `pm`, `a.m.`
    private static int amPm(byte[] b, int p, int to, @Nullable TimeParts parts) {
        boolean points = p + 4 <= to && b[p + 1] == '.' && b[p + 3] == '.';
        int m = points ? p + 2 : p + 1;
        int end = points ? p + 4 : p + 2;
        if (m >= to
                || end < to && (Bytes.isLetter(b[end]) || Bytes.isDigit(b[end]))
                || (b[m] | 0x20) != 'm'
                || ((b[p] | 0x20) != 'a' && (b[p] | 0x20) != 'p')) {
            return -1;
        }
        if (parts != null) {
            parts.afternoon = (b[p] | 0x20) == 'p' ? 1 : 0;
        }
        return end;
    }
}
