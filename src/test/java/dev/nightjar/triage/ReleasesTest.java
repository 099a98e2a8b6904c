package dev.nightjar.triage;

import static dev.nightjar.model.issue.Decision.Kind.RESOLVE;
import static dev.nightjar.triage.Samples.ID;
import static dev.nightjar.triage.Samples.OLD;
import static dev.nightjar.triage.Samples.at;
import static dev.nightjar.triage.Samples.decision;
import static dev.nightjar.triage.Samples.deploy;
import static dev.nightjar.triage.Samples.hours;
import static dev.nightjar.triage.Samples.lived;
import static dev.nightjar.triage.Samples.seen;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.model.Deploy;
import dev.nightjar.model.issue.Decision;
import dev.nightjar.model.issue.Decision.Ends;
import dev.nightjar.model.issue.Issue.State;
import dev.nightjar.model.issue.Triaged;
import dev.nightjar.model.log.Coverage;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReleasesTest {

    private static final Decision IN_241 = decision(RESOLVE, "2026-11-20T10:00:00Z", "2.4.1");
    private static final Deploy OLDER = deploy("2.4.0", "2026-10-01T00:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "2.4.0, 2.4.1",
        "2.4.9, 2.4.10",
        "2.4, 2.4.1",
        "v2.4.1, 2.5",
        "shop@2.4.1, shop@2.4.2+build9",
        "2.4.1-rc1, 2.4.1",
        "2.4.0-SNAPSHOT, 2.4",
        "2.4.1-alpha2, 2.4.1-beta1",
        "1.0.2, 1.0.2k",
        "build-99, build-100",
        "2026.9.30, 2026.11.1"
    })
    void ordersVersionsByTheirNumbers(String older, String newer) {
        assertThat(Releases.NONE.compare(older, newer).orElseThrow()).isNegative();
        assertThat(Releases.NONE.compare(newer, older).orElseThrow()).isPositive();
    }

    @Test
    void doesNotGuessTheOrderOfCommits() {
        assertThat(Releases.NONE.compare("1f3a9c2", "9e01b77")).isEmpty();
        assertThat(Releases.NONE.compare("1f3a9c2", "1f3a9c2")).hasValue(0);
        assertThat(Releases.NONE.compare("2.4.0", "v2.4")).hasValue(0);
    }

    @Test
    void believesDeploysMoreThanNames() {
        Releases releases = Releases.of(
                "shop",
                List.of(
                        deploy("9e01b77", "2026-11-02T00:00:00Z"),
                        deploy("1f3a9c2", "2026-11-09T00:00:00Z"),
                        new Deploy("web", "1f3a9c2", at("2026-10-01T00:00:00Z"), "")));
        assertThat(releases.compare("9e01b77", "1f3a9c2").orElseThrow()).isNegative();
        assertThat(releases.at(at("2026-11-05T00:00:00Z"))).map(Deploy::release).contains("9e01b77");
        assertThat(releases.at(at("2026-11-01T00:00:00Z"))).isEmpty();
    }

    @Test
    void doesNotCallRegressedWhatAHostNotYetDeployedStillDoes() {
        Triaged triaged = triage(Set.of("2.4.0"), List.of(), IN_241);
        assertThat(triaged.state()).isEqualTo(State.RESOLVED);
        assertThat(triaged.reason())
                .isEqualTo(
                        "resolved by mia on 2026-11-20 (2.4.1), seen again until 2026-11-21 13:30, but only in 2.4.0");
    }

    @Test
    void callsRegressedWhatIsSeenInTheReleaseThatSolvesItOrALaterOne() {
        assertThat(triage(Set.of("2.4.0", "2.4.1"), List.of(), IN_241).reason())
                .isEqualTo("resolved by mia on 2026-11-20 (2.4.1), seen again 2026-11-21 13:05 in 2.4.1,"
                        + " 4 times in the window");
        assertThat(triage(Set.of("2.10"), List.of(), IN_241).state()).isEqualTo(State.REGRESSED);
        assertThat(triage(Set.of(), List.of(), IN_241).state()).isEqualTo(State.REGRESSED);
    }

    @Test
    void takesTheReleaseFromTheDeploysWhereEventsNameNone() {
        assertThat(triage(Set.of(), List.of(OLDER), IN_241).state()).isEqualTo(State.RESOLVED);
        Deploy after = deploy("2.4.1", "2026-11-21T13:31:00Z");
        assertThat(triage(Set.of(), List.of(OLDER, after), IN_241).state()).isEqualTo(State.RESOLVED);
        Deploy before = deploy("2.4.1", "2026-11-21T13:00:00Z");
        assertThat(triage(Set.of(), List.of(OLDER, before), IN_241).state()).isEqualTo(State.REGRESSED);
    }

    @Test
    void waitsForTheNextRelease() {
        Decision next = next("2.4.0");
        assertThat(triage(Set.of("2.4.0"), List.of(), next).state()).isEqualTo(State.RESOLVED);
        assertThat(triage(Set.of("2.4.1"), List.of(), next).state()).isEqualTo(State.REGRESSED);
        assertThat(triage(Set.of(), List.of(), next("")).reason())
                .isEqualTo("resolved by mia on 2026-11-20 (in the next release), seen again until 2026-11-21 13:30,"
                        + " but no later release is known");
        assertThat(triage(Set.of(), List.of(OLDER), next("")).state()).isEqualTo(State.RESOLVED);
        assertThat(triage(Set.of(), List.of(OLDER, deploy("x", "2026-11-21T12:00:00Z")), next(""))
                        .state())
                .isEqualTo(State.REGRESSED);
    }

    @Test
    void saysWhatIsNewSinceADeploy() {
        Deploy deploy = deploy("2.4.1", "2026-11-21T12:05:00Z");
        Triaged triaged = Samples.triage(lived("2026-09-01T00:00:00Z", "2026-11-22T00:00:00Z"), List.of(OLDER, deploy))
                .triage(seen(4, at("2026-11-21T13:05:00Z")), IssueFacts.of(hours(168, 0), Optional.empty()));
        assertThat(triaged.reason())
                .isEqualTo("first seen 2026-11-21 13:05, 4 times; new since 2.4.1 (deployed 12:05)");
        assertThat(triaged.newSince()).isEqualTo(deploy);
        assertThat(triaged.releaseFirst()).isEqualTo("2.4.1");
    }

    @Test
    void callsNothingNewSinceABannerThatIsTheFirstLineOfTheLog() {
        Deploy first = deploy("3.2.0", "2026-11-21T12:05:00Z");
        Triaged triaged = Samples.triage(lived("2026-11-21T12:00:00Z", "2026-11-28T00:00:00Z"), List.of(first))
                .triage(seen(4, at("2026-11-21T13:05:00Z")), IssueFacts.of(hours(168, 0), Optional.empty()));
        assertThat(triaged.newSince()).as("hours tell no minutes").isNull();
        assertThat(triaged.reason()).doesNotContain("new since");
    }

    @Test
    void callsNothingNewSinceADeployFromBeforeTheFirstLog() {
        Triaged triaged = Samples.triage(lived("2026-11-21T12:00:00Z", "2026-11-22T00:00:00Z"), List.of(OLDER))
                .triage(seen(4, at("2026-11-21T13:05:00Z")), IssueFacts.of(hours(168, 0), Optional.empty()));
        assertThat(triaged.newSince()).isNull();
        assertThat(triaged.reason())
                .isEqualTo("first seen 2026-11-21 13:05, 4 times; its logs are known only since 2026-11-21 12:00");
    }

    @Test
    void namesTheReleasesOfTheFirstAndTheLastEvent() {
        Triaged triaged = Samples.triage(
                        Coverage.NEVER,
                        List.of(OLDER, deploy("2.4.1", "2026-11-21T13:10:00Z"), deploy("1", "2026-08-01T00:00:00Z")))
                .triage(seen(4, OLD), IssueFacts.of(hours(168, 1), Optional.empty()));
        assertThat(triaged.releaseFirst()).isEqualTo("1");
        assertThat(triaged.releaseLast()).isEqualTo("2.4.1");
    }

    private static Decision next(String after) {
        return new Decision(at("2026-11-20T10:00:00Z"), "mia", RESOLVE, ID, null, after, Ends.NEVER, "", true, "");
    }

    /// Seen four times on 2026-11-21 from 13:05 to 13:30.
    private static Triaged triage(Set<String> named, List<Deploy> deploys, Decision decision) {
        IssueFacts facts = new IssueFacts(hours(168, 3), Optional::empty, window -> Optional.empty(), since -> named);
        return Samples.triage(Coverage.NEVER, deploys, decision).triage(seen(4, OLD), facts);
    }
}
