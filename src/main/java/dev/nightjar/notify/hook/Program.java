package dev.nightjar.notify.hook;

import dev.nightjar.text.Visible;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A program that is told news: JSON on its standard input, no shell, an environment of the few names that programs
/// need. One that takes too long is killed with all it started.
public final class Program {

    private static final List<String> ENVIRONMENT = List.of("PATH", "HOME", "LANG", "LC_ALL", "TZ", "USER", "LOGNAME");
    private static final int MOST_OUTPUT = 65_536;
    private static final int MOST_SAID = 500;

    private final Duration patience;

    /// @param patience how long a program may run
    public Program(Duration patience) {
        this.patience = patience;
    }

    /// What became of it.
    ///
    /// @param ok it ended with exit code 0
    /// @param said one sentence for the person, with the beginning of what the program printed
    public record Ran(boolean ok, String said) {}

    /// Runs the program to its end; never fails.
    ///
    /// @param environment names and values it sees besides the usual
    public Ran run(List<String> command, String json, Map<String, String> environment) {
        String name = "hook " + Visible.line(command.getFirst());
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().retainAll(ENVIRONMENT);
        builder.environment().putAll(environment);
        try {
            return await(name, builder.start(), json);
        } catch (IOException e) {
            return new Ran(false, name + " cannot be started: " + Visible.line(String.valueOf(e.getMessage())));
        }
    }

    private Ran await(String name, Process process, String json) {
        Output output = new Output();
        Thread reader = Thread.ofVirtual().start(() -> output.drain(process.getInputStream()));
        Thread.ofVirtual().start(() -> feed(process.getOutputStream(), json));
        try {
            boolean ended = process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (!ended) {
                kill(process);
            }
            // What it left running may hold the pipe open: its output is not waited for.
            reader.join(Duration.ofSeconds(1));
            int exit = ended ? process.exitValue() : -1;
            String how = !ended
                    ? " did not end within " + patience.toSeconds() + " s and was killed"
                    : exit == 0 ? " was told" : " failed with exit code " + exit;
            return new Ran(ended && exit == 0, name + how + output.said());
        } catch (InterruptedException e) {
            kill(process);
            Thread.currentThread().interrupt();
            return new Ran(false, name + " was interrupted");
        }
    }

    private static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private static void feed(OutputStream in, String json) {
        try (in) {
            in.write((json + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // a program need not read what it is told
        }
    }

    /// The beginning of what it printed; the rest is read and forgotten, so that the program does not stop.
    private static final class Output {
        private final byte[] bytes = new byte[MOST_OUTPUT];
        private int length;

        private void drain(InputStream from) {
            byte[] buffer = new byte[8192];
            try (from) {
                for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
                    keep(buffer, n);
                }
            } catch (IOException e) {
                // killed
            }
        }

        private synchronized void keep(byte[] buffer, int n) {
            int room = Math.min(n, bytes.length - length);
            System.arraycopy(buffer, 0, bytes, length, room);
            length += room;
        }

        private synchronized String said() {
            String text = new String(bytes, 0, length, StandardCharsets.UTF_8).strip();
            String line = Visible.line(text.replaceAll("\\s*\\R\\s*", " / "));
            return line.isEmpty()
                    ? ""
                    : ": " + (line.length() <= MOST_SAID ? line : line.substring(0, MOST_SAID) + "…");
        }
    }
}
