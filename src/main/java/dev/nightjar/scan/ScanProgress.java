package dev.nightjar.scan;

import dev.nightjar.source.read.Reading;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/// How far a scan is. Counted once a block; may be asked from any thread.
public final class ScanProgress {

    private final AtomicLong bytes = new AtomicLong();
    private final long total;
    private volatile String file = "";

    private final LongSupplier events;

    /// @param total bytes to read, 0 if unknown
    ScanProgress(long total, LongSupplier events) {
        this.total = total;
        this.events = events;
    }

    static ScanProgress of(List<Reading> readings, LongSupplier events) {
        boolean known = readings.stream().allMatch(reading -> reading.left().isPresent());
        return new ScanProgress(
                known
                        ? readings.stream()
                                .mapToLong(reading -> reading.left().orElse(0))
                                .sum()
                        : 0,
                events);
    }

    void read(long more, String of) {
        bytes.addAndGet(more);
        file = of;
    }

    /// Bytes read, unpacked.
    public long bytes() {
        return bytes.get();
    }

    /// Bytes to read; 0 if that is not known, because some files are packed.
    public long total() {
        return total;
    }

    /// Events found.
    public long events() {
        return events.getAsLong();
    }

    /// The file that was read last, empty before the first.
    public String file() {
        return file;
    }
}
