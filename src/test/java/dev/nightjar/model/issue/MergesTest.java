package dev.nightjar.model.issue;

import static dev.nightjar.model.issue.Decision.Kind.MERGE;
import static dev.nightjar.model.issue.Decision.Kind.UNMERGE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.model.IssueId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class MergesTest {

    private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");
    private static final List<IssueId> IDS = LongStream.range(1, 9)
            .mapToObj(i -> IssueId.of(i * 0x0123456789abcdefL))
            .toList();
    private static final IssueId A = IDS.get(0);
    private static final IssueId B = IDS.get(1);
    private static final IssueId C = IDS.get(2);

    @Test
    void letsOneStandForAllThatWereMergedIntoIt() {
        Merges merges = Merges.of(List.of(merge(1, A, B), merge(2, B, C)));
        assertThat(merges.into()).isEqualTo(Map.of(A, C, B, C));
        assertThat(merges.of(C)).isEqualTo(C);
        assertThat(merges.members(C)).containsExactlyInAnyOrder(A, B);
    }

    @Test
    void takesAnIssueOutWithWhatIsUnderIt() {
        List<Decision> decisions = List.of(merge(1, A, B), merge(2, B, C), unmerge(3, B));
        assertThat(Merges.of(decisions).into()).isEqualTo(Map.of(A, B));
    }

    @Test
    void ignoresAMergeIntoItself() {
        assertThat(Merges.of(List.of(merge(1, A, A))).into()).isEmpty();
        assertThat(Merges.of(List.of(merge(1, A, B), merge(2, B, A))).into()).isEqualTo(Map.of(A, B));
    }

    @Test
    void neverHasACycleOrAChain() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            Merges merges = Merges.of(decisions(random, 20));
            merges.into().forEach((id, root) -> {
                assertThat(merges.into()).as("seed %d", seed).doesNotContainKey(root);
                assertThat(root).as("seed %d", seed).isNotEqualTo(id);
                assertThat(merges.members(root)).as("seed %d", seed).contains(id);
            });
        }
    }

    @Test
    void followsTimeWhateverTheOrderOfTheFile() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            List<Decision> decisions = decisions(random, 20);
            Merges expected = Merges.of(decisions);
            Collections.shuffle(decisions, random);
            assertThat(Merges.of(decisions)).as("seed %d", seed).isEqualTo(expected);
        }
    }

    @Test
    void isAsBeforeAfterAMergeWasTakenBack() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            List<Decision> decisions = decisions(random, 12);
            Merges before = Merges.of(decisions);
            IssueId free = IDS.stream()
                    .filter(id -> !before.into().containsKey(id))
                    .findFirst()
                    .orElseThrow();
            decisions.add(merge(100, free, any(random)));
            decisions.add(unmerge(101, free));
            assertThat(Merges.of(decisions)).as("seed %d", seed).isEqualTo(before);
        }
    }

    private static List<Decision> decisions(Random random, int most) {
        List<Decision> decisions = new ArrayList<>();
        for (int i = random.nextInt(most); i > 0; i--) {
            int minute = decisions.size();
            decisions.add(
                    random.nextInt(4) == 0 ? unmerge(minute, any(random)) : merge(minute, any(random), any(random)));
        }
        return decisions;
    }

    private static IssueId any(Random random) {
        return IDS.get(random.nextInt(IDS.size()));
    }

    private static Decision merge(int minute, IssueId id, IssueId into) {
        return new Decision(
                START.plusSeconds(60L * minute),
                "mia",
                MERGE,
                id,
                null,
                into.shown(),
                Decision.Ends.NEVER,
                "",
                false,
                "");
    }

    private static Decision unmerge(int minute, IssueId id) {
        return new Decision(
                START.plusSeconds(60L * minute), "mia", UNMERGE, id, null, "", Decision.Ends.NEVER, "", false, "");
    }
}
