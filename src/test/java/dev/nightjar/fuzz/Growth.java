package dev.nightjar.fuzz;

import dev.nightjar.ProcessorTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;

/// Grows an input by repeating it and asks for what twice as much costs: time and memory have to be linear.
/// Time is the thread's own processor time, the best of some rounds, so that other work on the machine does not
/// count.
final class Growth {

    /// How much slower a program is that Jazzer watches.
    static final int INSTRUMENTED = 6;

    /// A line, a record and a message may be that long.
    static final int LONGEST = 1 << 20;

    /// How much more twice as much may take.
    private static final double DOUBLE = 2.5;

    /// Below this nothing is proven: a single pause of the machine is as long.
    private static final Duration NOISE = Duration.ofMillis(20);

    /// Bytes that a target may allocate without regard to its input, and for each byte of it.
    static final long ALLOCATED = 64L << 20;

    static final int ALLOCATED_A_BYTE = 400;

    private static final int ROUNDS = 6;

    private static final com.sun.management.ThreadMXBean THREADS =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Growth() {}

    /// @param slack how much slower than usual the machine is
    /// @throws AssertionError if the cost is not linear, or a long line too dear
    static void check(Target target, byte[] input, int slack) throws IOException {
        if (input.length == 0 || !target.grows()) {
            return;
        }
        byte[] half = target.grown(input, LONGEST / 2);
        byte[] whole = target.grown(input, LONGEST);
        long before = THREADS.getCurrentThreadAllocatedBytes();
        target.work(whole);
        long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
        if (allocated > target.allocated(whole)) {
            throw new AssertionError(target + " allocates " + allocated + " bytes for " + whole.length);
        }
        Duration most = Duration.ofMillis(target.mostMillis() * slack);
        Duration one = Duration.ofDays(1);
        Duration two = Duration.ofDays(1);
        for (int round = 0; round < ROUNDS; round++) {
            one = least(one, took(target, half));
            two = least(two, took(target, whole));
            if (isLinear(one, two) && two.compareTo(most) <= 0) {
                return;
            }
        }
        throw new AssertionError("%s takes %d ms for %d bytes and %d ms for %d: at most %d ms, and %.1f times as long"
                .formatted(target, one.toMillis(), half.length, two.toMillis(), whole.length, most.toMillis(), DOUBLE));
    }

    private static boolean isLinear(Duration one, Duration two) {
        return two.compareTo(NOISE) <= 0 || two.toNanos() <= DOUBLE * one.toNanos();
    }

    private static Duration least(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static Duration took(Target target, byte[] input) {
        return ProcessorTime.of(() -> {
            try {
                target.work(input);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /// An input repeated to a length, from `from` on; line ends in what is repeated become blanks if it is to
    /// be one line.
    static byte[] repeated(byte[] input, int from, int length, boolean oneLine) {
        byte[] grown = Arrays.copyOf(input, Math.max(length, from));
        int period = input.length - from;
        for (int i = from; period > 0 && i < length; i++) {
            byte b = input[from + (i - from) % period];
            grown[i] = oneLine && (b == '\n' || b == '\r') ? (byte) ' ' : b;
        }
        return grown;
    }
}
