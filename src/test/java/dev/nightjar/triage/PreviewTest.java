package dev.nightjar.triage;

import static dev.nightjar.triage.Samples.FROM;
import static dev.nightjar.triage.Samples.OLD;
import static dev.nightjar.triage.Samples.TO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.model.Window;
import dev.nightjar.model.issue.Activity;
import dev.nightjar.model.issue.Decision.Ends;
import dev.nightjar.model.issue.Hidden;
import dev.nightjar.model.log.Coverage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PreviewTest {

    private static final Window NINETY = Window.until(TO, Duration.ofDays(90));

    /// Two events an hour from two days after the beginning, for twenty days: the first is that of a new issue.
    private static final Activity FRESH = activity(48, 480, 2, NINETY.from().plus(Duration.ofHours(48)));

    /// Three events an hour in the last day, of an issue known for long.
    private static final Activity KNOWN = activity(2136, 24, 3, OLD.minus(Duration.ofDays(99)));

    @Test
    void hidesEverythingWithoutAnEnd() {
        assertThat(preview(null, Ends.NEVER)).isEqualTo(new Hidden(2, 1, 2 * 480 + 3 * 24, 0));
    }

    @Test
    void endsByTimeByEventsAndByUsersWhicheverComesFirst() {
        assertThat(preview(Duration.ofDays(1), Ends.NEVER)).isEqualTo(new Hidden(2, 1, 48 + 72, 1));
        assertThat(preview(null, new Ends(60, 0, false))).isEqualTo(new Hidden(2, 1, 60 + 60, 2));
        assertThat(preview(Duration.ofHours(10), new Ends(60, 0, false))).isEqualTo(new Hidden(2, 1, 20 + 30, 2));
        assertThat(preview(null, new Ends(0, 10, false))).as("a user an hour").isEqualTo(new Hidden(2, 1, 20 + 30, 2));
    }

    @Test
    void endsWithASpike() {
        List<Long> hourly = new ArrayList<>(FRESH.hourly());
        hourly.set(48 + 300, 100L);
        Preview preview = new Preview(null, new Ends(0, 0, true));
        preview.add(with(FRESH, hourly), Coverage.NEVER, window -> Optional.empty());
        assertThat(preview.hidden()).isEqualTo(new Hidden(1, 1, 600, 1));
    }

    private static Hidden preview(Duration length, Ends ends) {
        Preview preview = new Preview(length, ends);
        for (Activity activity : List.of(FRESH, KNOWN)) {
            preview.add(activity, Coverage.NEVER, window -> during(activity, window));
        }
        return preview.hidden();
    }

    /// A new user in each hour.
    private static Optional<Activity> during(Activity activity, Window window) {
        long users = 0;
        for (int i = 0; i < activity.hourly().size(); i++) {
            boolean inside = window.contains(activity.window().from().plus(Duration.ofHours(i)));
            users += inside && activity.hourly().get(i) > 0 ? 1 : 0;
        }
        return Optional.of(new Activity(
                activity.issue(), window, 1, users, Set.of(), activity.first(), activity.last(), List.of()));
    }

    private static Activity activity(int from, int hours, long each, Instant firstSeen) {
        List<Long> hourly = new ArrayList<>(Collections.nCopies(2160, 0L));
        Collections.fill(hourly.subList(from, from + hours), each);
        Instant first = NINETY.from().plus(Duration.ofHours(from));
        return new Activity(
                Samples.issue(firstSeen, FROM, hours * each),
                NINETY,
                hours * each,
                hours,
                Set.of(),
                first,
                first.plus(Duration.ofHours(hours)),
                hourly);
    }

    private static Activity with(Activity activity, List<Long> hourly) {
        return new Activity(
                activity.issue(),
                activity.window(),
                activity.count(),
                activity.users(),
                activity.hosts(),
                activity.first(),
                activity.last(),
                hourly);
    }
}
