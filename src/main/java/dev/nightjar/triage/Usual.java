package dev.nightjar.triage;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/// What an issue usually does in an hour, from the hours before a window.
///
/// An hour is a spike above `limit`, the larger of two forecasts over the last 168 hours (silent hours count as
/// 0):
/// - *bursty*: the busiest hour × 5·e^(−0.65·cv), within 2 and 5, where cv is the standard deviation over the
///   mean: what is uneven by nature may double, what is steady must reach five times its busiest hour;
/// - *baseline*: the mean × (1 + 5·cv), within 5 and 8, plus the mean in which hours of the same weekday weigh
///   twice.
///
/// With fewer than 168 hours of history it is ten times the busiest of them. Below six events no hour is a spike.
///
/// @param hours events in each hour before `end`, oldest first; empty if nothing is known
/// @param end where the window begins
record Usual(List<Long> hours, Instant end) {

    private static final int WEEK = 168;
    private static final long FEW = 5;

    Usual {
        hours = List.copyOf(hours);
    }

    boolean isKnown() {
        return !hours.isEmpty();
    }

    /// Events in the busiest hour of the last week.
    long most() {
        return lastWeek().stream().mapToLong(Long::longValue).max().orElse(0);
    }

    /// How many events an hour may have without being a spike.
    long limit(Instant hour) {
        if (hours.size() < WEEK) {
            return Math.max(FEW, 10 * most());
        }
        double mean = lastWeek().stream().mapToLong(Long::longValue).average().orElse(0);
        if (mean == 0) {
            return FEW;
        }
        double cv = deviation(mean) / mean;
        double bursty = most() * Math.clamp(5 * Math.exp(-0.65 * cv), 2, 5);
        double baseline = mean * Math.clamp(1 + 5 * cv, 5, 8);
        return Math.max(FEW, (long) Math.max(bursty, weekdayMean(hour) + baseline));
    }

    /// True if all hours known were silent: the silence may be longer than is known.
    boolean isSilent() {
        return hours.stream().allMatch(count -> count == 0);
    }

    /// How long there was nothing before `end`, as far as is known.
    Duration silence() {
        int silent = 0;
        while (silent < hours.size() && hours.get(hours.size() - 1 - silent) == 0) {
            silent++;
        }
        return Duration.ofHours(silent);
    }

    private List<Long> lastWeek() {
        return hours.subList(Math.max(0, hours.size() - WEEK), hours.size());
    }

    private double deviation(double mean) {
        return Math.sqrt(lastWeek().stream()
                .mapToDouble(count -> (count - mean) * (count - mean))
                .average()
                .orElse(0));
    }

    private double weekdayMean(Instant hour) {
        List<Long> week = lastWeek();
        double sum = 0;
        int weights = 0;
        for (int i = 0; i < week.size(); i++) {
            int weight = weekday(end.minus(Duration.ofHours(week.size() - i))) == weekday(hour) ? 2 : 1;
            sum += weight * week.get(i);
            weights += weight;
        }
        return sum / weights;
    }

    private static DayOfWeek weekday(Instant time) {
        return time.atZone(ZoneOffset.UTC).getDayOfWeek();
    }
}
