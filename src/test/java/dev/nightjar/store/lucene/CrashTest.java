package dev.nightjar.store.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.model.Window;
import dev.nightjar.model.event.StoredEvent;
import dev.nightjar.model.issue.Activity;
import dev.nightjar.store.lucene.text.Stories;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// However a writer ends, what is stored is what its position says: nothing lost, nothing twice.
@Tag("process")
@Tag("faults")
class CrashTest {

    /// More with `-Dkills=50`.
    private static final int KILLS = Integer.getInteger("kills", 4);

    private static final int ALL = 240;
    private static final int BATCH = 20;

    @TempDir
    Path data;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "store.before-commit",
                "store.after-positions",
                "store.after-commit",
                "store.after-add",
                "store.prune"
            })
    void losesNothingAndCountsNothingTwiceWhereverItHalts(String point) throws Exception {
        int halted = 0;
        for (int visit = 1; visit <= 2; visit++) {
            Process process = Feeder.start(data, ALL, BATCH, "-Dnightjar.crashpoint=" + point + ":" + visit);
            halted += Feeder.await(process) == 137 ? 1 : 0;
            isExact();
        }
        assertThat(halted).as("halts at " + point).isEqualTo(2);
        assertThat(Feeder.await(Feeder.start(data, ALL, BATCH))).isZero();
        assertThat(isExact()).isEqualTo(ALL);
    }

    @Test
    void losesNothingAndCountsNothingTwiceWhenKilled() throws Exception {
        long seed = Long.getLong("seed", new Random().nextLong());
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < KILLS; i++) {
            Process process = Feeder.start(data, Integer.MAX_VALUE, 7);
            process.getInputStream().read();
            process.waitFor(Duration.ofMillis(random.nextInt(400)));
            process.destroyForcibly().waitFor();
            isExact();
        }
    }

    @Test
    void refusesASecondProcessWhichLeavesTheFirstInPeace() throws Exception {
        try (LuceneStore store = LuceneStoreTest.open(data)) {
            Process second = Feeder.start(data, 10, 10);
            String said = new String(second.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            assertThat(second.waitFor()).isEqualTo(75);
            assertThat(said)
                    .startsWith("another run (pid " + ProcessHandle.current().pid());
            store.commit(List.of(), Stories.run("1"));
        }
        assertThat(Files.getPosixFilePermissions(data.resolve("run.lock"))).hasSize(2);
        assertThat(Files.getPosixFilePermissions(data.resolve("index"))).hasSize(3);
    }

    @Test
    void canBeSearchedWhileItIsWritten() throws Exception {
        Process process = Feeder.start(data, 1_000_000, 5);
        try {
            process.getInputStream().read();
            long last = 0;
            for (int i = 0; i < 20 && process.isAlive(); i++) {
                last = Math.max(last, isExact());
            }
            assertThat(process.isAlive()).isTrue();
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    /// Compares events, tallies and issues with the position, whose value in events it returns.
    private long isExact() {
        Optional<LuceneArchive> opened = LuceneArchive.open(data);
        if (opened.isEmpty()) {
            return 0;
        }
        try (LuceneArchive archive = opened.get()) {
            long read = archive.positions().isEmpty()
                    ? 0
                    : archive.positions().getFirst().offset() / Feeder.SIZE;
            Set<Long> stored = new HashSet<>();
            for (StoredEvent event :
                    archive.search("order failed", null, Integer.MAX_VALUE).events()) {
                long n = event.byteStart() / Feeder.SIZE;
                assertThat(stored.add(n)).as("event %d is there once", n).isTrue();
                assertThat(event.message()).isEqualTo("order seq" + n + " failed");
            }
            assertThat(stored).hasSize((int) read);
            assertThat(stored).allMatch(n -> n < read);
            List<Activity> active =
                    archive.activity(new Window(Stories.START, Stories.START.plus(Duration.ofDays(365))));
            assertThat(active.stream().mapToLong(Activity::count).sum()).isEqualTo(read);
            assertThat(active.stream().mapToLong(a -> a.issue().count()).sum()).isEqualTo(read);
            return read;
        }
    }
}
