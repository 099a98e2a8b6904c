package dev.nightjar.format.layout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.format.Format;
import dev.nightjar.format.FormatsTest;
import dev.nightjar.format.record.Scanned;
import dev.nightjar.model.Level;
import dev.nightjar.model.log.Block;
import dev.nightjar.model.log.LogRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The records of a file: read in one, in blocks that are cut anywhere, and as it grows. All three have to be
/// the same.
public final class Cuts {

    private static final int CONTEXT = 2 * Streams.WIDEST_GAP;

    /// What a record is compared by: everything but its line, which counts from its block.
    public record Seen(long start, long end, @Nullable Level level, String text, String rest) {
        static Seen of(LogRecord r) {
            String rest = r.time() + "|" + r.logger() + "|" + r.thread() + "|" + r.host() + "|" + r.process() + "|"
                    + r.fields();
            return new Seen(r.start(), r.end(), r.level(), r.text(), rest);
        }
    }

    private Cuts() {}

    /// Read in one.
    public static List<Seen> whole(Format format, byte[] bytes, @Nullable Level threshold) {
        List<Seen> records = new ArrayList<>();
        Block block = new Block(FormatsTest.file(), 0, bytes, 0, bytes.length, bytes.length, true, true);
        Scanned scanned = scan(format, block, true, threshold, r -> records.add(Seen.of(r)));
        assertThat(scanned.consumed()).isEqualTo(bytes.length);
        return records;
    }

    private static Scanned scan(
            Format format, Block block, boolean closed, @Nullable Level threshold, Consumer<LogRecord> sink) {
        return threshold == null ? format.scanAll(block, closed, sink) : format.scan(block, closed, threshold, sink);
    }

    /// Cuts at random line ends, with some bytes behind each cut; more of them where the scan asks.
    public static List<Seen> inBlocks(Format format, byte[] bytes, @Nullable Level threshold, Random random) {
        List<Seen> records = new ArrayList<>();
        long lines = 0;
        int from = 0;
        while (from < bytes.length) {
            int to = lineEnd(bytes, Math.min(bytes.length, from + 1 + random.nextInt(2_000)));
            int start = from;
            int limit = Math.min(bytes.length, to + random.nextInt(600));
            while (start < to) {
                int base = Math.max(0, start - CONTEXT);
                byte[] window = Arrays.copyOfRange(bytes, base, limit);
                Block block = new Block(
                        FormatsTest.file(),
                        base,
                        window,
                        start - base,
                        to - base,
                        limit - base,
                        start == 0,
                        limit == bytes.length);
                Scanned scanned = scan(format, block, true, threshold, r -> records.add(Seen.of(r)));
                lines += scanned.lines();
                if (scanned.needsMore()) {
                    assertThat(limit).isLessThan(bytes.length);
                    limit = Math.min(bytes.length, limit + 500);
                    start = (int) scanned.consumed();
                } else {
                    assertThat(scanned.consumed()).isGreaterThanOrEqualTo(to);
                    start = to;
                }
            }
            from = to;
        }
        assertThat(lines).isEqualTo(count(bytes, bytes.length));
        return records;
    }

    /// Reads as a file grows, each time from where the last time ended; an open record comes again and replaces
    /// itself.
    public static List<Seen> growing(Format format, byte[] bytes, Random random) {
        Map<Long, Seen> records = new LinkedHashMap<>();
        int from = 0;
        long openAt = -1;
        int size = 0;
        long lines = 0;
        while (size < bytes.length) {
            size = Math.min(bytes.length, size + 1 + random.nextInt(random.nextBoolean() ? 60 : 1_500));
            boolean closed = size == bytes.length;
            int base = Math.max(0, from - CONTEXT);
            byte[] window = Arrays.copyOfRange(bytes, base, size);
            Block block =
                    new Block(FormatsTest.file(), base, window, from - base, size - base, size - base, from == 0, true);
            List<Seen> now = new ArrayList<>();
            Scanned scanned = scan(format, block, closed, null, r -> now.add(Seen.of(r)));
            for (Seen seen : now) {
                assertThat(records.containsKey(seen.start()) && seen.start() != openAt)
                        .as("twice: " + seen)
                        .isFalse();
                records.put(seen.start(), seen);
            }
            Scanned.Open open = scanned.open();
            assertThat(now.stream().filter(s -> s.start() > scanned.consumed())).isEmpty();
            openAt = open == null ? -1 : open.start();
            lines += scanned.lines();
            from = (int) scanned.consumed();
            assertThat(lines).isEqualTo(count(bytes, from));
        }
        return records.values().stream()
                .sorted((a, b) -> Long.compare(a.start(), b.start()))
                .toList();
    }

    private static int lineEnd(byte[] bytes, int from) {
        int i = from;
        while (i < bytes.length && bytes[i - 1] != '\n') {
            i++;
        }
        return i;
    }

    private static long count(byte[] bytes, int to) {
        long lines = 0;
        for (int i = 0; i < to; i++) {
            lines += bytes[i] == '\n' ? 1 : 0;
        }
        return lines;
    }
}
