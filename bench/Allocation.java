import com.sun.management.ThreadMXBean;
import dev.nightjar.config.yaml.Problems;
import dev.nightjar.format.Format;
import dev.nightjar.format.Formats;
import dev.nightjar.model.log.Block;
import dev.nightjar.model.Level;
import dev.nightjar.model.log.SourceFile;
import dev.nightjar.model.log.TraceLines;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/// Prints how many bytes the format room allocates for each further record that is no event: the difference of a
/// block and its first half, once the compiler has done its work. `java -cp CLASSES bench/Allocation.java LOG`,
/// LOG without events.
final class Allocation {

    private static final int ROUNDS = 300;

    private final Format format;
    private final byte[] bytes;
    private final SourceFile file;
    private long records;

    private Allocation(Path log) throws IOException {
        Problems problems = new Problems();
        Formats formats = Formats.load(
                Optional.empty(),
                new TraceLines(List.of("at ", "Caused by: ", "Traceback (most recent call last):"), List.of(), List.of(), List.of()),
                problems);
        problems.failIfAny();
        this.bytes = Files.readAllBytes(log);
        this.format = formats.detect(bytes, Math.min(bytes.length, 65_536), "auto");
        this.file = new SourceFile("0".repeat(32), log, "bench", "here", ZoneOffset.UTC, Instant.EPOCH);
    }

    public static void main(String[] args) throws IOException {
        Allocation allocation = new Allocation(Path.of(args[0]));
        int half = allocation.half();
        for (int i = 0; i < ROUNDS; i++) {
            allocation.scan(half);
            allocation.scan(allocation.bytes.length);
        }
        long ofHalf = allocation.allocated(half);
        long recordsOfHalf = allocation.records;
        long ofAll = allocation.allocated(allocation.bytes.length);
        long more = allocation.records - recordsOfHalf;
        System.out.printf(
                "{\"format\":\"%s\",\"records\":%d,\"per_record\":%.3f,\"per_block\":%d}%n",
                allocation.format.name(), allocation.records, (double) (ofAll - ofHalf) / more, ofHalf);
    }

    /// Behind the line end nearest to the middle.
    private int half() {
        int at = bytes.length / 2;
        while (bytes[at - 1] != '\n') {
            at++;
        }
        return at;
    }

    /// The least of several scans: what another thread of the machine does may add, nothing takes away.
    private long allocated(int length) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 20; i++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            scan(length);
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        return least;
    }

    private void scan(int length) {
        records = format.scan(new Block(file, 0, bytes, 0, length, length, true, true), true, Level.WARN, record -> {
                    throw new IllegalStateException("an event where there should be none: " + record.text());
                })
                .records();
    }
}
