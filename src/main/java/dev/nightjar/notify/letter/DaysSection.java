package dev.nightjar.notify.letter;

import dev.nightjar.model.IssueId;
import dev.nightjar.model.finding.Night;
import dev.nightjar.model.issue.Triaged;
import dev.nightjar.report.night.Verdict;
import dev.nightjar.report.night.Wording;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A night by days of 24 hours, counted back from its end; each is named after the date of its middle.
///
/// @param night its activities are by the hour, and the hours before it are in its insight
record DaysSection(Night night) {

    static final int MOST = 14;

    private static final int WEEK = 7;
    private static final int HEIGHT = 44;
    private static final int NAMED = 3;
    private static final Duration DAY = Duration.ofHours(24);
    private static final DateTimeFormatter WEEKDAY = DateTimeFormatter.ofPattern("EEE", Locale.ENGLISH);
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("EEE d MMM", Locale.ENGLISH);

    /// Events of the last seven days; empty if nothing is known of them.
    List<Body.Bar> bars() {
        long[] counts = new long[WEEK];
        Set<IssueId> others = night.issues().stream()
                .filter(t -> !t.isError() && !t.isWarning())
                .map(Triaged::id)
                .collect(Collectors.toSet());
        night.insight().month().forEach((id, hours) -> {
            if (!others.contains(id)) {
                add(hours, counts);
            }
        });
        long peak = 0;
        for (long count : counts) {
            peak = Math.max(peak, count);
        }
        boolean known = isKnownBefore();
        List<Body.Bar> bars = new ArrayList<>();
        for (int day = 0; day < WEEK && peak > 0; day++) {
            long height = counts[day] == 0 ? 0 : Math.max(2, Math.round((double) counts[day] / peak * HEIGHT));
            int ago = WEEK - 1 - day;
            known |= counts[day] > 0;
            String count = known ? Wording.count(counts[day]) : "–";
            bars.add(new Body.Bar(WEEKDAY.format(middle(ago)), count, height, ago == 0));
        }
        return bars;
    }

    /// Nothing may be said of days before the first event that is known.
    private boolean isKnownBefore() {
        return night.insight().month().values().stream()
                .anyMatch(hours -> hours.subList(0, Math.max(0, hours.size() - WEEK * 24)).stream()
                        .anyMatch(count -> count > 0));
    }

    private static void add(List<Long> hours, long[] counts) {
        for (int back = 0; back < WEEK * 24 && back < hours.size(); back++) {
            counts[WEEK - 1 - back / 24] += hours.get(hours.size() - 1 - back);
        }
    }

    private java.time.ZonedDateTime middle(int daysAgo) {
        return night.window()
                .to()
                .minus(DAY.multipliedBy(daysAgo))
                .minus(DAY.dividedBy(2))
                .atZone(night.zone());
    }

    /// The days of the window, newest first; empty if it is not longer than one and a half.
    List<Body.Day> days() {
        Duration length = night.window().length();
        if (length.compareTo(Duration.ofHours(36)) <= 0) {
            return List.of();
        }
        int days = (int) Math.min(MOST, (length.toHours() + 23) / 24);
        return Stream.iterate(0, ago -> ago < days, ago -> ago + 1)
                .map(this::day)
                .toList();
    }

    private Body.Day day(int ago) {
        Instant to = night.window().to().minus(DAY.multipliedBy(ago));
        Instant from = to.minus(DAY);
        List<Triaged> fresh = night.issues().stream()
                .filter(t -> within(t.activity().issue().firstSeen(), from, to))
                .sorted(Triaged.WORST_FIRST)
                .toList();
        List<String> names = new ArrayList<>();
        fresh.stream().limit(NAMED).forEach(t -> names.add(Harmless.text(Verdict.name(t), 80)));
        if (fresh.size() > NAMED) {
            names.add("and " + (fresh.size() - NAMED) + " more");
        }
        return new Body.Day(
                DATE.format(middle(ago)),
                Wording.count(events(from, to, true), "error"),
                Wording.count(events(from, to, false), "warning"),
                names);
    }

    private static boolean within(Instant time, Instant from, Instant to) {
        return !time.isBefore(from) && time.isBefore(to);
    }

    /// Hours belong to the day in which they begin.
    private long events(Instant from, Instant to, boolean errors) {
        Instant first = night.window().from().truncatedTo(ChronoUnit.HOURS);
        Instant whole = first.equals(night.window().from()) ? first : first.plus(1, ChronoUnit.HOURS);
        long sum = 0;
        for (Triaged t : night.issues()) {
            List<Long> hours = t.activity().hourly();
            boolean counts = errors ? t.isError() : t.isWarning();
            for (int i = 0; i < hours.size() && counts; i++) {
                sum += within(whole.plus(i, ChronoUnit.HOURS), from, to) ? hours.get(i) : 0;
            }
        }
        return sum;
    }
}
