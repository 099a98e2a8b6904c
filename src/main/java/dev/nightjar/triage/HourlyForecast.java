package dev.nightjar.triage;

import dev.nightjar.model.issue.Hours;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// What an issue usually does in an hour, from the hours before a window.
///
/// An hour is a spike above `limit`, the larger of two forecasts over the last 168 hours in which its logs were
/// read.
/// A silent hour counts as 0; an hour that was not read is left out, because nothing is known of it, and an earlier
/// one takes its place:
/// - *bursty*: the busiest hour × 5·e^(−0.65·cv), within 2 and 5, where cv is the standard deviation over the
///   mean: what is uneven by nature may double, what is steady must reach five times its busiest hour;
/// - *baseline*: the mean × (1 + 5·cv), within 5 and 8, plus the mean in which hours of the same weekday weigh
///   twice.
///
/// With fewer than 168 hours it is ten times the busiest of them. Below six events no hour is a spike.
///
/// @param hours events in each hour before `end`, oldest first; empty if nothing is known
/// @param end where the window begins; its first whole hour follows the last of `hours`
/// @param life when the logs were read
record HourlyForecast(List<Long> hours, Instant end, Life life) {

    static final int WEEK = 168;
    static final long FEW = 5;

    HourlyForecast {
        hours = Hours.copyOf(hours);
    }

    boolean isKnown() {
        return !hours.isEmpty();
    }

    /// Events in the busiest of the hours that are looked at.
    long most() {
        if (nothing()) {
            return 0;
        }
        long most = 0;
        int read = 0;
        for (int i = hours.size() - 1; i >= 0 && read < WEEK; i--) {
            if (!life.isKnown() || life.at(start(i))) {
                most = Math.max(most, hours.get(i));
                read++;
            }
        }
        return most;
    }

    /// How many events an hour may have without being a spike.
    long limit(Instant hour) {
        if (nothing()) {
            return FEW;
        }
        List<Hour> week = week();
        long most = week.stream().mapToLong(Hour::count).max().orElse(0);
        if (week.size() < WEEK) {
            return Math.max(FEW, 10 * most);
        }
        double mean = week.stream().mapToLong(Hour::count).average().orElse(0);
        if (mean == 0) {
            return FEW;
        }
        double cv = deviation(week, mean) / mean;
        double bursty = most * Math.clamp(5 * Math.exp(-0.65 * cv), 2, 5);
        double baseline = mean * Math.clamp(1 + 5 * cv, 5, 8);
        return Math.max(FEW, (long) Math.max(bursty, weekdayMean(week, hour) + baseline));
    }

    /// True if all hours known were silent: the silence may be longer than is known.
    boolean isSilent() {
        return nothing() || hours.stream().allMatch(count -> count == 0);
    }

    private boolean nothing() {
        return hours instanceof Hours counted && counted.isSilent();
    }

    /// The end of the last hour with events, or the beginning of what is known.
    Instant silentSince() {
        int last = nothing() ? 0 : hours.size();
        while (last > 0 && hours.get(last - 1) == 0) {
            last--;
        }
        return start(last);
    }

    /// When the hour at this index begins.
    Instant start(int index) {
        Instant first = end.truncatedTo(ChronoUnit.HOURS);
        Instant next = first.equals(end) ? first : first.plus(1, ChronoUnit.HOURS);
        return next.minus(Duration.ofHours((long) hours.size() - index));
    }

    /// The last 168 hours that were read, oldest first.
    private List<Hour> week() {
        List<Hour> week = new ArrayList<>(WEEK);
        for (int i = hours.size() - 1; i >= 0 && week.size() < WEEK; i--) {
            Instant start = start(i);
            if (life.at(start)) {
                week.add(new Hour(start, hours.get(i)));
            }
        }
        Collections.reverse(week);
        return week;
    }

    private record Hour(Instant start, long count) {}

    private static double deviation(List<Hour> week, double mean) {
        return Math.sqrt(week.stream()
                .mapToDouble(hour -> (hour.count() - mean) * (hour.count() - mean))
                .average()
                .orElse(0));
    }

    private static double weekdayMean(List<Hour> week, Instant of) {
        double sum = 0;
        int weights = 0;
        for (Hour hour : week) {
            int weight = weekday(hour.start()) == weekday(of) ? 2 : 1;
            sum += weight * hour.count();
            weights += weight;
        }
        return sum / weights;
    }

    private static DayOfWeek weekday(Instant time) {
        return time.atZone(ZoneOffset.UTC).getDayOfWeek();
    }
}
