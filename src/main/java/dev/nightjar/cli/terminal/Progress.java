package dev.nightjar.cli.terminal;

import java.io.PrintStream;
import java.time.Duration;
import java.util.function.Function;

/// One line on a terminal that says how far something is: shown after a second, renewed twice a second, erased at
/// the
/// end. What is looked at is sampled; the work itself pays nothing.
public final class Progress implements AutoCloseable {

    private static final long FIRST_MILLIS = 1000;
    private static final long EVERY_MILLIS = 500;

    private final PrintStream to;
    private final int columns;
    private final Function<Duration, String> line;
    private final long begin = System.nanoTime();
    private boolean shown;
    private boolean closed;

    /// @param line what to show after so much time; may be asked by another thread; cut to the width
    /// @param wanted false: nothing is ever shown
    public Progress(PrintStream to, int columns, boolean wanted, Function<Duration, String> line) {
        this.to = to;
        this.columns = columns;
        this.line = line;
        if (wanted) {
            Thread.ofPlatform().daemon().name("progress").start(this::watch);
        }
    }

    private synchronized void watch() {
        long pause = FIRST_MILLIS;
        while (!closed) {
            long end = System.nanoTime() + pause * 1_000_000;
            try {
                for (long left = pause; left > 0 && !closed; left = (end - System.nanoTime()) / 1_000_000) {
                    wait(left);
                }
            } catch (InterruptedException e) {
                return;
            }
            if (!closed) {
                show();
                pause = EVERY_MILLIS;
            }
        }
    }

    private void show() {
        String text = line.apply(Duration.ofNanos(System.nanoTime() - begin));
        to.print("\r" + Width.cut(text, columns - 1) + "\u001b[K");
        to.flush();
        shown = true;
    }

    /// Erases the line.
    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
        if (shown) {
            to.print("\r\u001b[K");
            to.flush();
            shown = false;
        }
    }
}
