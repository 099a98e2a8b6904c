package dev.nightjar.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DoubtsTest {

    private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");

    @Test
    void manyShortRunsAddUp() {
        List<Run> runs = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            runs.add(run(i, "plain", 30, unclear("", false, 30, 1)));
        }
        assertThat(Doubts.of(runs.subList(0, 1))).isEmpty();
        assertThat(Doubts.of(runs)).singleElement().satisfies(all -> {
            assertThat(all.failing()).isEqualTo(12);
            assertThat(all.sentence()).isEqualTo("360 records without level; 12 say failed");
        });
    }

    @Test
    void whatWasReadAsAnotherFormatSinceIsForgotten() {
        Run before = run(1, "plain", 40, unclear("", true, 40, 3));
        assertThat(Doubts.of(List.of(before))).hasSize(1);
        assertThat(Doubts.of(List.of(run(2, "till", 5), before))).isEmpty();
    }

    @Test
    void whatARunUnderstoodSinceIsForgotten() {
        Run before = run(1, "plain", 40, unclear("", true, 40, 3));
        assertThat(Doubts.of(List.of(run(2, "plain", 5), before))).hasSize(1);
        assertThat(Doubts.of(List.of(run(2, "plain", 500), before))).isEmpty();
        assertThat(Doubts.of(List.of(run(2, "plain", 0), before))).hasSize(1);
    }

    @Test
    void programsWithOneFailureEachAreManyTogether() {
        List<Unclear> each =
                List.of(unclear("cron", false, 9, 1), unclear("sshd", false, 9, 1), unclear("named", false, 9, 1));
        Run run = run(1, "syslog", 90, each.toArray(Unclear[]::new));
        assertThat(Doubts.of(List.of(run))).singleElement().satisfies(sum -> {
            assertThat(sum.stream()).isEmpty();
            assertThat(sum.failing()).isEqualTo(3);
        });
        assertThat(Doubts.of(List.of(run(1, "syslog", 9_000, each.toArray(Unclear[]::new)))))
                .isEmpty();
    }

    @Test
    void onlyTheWorstAreKeptOneByOne() {
        List<Unclear> all = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            all.add(new Unclear(
                    "/log/" + i, "shop", "", true, 20, 20, i, 20, 0, Map.of("failed", (long) i), List.of("x failed")));
        }
        List<Unclear> kept = Unclear.worst(all);
        assertThat(kept).hasSize(20);
        assertThat(kept.getFirst().path()).isEqualTo("/log/299");
        assertThat(kept.getLast().path()).isEmpty();
        assertThat(kept.getLast().command()).isEmpty();
        assertThat(kept.stream().mapToLong(Unclear::records).sum()).isEqualTo(6_000);
        assertThat(Doubts.of(List.of(run(1, "plain", 20, kept.toArray(Unclear[]::new)))))
                .hasSize(20);
    }

    @Test
    void aFewQuietRecordsWithoutLevelAreNotOdd() {
        assertThat(unclear("", true, 9, 0).isUnusual()).isFalse();
        assertThat(unclear("", true, 10, 0).isUnusual()).isTrue();
        assertThat(unclear("", false, 1_000, 0).isUnusual()).isFalse();
        assertThat(unclear("", true, 1, 1).isUnusual()).isTrue();
        assertThat(unclear("", false, 300, 2).isUnusual()).isFalse();
        assertThat(unclear("", false, 200, 2).isUnusual()).isTrue();
    }

    @Test
    void aPathIsOneWordForAShell() {
        assertThat(of("/log/it's here").command()).isEqualTo("nightjar formats test '/log/it'\\''s here'");
        assertThat(of("/log/a.log").command()).isEqualTo("nightjar formats test /log/a.log");
    }

    private static Unclear of(String path) {
        return new Unclear(path, "shop", "", true, 1, 1, 1, 1, 0, Map.of("failed", 1L), List.of());
    }

    private static Unclear unclear(String who, boolean odd, long records, long failing) {
        Map<String, Long> words = failing == 0 ? Map.of() : Map.of("failed", failing);
        return new Unclear("/log/a", "shop", who, odd, records, records, failing, records, 0, words, List.of());
    }

    private static Run run(int hour, String format, long records, Unclear... unclear) {
        Instant at = NOON.plusSeconds(3600L * hour);
        Run.ReadFile file = new Run.ReadFile("/log/a", "shop", "", format, "", 9, records, records, 0, 0, null);
        return new Run("r" + hour, at, at, List.of(file), 9, records, 0, 0, 0, List.of(), List.of(unclear));
    }
}
