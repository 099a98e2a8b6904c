package dev.nightjar.cli.terminal;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Shows page by page what does not fit on the screen; what fits goes straight out, and no program is started.
/// A pager that is left early is no failure.
public final class Pager extends OutputStream {

    private final OutputStream straight;
    private final String command;
    private final Map<String, String> environment;
    private final int rows;
    private final ByteArrayOutputStream held = new ByteArrayOutputStream();
    private int lines;
    private @Nullable Process process;
    private @Nullable OutputStream into;
    private boolean left;

    /// @param rows what is longer is paged
    public Pager(OutputStream straight, String command, Map<String, String> environment, int rows) {
        this.straight = straight;
        this.command = command;
        this.environment = environment;
        this.rows = rows;
    }

    /// The pager that a person wants (`NIGHTJAR_PAGER`, `PAGER`), else `less`; empty if none is wanted or there.
    public static Optional<String> wanted(Map<String, String> environment) {
        for (String name : new String[] {"NIGHTJAR_PAGER", "PAGER"}) {
            String command = environment.get(name);
            if (command != null) {
                return Optional.of(command.strip()).filter(c -> !c.isEmpty() && !c.equals("cat"));
            }
        }
        return Optional.of("less").filter(less -> onPath(less, environment.getOrDefault("PATH", "")));
    }

    private static boolean onPath(String program, String path) {
        for (String folder : path.split(File.pathSeparator, -1)) {
            if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, program))) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        if (into != null) {
            pass(bytes, from, length);
            return;
        }
        held.write(bytes, from, length);
        for (int i = from; i < from + length; i++) {
            lines += bytes[i] == '\n' ? 1 : 0;
        }
        if (lines > rows) {
            start();
        }
    }

    private void pass(byte[] bytes, int from, int length) {
        if (left || into == null) {
            return;
        }
        try {
            into.write(bytes, from, length);
        } catch (IOException e) {
            left = true;
        }
    }

    /// `-F` quits if it fits, `-R` shows colours, `-X` leaves the text on the screen. Ctrl-C is the pager's: this
    /// process ends when the pager does.
    private void start() throws IOException {
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-c", command)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        if (!environment.containsKey("LESS")) {
            builder.environment().put("LESS", "FIRX");
        }
        builder.environment().putIfAbsent("LESSCHARSET", "utf-8");
        Process started = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> await(started), "pager"));
        process = started;
        into = started.getOutputStream();
        pass(held.toByteArray(), 0, held.size());
    }

    private static int await(Process process) {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return -1;
        }
    }

    @Override
    public void flush() throws IOException {
        if (into != null && !left) {
            try {
                into.flush();
            } catch (IOException e) {
                left = true;
            }
        }
    }

    /// Waits until the pager is left.
    @Override
    public void close() throws IOException {
        if (process == null || into == null) {
            held.writeTo(straight);
            straight.flush();
            held.reset();
            return;
        }
        try {
            into.close();
        } catch (IOException e) {
            left = true;
        }
        if (await(process) == 127) {
            held.writeTo(straight);
            straight.flush();
            throw new IOException("the pager '" + command + "' is not there: set PAGER, or use --no-pager");
        }
    }
}
