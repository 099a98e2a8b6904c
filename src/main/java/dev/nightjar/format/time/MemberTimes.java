package dev.nightjar.format.time;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Times as structured logs write them: a text in a usual notation, or a number of seconds, milli-, micro- or
/// nanoseconds, also as `1.772611964123E9`.
public final class MemberTimes {

    private static final int LONGEST = 64;
    private static final List<TimePattern> NOTATIONS = Stream.of(
                    "iso",
                    "epoch",
                    "dd/MMM/yyyy:HH:mm:ss[.S][ Z]",
                    "EEE, dd MMM yyyy HH:mm:ss[ Z]",
                    "EEE MMM d HH:mm:ss[.S][ Z] yyyy",
                    "any")
            .map(TimePattern::of)
            .toList();

    private MemberTimes() {}

    /// Null if the text is no time.
    static @Nullable public TimeParts read(String text) {
        if (text.isEmpty() || text.length() > LONGEST) {
            return null;
        }
        byte[] bytes = plainNumber(text.strip()).getBytes(StandardCharsets.UTF_8);
        for (TimePattern notation : NOTATIONS) {
            TimeParts parts = new TimeParts();
            if (notation.match(bytes, 0, bytes.length, parts) > 0) {
                return parts;
            }
        }
        return null;
    }

    /// Whether `[from, to)` begins as a time does.
    public static boolean isTime(byte[] b, int from, int to) {
        if (from >= to) {
            return false;
        }
        for (TimePattern notation : NOTATIONS) {
            if (notation.match(b, from, to, null) > 0) {
                return true;
            }
        }
        return false;
    }

    /// Two values that are one time: seconds and nanoseconds, or a date and a time.
    public static String joined(String first, String second) {
        boolean numbers = isNumber(first) && isNumber(second) && second.length() <= 9;
        return numbers ? first + "." + "0".repeat(9 - second.length()) + second : first + " " + second;
    }

    private static boolean isNumber(String text) {
        return text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /// A number without its exponent; any other text as it is.
    private static String plainNumber(String text) {
        int exponent = Math.max(text.indexOf('E'), text.indexOf('e'));
        if (exponent < 1 || text.length() - exponent > 4 || !Character.isDigit(text.charAt(0))) {
            return text;
        }
        try {
            return new BigDecimal(text).toPlainString();
        } catch (NumberFormatException e) {
            return text;
        }
    }
}
