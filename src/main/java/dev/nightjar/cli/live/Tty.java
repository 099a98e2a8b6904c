package dev.nightjar.cli.live;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// The terminal in raw mode on its second screen. However the process ends, short of SIGKILL, both are as they were.
/// Modes are set by `stty`; Ctrl-C stays a signal.
public final class Tty implements AutoCloseable {

    private static final long ESCAPE_NANOS = 50_000_000;
    private static final long LOOK_NANOS = 10_000_000;
    private static final long SIZE_NANOS = 1_000_000_000;

    private final PrintStream out;
    private final InputStream in;
    private final String before;
    private final Thread hook = new Thread(this::restore, "restore the terminal");
    private final byte[] bytes = new byte[64];
    private int length;
    private boolean restored;
    private int rows;
    private int columns;
    private long sized;
    private String drawn = "";

    /// @throws IOException if there is no terminal
    public Tty(PrintStream out, int rows, int columns) throws IOException {
        this.out = out;
        this.rows = rows;
        this.columns = columns;
        this.before = stty("-g").strip();
        this.in = new FileInputStream("/dev/tty");
        Runtime.getRuntime().addShutdownHook(hook);
        stty("-icanon -echo min 1 time 0");
        out.print("\u001b[?1049h\u001b[?25l\u001b[2J");
        out.flush();
    }

    private static String stty(String modes) throws IOException {
        Process process = new ProcessBuilder("/bin/sh", "-c", "stty " + modes + " </dev/tty").start();
        try (InputStream said = process.getInputStream()) {
            String text = new String(said.readAllBytes(), StandardCharsets.US_ASCII);
            if (!process.waitFor(5, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException("stty failed: is this a terminal?");
            }
            return text;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /// Asked for anew every second at most.
    public int rows() {
        size();
        return rows;
    }

    public int columns() {
        return columns;
    }

    private void size() {
        if (System.nanoTime() - sized < SIZE_NANOS) {
            return;
        }
        sized = System.nanoTime();
        try {
            String[] size = stty("size").strip().split(" ");
            rows = Math.max(5, Integer.parseInt(size[0]));
            columns = Math.max(20, Integer.parseInt(size[1]));
        } catch (IOException | NumberFormatException e) {
            sized = Long.MAX_VALUE;
        }
    }

    /// Draws the lines from the top, only if they changed; each must fit.
    public void draw(List<String> lines) {
        String frame = String.join("\u001b[K\r\n", lines);
        if (frame.equals(drawn)) {
            return;
        }
        drawn = frame;
        out.print("\u001b[?2026h\u001b[H" + frame + "\u001b[K\u001b[J\u001b[?2026l");
        out.flush();
    }

    /// The next key; empty if none comes in time.
    public Optional<Key> key(long millis) throws IOException, InterruptedException {
        long end = System.nanoTime() + millis * 1_000_000;
        long last = System.nanoTime();
        while (true) {
            int available = in.available();
            if (available > 0 && length < bytes.length) {
                length += in.read(bytes, length, Math.min(available, bytes.length - length));
                last = System.nanoTime();
            }
            Optional<Key.Read> read = Key.read(bytes, length, System.nanoTime() - last > ESCAPE_NANOS);
            if (read.isPresent()) {
                int used = read.get().bytes();
                System.arraycopy(bytes, used, bytes, 0, length - used);
                length -= used;
                return Optional.of(read.get().key());
            }
            if (System.nanoTime() > end && length == 0) {
                return Optional.empty();
            }
            TimeUnit.NANOSECONDS.sleep(LOOK_NANOS);
        }
    }

    private synchronized void restore() {
        if (restored) {
            return;
        }
        restored = true;
        out.print("\u001b[?2026l\u001b[?25h\u001b[?1049l");
        out.flush();
        try {
            stty(before);
        } catch (IOException e) {
            out.println("the terminal could not be restored: type reset");
        }
    }

    @Override
    public void close() throws IOException {
        restore();
        in.close();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            restored = true;
        }
    }
}
