package dev.nightjar.cli;

import dev.nightjar.Child;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/// A real terminal, in which a shell runs Nightjar. Where there is no tmux, its tests fail in CI and are skipped,
/// loudly, elsewhere.
final class Tmux implements AutoCloseable {

    private static final Path TMUX = Path.of("/usr/bin/tmux");
    private static final long PATIENCE_NANOS = 90_000_000_000L;

    private final String socket;
    private final Path nightjar;

    private Tmux(String socket, Path nightjar) {
        this.socket = socket;
        this.nightjar = nightjar;
    }

    static Tmux open(Class<?> tests, Path dir, int columns, int rows) throws IOException, InterruptedException {
        if (!Files.isExecutable(TMUX)) {
            String missing = tests.getSimpleName() + " needs " + TMUX + ": run scripts/setup-tests";
            if (System.getenv("CI") != null) {
                Assertions.fail(missing);
            }
            System.err.println("\n!!! SKIPPED, ALL OF " + missing + "\n");
            Assumptions.abort(missing);
        }
        Path script = Files.writeString(
                dir.resolve("nightjar"),
                "exec '" + String.join("' '", Child.java())
                        + "' -Dnightjar.tty=12 \"-Dnightjar.size=$(stty size </dev/tty)\" dev.nightjar.cli.Main \"$@\"\n");
        Tmux tmux = new Tmux(dir.resolve("tmux").toString(), script);
        tmux.tmux(
                "-f",
                "/dev/null",
                "new-session",
                "-d",
                "-x",
                "" + columns,
                "-y",
                "" + rows,
                "-c",
                dir.toString(),
                "env PS1='$ ' LC_ALL=C.UTF-8 bash --norc --noprofile");
        tmux.await(screen -> screen.contains("$"));
        return tmux;
    }

    /// Types a command and Enter.
    void run(String command) throws IOException, InterruptedException {
        type("sh " + nightjar + " " + command);
        keys("Enter");
    }

    void type(String text) throws IOException, InterruptedException {
        tmux("send-keys", "-l", text);
    }

    void keys(String... names) throws IOException, InterruptedException {
        for (String name : names) {
            tmux("send-keys", name);
        }
    }

    void resize(int columns, int rows) throws IOException, InterruptedException {
        tmux("resize-window", "-x", "" + columns, "-y", "" + rows);
    }

    void clear() throws IOException, InterruptedException {
        type("clear");
        keys("Enter");
        await(screen -> screen.strip().equals("$"));
    }

    /// What stands on the screen once it is as wanted.
    String await(Predicate<String> wanted) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE_NANOS;
        String screen = screen();
        while (!wanted.test(screen)) {
            Assertions.assertTrue(System.nanoTime() < end, "the screen stays:\n" + screen);
            LockSupport.parkNanos(100_000_000);
            screen = screen();
        }
        return screen;
    }

    String screen() throws IOException, InterruptedException {
        return tmux("capture-pane", "-p");
    }

    /// All that stood on the screen since the terminal was opened, with its colours.
    String history() throws IOException, InterruptedException {
        return tmux("capture-pane", "-e", "-p", "-S", "-");
    }

    private String tmux(String... words) throws IOException, InterruptedException {
        List<String> command = new java.util.ArrayList<>(List.of(TMUX.toString(), "-S", socket));
        command.addAll(List.of(words));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Assertions.assertEquals(0, process.waitFor(), said);
        return said;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        tmux("kill-server");
    }
}
