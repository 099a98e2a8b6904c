package dev.nightjar.text;

import dev.nightjar.model.Failure;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Words for times and durations, after systemd.time(7): a year is 365.25 days, a month a twelfth of it.
public final class Times {

    private static final String DURATIONS = "24h, 7d, 2y, '1h 30m' (units ms, s, m, h, d, w, M for months, y)";
    private static final String INSTANTS =
            "now, today, yesterday, '2h ago', 24h, 7d, 2026-11-22, '2026-11-22 09:30', 09:30, @1763769600";

    private static final Duration MONTH = Duration.ofMinutes(43_830);

    private static final Pattern PART = Pattern.compile("\\s*([0-9]{1,15}(?:\\.[0-9]{1,9})?)\\s*([A-Za-z]+)\\s*");
    private static final Pattern EPOCH = Pattern.compile("@([0-9]{1,12}(?:\\.[0-9]{1,9})?)");
    private static final Pattern CALENDAR = Pattern.compile(
            "([0-9]{4}-[0-9]{2}-[0-9]{2}|today|yesterday|tomorrow)?"
                    + "(?:(?:^|[T ]\\s*)([0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\\.[0-9]{1,9})?)?))?"
                    + "\\s*(Z|[+-][0-9]{2}(?::?[0-9]{2})?|[A-Z][A-Za-z0-9_+-]+(?:/[A-Za-z0-9_+/-]+)?)?",
            Pattern.CASE_INSENSITIVE);

    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    private Times() {}

    /// A time in words. A bare duration is that long ago; a time of day without a date is today's; a date without
    /// a time of day is its midnight. Times that name no zone are in `zone`.
    ///
    /// @throws Failure with exit code 64 that says what is allowed
    public static Instant instant(String words, Instant now, ZoneId zone) {
        try {
            Instant time = calendar(words.strip(), now, zone).orElseGet(() -> relative(words.strip(), now));
            if (time.isBefore(FIRST) || time.isAfter(LAST)) {
                throw no(words, "time", "a time in the years 1 to 9999");
            }
            return time;
        } catch (DateTimeException | ArithmeticException e) {
            throw no(words, "time", INSTANTS);
        }
    }

    /// True if these words are a length of time: `24h`, `2d 4h`.
    public static boolean isDuration(String words) {
        try {
            return !duration(words).isNegative();
        } catch (Failure e) {
            return false;
        }
    }

    /// A duration in words: numbers with units, added up.
    ///
    /// @throws Failure with exit code 64 that says what is allowed
    public static Duration duration(String words) {
        Matcher part = PART.matcher(words);
        Duration sum = Duration.ZERO;
        int end = 0;
        try {
            while (end < words.length() && part.region(end, words.length()).lookingAt()) {
                sum = sum.plus(times(part.group(1), unit(part.group(2))));
                end = part.end();
            }
        } catch (ArithmeticException | IllegalArgumentException e) {
            throw no(words, "duration", DURATIONS);
        }
        if (end == 0 || end < words.length()) {
            throw no(words, "duration", DURATIONS);
        }
        return sum;
    }

    private static Optional<Instant> calendar(String words, Instant now, ZoneId zone) {
        if (words.equalsIgnoreCase("now")) {
            return Optional.of(now);
        }
        Matcher epoch = EPOCH.matcher(words);
        if (epoch.matches()) {
            return Optional.of(Instant.EPOCH.plus(times(epoch.group(1), Duration.ofSeconds(1))));
        }
        Matcher parts = CALENDAR.matcher(words);
        if (!parts.matches() || (parts.group(1) == null && parts.group(2) == null)) {
            return Optional.empty();
        }
        String named = parts.group(3);
        ZoneId in = named == null ? zone : ZoneId.of(named.equals("z") ? "Z" : named);
        LocalDate today = now.atZone(in).toLocalDate();
        return Optional.of(date(parts.group(1), today)
                .atTime(time(parts.group(2)))
                .atZone(in)
                .toInstant());
    }

    private static LocalDate date(@Nullable String word, LocalDate today) {
        String day = word == null ? "today" : word.toLowerCase(Locale.ROOT);
        return switch (day) {
            case "today" -> today;
            case "yesterday" -> today.minusDays(1);
            case "tomorrow" -> today.plusDays(1);
            default -> LocalDate.parse(day);
        };
    }

    private static LocalTime time(@Nullable String word) {
        return word == null ? LocalTime.MIDNIGHT : LocalTime.parse(word.indexOf(':') == 1 ? "0" + word : word);
    }

    private static Instant relative(String words, Instant now) {
        String lower = words.toLowerCase(Locale.ROOT);
        try {
            if (words.startsWith("+")) {
                return now.plus(duration(words.substring(1)));
            }
            if (lower.endsWith(" left")) {
                return now.plus(duration(words.substring(0, words.length() - " left".length())));
            }
            String ago = lower.endsWith(" ago") ? words.substring(0, words.length() - " ago".length()) : words;
            return now.minus(duration(ago.startsWith("-") ? ago.substring(1) : ago));
        } catch (Failure e) {
            throw no(words, "time", INSTANTS);
        }
    }

    private static Duration unit(String word) {
        if (word.equals("M")) {
            return MONTH;
        }
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "ms", "msec" -> Duration.ofMillis(1);
            case "s", "sec", "second", "seconds" -> Duration.ofSeconds(1);
            case "m", "min", "minute", "minutes" -> Duration.ofMinutes(1);
            case "h", "hr", "hour", "hours" -> Duration.ofHours(1);
            case "d", "day", "days" -> Duration.ofDays(1);
            case "w", "week", "weeks" -> Duration.ofDays(7);
            case "month", "months" -> MONTH;
            case "y", "year", "years" -> MONTH.multipliedBy(12);
            default -> throw new IllegalArgumentException(word);
        };
    }

    private static Duration times(String number, Duration unit) {
        BigDecimal nanos = new BigDecimal(number)
                .multiply(BigDecimal.valueOf(unit.toMillis()))
                .movePointRight(6)
                .setScale(0, RoundingMode.DOWN);
        BigDecimal[] parts = nanos.divideAndRemainder(BigDecimal.TEN.pow(9));
        return Duration.ofSeconds(parts[0].longValueExact(), parts[1].longValueExact());
    }

    private static Failure no(String words, String what, String allowed) {
        return new Failure(Failure.Exit.USAGE, "'" + words + "' is no " + what + ": write " + allowed);
    }
}
