package dev.nightjar;

import dev.nightjar.model.Activity;
import dev.nightjar.model.Level;
import dev.nightjar.model.Window;
import dev.nightjar.report.Night;
import dev.nightjar.store.Archive;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What earlier windows of the same length had: the measure for "usual".
final class Usually {

    private static final int WINDOWS = 7;

    private Usually() {}

    /// Medians over the at most seven windows before this one in which anything happened; empty if there is none.
    static Optional<Night.Usual> of(Archive archive, Window window) {
        List<Long> errors = new ArrayList<>();
        List<Long> warnings = new ArrayList<>();
        Window earlier = window;
        for (int i = 0; i < WINDOWS; i++) {
            earlier = Window.until(earlier.from(), window.length());
            List<Activity> activities = archive.activity(earlier);
            if (!activities.isEmpty()) {
                errors.add(sum(activities, true));
                warnings.add(sum(activities, false));
            }
        }
        return errors.isEmpty()
                ? Optional.empty()
                : Optional.of(new Night.Usual(median(errors), median(warnings), errors.size()));
    }

    private static long sum(List<Activity> activities, boolean errors) {
        return activities.stream()
                .filter(a -> errors == isError(a.issue().level()))
                .mapToLong(Activity::count)
                .sum();
    }

    private static boolean isError(@org.jspecify.annotations.Nullable Level level) {
        return level == null || level.atLeast(Level.ERROR);
    }

    private static long median(List<Long> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
