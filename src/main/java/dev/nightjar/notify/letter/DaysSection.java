package dev.nightjar.notify.letter;

import dev.nightjar.model.finding.Night;
import dev.nightjar.model.issue.Totals;
import dev.nightjar.model.issue.Triaged;
import dev.nightjar.report.night.Verdict;
import dev.nightjar.report.night.Wording;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// A night by days of the calendar in its zone, the last up to its end: the days of `hist --by 1d`.
///
/// @param night the hours before it are in its insight
record DaysSection(Night night) {

    static final int MOST = 14;

    private static final int WEEK = 7;
    private static final int HEIGHT = 44;
    private static final int NAMED = 3;
    private static final DateTimeFormatter WEEKDAY = DateTimeFormatter.ofPattern("EEE", Locale.ENGLISH);
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("EEE d MMM", Locale.ENGLISH);
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);

    /// Errors and warnings of the last seven days, of all issues; empty if there were none. Nothing is said of days of
    /// which no line was read.
    List<Body.Bar> bars() {
        Totals totals = night.totals();
        List<LocalDate> days = Stream.iterate(last().minusDays(WEEK - 1), day -> day.plusDays(1))
                .limit(WEEK)
                .toList();
        long peak = days.stream().mapToLong(day -> events(totals, day)).max().orElse(0);
        List<Body.Bar> bars = new ArrayList<>();
        for (LocalDate day : peak == 0 ? List.<LocalDate>of() : days) {
            long events = events(totals, day);
            long height = events == 0 ? 0 : Math.max(2, Math.round((double) events / peak * HEIGHT));
            String count = totals.isKnown(midnight(day), end(day)) ? Wording.count(events) : "–";
            bars.add(new Body.Bar(WEEKDAY.format(day), count, height, day.equals(last())));
        }
        return bars;
    }

    private long events(Totals totals, LocalDate day) {
        return totals.errors(midnight(day), end(day)) + totals.warnings(midnight(day), end(day));
    }

    /// The days of the window, newest first; empty if it is not longer than one and a half.
    List<Body.Day> days() {
        if (night.window().length().compareTo(Duration.ofHours(36)) <= 0) {
            return List.of();
        }
        return Stream.iterate(last(), day -> day.minusDays(1))
                .limit(MOST)
                .takeWhile(day -> end(day).isAfter(night.window().from()))
                .map(this::day)
                .toList();
    }

    private Body.Day day(LocalDate date) {
        Instant from = later(midnight(date), night.window().from());
        Instant to = end(date);
        List<Triaged> fresh = night.issues().stream()
                .filter(t -> within(t.activity().issue().firstSeen(), from, to))
                .sorted(Triaged.WORST_FIRST)
                .toList();
        List<String> names = new ArrayList<>();
        fresh.stream().limit(NAMED).forEach(t -> names.add(Harmless.text(Verdict.name(t), 80)));
        if (fresh.size() > NAMED) {
            names.add("and " + (fresh.size() - NAMED) + " more");
        }
        String name = DATE.format(date)
                + (from.equals(midnight(date)) ? "" : " from " + CLOCK.format(from.atZone(night.zone())))
                + (to.equals(midnight(date.plusDays(1))) ? "" : " until " + CLOCK.format(to.atZone(night.zone())));
        return new Body.Day(
                name,
                Wording.count(night.totals().errors(from, to), "error"),
                Wording.count(night.totals().warnings(from, to), "warning"),
                names);
    }

    private LocalDate last() {
        return night.window().to().minusMillis(1).atZone(night.zone()).toLocalDate();
    }

    /// The day's, or that of the night.
    private Instant end(LocalDate day) {
        Instant next = midnight(day.plusDays(1));
        return next.isBefore(night.window().to()) ? next : night.window().to();
    }

    private Instant midnight(LocalDate day) {
        return day.atStartOfDay(night.zone()).toInstant();
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static boolean within(Instant time, Instant from, Instant to) {
        return !time.isBefore(from) && time.isBefore(to);
    }
}
