package dev.nightjar.read.merged;

import dev.nightjar.format.Format;
import dev.nightjar.model.log.Block;
import dev.nightjar.model.log.LogRecord;
import dev.nightjar.source.read.Loaded;
import dev.nightjar.source.read.Seekable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A file whose records are found by their times: by halves, so that little of it is read however large it is. Times
/// must not go back much.
final class TimedFile {

    /// Bytes read in the end before and after the place, for each line wanted, and for all.
    private static final int BYTES_OF_LINE = 512;

    /// Parts of so many bytes in which a record with a time is looked for: traces may be long.
    private static final int PROBES = 8;

    private static final int LEAST = 1 << 14;
    private static final int MOST = 1 << 18;

    private final Seekable file;
    private final Format format;
    private final UnaryOperator<String> scrub;
    private final int side;

    /// A record as it stands in the file.
    ///
    /// @param at offset of its first byte in the file
    /// @param lines scrubbed
    record Spoken(Instant time, long at, List<String> lines) {}

    /// @param scrub takes secrets out
    /// @param lines wanted on each side
    TimedFile(Seekable file, Format format, UnaryOperator<String> scrub, int lines) {
        this.side = Math.clamp((long) lines * BYTES_OF_LINE, LEAST, MOST);
        this.file = file;
        this.format = format;
        this.scrub = scrub;
    }

    /// The records around a time, oldest first: as many as stand near it. None if the file says no times.
    List<Spoken> around(Instant time) throws IOException {
        Instant before = null;
        long place = place(time);
        long end = Math.min(file.size(), place + (long) PROBES * side);
        for (long at = place; at < end; at += side) {
            for (Spoken one : records(file.load(at, side), before)) {
                if (!one.time().isBefore(time)) {
                    return near(one.at(), before);
                }
                before = one.time();
                place = one.at();
            }
        }
        return near(place, before);
    }

    /// The records around an offset.
    ///
    /// @param otherwise the time of records before the first that says one; null: they are left out
    List<Spoken> near(long place, @Nullable Instant otherwise) throws IOException {
        long from = Math.max(0, place - side);
        return records(file.load(from, (int) (place + side - from)), otherwise);
    }

    /// An offset shortly before the first record of that time or later.
    private long place(Instant time) throws IOException {
        long low = 0;
        long high = file.size();
        while (high - low > side / 2) {
            long middle = (low + high) >>> 1;
            Instant there = first(middle);
            if (there == null || !there.isBefore(time)) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return low;
    }

    /// The time of the first record behind an offset that has one; null if there is none near.
    private @Nullable Instant first(long offset) throws IOException {
        Instant[] found = new Instant[1];
        long end = Math.min(file.size(), offset + (long) PROBES * side);
        for (long at = offset; at < end && found[0] == null; at += side) {
            format.scanAll(file.load(at, side).block(), true, record -> {
                if (found[0] == null && record.time() != null) {
                    found[0] = record.time();
                }
            });
        }
        return found[0];
    }

    /// What has no time counts as when the record before it was written.
    private List<Spoken> records(Loaded loaded, @Nullable Instant otherwise) throws IOException {
        List<LogRecord> records = new ArrayList<>();
        format.scanAll(loaded.block(), true, records::add);
        records.sort(Comparator.comparingLong(LogRecord::start));
        Block block = loaded.block();
        Set<String> clean = Set.copyOf(lines(block, block.from(), block.limit()));
        List<Spoken> spoken = new ArrayList<>();
        Instant last = otherwise;
        for (int i = 0; i < records.size(); i++) {
            LogRecord record = records.get(i);
            last = record.time() != null ? record.time() : last;
            if (last != null) {
                long end = i + 1 < records.size() ? records.get(i + 1).start() : record.end();
                List<String> own = lines(block, at(block, record.start()), at(block, end));
                spoken.add(new Spoken(last, loaded.toFile(record).start(), safe(own, clean)));
            }
        }
        return spoken;
    }

    private static int at(Block block, long offset) {
        return (int) Math.clamp(offset - block.offset(), 0, block.limit());
    }

    /// A secret may have several lines, or its name stand on the line above: what is not the same in the scrubbed
    /// text of all records is taken out.
    private static List<String> safe(List<String> lines, Set<String> clean) {
        return lines.stream()
                .map(line -> clean.contains(line) ? line : "[redacted]")
                .toList();
    }

    private List<String> lines(Block block, int from, int to) {
        return scrub.apply(new String(block.bytes(), from, Math.max(0, to - from), StandardCharsets.UTF_8))
                .lines()
                .toList();
    }
}
