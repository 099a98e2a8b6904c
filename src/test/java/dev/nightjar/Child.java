package dev.nightjar;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Nightjar as a process of its own: for exit codes, signals and kills.
public final class Child {

    private final Process process;
    private final Path out;
    private final Path err;

    /// How a process ended.
    public record Ended(int code, String out, String err) {}

    private Child(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /// Runs a command to its end.
    public static Ended run(Path dir, String... args) throws IOException, InterruptedException {
        return start(dir, List.of(), args).ended();
    }

    /// Starts a command in `dir`, with these options of the virtual machine.
    public static Child start(Path dir, List<String> options, String... args) throws IOException {
        return start(dir, java(), options, "dev.nightjar.cli.Main", List.of(args));
    }

    /// Runs commands one after the other in one process, with these options of the virtual machine: what they said
    /// together.
    public static Ended runAll(Path dir, List<String> options, List<List<String>> commands)
            throws IOException, InterruptedException {
        List<String> all = new ArrayList<>();
        for (List<String> command : commands) {
            all.addAll(all.isEmpty() ? List.of() : List.of("--then"));
            all.addAll(command);
        }
        return start(dir, ofTests(), options, "dev.nightjar.cli.SeveralCommands", all)
                .ended();
    }

    private static Child start(Path dir, List<String> java, List<String> options, String main, List<String> args)
            throws IOException {
        List<String> command = new ArrayList<>(java);
        command.addAll(options);
        command.add(main);
        command.addAll(args);
        Path out = Files.createTempFile(dir, "child", ".out");
        Path err = Files.createTempFile(dir, "child", ".err");
        Process process = new ProcessBuilder(command)
                .directory(dir.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        return new Child(process, out, err);
    }

    /// Java with its options and the class path: what is missing is more options, the main class and its arguments.
    public static List<String> java() {
        List<String> command = new ArrayList<>(plain());
        command.addAll(Classes.SHARED);
        return command;
    }

    /// The same with the classes of tests: for main classes among them.
    public static List<String> ofTests() {
        List<String> command = new ArrayList<>(java());
        command.addAll(List.of("-cp", Classes.PATH + File.pathSeparator + Classes.OF_TESTS));
        return command;
    }

    private static List<String> plain() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-Dorg.apache.commons.logging.Log=org.apache.commons.logging.impl.NoOpLog",
                "-Djava.util.logging.config.file="
                        + Path.of("src/main/resources/nightjar/logging.properties")
                                .toAbsolutePath(),
                "-Dnightjar.home=" + Path.of("").toAbsolutePath(),
                "-cp",
                Classes.PATH);
    }

    /// Classes that are loaded at each start, in an archive that the first process makes: a start takes half as
    /// long.
    private static final class Classes {

        /// An archive takes jars alone.
        static final String PATH = Arrays.stream(
                        System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !isOfTests(entry))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));

        static final String OF_TESTS = Arrays.stream(
                        System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(Classes::isOfTests)
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));

        static final List<String> SHARED = shared();

        private static boolean isOfTests(String entry) {
            return entry.endsWith("test-classes") || entry.endsWith("test-classes/");
        }

        private static List<String> shared() {
            if (Arrays.stream(PATH.split(File.pathSeparator)).anyMatch(entry -> Files.isDirectory(Path.of(entry)))) {
                return List.of();
            }
            try {
                Path dir = Files.createTempDirectory("nightjar-classes");
                Path archive = dir.resolve("classes.jsa");
                Path log = Files.writeString(dir.resolve("app.log"), """
                        2026-11-21 10:00:00,000 ERROR [main] com.acme.shop.Order - order 17 failed
                        java.lang.IllegalStateException: no stock
                        \tat com.acme.shop.Order.place(Order.java:12)
                        """);
                String data = dir.resolve("data").toString();
                List<String> command = new ArrayList<>(plain());
                command.addAll(List.of("-XX:ArchiveClassesAtExit=" + archive, "-Xlog:disable"));
                command.addAll(List.of("dev.nightjar.cli.Rehearsal", "scan", log.toString(), "--data", data));
                for (String more : List.of("issues", "search stock", "runs")) {
                    command.add("--then");
                    command.addAll(List.of(more.split(" ")));
                    command.addAll(List.of("--data", data));
                }
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor();
                Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(dir)));
                return List.of("-XX:SharedArchiveFile=" + archive, "-Xlog:disable");
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        private static void delete(Path dir) {
            try (Stream<Path> files = Files.walk(dir)) {
                files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /// SIGTERM.
    public void terminate() {
        process.destroy();
    }

    /// SIGKILL.
    public void kill() {
        process.destroyForcibly();
    }

    public boolean alive() {
        return process.isAlive();
    }

    /// What it has said so far on standard error.
    public String said() throws IOException {
        return Files.readString(err);
    }

    /// Waits for the end, at most a minute.
    public Ended ended() throws IOException, InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("still running after a minute: " + said());
        }
        return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
    }
}
