package dev.nightjar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.Child;
import dev.nightjar.Child.Ended;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Nightjar as processes of their own: exit codes, locks, signals, kills, and what is loaded.
@Timeout(300)
@Tag("process")
class ProcessTest {

    private static final String RECORD = """
            2026-11-21 10:%02d:%02d,%03d ERROR [worker-%d] com.acme.shop.Order - order %d failed
            java.lang.IllegalStateException: no stock for %d
            \tat com.acme.shop.Stock.take(Stock.java:%d)
            \tat com.acme.shop.Order.place(Order.java:12)
            """;

    @TempDir
    Path dir;

    private Path logs;

    @BeforeEach
    void makeLogs() throws IOException {
        logs = Files.createDirectories(dir.resolve("logs"));
    }

    @Test
    void readsFindsAndShowsAndReadsNothingTwice() throws Exception {
        write("app.log", 50);
        Ended first = Child.run(dir, "scan", "logs", "--json");
        assertThat(first.code()).as(first.err()).isZero();
        assertThat(first.out())
                .contains("\"records\":50,\"events\":50,")
                .endsWith("\n")
                .hasLineCount(1);
        assertThat(Child.run(dir, "scan", "logs", "--json").out()).contains("\"events\":0,\"new_issues\":0");

        Ended issues = Child.run(dir, "issues", "--json");
        assertThat(issues.out().lines()).isNotEmpty().allMatch(line -> line.startsWith("{\"id\":\""));
        String id = issues.out().substring(7, 16);
        Ended shown =
                Child.run(dir, "show", id.toLowerCase(java.util.Locale.ROOT).replace("-", ""));
        assertThat(shown.out()).contains(id, "java.lang.IllegalStateException", "com.acme.shop.Stock.take");
        assertThat(Child.run(dir, "explain", id).out()).contains(id);
        assertThat(Child.run(dir, "search", "stock", "--events").out())
                .hasLineCount(25)
                .contains("app.log:");
        assertThat(Child.run(dir, "resolve", id, "--in", "2.4.2").code()).isZero();
        assertThat(Child.run(dir, "show", id).out()).contains("resolved", "2.4.2");
        assertThat(Child.run(dir, "sources").out()).contains("app.log");
        assertThat(Child.run(dir, "runs").out())
                .hasLineCount(2)
                .contains("DONE")
                .contains("50 events");
    }

    @Test
    void findsNothingWithExitCodeOne() throws Exception {
        write("app.log", 5);
        here("scan", logs.toString());
        Ended none = Child.run(dir, "search", "unheardof");
        assertThat(none.code()).isEqualTo(1);
        assertThat(none.out()).isEmpty();
        assertThat(here("show", "req-unknown").exit().code()).isEqualTo(1);
        String id = here("issues", "--json").out().substring(7, 16);
        String mistyped = (id.charAt(0) == '2' ? "3" : "2") + id.substring(1);
        Ended typo = Child.run(dir, "show", mistyped);
        assertThat(typo.code()).isEqualTo(1);
        assertThat(typo.err()).contains("mistyped");
    }

    @Test
    void endsWith66WhereNothingMatches() throws Exception {
        assertThat(Child.run(dir, "scan", "absent.log").code()).isEqualTo(66);
        Ended glob = Child.run(dir, "scan", "logs/*.nothing");
        assertThat(glob.code()).isEqualTo(66);
        assertThat(glob.err()).startsWith("nightjar: ").contains("nothing");
    }

    @Test
    void endsWith75WhileAnotherRunHasTheLock() throws Exception {
        write("app.log", 5);
        here("scan", logs.toString());
        try (FileChannel lock = FileChannel.open(lockFile(), StandardOpenOption.WRITE);
                FileLock held = lock.lock()) {
            assertThat(held.isValid()).isTrue();
            Ended second = Child.run(dir, "scan", "logs");
            assertThat(second.code()).as(second.err()).isEqualTo(75);
            assertThat(Child.run(dir, "issues").code()).isZero();
        }
        assertThat(Child.run(dir, "scan", "logs").code()).isZero();
    }

    @Test
    void scansEvenIfTheHistoryIsDamaged() throws Exception {
        write("app.log", 5);
        here("scan", logs.toString());
        Path history = dir.resolve(".nightjar/history/runs.mv.db");
        Files.write(history, new byte[(int) Files.size(history)]);
        Ended fallback = Child.run(dir, "runs");
        assertThat(fallback.code()).isZero();
        assertThat(fallback.out()).hasLineCount(1);
        assertThat(fallback.err()).contains("damaged");
        write("more.log", 7);
        Ended scan = Child.run(dir, "scan", "logs", "--json");
        assertThat(scan.code()).isEqualTo(4);
        assertThat(scan.out()).contains("\"events\":7");
        assertThat(scan.err()).contains("history was damaged");
        assertThat(here("scan", logs.toString()).exit().code()).isZero();
    }

    @Test
    void losesNothingAndCountsNothingTwiceWhenKilled() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int events = 60_000;
        write("app.log", events);
        for (int round = 0; round < 3; round++) {
            Child child = Child.start(dir, List.of(), "scan", "logs");
            awaitHistory(child);
            LockSupport.parkNanos(random.nextInt(500) * 1_000_000L);
            child.kill();
            child.ended();
        }
        Ended last = Child.run(dir, "scan", "logs");
        assertThat(last.code()).as("seed " + seed + ": " + last.err()).isZero();
        assertThat(total()).as("seed " + seed).isEqualTo(events);
        assertThat(here("runs").out()).as("seed " + seed).contains("DONE").doesNotContain("RUNNING");
    }

    @Test
    void stopsAtABorderWhenToldAndGoesOnThere() throws Exception {
        int events = 40_000; // some ten seconds without a compiler
        write("app.log", events);
        Child child = Child.start(dir, List.of("-Xint"), "scan", "logs");
        awaitHistory(child);
        long begin = System.nanoTime();
        child.terminate();
        Ended stopped = child.ended();
        assertThat(stopped.code()).as(stopped.err()).isEqualTo(143);
        assertThat((System.nanoTime() - begin) / 1_000_000_000L).isLessThan(10);
        assertThat(stopped.err()).contains("stopped");
        assertThat(here("runs").out()).contains("STOPPED");
        assertThat(here("scan", logs.toString()).exit().code()).isZero();
        assertThat(total()).isEqualTo(events);
    }

    @Test
    void commandsThatLookLoadNoSpringNoDatabaseAndNothingOfALiveScreen() throws Exception {
        write("app.log", 5);
        here("scan", logs.toString());
        String id = here("issues", "--json").out().substring(7, 16);
        for (List<String> command :
                List.of(List.of("issues"), List.of("search", "stock"), List.of("show", id), List.of("explain", id))) {
            Path loaded = dir.resolve("loaded.txt");
            Ended ended = Child.start(dir, List.of("-Xlog:class+load:file=" + loaded), command.toArray(String[]::new))
                    .ended();
            assertThat(ended.code()).as(ended.err()).isZero();
            assertThat(Files.readString(loaded)).contains("dev.nightjar.cli.Main");
            assertThat(Files.readAllLines(loaded))
                    .filteredOn(line -> line.contains("org.springframework")
                            || line.contains("org.h2.")
                            || line.contains("org.jline."))
                    .isEmpty();
        }
    }

    @Test
    void helpIsReadAndNotMade() throws Exception {
        for (List<String> command : List.of(List.of("completion", "zsh"), List.of("man", "search"))) {
            Path loaded = dir.resolve("loaded.txt");
            Ended ended = Child.start(dir, List.of("-Xlog:class+load:file=" + loaded), command.toArray(String[]::new))
                    .ended();
            assertThat(ended.code()).as(ended.err()).isZero();
            assertThat(ended.out()).contains("nightjar");
            assertThat(Files.readAllLines(loaded))
                    .filteredOn(line -> line.contains("dev.nightjar.cli.help."))
                    .map(line -> line.replaceAll(".*help\\.(\\w+).*", "$1"))
                    .contains("HelpFiles")
                    .isSubsetOf("Completion", "Manual", "HelpFiles");
        }
    }

    @Test
    void pruningWithinAJobAndByItselfLasts() throws Exception {
        write("app.log", 5);
        Path home = Files.createDirectories(dir.resolve("conf/projects")).getParent();
        Files.createDirectories(home.resolve("jobs"));
        Files.writeString(home.resolve("nightjar.yaml"), "retention: {events: 1s, tallies: 10y}\n");
        Files.writeString(home.resolve("projects/shop.yaml"), "logs: ['" + logs + "/*.log']\n");
        Files.writeString(home.resolve("jobs/both.yaml"), "steps: [scan, prune]\n");
        String conf = home.toString();
        assertThat(Child.run(dir, "run", "both", "--config", conf).code()).isZero();
        String[] its = {"--config", conf};
        assertThat(typed(its, "search", "stock").exit().code()).isEqualTo(1);

        String[] other = {"--data", dir.resolve("other").toString()};
        assertThat(typed(other, "scan", logs.toString()).exit().code()).isZero();
        assertThat(typed(other, "search", "stock").exit().code()).isZero();
        Ended pruned = Child.run(dir, "prune", "--config", conf, other[0], other[1]);
        assertThat(pruned.code()).as(pruned.err()).isZero();
        assertThat(typed(other, "search", "stock").exit().code()).isEqualTo(1);
        assertThat(typed(other, "issues", "--json").out()).contains("\"total\":5,");
    }

    /// A command within this process, with the data of those in `dir`: what leads to what a process is looked at for,
    /// and what came of it.
    private Typing.Said here(String... command) {
        return typed(new String[] {"--data", dir.resolve(".nightjar").toString()}, command);
    }

    private static Typing.Said typed(String[] more, String... command) {
        return Typing.run(
                Stream.concat(Arrays.stream(command), Arrays.stream(more)).toArray(String[]::new));
    }

    /// Waits until a scan has opened its history, which it does before it reads; or has ended.
    private void awaitHistory(Child child) throws IOException {
        long end = System.nanoTime() + 60_000_000_000L;
        while (child.alive() && !Files.exists(dir.resolve(".nightjar/history/runs.mv.db"))) {
            assertThat(System.nanoTime()).isLessThan(end);
            LockSupport.parkNanos(1_000_000);
        }
    }

    private long total() {
        return here("issues", "--json")
                .out()
                .lines()
                .mapToLong(line -> Long.parseLong(line.replaceAll(".*\"total\":(\\d+).*", "$1")))
                .sum();
    }

    private Path lockFile() throws IOException {
        try (var files = Files.walk(dir.resolve(".nightjar"))) {
            return files.filter(file -> file.getFileName().toString().equals("run.lock"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private void write(String name, int records) throws IOException {
        Files.write(logs.resolve(name), (Iterable<String>) IntStream.range(0, records)
                .mapToObj(i -> RECORD.formatted(i / 60_000 % 60, i / 1000 % 60, i % 1000, i % 8, i, i, 10 + i % 3)
                        .stripTrailing())::iterator);
    }
}
