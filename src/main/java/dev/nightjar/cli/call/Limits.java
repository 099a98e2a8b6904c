package dev.nightjar.cli.call;

import dev.nightjar.model.Failure;
import dev.nightjar.model.Failure.Exit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Between what a value must lie, as a query says it: `>100`, `<=5`, `7`, `[10 TO 20}`.
///
/// @param low null for no limit
/// @param high null for no limit
record Limits<T extends Comparable<T>>(
        @Nullable T low, boolean withLow, @Nullable T high, boolean withHigh) {

    /// @param one reads a single value; what it throws goes through
    static <T extends Comparable<T>> Limits<T> read(String text, Function<String, T> one) {
        if (text.startsWith("[") || text.startsWith("{")) {
            return range(text, one);
        }
        int sign = 0;
        while (sign < text.length() && "<>=".indexOf(text.charAt(sign)) >= 0) {
            sign++;
        }
        T value = one.apply(text.substring(sign).strip());
        return switch (text.substring(0, sign)) {
            case "", "=" -> new Limits<>(value, true, value, true);
            case ">" -> new Limits<>(value, false, null, false);
            case ">=" -> new Limits<>(value, true, null, false);
            case "<" -> new Limits<>(null, false, value, false);
            case "<=" -> new Limits<>(null, false, value, true);
            default -> throw new Failure(Exit.USAGE, "no comparison '" + text.substring(0, sign) + "'");
        };
    }

    private static <T extends Comparable<T>> Limits<T> range(String text, Function<String, T> one) {
        int between = text.indexOf(" TO ");
        String low = text.substring(1, between).strip();
        String high = text.substring(between + 4, text.length() - 1).strip();
        return new Limits<>(
                low.equals("*") ? null : one.apply(unquoted(low)),
                text.startsWith("["),
                high.equals("*") ? null : one.apply(unquoted(high)),
                text.endsWith("]"));
    }

    private static String unquoted(String text) {
        return text.length() > 1 && text.startsWith("\"") ? text.substring(1, text.length() - 1) : text;
    }

    boolean holds(T value) {
        int above = low == null ? 1 : value.compareTo(low);
        int below = high == null ? -1 : value.compareTo(high);
        return (withLow ? above >= 0 : above > 0) && (withHigh ? below <= 0 : below < 0);
    }
}
