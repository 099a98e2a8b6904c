package dev.nightjar.triage;

import dev.nightjar.model.Window;
import dev.nightjar.model.issue.Decision;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Numbers and times as people read them.
record Sentences(ZoneId zone) {

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);
    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    /// `mia on 2026-11-22`: the day is UTC's, as in the journal.
    static String person(Decision decision) {
        String by = decision.by().isBlank() ? "somebody" : decision.by();
        return by + " on " + decision.at().toString().substring(0, 10);
    }

    String time(Instant time) {
        return MINUTE.format(time.atZone(zone));
    }

    /// The time of day alone where it cannot be mistaken.
    String hour(Instant time, Duration window) {
        return window.compareTo(Duration.ofHours(24)) <= 0 ? HOUR.format(time.atZone(zone)) : time(time);
    }

    /// The time of day alone of what happened in a window of a day.
    String within(Instant time, Window window) {
        return window.contains(time) ? hour(time, window.length()) : time(time);
    }

    static String times(long count) {
        return count == 1 ? "once" : count + " times";
    }

    static String days(Duration duration) {
        long days = duration.toDays();
        return days >= 2 ? days + " days" : duration.toHours() + " hours";
    }
}
