package dev.nightjar.insight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.model.IssueId;
import dev.nightjar.model.Level;
import dev.nightjar.model.event.Occurrence;
import dev.nightjar.model.finding.Alike;
import dev.nightjar.model.issue.Issue;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LikenessTest {

    private static final String REFUSED = "card refused by the scheme, reason <int>, order <value>";

    @Test
    void findsTheSameTroubleInAnotherProject() {
        Issue here = issue(1, "checkout", "com.acme.pay.RefusedException", REFUSED, "com.acme.pay.Cards.charge");
        Issue there = issue(2, "invoices", "com.acme.pay.RefusedException", REFUSED, "com.acme.inv.Dunning.charge");
        Issue other = issue(3, "checkout", "java.io.IOException", "broken pipe", "com.acme.web.Upload.read");
        Map<IssueId, List<Alike>> found = Likeness.of(List.of(here, there, other));
        assertThat(found).containsOnlyKeys(here.id(), there.id());
        assertThat(found.get(here.id())).extracting(Alike::issue).containsExactly(there.id());
        assertThat(found.get(here.id()).getFirst().likeness()).isBetween(0.5, 0.99);
    }

    @Test
    void putsTheLikestFirstAndKeepsFive() {
        List<Issue> issues = new ArrayList<>();
        issues.add(issue(0, "checkout", "com.acme.RefusedException", REFUSED, "com.acme.Cards.charge"));
        for (int i = 1; i <= 8; i++) {
            String said = REFUSED + " and something else".repeat(i > 4 ? 1 : 0);
            issues.add(issue(i, "checkout", "com.acme.RefusedException", said, "com.acme.Cards.charge" + i));
        }
        List<Alike> found = Likeness.of(issues).get(issues.getFirst().id());
        assertThat(found).hasSize(5);
        assertThat(found).extracting(Alike::likeness).isSortedAccordingTo((a, b) -> Double.compare(b, a));
        assertThat(found.subList(0, 4))
                .extracting(Alike::issue)
                .containsExactlyInAnyOrderElementsOf(
                        issues.subList(1, 5).stream().map(Issue::id).toList());
    }

    @Test
    void saysNothingOfMessagesThatShareAWord() {
        Issue one = issue(1, "shop", null, "slow query: <float> s for <sql>", "com.acme.db.QueryWatch");
        Issue two = issue(2, "shop", null, "slow start of worker <int>", "com.acme.jobs.Pool");
        assertThat(Likeness.of(List.of(one, two))).isEmpty();
    }

    /// Against every pair compared in full: what the 64 bits sort out must be unlike.
    @Test
    void missesFewPairsThatAFullComparisonFinds() {
        Random random = new Random(5);
        List<Issue> issues =
                IntStream.range(0, 400).mapToObj(i -> random(random, i, 9)).toList();
        List<Features> features = issues.stream().map(Features::of).toList();
        int alike = 0;
        int near = 0;
        for (int i = 0; i < issues.size(); i++) {
            for (int k = i + 1; k < issues.size(); k++) {
                if (features.get(i).likeness(features.get(k)) >= 0.5) {
                    alike++;
                    near += features.get(i).distance(features.get(k)) <= 25 ? 1 : 0;
                }
            }
        }
        assertThat(alike).isGreaterThan(100);
        assertThat((double) near / alike).as("of " + alike + " pairs, seed 5").isGreaterThan(0.97);
    }

    @Test
    void comparesTwoThousandIssuesInNoTime() {
        Random random = new Random(7);
        List<Issue> issues =
                IntStream.range(0, 2_000).mapToObj(i -> random(random, i, 300)).toList();
        Likeness.of(issues.subList(0, 200));
        ThreadMXBean cpu = ManagementFactory.getThreadMXBean();
        long start = cpu.getCurrentThreadCpuTime();
        Likeness.of(issues);
        assertThat((cpu.getCurrentThreadCpuTime() - start) / 1_000_000)
                .as("milliseconds of processor time")
                .isLessThan(900);
    }

    /// @param words how many different ones there are
    private static Issue random(Random random, int i, int words) {
        String[] some = random.ints(7, 0, words).mapToObj(n -> "word" + n).toArray(String[]::new);
        return issue(
                i + 1,
                "p" + random.nextInt(5),
                "com.acme." + some[5] + "Exception",
                "%s of %s failed after <int> ms: %s %s <value> in %s"
                        .formatted((Object[]) java.util.Arrays.copyOf(some, 5)),
                "com.acme." + some[6] + ".call");
    }

    private static Issue issue(int id, String project, String type, String message, String culprit) {
        return new Issue(
                IssueId.of((id + 1L) << 30),
                project,
                Level.ERROR,
                type,
                type == null ? message : type,
                message,
                culprit,
                null,
                3,
                Instant.EPOCH,
                Instant.EPOCH,
                null,
                null,
                Set.of(),
                List.of(
                        new Occurrence.Part("frame", culprit, true, "own code"),
                        new Occurrence.Part("message", message, false, "the stack says more")),
                List.of(message));
    }
}
