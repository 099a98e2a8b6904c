package dev.nightjar.insight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.model.finding.Cascade;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("faults")
class CascadesTest {

    private static final long SECOND = 1_000_000;

    private static final int WEEKS = Integer.getInteger("nightjar.cascades.weeks", 200);

    /// The stated bound: among a hundred weeks of issues that have nothing to do with each other at most
    /// one cascade.
    @Test
    void independentIssuesDoNotLookLikeCascades() {
        int wrong = 0;
        for (int seed = 0; seed < WEEKS; seed++) {
            wrong += Cascades.find(new Synthetic(seed).independent(40)).size();
        }
        System.out.println("cascades: " + wrong + " false in " + WEEKS + " weeks of 40 independent issues");
        assertThat(wrong).isLessThanOrEqualTo(WEEKS / 100);
    }

    @Test
    void whatFollowsNineOfTenBurstsIsFound() {
        int found = 0;
        for (int seed = 0; seed < 50; seed++) {
            Synthetic week = new Synthetic(1000 + seed);
            Series cause = week.bursting(10);
            Series effect = week.following(cause, 0.9, 4);
            List<Series> all = new ArrayList<>(week.independent(40));
            all.add(cause);
            all.add(effect);
            found += Cascades.find(all).stream()
                            .anyMatch(cascade -> cascade.cause().equals(cause.issue())
                                    && cascade.effect().equals(effect.issue()))
                    ? 1
                    : 0;
        }
        assertThat(found).isGreaterThanOrEqualTo(45);
    }

    @Test
    void tellsHowOftenAndHowLongAfter() {
        Synthetic week = new Synthetic(7);
        Series cause = week.bursting(20);
        List<Long> after = new ArrayList<>();
        for (long at : cause.onsets(30 * SECOND)) {
            after.add(at + 2 * SECOND);
        }
        Series effect = week.series(after);

        Cascade only = Cascades.find(List.of(cause, effect)).getFirst();

        assertThat(only.cause()).isEqualTo(cause.issue());
        assertThat(only.followed()).isEqualTo(only.bursts());
        assertThat(only.lag()).isEqualTo(Duration.ofSeconds(2));
        assertThat(only.odds()).isLessThan(0.01);
        assertThat(only.examples()).hasSize(5);
    }

    @Test
    void issuesOfOneProjectAreNotCompared() {
        Synthetic week = new Synthetic(7);
        Series cause = week.bursting(20);
        Series effect = new Series(week.bursting(1).issue(), cause.project(), cause.micros());

        assertThat(Cascades.find(List.of(cause, effect))).isEmpty();
    }

    /// Jobs of one clock begin together without one being the cause of the other.
    @Test
    void whatTheClockStartsIsNoCascade() {
        List<Long> first = new ArrayList<>();
        List<Long> second = new ArrayList<>();
        for (int hour = 0; hour < 7 * 24; hour++) {
            first.add(hour * 3600 * SECOND);
            second.add(hour * 3600 * SECOND + SECOND);
        }
        Synthetic week = new Synthetic(7);

        assertThat(Cascades.find(List.of(week.series(first), week.series(second))))
                .isEmpty();
    }

    @Test
    void aChainIsToldLinkByLink() {
        Synthetic week = new Synthetic(11);
        Series first = week.bursting(20);
        List<Long> then = new ArrayList<>();
        List<Long> last = new ArrayList<>();
        for (long at : first.onsets(30 * SECOND)) {
            then.add(at + SECOND);
            last.add(at + 2 * SECOND);
        }
        Series second = week.series(then);
        Series third = week.series(last);

        assertThat(Cascades.find(List.of(third, second, first)))
                .extracting(Cascade::cause, Cascade::effect)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple(first.issue(), second.issue()),
                        org.assertj.core.groups.Tuple.tuple(second.issue(), third.issue()));
    }
}
