package dev.nightjar.triage;

import static dev.nightjar.triage.Samples.FROM;
import static dev.nightjar.triage.Samples.ID;
import static dev.nightjar.triage.Samples.OLD;
import static dev.nightjar.triage.Samples.at;
import static dev.nightjar.triage.Samples.hours;
import static dev.nightjar.triage.Samples.seen;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.model.Window;
import dev.nightjar.model.issue.Activity;
import dev.nightjar.model.issue.Decision;
import dev.nightjar.model.issue.Decision.Ends;
import dev.nightjar.model.issue.Decision.Kind;
import dev.nightjar.model.issue.Issue.State;
import dev.nightjar.model.issue.Triaged;
import dev.nightjar.model.log.Coverage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MutesTest {

    private static final Instant MUTED = at("2026-11-20T00:00:00Z");

    /// Three events an hour in the day before the window, 72 in all; then what the window has.
    private static final List<Long> STEADY = hours(168, 3);

    @Test
    void holdsUntilSoManyMoreEvents() {
        Triaged still = triage(seen(20, OLD), new Ends(100, 0, false), null);
        assertThat(still.state()).isEqualTo(State.MUTED);
        assertThat(still.reason())
                .isEqualTo("muted by mia on 2026-11-20 until 100 more events: known; hidden: seen 92 times, 1 user");
        Triaged ended = triage(seen(28, OLD), new Ends(100, 0, false), null);
        assertThat(ended.state()).isEqualTo(State.ESCALATING);
        assertThat(ended.reason())
                .endsWith(
                        "; was muted by mia on 2026-11-20 until 100 more events: known; that ended: 100 events reached");
    }

    @Test
    void saysOnceThatItEnded() {
        Triaged later = triage(seen(4, OLD), new Ends(72, 0, false), null);
        assertThat(later.state()).isEqualTo(State.ONGOING);
        assertThat(later.reason()).doesNotContain("muted");
    }

    @Test
    void endsWithTheFirstOfItsConditions() {
        Ends both = new Ends(1_000, 1, false);
        assertThat(triage(seen(4, OLD), both, null).state()).isEqualTo(State.ONGOING);
        assertThat(triage(seen(4, OLD), new Ends(1_000, 2, false), null).state())
                .isEqualTo(State.MUTED);
        assertThat(triage(seen(4, OLD), new Ends(1_000, 2, false), FROM.plusSeconds(1))
                        .reason())
                .endsWith("that ended: 2026-11-21 00:00 has passed");
    }

    @Test
    void endsForGoodWhenItEscalates() {
        Ends spike = new Ends(0, 0, true);
        assertThat(triage(seen(18, OLD), spike, null).state()).isEqualTo(State.MUTED);
        Triaged now = triage(seen(19, OLD), spike, null);
        assertThat(now.state()).isEqualTo(State.ESCALATING);
        assertThat(now.reason()).endsWith("until it escalates: known; that ended: escalated 2026-11-21 13:00");
        List<Long> yesterday = new ArrayList<>(STEADY);
        yesterday.set(160, 40L);
        assertThat(triage(seen(3, OLD), yesterday, spike, null).state()).isEqualTo(State.ONGOING);
    }

    @Test
    void logsThatEndBeforeTheMuteDoNotEndIt() {
        Instant later = MUTED.plusSeconds(200L * 24 * 3600);
        Decision mute = new Decision(later, "mia", Kind.MUTE, ID, null, "known", new Ends(0, 0, true), "", false, "");
        assertThat(triage(seen(40, OLD), STEADY, mute).state()).isEqualTo(State.MUTED);
    }

    @Test
    void namesWhoAnswersForItUnlessThatIsWhoDecided() {
        Decision mute = new Decision(MUTED, "mia", Kind.MUTE, ID, null, "known", Ends.NEVER, "payments", false, "");
        assertThat(triage(seen(4, OLD), STEADY, mute).reason())
                .isEqualTo("muted by mia on 2026-11-20: known (payments answers for it); hidden: seen 76 times");
    }

    @Test
    void asksTheIndexOnlyIfItMust() {
        IssueFacts facts = new IssueFacts(
                STEADY,
                () -> {
                    throw new AssertionError("asked for an event");
                },
                window -> {
                    throw new AssertionError("asked for " + window);
                },
                since -> Set.of());
        Decision mute = new Decision(
                at("2026-11-21T13:00:00Z"), "mia", Kind.MUTE, ID, null, "known", Decision.Ends.NEVER, "", false, "");
        assertThat(Samples.triage(Coverage.NEVER, List.of(), mute)
                        .triage(seen(4, OLD), facts)
                        .reason())
                .endsWith("hidden: seen 4 times");
    }

    private static Triaged triage(Activity activity, Ends ends, Instant until) {
        return triage(activity, STEADY, ends, until);
    }

    private static Triaged triage(Activity activity, List<Long> before, Ends ends, Instant until) {
        return triage(
                activity, before, new Decision(MUTED, "mia", Kind.MUTE, ID, until, "known", ends, "mia", false, ""));
    }

    /// With an index that knows every hour.
    private static Triaged triage(Activity activity, List<Long> before, Decision mute) {
        IssueFacts facts = new IssueFacts(
                before, Optional::empty, window -> Optional.of(during(activity, before, window)), since -> Set.of());
        return Samples.triage(Coverage.NEVER, List.of(), mute).triage(activity, facts);
    }

    private static Activity during(Activity activity, List<Long> before, Window window) {
        Instant first = activity.window().from().minus(Duration.ofHours(before.size()));
        List<Long> all = new ArrayList<>(before);
        all.addAll(activity.hourly());
        List<Long> hourly = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            if (window.contains(first.plus(Duration.ofHours(i)))) {
                hourly.add(all.get(i));
            }
        }
        long count = hourly.stream().mapToLong(Long::longValue).sum();
        boolean late = window.to().isAfter(activity.first());
        return new Activity(
                activity.issue(), window, count, late ? 1 : 0, Set.of(), window.from(), window.from(), hourly);
    }
}
