package dev.nightjar;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

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
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED"));
        command.addAll(List.of("-Dorg.apache.commons.logging.Log=org.apache.commons.logging.impl.NoOpLog"));
        command.add("-Djava.util.logging.config.file="
                + Path.of("src/main/resources/nightjar/logging.properties").toAbsolutePath());
        command.add("-Dnightjar.home=" + Path.of("").toAbsolutePath());
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "dev.nightjar.cli.Main"));
        command.addAll(List.of(args));
        Path out = Files.createTempFile(dir, "child", ".out");
        Path err = Files.createTempFile(dir, "child", ".err");
        Process process = new ProcessBuilder(command)
                .directory(dir.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        return new Child(process, out, err);
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
