package dev.nightjar.format.time;

import dev.nightjar.bytes.Bytes;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Seconds since 1970 as logs write them: 10 digits are seconds, 13 milli-, 16 micro-, 19 nanoseconds; seconds
/// may have a fraction, or an exponent.
public final class Epoch {

    private Epoch() {}

    /// Reads the time at `from`: where it ends, -1 if there is none.
    ///
    /// @param parts gets the time; null to look only
    public static int match(byte[] b, int from, int to, @Nullable TimeParts parts) {
        int end = from;
        long value = 0;
        while (end < to && end - from < 19 && Bytes.isDigit(b[end])) {
            value = value * 10 + b[end++] - '0';
        }
        long unit = unit(end - from);
        if (unit == 0) {
            return end == from + 1 && end < to && b[end] == '.' ? matchExponent(b, from, to, parts) : -1;
        }
        int nano = (int) (value % unit * (1_000_000_000L / unit));
        if (unit == 1 && end + 1 < to && b[end] == '.' && Bytes.isDigit(b[end + 1])) {
            int digits = 0;
            end++;
            while (end < to && Bytes.isDigit(b[end])) {
                if (digits < 9) {
                    nano = nano * 10 + b[end] - '0';
                    digits++;
                }
                end++;
            }
            for (; digits < 9; digits++) {
                nano *= 10;
            }
        }
        if (parts != null) {
            parts.epochSeconds = value / unit;
            parts.nano = nano;
        }
        return end;
    }

    /// `1.772611964123e+09`
    private static int matchExponent(byte[] b, int from, int to, @Nullable TimeParts parts) {
        int e = from + 2;
        while (e < to && e - from < 24 && Bytes.isDigit(b[e])) {
            e++;
        }
        int digits = e + 1 < to && b[e + 1] == '+' ? e + 2 : e + 1;
        int end = digits;
        while (end < to && end - digits < 3 && Bytes.isDigit(b[end])) {
            end++;
        }
        if (e >= to || (b[e] | 0x20) != 'e' || end == digits) {
            return -1;
        }
        BigDecimal value = new BigDecimal(new String(b, from, end - from, StandardCharsets.ISO_8859_1));
        int thousands = (value.precision() - value.scale() - 10) / 3;
        if (thousands < 0 || thousands > 3 || (value.precision() - value.scale() - 10) % 3 != 0) {
            return -1;
        }
        if (parts != null) {
            BigDecimal[] whole = value.scaleByPowerOfTen(-3 * thousands).divideAndRemainder(BigDecimal.ONE);
            parts.epochSeconds = whole[0].longValueExact();
            parts.nano = whole[1].movePointRight(9).intValue();
        }
        return end;
    }

    /// Units in a second by number of digits, 0 if it is no time.
    private static long unit(int digits) {
        return switch (digits) {
            case 9, 10 -> 1;
            case 12, 13 -> 1_000;
            case 15, 16 -> 1_000_000;
            case 18, 19 -> 1_000_000_000;
            default -> 0;
        };
    }

    /// TAI64N as multilog and svlogd write it: `@`, 2^62 plus the seconds, which are ten ahead of UTC's as the
    /// tools around it count, then nanoseconds; 24 hexadecimal digits.
    static int matchTai(byte[] b, int from, int to, @Nullable TimeParts parts) {
        if (from + 25 > to || b[from] != '@' || b[from + 1] != '4') {
            return -1;
        }
        long seconds = hex(b, from + 1, 16);
        long nanos = hex(b, from + 17, 8);
        if (seconds < 0 || nanos < 0 || nanos > 999_999_999) {
            return -1;
        }
        if (parts != null) {
            parts.epochSeconds = seconds - (1L << 62) - 10;
            parts.nano = (int) nanos;
        }
        return from + 25;
    }

    private static long hex(byte[] b, int from, int digits) {
        long value = 0;
        for (int i = from; i < from + digits; i++) {
            int digit = Character.digit(b[i], 16);
            if (digit < 0) {
                return -1;
            }
            value = value << 4 | digit;
        }
        return value;
    }
}
