package dev.nightjar.format;

import dev.nightjar.model.Block;
import dev.nightjar.model.Level;
import dev.nightjar.model.LogRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Scans a block of wrapped lines: sorts them into their streams, scans each with the inner format, and gives the records back their
/// places in the file. Lines of one record may lie at most 64 KiB apart, so that what a block owns does not depend on where it was cut.
final class Streams {

    static final int WIDEST_GAP = 1 << 16;

    private final Wrapper wrapper;
    private final Lines inner;
    private final Openers openers;
    private final Level threshold;

    Streams(Wrapper wrapper, Lines inner, Openers openers, Level threshold) {
        this.wrapper = wrapper;
        this.inner = inner;
        this.openers = openers;
        this.threshold = threshold;
    }

    Scanned scan(Block block, boolean closed, Consumer<LogRecord> sink) {
        Scanned found = new Scanned();
        Map<String, Stream> streams = new LinkedHashMap<>();
        List<Stream> segments = new ArrayList<>();
        int end = sort(block, closed, streams, segments, found);
        segments.addAll(streams.values());
        if (!block.atEnd() && segments.stream().anyMatch(s -> s.mayGoOn(block, end))) {
            found.needsMore = true;
            found.consumed = block.offset() + block.from();
            found.lines = 0;
            return found;
        }
        List<LogRecord> records = new ArrayList<>();
        for (Stream segment : segments) {
            segment.scan(block, closed, found, records);
        }
        records.sort(Comparator.comparingLong(LogRecord::start));
        records.forEach(sink);
        settleEnd(block, closed, segments, found, end);
        return found;
    }

    /// Sorts the block's lines into streams and returns where the last whole line ends.
    private int sort(
            Block block, boolean closed, Map<String, Stream> streams, List<Stream> ended, Scanned found) {
        byte[] b = block.bytes();
        int p = block.from();
        while (p < block.limit()) {
            int newline = Bytes.indexOf(b, (byte) '\n', p, block.limit());
            if (newline < 0 && !(block.atEnd() && closed)) {
                return p;
            }
            int end = newline < 0 ? block.limit() : newline;
            Wrapper.Line line = wrapper.unwrap(b, p, end);
            if (line == null) {
                line = new Wrapper.Line("", b, p, end, false, Levels.NONE);
                found.notUnderstood += p < block.to() ? 1 : 0;
            }
            Stream stream = streams.get(line.stream());
            if (stream == null || p - stream.lastOuter() > WIDEST_GAP) {
                if (stream != null) {
                    ended.add(stream);
                }
                stream = new Stream(stream == null);
                streams.put(line.stream(), stream);
            }
            stream.add(line, p, end, (int) found.lines);
            found.lines += p < block.to() ? 1 : 0;
            p = end + 1;
        }
        return Math.min(p, block.limit());
    }

    /// At a growing file's end the last record may go on: reading begins there again.
    private static void settleEnd(Block block, boolean closed, List<Stream> segments, Scanned found, int end) {
        found.consumed = block.offset() + end;
        if (!block.atEnd() || closed) {
            return;
        }
        Stream last = segments.stream()
                .filter(s -> s.openStart >= 0)
                .max(Comparator.comparingInt(s -> s.openStart))
                .orElse(null);
        if (last != null) {
            found.consumed = block.offset() + last.openStart;
            found.open = new Scanned.Open(
                    found.consumed, block.offset() + end, (int) found.lines - last.openLine, last.openCandidate);
            found.lines = last.openLine;
        }
    }

    /// The lines of one stream, unwrapped, one after another.
    private final class Stream implements Lines {

        private final boolean first;
        private byte[] bytes = new byte[4096];
        private int length;
        private int count;
        private int[] innerStart = new int[64];
        private int[] outerStart = new int[64];
        private int[] outerEnd = new int[64];
        private int[] outerLine = new int[64];
        private int[] level = new int[64];
        private boolean partial;
        private int cursor;
        private int openStart = -1;
        private int openLine;
        private boolean openCandidate;

        Stream(boolean first) {
            this.first = first;
        }

        int lastOuter() {
            return outerStart[count - 1];
        }

        /// A record of this stream may have further lines behind the block.
        boolean mayGoOn(Block block, int end) {
            return outerStart[0] < block.to() && end - lastOuter() <= WIDEST_GAP;
        }

        void add(Wrapper.Line line, int start, int end, int number) {
            if (!partial) {
                if (count == innerStart.length) {
                    grow();
                }
                innerStart[count] = length;
                outerStart[count] = start;
                outerLine[count] = number;
                level[count++] = line.level();
            }
            outerEnd[count - 1] = end;
            int size = line.to() - line.from();
            if (length + size + 1 > bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + size + 1));
            }
            System.arraycopy(line.payload(), line.from(), bytes, length, size);
            length += size;
            partial = line.partial();
            if (!partial) {
                bytes[length++] = '\n';
            }
        }

        private void grow() {
            int size = count * 2;
            innerStart = Arrays.copyOf(innerStart, size);
            outerStart = Arrays.copyOf(outerStart, size);
            outerEnd = Arrays.copyOf(outerEnd, size);
            outerLine = Arrays.copyOf(outerLine, size);
            level = Arrays.copyOf(level, size);
        }

        void scan(Block block, boolean closed, Scanned found, List<LogRecord> records) {
            if (partial) {
                partial = false;
                bytes = length == bytes.length ? Arrays.copyOf(bytes, length + 1) : bytes;
                bytes[length++] = '\n';
            }
            int owned = 0;
            while (owned < count && outerStart[owned] < block.to()) {
                owned++;
            }
            int to = owned < count ? innerStart[owned] : length;
            Block lines = new Block(block.file(), 0, bytes, 0, to, length, first && block.fromStart(), true);
            boolean ended = !block.atEnd() || closed;
            Scanned scanned = new RecordScanner(this, openers, threshold)
                    .scan(lines, ended, record -> records.add(place(record, block)));
            found.records += scanned.records;
            found.notUnderstood += scanned.notUnderstood;
            for (int i = 0; i < found.byLevel.length; i++) {
                found.byLevel[i] += scanned.byLevel[i];
            }
            Scanned.Open open = scanned.open();
            if (open != null) {
                int line = lineAt((int) open.start());
                openStart = outerStart[line];
                openLine = outerLine[line];
                openCandidate = open.candidate();
            }
        }

        /// The record with its places in the file, and what the header says where it says nothing itself.
        private LogRecord place(LogRecord record, Block block) {
            int line = lineAt((int) record.start());
            int lastLine = lineAt((int) record.end() - 1);
            RecordBuilder header = new RecordBuilder(block.file());
            wrapper.fill(header, block.bytes(), outerStart[line], outerEnd[line]);
            LogRecord outer = header.build(0, 0, 0, false);
            boolean own = record.time() != null && record.inferred().isEmpty();
            Map<String, String> fields = new LinkedHashMap<>(header.fields);
            fields.remove("partial");
            fields.remove("stream");
            fields.putAll(record.fields());
            return new LogRecord(
                    block.file(),
                    block.offset() + outerStart[line],
                    block.offset() + outerEnd[Math.max(line, lastLine)],
                    outerLine[line] + 1L,
                    own || outer.time() == null ? record.time() : outer.time(),
                    own || outer.time() == null ? record.inferred() : outer.inferred(),
                    record.level() != null ? record.level() : outer.level(),
                    record.level() != null ? record.levelRaw() : outer.levelRaw(),
                    record.logger(),
                    record.thread(),
                    either(record.host(), outer.host()),
                    either(record.process(), outer.process()),
                    record.text(),
                    fields,
                    record.truncated());
        }

        private static @Nullable String either(@Nullable String first, @Nullable String second) {
            return first != null ? first : second;
        }

        private int lineAt(int innerOffset) {
            int found = Arrays.binarySearch(innerStart, 0, count, innerOffset);
            return found >= 0 ? found : -found - 2;
        }

        @Override
        public int head(byte[] b, int from, int to) {
            int head = inner.head(b, from, to);
            if (head < 0 || (head & 7) != Levels.NONE) {
                return head;
            }
            cursor = cursor < count && innerStart[cursor] <= from ? cursor : 0;
            while (cursor + 1 < count && innerStart[cursor + 1] <= from) {
                cursor++;
            }
            return head & MAY_HOLD_TRACE | level[cursor];
        }

        @Override
        public int evidence(byte[] b, int from, int to) {
            return inner.evidence(b, from, to);
        }

        @Override
        public boolean understood(byte[] b, int from, int to) {
            return true;
        }

        @Override
        public void fill(RecordBuilder record, byte[] b, int from, int lineEnd, int recordEnd) {
            inner.fill(record, b, from, lineEnd, recordEnd);
        }
    }
}
