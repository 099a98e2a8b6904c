package dev.nightjar.report.chart;

import dev.nightjar.model.IssueId;
import dev.nightjar.model.Window;
import dev.nightjar.model.finding.Night;
import dev.nightjar.model.issue.Totals;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The 30 days that end with the window, as days and hours of the night's zone. Where clocks change, an hour that
/// comes twice is one.
public final class Month {

    static final int DAYS = 30;
    static final int HOURS = 24;
    private static final int WEEK = 7 * HOURS;
    private static final int MOST_WEEKS = 4;
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEE d MMM", Locale.ENGLISH);

    private final Map<IssueId, List<Long>> counts;
    private final Map<String, Totals> totals;
    private final Instant start;
    private final LocalDate firstDay;
    private final int[] cells;
    private final int knownFrom;

    public Month(Night night) {
        this(night.insight().month(), night.insight().totals(), night.window(), night.zone());
    }

    Month(Map<IssueId, List<Long>> counts, Map<String, Totals> totals, Window window, ZoneId zone) {
        this.counts = counts;
        this.totals = totals;
        this.start = window.to().minus(Duration.ofDays(DAYS)).truncatedTo(ChronoUnit.HOURS);
        this.firstDay = window.to().minusMillis(1).atZone(zone).toLocalDate().minusDays(DAYS - 1L);
        this.cells = new int[(DAYS + 1) * HOURS];
        for (int i = 0; i < cells.length; i++) {
            ZonedDateTime local = start.plus(i, ChronoUnit.HOURS).atZone(zone);
            long day = ChronoUnit.DAYS.between(firstDay, local.toLocalDate());
            cells[i] = day < 0 || day >= DAYS ? -1 : (int) day * HOURS + local.getHour();
        }
        int firstEvent =
                counts.values().stream().mapToInt(Month::firstEvent).min().orElse(Integer.MAX_VALUE);
        this.knownFrom = Optional.ofNullable(totals.get("")).map(this::firstKnown).stream()
                .reduce(firstEvent, Math::min);
    }

    private int firstKnown(Totals all) {
        int i = 0;
        while (i < cells.length
                && !all.isKnown(start.plus(i, ChronoUnit.HOURS), start.plus(i + 1L, ChronoUnit.HOURS))) {
            i++;
        }
        return i < cells.length ? i : Integer.MAX_VALUE;
    }

    private static int firstEvent(List<Long> hours) {
        int i = 0;
        while (i < hours.size() && hours.get(i) == 0) {
            i++;
        }
        return i;
    }

    /// Events of an issue in each hour of the 30 days; empty if there were none.
    public List<Long> hours(IssueId issue) {
        return counts.getOrDefault(issue, List.of());
    }

    /// Errors and warnings of a project in each hour of the 30 days, also those of issues that are not listed; empty if
    /// nothing is known of it.
    public List<Long> hours(String project) {
        Totals of = totals.get(project);
        return of == null ? List.of() : of.since(start);
    }

    /// By day, then by hour of the day.
    long[][] grid(List<Long> hours) {
        long[][] grid = new long[DAYS][HOURS];
        for (int i = 0; i < Math.min(cells.length, hours.size()); i++) {
            if (cells[i] >= 0) {
                grid[cells[i] / HOURS][cells[i] % HOURS] += hours.get(i);
            }
        }
        return grid;
    }

    /// Sums of days.
    public List<Long> days(List<Long> hours) {
        long[] sums = new long[DAYS];
        for (int i = 0; i < Math.min(cells.length, hours.size()); i++) {
            if (cells[i] >= 0) {
                sums[cells[i] / HOURS] += hours.get(i);
            }
        }
        return java.util.Arrays.stream(sums).boxed().toList();
    }

    LocalDate day(int nth) {
        return firstDay.plusDays(nth);
    }

    /// `Wed 4 Mar`.
    String name(int day) {
        return DAY.format(day(day));
    }

    /// The first day with a line that was read, or with an event: before it nothing is known. `DAYS` if there is none.
    int knownDay() {
        for (int i = Math.max(0, knownFrom); i < cells.length; i++) {
            if (cells[i] >= 0) {
                return cells[i] / HOURS;
            }
        }
        return DAYS;
    }

    /// What the same hours of up to four earlier weeks had, their mean; empty if no such week is known.
    ///
    /// @param first the first of the hours asked for
    public List<Long> usual(List<Long> hours, Instant first, int size) {
        int from = (int) Duration.between(start, first).toHours();
        List<Integer> weeks = new ArrayList<>();
        for (int week = 1; week <= MOST_WEEKS; week++) {
            if (from - week * WEEK >= knownFrom) {
                weeks.add(week * WEEK);
            }
        }
        if (weeks.isEmpty()) {
            return List.of();
        }
        List<Long> usual = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            long sum = 0;
            for (int back : weeks) {
                sum += Chart.at(hours, from + i - back);
            }
            usual.add(Math.round((double) sum / weeks.size()));
        }
        return usual;
    }

    /// The median of the days before the last one, as far back as anything is known; empty below three days.
    List<Long> usualDay(List<Long> days) {
        List<Long> before = days.subList(Math.min(knownDay(), DAYS - 1), DAYS - 1).stream()
                .sorted()
                .toList();
        return before.size() < 3 ? List.of() : java.util.Collections.nCopies(DAYS, before.get(before.size() / 2));
    }

    /// Where in the 30 days a moment lies, between 0 and 1; outside of them beyond that.
    double at(Instant time, ZoneId zone) {
        ZonedDateTime local = time.atZone(zone);
        double day = ChronoUnit.DAYS.between(firstDay, local.toLocalDate())
                + local.toLocalTime().toSecondOfDay() / 86_400.0;
        return day / DAYS;
    }
}
