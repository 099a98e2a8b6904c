package dev.nightjar.format.record;

import dev.nightjar.bytes.Bytes;
import dev.nightjar.bytes.LiteralPrefilter;
import dev.nightjar.format.level.FailureWords;
import dev.nightjar.format.level.Levels;
import dev.nightjar.format.level.Unlevelled;
import dev.nightjar.model.Level;
import dev.nightjar.model.log.Block;
import dev.nightjar.model.log.Candidate;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Walks over the lines of a block and hands out the records that may be events: those of the wanted level, and
/// those with a line like a stack trace's. A record is a beginning line and all lines up to the next beginning,
/// at most 1,000 lines or 1 MiB; the rest of a longer one is left out. All others are only counted: no object
/// is made for them.
public final class RecordScanner {

    public static final int MOST_LINES = 1_000;
    public static final int MOST_BYTES = 1 << 20;

    /// More bytes behind a block than the few with which it is tried first.
    private static final int FAR = 1 << 18;
    private static final int UNKNOWN = Integer.MIN_VALUE;

    private final Lines lines;
    private final Openers openers;
    private final int threshold;
    private final boolean all;
    private final LiteralPrefilter needles;
    private final FailureWords failures;
    private final Lines.Silent silent;

    /// @param threshold null: every record is handed out, whatever it is
    /// @param needles what makes a record a candidate whatever its level
    /// @param failures sought in records without level
    public RecordScanner(
            Lines lines, Openers openers, @Nullable Level threshold, LiteralPrefilter needles, FailureWords failures) {
        this.failures = failures;
        this.silent = lines.silent();
        this.lines = lines;
        this.openers = openers;
        this.threshold = threshold == null ? 0 : threshold.ordinal();
        this.all = threshold == null || needles.every();
        this.needles = needles;
    }

    /// @param closed the file ends for good where the block does: its last line counts though no line end
    ///     follows
    public Scanned scan(Block block, boolean closed, Consumer<Candidate> sink) {
        return new Walk(block, closed, sink).walk();
    }

    /// One walk over one block.
    private final class Walk {

        private final Block block;
        private final byte[] b;
        private final boolean closed;
        private final Consumer<Candidate> sink;
        private final Scanned found = new Scanned();
        private final Unlevelled unlevelled = new Unlevelled();
        /// The same of records that look like traces: they may become events after all.
        private final Unlevelled traces = new Unlevelled();

        private final TimeAbove above = new TimeAbove(lines);
        private long lineCount;
        private int record = -1;
        private int firstLineEnd;
        private int recordEnd;
        private int recordLevel;
        private int recordLines;
        private int swallowed;
        private long lineOfRecord;
        private boolean candidate;
        private boolean mayHoldTrace;
        /// What the line above says of itself.
        private int headAbove = UNKNOWN;
        /// The line last judged goes on only because it looks like one of a trace.
        private boolean ofTrace;
        /// The line last judged has a header of its own and goes on with the record all the same.
        private boolean underHeaders;
        /// Lines of the record have headers of their own.
        private boolean manyHeaders;
        private boolean levelBelow;
        private boolean farBelow;
        private boolean judgeWhole;
        private boolean truncated;
        /// There are as many bytes behind the block as there can be: more will not come, whatever is still
        /// open.
        private final boolean far;

        private final Ahead needle;
        private final Openers.Above leads;
        private final Headed headed;
        /// No line with a header stands above: what a program says before it logs.
        private boolean preface;

        Walk(Block block, boolean closed, Consumer<Candidate> sink) {
            this.block = block;
            this.b = block.bytes();
            this.closed = closed;
            this.far = !block.atEnd() && block.limit() - block.to() > FAR;
            this.sink = sink;
            this.needle = new Ahead(needles, b, block.limit(), Ahead.FAR);
            this.leads = openers.above(b, block.limit());
            this.headed = new Headed(lines, openers, b, block.limit());
            this.preface = block.offset() == 0 && Plain.isPreface(lines, b, block.from());
        }

        Scanned walk() {
            int p = block.from();
            int limit = block.limit();
            int to = block.to();
            while (p < to || record >= 0 && p < limit) {
                int newline = Bytes.indexOf(b, (byte) '\n', p, limit);
                if (newline < 0 && !far && !overlong(p, limit)) {
                    return unfinished(p);
                }
                int end = newline < 0 ? limit : newline;
                boolean enough = p >= to && (truncated || p - record > MOST_BYTES);
                int head = enough ? Levels.NONE : head(p, end);
                if (head != Lines.CONTINUATION) {
                    finishRecord();
                    if (p >= to) {
                        return done(to);
                    }
                    begin(p, end, head);
                    if (head > 0 && (head & Lines.ENDS_HERE) != 0) {
                        finishRecord();
                    }
                } else if (record >= 0) {
                    goOn(p, end);
                } else if (mayBeginAnyhow(p)) {
                    begin(p, end, Levels.NONE);
                }
                lineCount += p < to ? 1 : 0;
                p = newline < 0 ? limit : newline + 1;
            }
            return record >= 0 ? atLimit(p) : done(Math.min(p, Math.max(to, block.from())));
        }

        private int head(int from, int end) {
            int head = lines.head(b, from, end);
            preface = preface && from < Plain.PREFACE && !Plain.isMarked(head);
            head = preface && head == Lines.CONTINUATION ? lines.unheaded(b, from, end) : head;
            boolean loudAbove = headAbove >= Level.WARN.ordinal() || headAbove == UNKNOWN;
            headAbove = head;
            ofTrace = head > 0
                    && (head & (Lines.UNMARKED | Lines.GUESSED)) != 0
                    && openers.goesOn(b, from, end, leads.leads(from, end), (head & Lines.UNMARKED) == 0);
            underHeaders = !ofTrace
                    && loudAbove
                    && head >= Level.WARN.ordinal()
                    && headed.goesOn(b, from, end, (head & 7) == Levels.NONE);
            if (ofTrace || underHeaders || head > 0 && (head & Lines.BESIDE) != 0 && headed.isBelowFailure(b, from)) {
                return Lines.CONTINUATION;
            }
            boolean begins = head == Lines.INDENTED
                    ? openers.begins(b, from, end, block.limit())
                    : head == Lines.CONTINUATION && headed.isUncaught(block, from, end);
            return begins ? Levels.NONE | Lines.MAY_HOLD_TRACE : head == Lines.INDENTED ? Lines.CONTINUATION : head;
        }

        /// A file's first line belongs to no record before.
        private boolean mayBeginAnyhow(int p) {
            return block.fromStart() && p == block.from();
        }

        private void begin(int from, int end, int head) {
            if (head == Lines.BETWEEN) {
                return;
            }
            record = from;
            firstLineEnd = end;
            recordEnd = end;
            recordLevel = head & 7;
            recordLines = 1;
            swallowed = 0;
            manyHeaders = false;
            lineOfRecord = lineCount;
            truncated = end - from > MOST_BYTES;
            mayHoldTrace = (head & Lines.MAY_HOLD_TRACE) != 0;
            levelBelow = (head & Lines.LEVEL_BELOW) != 0;
            farBelow = (head & Lines.LEVEL_FAR_BELOW) != 0;
            judgeWhole = (head & Lines.JUDGE_WHOLE) != 0;
            candidate = all || mayHoldTrace || judgeWhole || recordLevel < Levels.NONE && recordLevel >= threshold;
            found.records++;
            found.byLevel[recordLevel]++;
            if (recordLevel == Levels.NONE && !lines.understood(b, from, end)) {
                found.notUnderstood++;
            }
        }

        private void goOn(int from, int end) {
            if (recordLines >= MOST_LINES || end - record > MOST_BYTES) {
                truncated = true;
                return;
            }
            recordLines++;
            recordEnd = end;
            manyHeaders |= underHeaders;
            boolean below = levelBelow;
            if (below) {
                found.byLevel[recordLevel]--;
                recordLevel = lines.below(b, from, end);
                found.byLevel[recordLevel]++;
                levelBelow = farBelow && recordLevel == Levels.NONE;
                candidate |= recordLevel < Levels.NONE && recordLevel >= threshold;
            }
            if (!mayHoldTrace && (!candidate || all)) {
                mayHoldTrace = ofTrace || openers.opens(b, from, end);
                candidate |= mayHoldTrace;
                swallowed += from < end && !below && !Bytes.isBlank(b[from]) ? 1 : 0;
            }
        }

        /// Notes what may not be understood of a record: that it has no level, and lines in it that may be
        /// records.
        private void doubt(int end) {
            boolean silently = recordLevel == Levels.NONE && silent != Lines.Silent.FINE;
            if (silently) {
                Unlevelled to = mayHoldTrace ? traces : unlevelled;
                to.without++;
                to.look(failures, b, record, end);
            }
            if (mayHoldTrace) {
                return;
            }
            if (!silently && swallowed > 0 && recordLevel < Level.WARN.ordinal()) {
                unlevelled.look(failures, b, Math.min(firstLineEnd + 1, end), end);
            }
            unlevelled.swallowed += silently || recordLevel < Level.WARN.ordinal() ? swallowed : 0;
        }

        private void finishRecord() {
            if (record < 0) {
                return;
            }
            int end = Math.min(recordEnd, record + MOST_BYTES);
            candidate = candidate || needle.isIn(record, end);
            if (candidate) {
                Lines.Parts parts = judgeWhole ? lines.parts(b, record, end) : Lines.Parts.NONE;
                if (parts.bounds().isEmpty()) {
                    handOut(record, Math.min(firstLineEnd, end), end, recordEnd, lineOfRecord);
                } else {
                    handOut(parts);
                    record = -1; // a document of records is none itself
                    return;
                }
            }
            doubt(end);
            record = -1;
        }

        private void handOut(int from, int lineEnd, int end, int trueEnd, long line) {
            RecordBuilder builder = new RecordBuilder(block.file());
            lines.fill(builder, b, from, lineEnd, end);
            if (builder.time == null && !lines.saysTime() && (mayHoldTrace || opensBelow(end))) {
                builder.time = above.at(block.file(), b, from);
            }
            if (manyHeaders) {
                builder.text(headed.text(builder.text(), b, lineEnd, end));
            }
            if (wanted(builder, from, end)) {
                sink.accept(new BlockCandidate(
                        builder, block.offset() + from, block.offset() + trueEnd, line + 1, truncated));
            }
        }

        /// Each part counts as a record.
        private void handOut(Lines.Parts parts) {
            long line = lineOfRecord;
            int counted = record;
            found.records--;
            found.byLevel[recordLevel]--;
            for (int[] part : parts.bounds()) {
                for (; counted < part[0]; counted++) {
                    line += b[counted] == '\n' ? 1 : 0;
                }
                recordLevel = Levels.NONE;
                found.records++;
                found.byLevel[recordLevel]++;
                handOut(part[0], part[1], part[1], part[1], line);
            }
        }

        /// The full reading may find a lower level than the first look did.
        private boolean wanted(RecordBuilder builder, int from, int end) {
            Level level = builder.level;
            int ordinal = level == null ? Levels.NONE : level.ordinal();
            if (ordinal == recordLevel && !judgeWhole || level == null && !judgeWhole) {
                return true;
            }
            found.byLevel[recordLevel]--;
            recordLevel = ordinal;
            found.byLevel[recordLevel]++;
            candidate = all
                    || ordinal < Levels.NONE && ordinal >= threshold
                    || mayHoldTrace
                    || judgeWhole && builder.holdsStack
                    || needle.isIn(from, end)
                    || opensBelow(end);
            return candidate;
        }

        private boolean opensBelow(int end) {
            for (int p = firstLineEnd + 1; p < end; ) {
                int newline = Bytes.indexOf(b, (byte) '\n', p, end);
                int lineEnd = newline < 0 ? end : newline;
                if (openers.opens(b, p, lineEnd)) {
                    return true;
                }
                p = lineEnd + 1;
            }
            return false;
        }

        /// A line so long that what is there of it is all that will be read.
        private boolean overlong(int p, int limit) {
            return limit - p > MOST_BYTES;
        }

        /// The last line has no end yet: unless the file is closed it counts as not there, for half a line
        /// cannot be judged.
        private Scanned unfinished(int p) {
            if (!block.atEnd()) {
                return more(p);
            }
            if (closed) {
                int head = head(p, block.limit());
                if (head != Lines.CONTINUATION) {
                    finishRecord();
                    if (p < block.to()) {
                        begin(p, block.limit(), head);
                    }
                } else if (record >= 0) {
                    goOn(p, block.limit());
                } else if (mayBeginAnyhow(p)) {
                    begin(p, block.limit(), Levels.NONE);
                }
                lineCount += p < block.to() ? 1 : 0;
                finishRecord();
                return done(block.limit());
            }
            return record < 0 ? done(p) : atLimit(p);
        }

        /// The open record comes again.
        private Scanned hold() {
            found.records--;
            found.byLevel[recordLevel]--;
            lineCount = lineOfRecord;
            return done(record);
        }

        private Scanned more(int p) {
            found.needsMore = true;
            return record >= 0 ? hold() : done(p);
        }

        /// All bytes are used up while a record is open.
        private Scanned atLimit(int p) {
            if (!far && !block.atEnd() && !truncated && p - record <= MOST_BYTES) {
                return more(p);
            }
            if (!block.atEnd() || closed) {
                finishRecord();
                return done(Math.max(p, block.to()));
            }
            Lines.Parts parts = judgeWhole ? lines.parts(b, record, recordEnd) : Lines.Parts.NONE;
            if (parts.whole()) {
                finishRecord(); // nothing can follow
                return done(p);
            } else if (parts != Lines.Parts.NONE) {
                return hold();
            }
            int start = record;
            int ownLines = recordLines;
            long before = lineOfRecord;
            finishRecord();
            boolean handedOut = candidate;
            lineCount = before;
            found.open = new Scanned.Open(block.offset() + start, block.offset() + p, ownLines, handedOut);
            return done(start);
        }

        private Scanned done(int consumed) {
            found.lines = lineCount;
            found.consumed = block.offset() + consumed;
            unlevelled.lines = lineCount;
            unlevelled.records = found.records;
            found.unclear.add("", silent == Lines.Silent.ODD, unlevelled, traces);
            return found;
        }
    }
}
