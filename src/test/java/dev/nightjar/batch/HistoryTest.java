package dev.nightjar.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.batch.core.configuration.support.MapJobRegistry;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.launch.support.TaskExecutorJobOperator;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.core.task.SyncTaskExecutor;

class HistoryTest {

    @TempDir
    Path dir;

    private final List<String> warnings = new ArrayList<>();

    @Test
    void remembersRunsFromOneOpeningToTheNext() throws Exception {
        try (History history = open()) {
            begin(history, "r1");
        }
        try (History history = open()) {
            begin(history, "r2");
            assertThat(history.past(10)).extracting(Past::runId).containsExactlyInAnyOrder("r1", "r2");
            assertThat(history.past(1)).hasSize(1);
        }
        assertThat(warnings).isEmpty();
    }

    @Test
    void marksARunThatWasKilledWhenTheNextBegins() throws Exception {
        try (History history = open()) {
            begin(history, "killed");
        }
        try (History history = open()) {
            assertThat(history.past(1).getFirst().status()).isEqualTo("RUNNING");
            history.recover(operator(history));
            Past past = history.past(1).getFirst();
            assertThat(past.status()).isEqualTo("KILLED");
            assertThat(past.end()).isPresent();
        }
    }

    /// Each opening leaves what the one before wrote in the file.
    @Test
    void itsFileGrowsWithWhatItHoldsAndNotWithEachRun() throws Exception {
        long largest = 0;
        for (int run = 0; run < 150; run++) {
            try (History history = open()) {
                begin(history, "r" + run);
                history.tidy();
            }
            largest = Math.max(largest, Files.size(dir.resolve("runs.mv.db")));
        }
        assertThat(largest).isLessThan(150 * 8_192 + (1 << 20));
        try (History history = open()) {
            assertThat(history.past(1_000)).hasSize(150);
        }
        assertThat(warnings).isEmpty();
    }

    @Test
    void setsAZeroedFileAsideAndBeginsAnew() throws Exception {
        spoil(new byte[20_000]);
        try (History history = open()) {
            begin(history, "after");
            assertThat(history.past(10)).extracting(Past::runId).containsExactly("after");
        }
        assertThat(warnings).singleElement().asString().contains("damaged", "kept as");
        assertThat(files()).anyMatch(name -> name.contains("damaged"));
    }

    @Test
    void setsGarbageAside() throws Exception {
        spoil("not a database at all, but long enough to be read as one"
                .repeat(500)
                .getBytes());
        try (History history = open()) {
            assertThat(history.past(10)).isEmpty();
        }
        assertThat(warnings).singleElement().asString().contains("damaged");
    }

    @Test
    void setsAFileCutInHalfAsideOrStillReadsIt() throws Exception {
        try (History history = open()) {
            begin(history, "before");
        }
        Path file = dir.resolve("runs.mv.db");
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(whole, whole.length / 2));
        try (History history = open()) {
            begin(history, "after");
            assertThat(history.past(10)).extracting(Past::runId).contains("after");
        }
    }

    @Test
    void looksWithoutMakingAnything() {
        assertThat(History.look(dir, 10, warnings::add)).isEmpty();
        assertThat(dir).isEmptyDirectory();
        assertThat(warnings).isEmpty();
    }

    @Test
    void looksAtADamagedFileWithoutTouchingIt() throws Exception {
        byte[] zeros = new byte[20_000];
        spoil(zeros);
        assertThat(History.look(dir, 10, warnings::add)).isEmpty();
        assertThat(warnings).singleElement().asString().contains("damaged");
        assertThat(files()).containsExactly("runs.mv.db");
    }

    @Test
    void looksWhileARunHasItOpen() throws Exception {
        try (History history = open()) {
            begin(history, "going");
            List<Past> seen = List.of();
            for (int i = 0; i < 100 && seen.isEmpty(); i++) {
                Thread.sleep(100); // it is written within half a second
                seen = History.look(dir, 10, warnings::add);
            }
            assertThat(seen).extracting(Past::runId).containsExactly("going");
        }
        assertThat(warnings).isEmpty();
        assertThat(files()).containsExactly("runs.mv.db");
    }

    @Test
    void isNeverInUseByThoseWhoLook() throws Exception {
        try (History history = open()) {
            begin(history, "first");
        }
        AtomicBoolean done = new AtomicBoolean();
        AtomicInteger looks = new AtomicInteger();
        List<String> said = java.util.Collections.synchronizedList(new ArrayList<>());
        Thread looking = Thread.ofPlatform().start(() -> {
            while (!done.get()) {
                History.look(dir, 10, said::add);
                looks.incrementAndGet();
            }
        });
        for (int i = 0; i < 30 || looks.get() < 30; i++) {
            try (History history = open()) { // would end with exit code 75
                begin(history, "run " + i);
            }
        }
        done.set(true);
        looking.join();
        assertThat(said).isEmpty();
        assertThat(warnings).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a;b", "a b", "ä", "a'b", "a%b"})
    void liesInAFolderOfAnyName(String name) throws Exception {
        Path folder = dir.resolve(name);
        try (History history = History.open(folder, warnings::add)) {
            begin(history, "r");
        }
        assertThat(History.look(folder, 10, warnings::add)).hasSize(1);
        assertThat(warnings).isEmpty();
        assertThat(folder.resolve("runs.mv.db")).exists();
    }

    @Test
    void livesInMemoryWhereNothingCanBeWritten() throws Exception {
        Path file = Files.writeString(dir.resolve("file"), "in the way");
        try (History history = History.open(file.resolve("history"), warnings::add)) {
            begin(history, "r");
            assertThat(history.past(10)).hasSize(1);
        }
        assertThat(warnings).last().asString().contains("cannot be written");
    }

    @Test
    void forgetsOldRunsOnly() throws Exception {
        try (History history = open()) {
            begin(history, "old");
            history.recover(operator(history));
            begin(history, "going on");
            history.prune(java.time.Instant.now().plusSeconds(3600));
            assertThat(history.past(10)).extracting(Past::runId).containsExactly("going on");
        }
    }

    private History open() {
        return History.open(dir, warnings::add);
    }

    private void spoil(byte[] content) throws Exception {
        Files.write(dir.resolve("runs.mv.db"), content);
    }

    private List<String> files() throws Exception {
        try (var files = Files.list(dir)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static void begin(History history, String runId) {
        JobParameters parameters =
                new JobParametersBuilder().addString(History.RUN_ID, runId).toJobParameters();
        var instance = history.repository().createJobInstance("nightly", parameters);
        var run = history.repository().createJobExecution(instance, parameters, new ExecutionContext());
        run.setStatus(org.springframework.batch.core.BatchStatus.STARTED);
        run.setStartTime(java.time.LocalDateTime.now());
        history.repository().update(run);
    }

    private static TaskExecutorJobOperator operator(History history) throws Exception {
        TaskExecutorJobOperator operator = new TaskExecutorJobOperator();
        operator.setJobRepository(history.repository());
        operator.setJobRegistry(new MapJobRegistry());
        operator.setTaskExecutor(new SyncTaskExecutor());
        operator.afterPropertiesSet();
        return operator;
    }
}
