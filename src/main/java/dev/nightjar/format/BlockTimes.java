package dev.nightjar.format;

import dev.nightjar.bytes.Bytes;
import dev.nightjar.model.log.Block;
import dev.nightjar.model.log.LogRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// When the records of a block were written, from few of them: the first and the last, and where more than an hour
/// lies
/// between two, one between them, and so on. Reads at most 256 records of a block.
final class BlockTimes {

    private static final int MOST = 256;
    private static final int MOST_LINES = 24;
    private static final int WINDOW = 1 << 13;
    private static final Duration HOUR = Duration.ofHours(1);

    private final Format format;
    private final Block block;
    private final BiConsumer<Instant, Instant> spans;
    private int read;

    /// A record that begins at `at`.
    private record Seen(int at, Instant time) {}

    private record Gap(Seen before, Seen after) {
        Duration length() {
            return Duration.between(before.time, after.time).abs();
        }
    }

    BlockTimes(Format format, Block block, BiConsumer<Instant, Instant> spans) {
        this.format = format;
        this.block = block;
        this.spans = spans;
    }

    /// Hands out spans without a gap of more than an hour that is known of.
    void look() {
        Seen first = next(block.from(), block.to());
        if (first == null) {
            return;
        }
        Seen last = last(first);
        PriorityQueue<Gap> gaps =
                new PriorityQueue<>(Comparator.comparing(Gap::length).reversed());
        gaps.add(new Gap(first, last));
        while (!gaps.isEmpty()) {
            Gap gap = gaps.remove();
            Seen between = gap.length().compareTo(HOUR) > 0 && read < MOST ? between(gap) : null;
            if (between != null) {
                gaps.add(new Gap(gap.before, between));
                gaps.add(new Gap(between, gap.after));
            } else if (gap.length().compareTo(HOUR) > 0) {
                spans.accept(gap.before.time, gap.before.time);
                spans.accept(gap.after.time, gap.after.time);
            } else {
                boolean ordered = gap.before.time.isBefore(gap.after.time);
                spans.accept(ordered ? gap.before.time : gap.after.time, ordered ? gap.after.time : gap.before.time);
            }
        }
    }

    /// A record near the middle, or before it; null if the two follow each other.
    private @Nullable Seen between(Gap gap) {
        int begin = gap.before.at + 1;
        int middle = begin + (gap.after.at - begin) / 2;
        Seen found = next(middle, gap.after.at);
        return found != null || middle - begin < 2 ? found : next(begin, middle);
    }

    private Seen last(Seen first) {
        for (int width = WINDOW / 4; ; width *= 8) {
            int from = Math.max(first.at + 1, block.to() - width);
            Seen found = null;
            Seen next = next(from, block.to());
            while (next != null) {
                found = next;
                next = read < MOST / 2 ? next(next.at + 1, block.to()) : null;
            }
            if (found != null || from == first.at + 1) {
                return found == null ? first : found;
            }
        }
    }

    /// The first record with a time that begins in `[from, to)`, among so many lines.
    private @Nullable Seen next(int from, int to) {
        byte[] b = block.bytes();
        int p = from;
        if (p > block.from() && b[p - 1] != '\n') {
            int newline = Bytes.indexOf(b, (byte) '\n', p, to);
            p = newline < 0 ? to : newline + 1;
        }
        for (int line = 0; line < MOST_LINES && p < to && read < MOST; line++) {
            Instant time = time(p);
            if (time != null) {
                return new Seen(p, time);
            }
            int newline = Bytes.indexOf(b, (byte) '\n', p, to);
            p = newline < 0 ? to : newline + 1;
        }
        return null;
    }

    /// The time of the record that begins there; null if none does.
    private @Nullable Instant time(int at) {
        read++;
        byte[] bytes = Arrays.copyOfRange(block.bytes(), at, Math.min(block.limit(), at + WINDOW));
        int newline = Bytes.indexOf(bytes, (byte) '\n', 0, bytes.length);
        int to = Math.min(newline < 0 ? bytes.length : newline + 1, bytes.length);
        List<LogRecord> found = new ArrayList<>(1);
        format.scanAll(new Block(block.file(), 0, bytes, 0, to, bytes.length, false, true), true, found::add);
        return found.isEmpty() ? null : found.getFirst().time();
    }
}
