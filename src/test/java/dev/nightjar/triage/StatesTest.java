package dev.nightjar.triage;

import static dev.nightjar.model.issue.Decision.Kind.MUTE;
import static dev.nightjar.model.issue.Decision.Kind.NOTE;
import static dev.nightjar.model.issue.Decision.Kind.RESOLVE;
import static dev.nightjar.model.issue.Decision.Kind.UNMUTE;
import static dev.nightjar.triage.Samples.FROM;
import static dev.nightjar.triage.Samples.ID;
import static dev.nightjar.triage.Samples.OLD;
import static dev.nightjar.triage.Samples.TO;
import static dev.nightjar.triage.Samples.at;
import static dev.nightjar.triage.Samples.decision;
import static dev.nightjar.triage.Samples.hours;
import static dev.nightjar.triage.Samples.notSeen;
import static dev.nightjar.triage.Samples.seen;
import static dev.nightjar.triage.Samples.triage;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.model.Window;
import dev.nightjar.model.issue.Activity;
import dev.nightjar.model.issue.Decision;
import dev.nightjar.model.issue.Issue.State;
import dev.nightjar.model.issue.Triaged;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StatesTest {

    private static final List<Long> STEADY = hours(168, 3);

    @Test
    void callsNewWhatWasFirstSeenInTheWindow() {
        expect(triage(seen(4, FROM), STEADY), State.NEW, "first seen 2026-11-21 00:00, 4 times");
        expect(triage(seen(1, at("2026-11-21T13:05:00Z")), List.of()), State.NEW, "first seen 2026-11-21 13:05, once");
        assertThat(triage(seen(4, FROM.minusMillis(1)), STEADY).state()).isEqualTo(State.ONGOING);
    }

    @Test
    void callsRegressedWhatWasResolvedAndSeenAfterwards() {
        expect(
                triage(seen(4, OLD), STEADY, decision(RESOLVE, "2026-11-20T10:00:00Z", "2.4.1")),
                State.REGRESSED,
                "resolved by mia on 2026-11-20 (2.4.1), seen again 2026-11-21 13:05, 4 times in the window");
        expect(
                triage(seen(4, FROM.plusSeconds(60)), STEADY, decision(RESOLVE, "2026-11-21T13:10:00Z", "")),
                State.REGRESSED,
                "resolved by mia on 2026-11-21, seen again 2026-11-21 13:30, 4 times in the window");
    }

    @Test
    void callsResolvedWhatWasNotSeenSinceTheDecision() {
        Decision resolved = decision(RESOLVE, "2026-11-21T13:30:00Z", "");
        String reason = "resolved by mia on 2026-11-21, not seen since 2026-11-21 13:30";
        expect(triage(seen(4, OLD), STEADY, resolved), State.RESOLVED, reason);
        expect(triage(seen(400, FROM), STEADY, resolved), State.RESOLVED, reason);
        expect(
                triage(
                        notSeen(at("2026-11-01T10:00:00Z")),
                        hours(168, 0),
                        decision(RESOLVE, "2026-11-02T00:00:00Z", "")),
                State.RESOLVED,
                "resolved by mia on 2026-11-02, not seen since 2026-11-01 10:00");
    }

    @Test
    void letsTheLastDecisionDecideInTheOrderOfTimeNotOfTheFile() {
        Decision early = decision(RESOLVE, "2026-11-20T10:00:00Z", "");
        Decision late = decision(RESOLVE, "2026-11-21T20:00:00Z", "");
        assertThat(triage(seen(4, OLD), STEADY, late, early).state()).isEqualTo(State.RESOLVED);
        assertThat(triage(seen(4, OLD), STEADY, late, early).history()).containsExactly(early, late);
    }

    @Test
    void heedsDecisionsAboutAnIdThatLeadsToTheIssue() {
        Decision ofAlias = new Decision(
                at("2026-11-20T00:00:00Z"), "mia", MUTE, Samples.ALIAS, null, "", Decision.Ends.NEVER, "", false, "");
        assertThat(triage(seen(4, OLD), STEADY, ofAlias).state()).isEqualTo(State.MUTED);
    }

    @Test
    void keepsMutedWhatIsMutedUntilItExpires() {
        Decision mute = new Decision(
                at("2026-11-20T00:00:00Z"),
                "mia",
                MUTE,
                ID,
                TO.plusSeconds(1),
                "known",
                Decision.Ends.NEVER,
                "",
                false,
                "");
        expect(
                triage(seen(4_000, OLD), STEADY, mute),
                State.MUTED,
                "muted by mia on 2026-11-20 until 2026-11-22 00:00: known; hidden: seen 4072 times");
        Decision expired =
                new Decision(at("2026-11-20T00:00:00Z"), "mia", MUTE, ID, TO, "", Decision.Ends.NEVER, "", false, "");
        assertThat(triage(seen(4_000, OLD), STEADY, expired).state()).isEqualTo(State.ESCALATING);
        Decision forEver = decision(MUTE, "2026-11-20T00:00:00Z", "");
        assertThat(triage(seen(4, FROM), STEADY, forEver).state()).isEqualTo(State.MUTED);
        Decision unmute = decision(UNMUTE, "2026-11-20T00:00:01Z", "");
        assertThat(triage(seen(4, OLD), STEADY, forEver, unmute).state()).isEqualTo(State.ONGOING);
    }

    @Test
    void callsRegressedWhatWasSilentForLongerThanTheQuietTime() {
        expect(
                triage(seen(4, OLD), hours(168, 0)),
                State.REGRESSED,
                "silent for 7 days or longer, seen again 2026-11-21 13:05, 4 times");
        List<Long> seenFiveDaysBefore = new ArrayList<>(hours(168, 0));
        seenFiveDaysBefore.set(48, 1L);
        assertThat(triage(seen(4, OLD), seenFiveDaysBefore).state()).isEqualTo(State.ONGOING);
        assertThat(triage(seen(4, FROM.minus(Duration.ofDays(2))), hours(168, 0))
                        .state())
                .isEqualTo(State.ONGOING);
        assertThat(triage(seen(4, OLD), List.of()).state()).isEqualTo(State.ONGOING);
    }

    @Test
    void callsEscalatingWhatIsFarAboveUsualAndSaysTheNumbers() {
        List<Long> before = new ArrayList<>(hours(168, 20));
        before.set(100, 51L);
        expect(
                triage(seen(412, OLD), before),
                State.ESCALATING,
                "8 × usual: 412 in the hour from 13:00, usual at most 51; 412 in the window, usual for a Saturday 480");
        expect(
                triage(seen(60, OLD), before),
                State.ONGOING,
                "since 2026-09-01 08:00, 60 times in the window (usual for a Saturday 480), at most 60 in an hour,"
                        + " usual at most 51");
    }

    @Test
    void forecastsByBurstAndByBaseline() {
        // Steady 3: five times the busiest hour is 15, the weekday's mean and five times the mean are 18.
        assertThat(new HourlyForecast(STEADY, FROM, Life.UNKNOWN).limit(FROM)).isEqualTo(18);
        // One hour of 168 had 100: uneven by nature, so twice that.
        List<Long> burst = new ArrayList<>(hours(168, 0));
        burst.set(7, 100L);
        assertThat(new HourlyForecast(burst, FROM, Life.UNKNOWN).limit(FROM)).isEqualTo(200);
        assertThat(new HourlyForecast(hours(100, 3), FROM, Life.UNKNOWN).limit(FROM))
                .isEqualTo(30);
        assertThat(new HourlyForecast(hours(168, 0), FROM, Life.UNKNOWN).limit(FROM))
                .isEqualTo(5);
    }

    @Test
    void countsTheHoursOfAWindowThatBeginsWithinAnHour() {
        Window window = new Window(at("2026-11-20T23:30:00Z"), at("2026-11-21T23:30:00Z"));
        List<Long> hourly = new ArrayList<>(Collections.nCopies(24, 0L));
        hourly.set(13, 99L);
        Activity activity = new Activity(
                Samples.issue(OLD, TO, 99), window, 99, 0, Set.of(), at("2026-11-21T13:00:00Z"), TO, hourly);
        Triage berlin = Triage.of(List.of(), name -> Optional.empty(), Duration.ofDays(7), ZoneId.of("Europe/Berlin"));
        assertThat(berlin.triage(activity, STEADY, Optional.empty()).reason())
                .isEqualTo(
                        "33 × usual: 99 in the hour from 14:00, usual at most 3; 99 in the window, usual for a Saturday 72");
    }

    @Test
    void neverCallsASeriesEscalatingThatStaysWithinItsRange() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            int most = 1 + random.nextInt(1_000);
            double silent = random.nextDouble();
            List<Long> before = series(random, most, silent);
            long now = Math.max(1, Collections.max(before));
            assertThat(triage(seen(now, OLD), before).state())
                    .as("seed %d, round %d, %d after %s", seed, i, now, before)
                    .isNotEqualTo(State.ESCALATING);
        }
    }

    @Test
    void alwaysCallsAJumpToTenTimesTheBusiestHourEscalating() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            List<Long> before = new ArrayList<>(series(random, 1 + random.nextInt(1_000), random.nextDouble()));
            before.set(167, 1L + random.nextInt(10));
            long now = 10 * Collections.max(before);
            assertThat(triage(seen(now, OLD), before).state())
                    .as("seed %d, round %d, %d after %s", seed, i, now, before)
                    .isEqualTo(State.ESCALATING);
        }
    }

    @Test
    void neverLetsAMoreRecentNoteChangeTheState() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 300; i++) {
            List<Decision> decisions = new ArrayList<>();
            for (int n = random.nextInt(6); n > 0; n--) {
                Instant at = OLD.plusSeconds(random.nextInt(100 * 86_400));
                Decision.Kind kind = Decision.Kind.values()[random.nextInt(3)];
                Instant until = random.nextBoolean() ? null : at.plusSeconds(random.nextInt(50 * 86_400));
                decisions.add(new Decision(at, "mia", kind, ID, until, "", Decision.Ends.NEVER, "", false, ""));
            }
            State state = triage(seen(4, OLD), STEADY, decisions.toArray(Decision[]::new))
                    .state();
            decisions.add(decision(NOTE, "2027-01-01T00:00:00Z", "looked at it"));
            Collections.shuffle(decisions, random);
            assertThat(triage(seen(4, OLD), STEADY, decisions.toArray(Decision[]::new))
                            .state())
                    .as("seed %d, round %d, %s", seed, i, decisions)
                    .isEqualTo(state);
        }
    }

    private static List<Long> series(Random random, int most, double silent) {
        return random.ints(168, 1, most + 1)
                .mapToObj(n -> random.nextDouble() < silent ? 0L : n)
                .toList();
    }

    private static void expect(Triaged triaged, State state, String reason) {
        assertThat(triaged.reason()).isEqualTo(reason);
        assertThat(triaged.state()).isEqualTo(state);
    }
}
