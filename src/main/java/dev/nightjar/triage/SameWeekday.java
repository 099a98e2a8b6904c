package dev.nightjar.triage;

import dev.nightjar.model.Window;
import dev.nightjar.model.issue.Activity;
import dev.nightjar.model.issue.Triaged;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Holds a window against the same time of up to four earlier weeks: a Sunday against Sundays.
final class SameWeekday {

    static final int MOST = 4;

    private SameWeekday() {}

    /// The mean over those weeks of which something is known: the logs were read for at least half of the time, or,
    /// if nothing is known of that, the issue had been seen before. Empty for windows longer than a week.
    static Optional<Triaged.Usual> usual(Activity activity, HourlyForecast before, ZoneId zone) {
        int length = activity.hourly().size();
        if (length == 0 || length > HourlyForecast.WEEK) {
            return Optional.empty();
        }
        long sum = 0;
        int weeks = 0;
        for (int week = 1;
                week <= MOST && week * HourlyForecast.WEEK <= before.hours().size();
                week++) {
            int from = before.hours().size() - week * HourlyForecast.WEEK;
            Instant start = before.start(from);
            if (isKnown(activity, before.life(), start, length)) {
                sum += sum(before.hours(), from, length);
                weeks++;
            }
        }
        return weeks == 0
                ? Optional.empty()
                : Optional.of(new Triaged.Usual(Math.round((double) sum / weeks), when(activity.window(), zone)));
    }

    private static boolean isKnown(Activity activity, Life life, Instant start, int length) {
        Duration half = Duration.ofHours(length).dividedBy(2);
        return life.isKnown()
                ? life.within(start, start.plus(Duration.ofHours(length))).compareTo(half) >= 0
                : !activity.issue().firstSeen().isAfter(start);
    }

    /// The week before a window of seven days ends where the window begins; none of it reaches into the window.
    private static long sum(List<Long> hours, int from, int length) {
        return hours.subList(from, Math.min(hours.size(), from + length)).stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    private static String when(Window window, ZoneId zone) {
        long hours = window.length().toHours();
        if (hours > 24) {
            return hours > 144 ? "a week" : "these days of a week";
        }
        Instant middle = window.from().plus(window.length().dividedBy(2));
        String day = middle.atZone(zone).getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
        return "a " + day + (hours < 23 ? " at this time" : "");
    }
}
