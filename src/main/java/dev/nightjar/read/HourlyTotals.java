package dev.nightjar.read;

import dev.nightjar.model.Window;
import dev.nightjar.model.finding.Night;
import dev.nightjar.model.issue.Activity;
import dev.nightjar.model.issue.Totals;
import dev.nightjar.model.log.Coverage;
import dev.nightjar.store.Archive;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What all issues of some projects came to, by project and hour, and what earlier windows of the same length had: the
/// measure for "usual".
final class HourlyTotals {

    private static final int WINDOWS = 7;

    /// Beyond this an archive tells no hours.
    private static final Duration MOST = Duration.ofDays(399);

    private HourlyTotals() {}

    /// The hours up to a window's end, by project, and of all under the empty name: so many days of them, and at least
    /// seven windows before this one.
    ///
    /// @param projects whose issues are wanted; empty: those of all
    static Map<String, Totals> of(Archive archive, Window window, Duration days, Set<String> projects) {
        Duration before = window.length().multipliedBy(WINDOWS + 1L);
        Duration length = before.compareTo(days) > 0 ? before : days;
        Instant first =
                window.to().minus(length.compareTo(MOST) > 0 ? MOST : length).truncatedTo(ChronoUnit.HOURS);
        Window counted = new Window(first, window.to());
        int hours = (int)
                Math.ceilDiv(counted.length().toMillis(), Duration.ofHours(1).toMillis());
        Map<String, long[][]> sums = new TreeMap<>();
        for (Archive.Slice slice : archive.slices()) {
            for (Activity activity : archive.activity(counted, slice)) {
                String project = activity.issue().project();
                if (projects.isEmpty() || projects.contains(project)) {
                    add(activity, sums.computeIfAbsent("", any -> new long[2][hours]));
                    add(activity, sums.computeIfAbsent(project, any -> new long[2][hours]));
                }
            }
        }
        Set<String> names = projects.isEmpty() ? Heard.of(archive).projects() : projects;
        Map<String, Coverage> read = names.stream().collect(Collectors.toMap(name -> name, archive::lived));
        read.put("", read.values().stream().reduce(Coverage.NEVER, HourlyTotals::both));
        Map<String, Totals> totals = new HashMap<>();
        Stream.concat(sums.keySet().stream(), read.keySet().stream()).distinct().forEach(name -> {
            long[][] of = sums.getOrDefault(name, new long[2][hours]);
            totals.put(name, Totals.of(first, of[0], of[1], read.getOrDefault(name, Coverage.NEVER)));
        });
        return totals;
    }

    private static void add(Activity activity, long[][] sums) {
        Totals.add(activity, sums[0], sums[1]);
    }

    private static Coverage both(Coverage one, Coverage other) {
        BitSet hours = (BitSet) one.hours().clone();
        hours.or(other.hours());
        return new Coverage(hours);
    }

    /// Medians over those of the seven windows before this one of which anything is known: a day on which lines were
    /// read and nothing failed is one with 0. Empty if there is none.
    static Optional<Night.Usual> usual(Totals totals, Window window) {
        List<Window> known = Stream.iterate(
                        Window.until(window.from(), window.length()),
                        later -> Window.until(later.from(), window.length()))
                .limit(WINDOWS)
                .filter(one -> totals.isKnown(one.from(), one.to()))
                .toList();
        return known.isEmpty()
                ? Optional.empty()
                : Optional.of(new Night.Usual(
                        median(known.stream().map(one -> totals.errors(one.from(), one.to()))),
                        median(known.stream().map(one -> totals.warnings(one.from(), one.to()))),
                        known.size()));
    }

    /// Of an even number the mean of the two in the middle.
    private static long median(Stream<Long> counts) {
        List<Long> sorted = counts.sorted().toList();
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : Math.round((sorted.get(half - 1) + sorted.get(half)) / 2.0);
    }
}
