package dev.nightjar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The launcher: which Java, which flags, which caches. Where flags are looked at, Java is a script that prints
/// them.
@Timeout(600)
@Tag("process")
class LauncherTest {

    private static final Path HERE = Path.of("").toAbsolutePath();
    private static final long MB = 1 << 20;

    @TempDir
    Path dir;

    private final Map<String, String> environment = new HashMap<>();

    private record Ended(int code, String out, String err) {}

    @Test
    void aBuiltCheckoutThatIsMovedAwayRunsJobsAndSearchesAtItsNewPlace() throws Exception {
        Path old = dir.resolve("old place/nightjar");
        built(old);
        javaThatMakesOneCache();
        Files.createDirectories(dir.resolve("logs"));
        Files.writeString(dir.resolve("logs/app.log"), """
                2026-11-21 10:00:00,000 ERROR [main] com.acme.shop.Order - order 17 failed
                java.lang.IllegalStateException: no stock
                \tat com.acme.shop.Order.place(Order.java:12)
                """);
        Files.createDirectories(dir.resolve("conf/projects"));
        Files.writeString(dir.resolve("conf/nightjar.yaml"), "");
        Files.writeString(dir.resolve("conf/projects/shop.yaml"), "logs: ['" + dir.resolve("logs") + "/*']\n");
        String[] conf = {
            "--config",
            dir.resolve("conf").toString(),
            "--data",
            dir.resolve("data").toString()
        };

        Ended first = launch(old, with(conf, "run", "nightly"));
        assertThat(first.code()).as(first.err()).isZero();
        assertThat(first.err()).contains("preparing a fast start");
        assertThat(old.resolve("target/jobs.aot")).exists();
        assertThat(launch(old, with(conf, "search", "stock")).err()).doesNotContain("preparing");

        Path moved = dir.resolve("moved");
        Files.move(old, moved);
        assertThat(old).doesNotExist();
        Ended unprepared = launch(moved, with(conf, "search", "stock"));
        assertThat(unprepared.code()).as(unprepared.err()).isZero();
        assertThat(unprepared.err()).contains("preparing a fast start");
        assertThat(unprepared.out()).contains("no stock");
        Files.writeString(
                dir.resolve("logs/app.log"),
                Files.readString(dir.resolve("logs/app.log")).replace("10:00", "11:00"),
                java.nio.file.StandardOpenOption.APPEND);
        Ended job = launch(moved, with(conf, "run", "nightly"));
        assertThat(job.code()).as(job.err()).isZero();
        assertThat(job.err()).contains("1 event").doesNotContain("preparing");
        assertThat(dir.resolve("data/report/index.html")).exists();

        // and where it may not make its own, it does without
        Files.setLastModifiedTime(
                moved.resolve("target/.trained"), FileTime.from(Instant.now().plusSeconds(9)));
        Files.writeString(moved.resolve("target/.trained"), "");
        Files.setLastModifiedTime(
                moved.resolve("target/.trained"), FileTime.from(Instant.now().plusSeconds(9)));
        assertThat(launch(moved, with(conf, "run", "nightly")).code()).isZero();
    }

    @Test
    void cachesAreUsedOnlyWhereTheyWereMadeAndByTheirJava() throws Exception {
        Path home = checkout();
        trained(home, home.toString(), java().toString(), "JAVA_RUNTIME_VERSION=\"25.0.9+1\"");
        assertThat(launch(home, "search", "x").out()).contains("-XX:AOTCache=" + home + "/target/query.aot");
        assertThat(launch(home, "run", "nightly").out()).contains("-XX:AOTCache=" + home + "/target/jobs.aot");

        // another Java that is still there has them: not made at each turn
        Path other = dir.resolve("other");
        java(other);
        trained(home, home.toString(), other.toString(), "JAVA_RUNTIME_VERSION=\"25.0.9+1\"");
        assertThat(launch(home, "search", "x").out()).contains("Main").doesNotContain("AOTCache");
        assertThat(Files.readString(home.resolve("target/.trained"))).contains(other.toString());

        for (String[] stale : new String[][] {
            {"/gone", java().toString(), "JAVA_RUNTIME_VERSION=\"25.0.9+1\""}, // moved
            {home.toString(), java().toString(), "JAVA_RUNTIME_VERSION=\"25.0.8+7\""}, // an update
            {home.toString(), "/gone", "JAVA_RUNTIME_VERSION=\"25.0.9+1\""}, // another Java, and that one is gone
        }) {
            trained(home, stale);
            Ended ended = launch(home, "search", "x");
            assertThat(ended.err()).as(String.join(" ", stale)).contains("preparing a fast start");
            assertThat(Files.readAllLines(home.resolve("target/.trained")))
                    .containsExactly(home.toString(), java().toString(), "JAVA_RUNTIME_VERSION=\"25.0.9+1\"");
            assertThat(ended.out()).doesNotContain("AOTCache=");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "run nightly, 8000, 148, most",
        "scan x, 560, 140, quarter",
        "daemon, 300, 124, most",
        "top, 8000, 124, most",
        "report, 8000, 136, most",
        "alert, 520, 130, quarter",
        "issues, 8000, 160, most",
        "issues, 200, 128, least",
    })
    void theHeapIsAQuarterOfTheMachine(String command, long memory, long heap, String why) throws Exception {
        Path home = checkout();
        machine(memory);
        String flags = launch(home, command.split(" ")).out();
        assertThat(flags).contains("-Xmx" + heap + "m\n", "-Dnightjar.heap=" + why + " " + memory * MB + " machine\n");
        if (!command.equals("issues")) {
            assertThat(flags).contains("-Xmn" + heap * 35 / 100 + "m\n");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0::/a/b, a/b/memory.max, 580, 145, quarter, control group",
        "0::/a/b, a/memory.max, 580, 145, quarter, control group", // a group above
        "0::/gone, memory.max, 580, 145, quarter, control group", // the container's own, under another name
        "0::/a, a/memory.max, 90000, 148, most, machine",
        "7:memory:/a, memory/a/memory.limit_in_bytes, 580, 145, quarter, control group",
        "7:memory:/docker/x, memory/memory.limit_in_bytes, 580, 145, quarter, control group",
        "7:cpu:/a, memory/a/memory.limit_in_bytes, 580, 148, most, machine",
    })
    void theHeapIsAQuarterOfTheControlGroup(String group, String file, long limit, long heap, String why, String whose)
            throws Exception {
        Path home = checkout();
        machine(8000);
        Files.writeString(dir.resolve("machine/proc/self/cgroup"), "3:cpuset:/\n" + group + "\n");
        Path told = dir.resolve("machine/sys/fs/cgroup").resolve(file);
        Files.createDirectories(told.getParent());
        Files.writeString(told, limit * MB + "\n");
        assertThat(launch(home, "run", "nightly").out())
                .contains("-Xmx" + heap + "m\n", "-Dnightjar.heap=" + why + " ", " " + whose + "\n");
    }

    @Test
    void aControlGroupWithoutALimitIsNone() throws Exception {
        Path home = checkout();
        machine(640);
        Files.writeString(dir.resolve("machine/proc/self/cgroup"), "0::/\n4:memory:/\n");
        Files.createDirectories(dir.resolve("machine/sys/fs/cgroup/memory"));
        Files.writeString(dir.resolve("machine/sys/fs/cgroup/memory.max"), "max\n");
        Files.writeString(dir.resolve("machine/sys/fs/cgroup/memory/memory.limit_in_bytes"), "9223372036854771712\n");
        assertThat(launch(home, "scan", "x").out()).contains("-Xmx148m\n", " machine\n");
        Files.delete(dir.resolve("machine/proc/meminfo"));
        assertThat(launch(home, "scan", "x").out()).contains("-Xmx148m\n", " unknown\n");
    }

    @ParameterizedTest
    @CsvSource({"512m, 512", "2g, 2048", "1G, 1024", "65536k, 64", "048m, 48"})
    void theHeapIsWhatIsAskedForWithEveryCommand(String asked, long heap) throws Exception {
        Path home = checkout();
        environment.put("NIGHTJAR_HEAP", asked);
        for (String command : List.of("scan", "issues", "report", "daemon")) {
            assertThat(launch(home, command).out()).contains("-Xmx" + heap + "m\n", "-Dnightjar.heap=NIGHTJAR_HEAP ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"512", "much", "m", "-1m", "16m", "9999999999g", "1.5g", "5 m", "0m", "512mb"})
    void anotherHeapIsRefusedBeforeAnythingIsDone(String asked) throws Exception {
        Path home = checkout();
        environment.put("NIGHTJAR_HEAP", asked);
        Ended ended = launch(home, "issues");
        assertThat(ended.code()).isEqualTo(64);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err())
                .startsWith("nightjar: NIGHTJAR_HEAP=" + asked + " is no size")
                .contains("512m or 2g");
    }

    @Test
    void shortWorkIsCompiledByTheFastCompilerAloneAndLongWorkByBoth() throws Exception {
        Path home = checkout();
        Path small = Files.writeString(dir.resolve("small.log"), "x\n");
        Path long1 = dir.resolve("long.log");
        try (var file = new java.io.RandomAccessFile(long1.toFile(), "rw")) {
            file.setLength(4_000_000_001L); // a hole: takes no space
        }
        String fast = "-XX:TieredStopAtLevel=1\n";
        for (String command : List.of("issues", "report", "run nightly", "scan " + small, "version", "health")) {
            assertThat(launch(home, command.split(" ")).out()).as(command).contains(fast);
        }
        for (String command : List.of("daemon", "top", "tail", "scan " + small + " " + long1)) {
            assertThat(launch(home, command.split(" ")).out()).as(command).doesNotContain("TieredStopAtLevel");
        }
    }

    @Test
    void theClassPathIsTheOneThatTheBuildWroteDown() throws Exception {
        Path home = checkout();
        Files.createDirectories(home.resolve("target/lib"));
        Files.writeString(home.resolve("target/lib/b&b.jar"), "");
        Files.writeString(home.resolve("target/lib/a.jar"), "");
        Path lib = home.resolve("target/lib");
        assertThat(launch(home, "version").out())
                .contains("-cp\n" + home + "/target/nightjar.jar:" + lib + "/a.jar:" + lib + "/b&b.jar\n");
        Files.writeString(home.resolve("target/class-path"), "@/lib/b&b.jar:@/lib/a.jar"); // as Maven ends it
        assertThat(launch(home, "version").out())
                .contains("-cp\n" + home + "/target/nightjar.jar:" + lib + "/b&b.jar:" + lib + "/a.jar\n");
    }

    @Test
    void isFoundThroughLinksAndFromAnyFolder() throws Exception {
        Path home = checkout();
        Path link = dir.resolve("link");
        Files.createSymbolicLink(link, home.resolve("nightjar"));
        Path second = Files.createDirectories(dir.resolve("bin")).resolve("nj");
        Files.createSymbolicLink(second, Path.of("../link"));
        assertThat(start(second.toString(), "version").out()).contains("-Dnightjar.home=" + home + "\n");
        assertThat(start("bin/nj", "version").out()).contains("-Dnightjar.home=" + home + "\n");
    }

    /// A checkout whose Java prints how it is called.
    private Path checkout() throws IOException {
        Path home = Files.createDirectories(dir.resolve("check out & all")).toRealPath();
        Files.createDirectories(home.resolve("target"));
        Files.writeString(home.resolve("target/nightjar.jar"), "");
        Files.setLastModifiedTime(
                home.resolve("target/nightjar.jar"), FileTime.from(Instant.now().minusSeconds(60)));
        Files.writeString(home.resolve("target/.trained"), "");
        Files.writeString(home.resolve("target/query.aot"), "");
        Files.writeString(home.resolve("target/jobs.aot"), "");
        java(java());
        launcher(home, "machine='" + dir.resolve("machine") + "'");
        machine(8000);
        return home;
    }

    private Path java() {
        return dir.resolve("java");
    }

    private static void java(Path at) throws IOException {
        Files.createDirectories(at.resolve("bin"));
        Files.writeString(at.resolve("release"), "JAVA_RUNTIME_VERSION=\"25.0.9+1\"\nJAVA_VERSION=\"25.0.9\"\n");
        Path java = Files.writeString(at.resolve("bin/java"), "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
    }

    /// A real Java, but that it makes the cache of jobs alone, and that once: each takes many seconds.
    private void javaThatMakesOneCache() throws IOException {
        java(java());
        Path real = Path.of(System.getProperty("java.home"));
        Files.copy(real.resolve("release"), java().resolve("release"), StandardCopyOption.REPLACE_EXISTING);
        Files.writeString(java().resolve("bin/java"), """
                #!/bin/sh
                case "$*" in
                    *-XX:AOTCacheOutput=*/jobs.aot*) mkdir '%s' || exit 0 ;;
                    *-XX:AOTCacheOutput=*) exit 0 ;;
                esac
                exec '%s' "$@"
                """.formatted(dir.resolve("made"), real.resolve("bin/java")));
    }

    private static void launcher(Path home, String machine) throws IOException {
        String text = Files.readString(HERE.resolve("nightjar"));
        assertThat(text).contains("\nmachine= ");
        Path launcher = Files.writeString(home.resolve("nightjar"), text.replace("\nmachine= ", "\n" + machine + " "));
        assertThat(launcher.toFile().setExecutable(true)).isTrue();
    }

    private void machine(long memory) throws IOException {
        Path proc = Files.createDirectories(dir.resolve("machine/proc/self")).getParent();
        Files.writeString(
                proc.resolve("meminfo"),
                "MemFree:  12 kB\nMemTotal:       " + memory * 1024 + " kB\nSwapTotal: 0 kB\n");
    }

    private static void trained(Path home, String... lines) throws IOException {
        Files.writeString(home.resolve("target/.trained"), String.join("\n", lines) + "\n");
        Files.writeString(home.resolve("target/query.aot"), "");
        Files.writeString(home.resolve("target/jobs.aot"), "");
    }

    /// A checkout that was really built, without its sources and samples.
    private void built(Path home) throws IOException {
        Files.createDirectories(home.resolve("target/lib"));
        launcher(home, "machine=");
        copy(HERE.resolve("jobs"), home.resolve("jobs"));
        copy(HERE.resolve("templates"), home.resolve("templates"));
        Path logging = home.resolve("src/main/resources/nightjar/logging.properties");
        Files.createDirectories(logging.getParent());
        Files.copy(HERE.resolve("src/main/resources/nightjar/logging.properties"), logging);
        Files.writeString(home.resolve("pom.xml"), "");
        Files.copy(HERE.resolve("target/nightjar.jar"), home.resolve("target/nightjar.jar"));
        try (Stream<Path> libraries = Files.list(HERE.resolve("target/lib"))) {
            for (Path library : libraries.toList()) {
                Files.createSymbolicLink(home.resolve("target/lib").resolve(library.getFileName()), library);
            }
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    private static String[] with(String[] more, String... first) {
        return Stream.concat(Arrays.stream(first), Arrays.stream(more)).toArray(String[]::new);
    }

    private Ended launch(Path home, String... args) throws IOException, InterruptedException {
        return start(Stream.concat(Stream.of(home.resolve("nightjar").toString()), Arrays.stream(args))
                .toArray(String[]::new));
    }

    private Ended start(String... command) throws IOException, InterruptedException {
        Path out = Files.createTempFile(dir, "launched", ".out");
        Path err = Files.createTempFile(dir, "launched", ".err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(dir.toFile())
                .redirectInput(new File("/dev/null"))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().keySet().removeIf(name -> name.matches("NIGHTJAR.*|JAVA_HOME|J.*OPTIONS"));
        builder.environment()
                .put("NIGHTJAR_JAVA", Files.exists(java()) ? java().toString() : System.getProperty("java.home"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(300, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("still running: " + Files.readString(err));
        }
        return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
    }
}
