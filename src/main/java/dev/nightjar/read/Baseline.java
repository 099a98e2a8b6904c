package dev.nightjar.read;

import dev.nightjar.model.Level;
import dev.nightjar.model.Window;
import dev.nightjar.model.finding.Night;
import dev.nightjar.model.issue.Activity;
import dev.nightjar.store.Issues;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// What earlier windows of the same length had: the measure for "usual".
final class Baseline {

    private static final int WINDOWS = 7;

    private Baseline() {}

    /// Medians over the at most seven windows before this one in which anything happened; empty if there is none.
    static Optional<Night.Usual> of(Issues stored, Window window) {
        List<Window> earlier = new ArrayList<>();
        for (int i = 0; i < WINDOWS; i++) {
            earlier.add(Window.until(i == 0 ? window.from() : earlier.get(i - 1).from(), window.length()));
        }
        long[] errors = new long[WINDOWS];
        long[] warnings = new long[WINDOWS];
        boolean[] active = new boolean[WINDOWS];
        for (Issues.Slice slice : stored.slices()) {
            for (int i = 0; i < WINDOWS; i++) {
                for (Activity activity : stored.activity(earlier.get(i), slice)) {
                    Level level = activity.issue().level();
                    errors[i] += isError(level) ? activity.count() : 0;
                    warnings[i] += level == Level.WARN ? activity.count() : 0;
                    active[i] = true;
                }
            }
        }
        int[] known = IntStream.range(0, WINDOWS).filter(i -> active[i]).toArray();
        return known.length == 0
                ? Optional.empty()
                : Optional.of(new Night.Usual(median(errors, known), median(warnings, known), known.length));
    }

    private static boolean isError(@org.jspecify.annotations.Nullable Level level) {
        return level == null || level.atLeast(Level.ERROR);
    }

    private static long median(long[] values, int[] of) {
        long[] sorted = IntStream.of(of).mapToLong(i -> values[i]).sorted().toArray();
        return sorted[sorted.length / 2];
    }
}
