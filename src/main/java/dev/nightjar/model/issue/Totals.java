package dev.nightjar.model.issue;

import dev.nightjar.model.Window;
import dev.nightjar.model.log.Coverage;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// Events of all issues by the hour, also of those that are listed nowhere. An hour belongs to what it begins in.
///
/// @param from a whole hour
/// @param errors of each hour from then on, oldest first
/// @param warnings of each of the same hours
/// @param read the hours of which log lines were read: of others nothing is known
public record Totals(Instant from, List<Long> errors, List<Long> warnings, Coverage read) {

    public Totals {
        errors = List.copyOf(errors);
        warnings = List.copyOf(warnings);
    }

    /// What some issues did in a window.
    public static Totals of(Window window, Collection<Triaged> issues, Coverage read) {
        Instant hour = window.from().truncatedTo(ChronoUnit.HOURS);
        Instant first = hour.equals(window.from()) ? hour : hour.plus(1, ChronoUnit.HOURS);
        int hours = issues.stream()
                .mapToInt(t -> t.activity().hourly().size())
                .max()
                .orElse(0);
        long[] errors = new long[hours];
        long[] warnings = new long[hours];
        issues.forEach(t -> add(t.activity(), errors, warnings));
        return of(first, errors, warnings, read);
    }

    /// @param errors in each hour from the first on
    public static Totals of(Instant first, long[] errors, long[] warnings, Coverage read) {
        return new Totals(
                first,
                LongStream.of(errors).boxed().toList(),
                LongStream.of(warnings).boxed().toList(),
                read);
    }

    /// Adds the hours of an activity to those of its kind, if it is of one.
    public static void add(Activity activity, long[] errors, long[] warnings) {
        Issue issue = activity.issue();
        if (issue.isError() || issue.isWarning()) {
            long[] sums = issue.isError() ? errors : warnings;
            List<Long> hours = activity.hourly();
            for (int i = 0; i < Math.min(sums.length, hours.size()); i++) {
                sums[i] += hours.get(i);
            }
        }
    }

    /// Errors in the hours that begin in `[since, until)`.
    public long errors(Instant since, Instant until) {
        return sum(errors, since, until);
    }

    /// Warnings in the hours that begin in `[since, until)`.
    public long warnings(Instant since, Instant until) {
        return sum(warnings, since, until);
    }

    /// Whether anything is known of the hours that begin in `[since, until)`: a line was read, or something counted.
    public boolean isKnown(Instant since, Instant until) {
        return since.isBefore(until)
                && (!read.within(since, until).isZero() || errors(since, until) + warnings(since, until) > 0);
    }

    /// Errors and warnings of each hour that begins at a whole hour or later.
    public List<Long> since(Instant hour) {
        int skipped = index(hour);
        int size = Math.max(errors.size(), warnings.size());
        return IntStream.range(Math.min(skipped, size), size)
                .mapToObj(i -> at(errors, i) + at(warnings, i))
                .toList();
    }

    private long sum(List<Long> counts, Instant since, Instant until) {
        long sum = 0;
        for (int i = index(since); i < Math.min(counts.size(), index(until)); i++) {
            sum += counts.get(i);
        }
        return sum;
    }

    /// The first hour that begins at this time or later.
    private int index(Instant time) {
        return (int)
                Math.clamp(Math.ceilDiv(Duration.between(from, time).toMillis(), 3_600_000L), 0, Integer.MAX_VALUE);
    }

    private static long at(List<Long> counts, int i) {
        return i < counts.size() ? counts.get(i) : 0;
    }
}
