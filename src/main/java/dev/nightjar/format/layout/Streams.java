package dev.nightjar.format.layout;

import dev.nightjar.bytes.Bytes;
import dev.nightjar.bytes.LiteralPrefilter;
import dev.nightjar.format.level.FailureWords;
import dev.nightjar.format.level.Levels;
import dev.nightjar.format.record.BlockCandidate;
import dev.nightjar.format.record.Openers;
import dev.nightjar.format.record.RecordBuilder;
import dev.nightjar.format.record.RecordScanner;
import dev.nightjar.format.record.Scanned;
import dev.nightjar.format.structured.Members;
import dev.nightjar.model.Level;
import dev.nightjar.model.log.Block;
import dev.nightjar.model.log.Candidate;
import dev.nightjar.model.log.LogRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Scans a block of wrapped lines: sorts them into their streams, scans each with the inner format, and gives
/// the records back their places in the file. A line without a header goes on with the line before if it is
/// indented. Lines of one record may lie at most 16 KiB and two seconds apart, so that what a block owns does
/// not depend on where it was cut, and a silent stream keeps nothing back. Wants more than the 16 KiB before a
/// block as context. One object per scan.
public final class Streams {

    static final int WIDEST_GAP = 1 << 14;

    /// Seconds after which a stream's next line is no continuation any more.
    static final int LONGEST_PAUSE = 2;

    private final Wrapper wrapper;
    private final Speakers speakers;
    private final Openers openers;
    private final @Nullable Level threshold;
    private final LiteralPrefilter needles;
    private final FailureWords failures;
    private long lastSecond = Members.NO_TIME;

    public Streams(
            Wrapper wrapper,
            Speakers speakers,
            Openers openers,
            @Nullable Level threshold,
            LiteralPrefilter needles,
            FailureWords failures) {
        this.failures = failures;
        this.wrapper = wrapper;
        this.speakers = speakers;
        this.openers = openers;
        this.threshold = threshold;
        this.needles = needles;
    }

    /// What the block holds. In a file that may still grow nothing behind its first open record is handed out:
    /// with that record it comes again, since the open records of other streams lie there.
    public Scanned scan(Block block, boolean closed, Consumer<Candidate> sink) {
        Scanned found = new Scanned();
        List<Stream> streams = new ArrayList<>();
        int end = sort(block, closed, streams, found);
        List<Candidate> records = new ArrayList<>();
        boolean ended = block.atEnd() && closed;
        Stream open = walk(streams, block, block.to(), end, ended, found, records);
        if (!block.atEnd() && (open != null || end < block.to())) {
            Scanned nothing = new Scanned();
            nothing.needsMore = true;
            nothing.consumed = block.offset() + block.from();
            return nothing;
        }
        if (open != null && streams.size() > 1) {
            records.clear();
            found.forget();
            walk(streams, block, Math.min(block.to(), open.pending + 1), end, false, found, records);
        }
        records.sort(Comparator.comparingLong(candidate -> candidate.record().start()));
        records.forEach(sink);
        found.consumed =
                block.offset() + (open != null ? open.pending : block.atEnd() ? end : Math.min(end, block.to()));
        if (open != null) {
            settle(open, block.offset(), end, found);
        }
        return found;
    }

    /// Scans all streams and returns the one whose record begins first of those that may still get lines.
    private @Nullable Stream walk(
            List<Stream> streams, Block block, int to, int end, boolean ended, Scanned found, List<Candidate> records) {
        for (Stream stream : streams) {
            stream.scan(block, !ended && stream.mayGoOn(end), to, found, records::add);
        }
        return streams.stream()
                .filter(s -> s.pending >= 0)
                .min(Comparator.comparingInt(s -> s.pending))
                .orElse(null);
    }

    private static void settle(Stream first, long offset, int end, Scanned found) {
        if (first.open != null) {
            int lines = (int) found.lines - first.pendingLine;
            found.open = new Scanned.Open(found.consumed, offset + end, lines, first.open.candidate());
        }
        found.lines = first.pendingLine;
    }

    /// Sorts the block's lines, and those just before it as context, into streams; returns where the last whole
    /// line ends.
    private int sort(Block block, boolean closed, List<Stream> streams, Scanned found) {
        byte[] b = block.bytes();
        Map<String, Stream> current = new LinkedHashMap<>();
        String lastName = "";
        int p = contextStart(block);
        boolean wholeContext = p > 0 || block.offset() == 0;
        while (p < block.limit()) {
            int newline = Bytes.indexOf(b, (byte) '\n', p, block.limit());
            boolean overlong = block.limit() - p > RecordScanner.MOST_BYTES;
            if (newline < 0 && !(block.atEnd() && closed) && !overlong) {
                return p;
            }
            int end = newline < 0 ? block.limit() : newline;
            Wrapper.Line line = wrapper.unwrap(b, p, end);
            boolean owned = p >= block.from() && p < block.to();
            if (line == null) {
                line = bare(b, p, end, lastName);
                found.notUnderstood += owned ? 1 : 0;
            }
            lastName = line.stream();
            if (line.second() != lastSecond && line.second() != Members.NO_TIME) {
                lastSecond = line.second();
                current.values().removeIf(stream -> stream.isLate(lastSecond));
            }
            Stream stream = current.get(line.stream());
            if (stream == null || stream.isFar(p)) {
                stream = new Stream(line.stream(), wrapper.speaker(b, p, end), wholeContext);
                streams.add(stream);
                current.put(line.stream(), stream);
            }
            stream.add(line, p, end, (int) found.lines);
            found.lines += owned ? 1 : 0;
            p = end + 1;
        }
        return Math.min(p, block.limit());
    }

    /// A line without a header.
    private Wrapper.Line bare(byte[] b, int from, int to, String lastName) {
        boolean goesOn = wrapper.isText() && (to == from || Bytes.isBlank(b[from]));
        return new Wrapper.Line(goesOn ? lastName : "", b, from, to, false, Levels.NONE, Members.NO_TIME);
    }

    /// The start of the line that is the widest gap before the block, 0 if the context does not reach so far.
    private static int contextStart(Block block) {
        int p = block.from() - WIDEST_GAP;
        while (p > 0 && block.bytes()[p - 1] != '\n') {
            p--;
        }
        return Math.max(0, p);
    }

    /// The lines of one stream without a gap, unwrapped, one after another. In a quiet log each line is a
    /// stream of its own, so it begins small.
    private final class Stream extends Speakers.Spoken {

        private static final int FEW_LINES = 2;

        private final String name;
        private final String speaker;
        private final boolean fresh;
        private byte[] bytes = new byte[128];
        private int length;
        private int count;
        private int[] innerStart = new int[FEW_LINES];
        private int[] outerStart = new int[FEW_LINES];
        private int[] outerEnd = new int[FEW_LINES];
        private int[] outerLine = new int[FEW_LINES];
        private int[] level = new int[FEW_LINES];
        private boolean partial;
        private boolean left;
        private long second = Members.NO_TIME;
        private int cursor;
        private int pending = -1;
        private int pendingLine;
        private Scanned.@Nullable Open open;

        /// @param fresh no line before belongs to it, so that its first line begins a record whatever it looks
        ///     like
        Stream(String name, String speaker, boolean fresh) {
            super(speakers.of(speaker));
            this.name = name;
            this.speaker = speaker;
            this.fresh = fresh;
        }

        /// A line that begins there lies too far behind to go on with this stream's last record.
        boolean isFar(int start) {
            left |= start - outerEnd[count - 1] > WIDEST_GAP;
            return left;
        }

        /// A line of that second is too late to go on with this stream's last record.
        boolean isLate(long then) {
            left |= second != Members.NO_TIME && Math.abs(then - second) > LONGEST_PAUSE;
            return left;
        }

        /// This stream's last record may have further lines behind the block, whose lines end at `end`.
        boolean mayGoOn(int end) {
            return !isFar(end);
        }

        void add(Wrapper.Line line, int start, int end, int number) {
            if (!partial) {
                if (count == innerStart.length) {
                    grow();
                }
                innerStart[count] = length;
                outerStart[count] = start;
                outerLine[count] = number;
                level[count++] = speakers.level(speaker, line);
            }
            outerEnd[count - 1] = end;
            second = line.second() == Members.NO_TIME ? second : line.second();
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

        /// @param mayGrow the last record may still get lines
        /// @param to only records that begin before this offset of the block
        void scan(Block block, boolean mayGrow, int to, Scanned found, Consumer<Candidate> sink) {
            int from = firstAt(block.from());
            int owned = firstAt(to);
            pending = -1;
            open = null;
            if (from == owned) {
                return;
            }
            Block lines = new Block(
                    block.file(),
                    0,
                    bytes,
                    innerStart[from],
                    owned < count ? innerStart[owned] : length,
                    length,
                    fresh && from == 0,
                    true);
            Scanned scanned = new RecordScanner(this, openers, threshold, needles, failures)
                    .scan(lines, !mayGrow, candidate -> sink.accept(place(candidate.record(), block, from)));
            found.records += scanned.records;
            found.notUnderstood += scanned.notUnderstood;
            found.unclear.add(speaker, scanned.unclear);
            for (int i = 0; i < found.byLevel.length; i++) {
                found.byLevel[i] += scanned.byLevel[i];
            }
            if (scanned.consumed < (owned < count ? innerStart[owned] : length)) {
                int line = lineAt((int) scanned.consumed);
                pending = outerStart[line];
                pendingLine = outerLine[line];
                open = scanned.open();
            }
        }

        /// Index of the first line that begins at or behind an offset of the block.
        private int firstAt(int offset) {
            int found = Arrays.binarySearch(outerStart, 0, count, offset);
            return found >= 0 ? found : -found - 1;
        }

        /// The record with its places in the file, and what the header says where it says nothing itself.
        private Candidate place(LogRecord record, Block block, int from) {
            int line = Math.max(from, lineAt((int) record.start()));
            int lastLine = lastLine((int) record.end());
            RecordBuilder header = new RecordBuilder(block.file());
            wrapper.fill(header, block.bytes(), outerStart[line], outerEnd[line]);
            LogRecord outer = header.build(0, 0, 0, false);
            boolean own = record.time() != null
                    && (record.inferred().isEmpty()
                            || record.inferred().size() < outer.inferred().size());
            Map<String, String> fields = new LinkedHashMap<>(header.fields);
            fields.remove("partial");
            fields.remove("stream");
            fields.putAll(record.fields());
            LogRecord placed = new LogRecord(
                    block.file(),
                    block.offset() + outerStart[line],
                    block.offset() + outerEnd[Math.max(line, lastLine)],
                    outerLine[line] + 1L,
                    own || outer.time() == null ? record.time() : outer.time(),
                    own || outer.time() == null ? record.inferred() : outer.inferred(),
                    record.level() != null ? record.level() : Levels.of(level[line]),
                    record.level() != null ? record.levelRaw() : outer.levelRaw(),
                    either(record.logger(), outer.logger()),
                    either(record.thread(), outer.thread()),
                    either(record.host(), outer.host()),
                    either(record.process(), outer.process()),
                    record.text(),
                    fields,
                    own || outer.time() == null ? record.written() : outer.written(),
                    record.truncated());
            return new BlockCandidate(
                    placed,
                    () -> lines(block, outerStart[line], outerEnd[Math.max(line, lastLine)], outerLine[line] + 1));
        }

        /// Numbers of the lines of this stream at `[from, to)` of the block, if others stand between them.
        private List<Integer> lines(Block block, int from, int to, int first) {
            byte[] b = block.bytes();
            List<Integer> own = new ArrayList<>();
            int number = first;
            String last = name;
            for (int p = from; p < to; number++) {
                int newline = Bytes.indexOf(b, (byte) '\n', p, to);
                int end = newline < 0 ? to : newline;
                Wrapper.Line line = wrapper.unwrap(b, p, end);
                last = (line == null ? bare(b, p, end, last) : line).stream();
                if (last.equals(name)) {
                    own.add(number);
                }
                p = end + 1;
            }
            return own.size() == number - first ? List.of() : own;
        }

        private static @Nullable String either(@Nullable String first, @Nullable String second) {
            return first != null ? first : second;
        }

        /// The last line of a record that ends there: also an empty one, if it has a header.
        private int lastLine(int end) {
            int line = lineAt(end);
            return outerStart[line] < outerEnd[line] ? line : lineAt(end - 1);
        }

        private int lineAt(int innerOffset) {
            int found = Arrays.binarySearch(innerStart, 0, count, innerOffset);
            return found >= 0 ? found : -found - 2;
        }

        @Override
        public int head(byte[] b, int from, int to) {
            int head = inner.head(b, from, to);
            boolean first = (head == CONTINUATION || head == INDENTED) && fresh && from == 0;
            head = first ? Levels.NONE | UNMARKED : head; // of no record before
            return levelled(head, from);
        }

        @Override
        public int unheaded(byte[] b, int from, int to) {
            return levelled(inner.unheaded(b, from, to), from);
        }

        @Override
        public boolean nothingBefore() {
            return fresh;
        }

        /// What the header says of the level, where the line at `from` says nothing itself.
        private int levelled(int head, int from) {
            if (head < 0 || (head & (7 | LEVEL_BELOW)) != Levels.NONE) {
                return head;
            }
            cursor = cursor < count && innerStart[cursor] <= from ? cursor : 0;
            while (cursor + 1 < count && innerStart[cursor + 1] <= from) {
                cursor++;
            }
            return head & (MAY_HOLD_TRACE | UNMARKED | GUESSED) | level[cursor];
        }

        @Override
        public Silent silent() {
            Silent silent = inner.silent();
            return silent == Silent.ODD && wrapper.isOfPrograms() ? Silent.QUIET : silent;
        }

        @Override
        public boolean saysTime() {
            return second != Members.NO_TIME;
        }

        @Override
        public boolean understood(byte[] b, int from, int to) {
            return true;
        }
    }
}
