package dev.nightjar.scan;

import dev.nightjar.bytes.LiteralPrefilter;
import dev.nightjar.config.Project;
import dev.nightjar.extract.Extractor;
import dev.nightjar.format.Format;
import dev.nightjar.format.SetBack;
import dev.nightjar.format.record.Scanned;
import dev.nightjar.model.Failure;
import dev.nightjar.model.NotRead;
import dev.nightjar.model.event.Event;
import dev.nightjar.model.event.Occurrence;
import dev.nightjar.model.log.Block;
import dev.nightjar.model.log.Candidate;
import dev.nightjar.model.log.LogRecord;
import dev.nightjar.source.Unread;
import dev.nightjar.source.read.Loaded;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What one block says, and how far it was consumed: the events of its records, and what is known besides. To be
/// written by the thread that read it, before it reads another one, because it needs the block's bytes.
public final class BlockResult implements BlockLoop.Pass {

    private final Loading.Rooms rooms;
    private final SourceScan.Work work;
    private final Unread unread;
    final List<Occurrence> events = new ArrayList<>();
    final List<Banner> banners = new ArrayList<>();
    final List<Span> spans = new ArrayList<>();
    /// The spans are of the file's last change: no record says a time.
    boolean undated;
    final List<Usual> patterns = new ArrayList<>();
    final List<SetBack.Shown> shown = new ArrayList<>();
    private FileScan.@Nullable Consumed consumed;
    private @Nullable IOException failure;
    private @Nullable Throwable thrown;
    private long tracesWithoutLevel;

    /// A record that says which release runs.
    record Banner(LogRecord record, String release) {
        Instant at() {
            return timeOf(record);
        }
    }

    /// Times between which there were records.
    record Span(Instant from, Instant to) {}

    /// A record's template.
    record Usual(LogRecord record, String template) {
        Instant at() {
            return timeOf(record);
        }
    }

    private BlockResult(Loading.Rooms rooms, SourceScan.Work work, Unread unread) {
        this.rooms = rooms;
        this.work = work;
        this.unread = unread;
    }

    /// Reads a block.
    ///
    /// @param buffer for its bytes
    static BlockResult of(Loading.Rooms rooms, SourceScan.Work work, Unread unread, byte[] buffer) {
        BlockResult notes = new BlockResult(rooms, work, unread);
        try {
            BlockLoop.read(work.file().reading(), work.piece(), buffer, BlockLoop.UNKNOWN, notes);
        } catch (IOException e) {
            notes.failure = e;
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            notes.again();
            notes.thrown = e instanceof Failure ? null : e;
            notes.failure = new IOException("from byte " + work.piece().from() + " on: " + e, e);
        }
        return notes;
    }

    /// A block of which nothing is read.
    static BlockResult leftOut(Loading.Rooms rooms, SourceScan.Work work, Unread unread) throws IOException {
        BlockResult notes = new BlockResult(rooms, work, unread);
        Loaded loaded = work.file().reading().load(work.piece(), new byte[0], false);
        Block block = loaded.block();
        Scanned nothing = new Scanned();
        nothing.lines = lines(block);
        nothing.notUnderstood = nothing.lines;
        nothing.consumed = block.offset() + block.to();
        notes.consumed = FileScan.Consumed.of(work.piece().to(), loaded, nothing);
        return notes;
    }

    /// Lines that begin in the bytes that a block owns.
    static long lines(Block block) {
        long lines = 0;
        for (int i = block.from(); i < block.to(); i++) {
            lines += i == block.from() || block.bytes()[i - 1] == '\n' ? 1 : 0;
        }
        return lines;
    }

    SourceScan.Work work() {
        return work;
    }

    /// Null if the block could not be read.
    FileScan.@Nullable Consumed consumed() {
        return consumed;
    }

    /// Takes nothing of the block if what is before it is not what was read before it: the file was truncated and
    /// written
    /// anew between the two. To be asked when its turn has come.
    void refuseUnlessItFollows() {
        FileScan.Consumed found = consumed;
        if (found != null && !work.file().stopped() && !work.file().isFollowedBy(found)) {
            consumed = null;
            failure = Loaded.truncated();
        }
    }

    /// Why the block could not be read; null if it could.
    @Nullable
    IOException failure() {
        return failure;
    }

    /// What ended the reading, if it was something in the block and not that it could not be had; else null.
    @Nullable
    Throwable thrown() {
        return thrown;
    }

    private static Instant timeOf(LogRecord record) {
        Instant time = record.time();
        return time != null ? time : record.file().modified();
    }

    @Override
    public Scanned over(Loaded loaded) throws IOException {
        FileScan file = work.file();
        boolean closed = file.reading().closed() || loaded.endsInHole();
        Format format = file.format();
        LiteralPrefilter needles = work.source().needles(format.name(), rooms.extractor());
        return format.scan(
                loaded.block(),
                closed,
                file.level(),
                needles,
                candidate -> understand(loaded.isPlain() ? candidate : candidate.at(loaded::toFile), format.name()));
    }

    @Override
    public void again() {
        events.clear();
        tracesWithoutLevel = 0;
        spans.clear();
        undated = false;
        shown.clear();
        banners.clear();
        patterns.clear();
    }

    @Override
    public void done(Loaded loaded, Scanned scanned, long linesBefore) throws IOException {
        if (scanned.records() > 0) {
            times(work.file().format(), loaded.block());
            clock(loaded);
        }
        scanned.unclear.settle(tracesWithoutLevel);
        scanned.unclear.scrub(
                text -> rooms.extractor().scrub(text, work.source().project()));
        consumed = FileScan.Consumed.of(work.piece().to(), loaded, scanned);
    }

    /// One record that cannot be understood never stops the others: it is named among what was not read, and counts
    /// as what can be said of it.
    private void understand(Candidate candidate, String format) {
        Project project = work.source().project();
        try {
            Extractor.Understood said = rooms.extractor().understand(candidate, project, format);
            said.event().map(event -> rooms.grouping().group(event, project)).ifPresent(this::add);
            said.release().ifPresent(release -> banners.add(new Banner(candidate.record(), release)));
            if (project.unseen()) {
                LogRecord record = candidate.record();
                String template = rooms.grouping()
                        .template(firstLine(rooms.extractor().scrub(record.text(), project)))
                        .text();
                patterns.add(new Usual(record, template));
            }
        } catch (RuntimeException | StackOverflowError e) {
            LogRecord record = candidate.with("");
            unread.say(new NotRead(
                    record.file().path().toString(), "the record at byte " + record.start() + " failed: " + e, true));
            if (record.level() == null || record.level().atLeast(project.level())) {
                keep(candidate, record, project, e.getClass().getSimpleName());
            }
        }
    }

    /// An event of the first line of a record; without its text, if that is what fails.
    private void keep(Candidate candidate, LogRecord bare, Project project, String why) {
        try {
            String line = firstLine(rooms.extractor().scrub(candidate.record().text(), project));
            add(plain(bare, line.strip(), project));
        } catch (RuntimeException | StackOverflowError e) {
            add(plain(bare, "a record that could not be understood: " + why, project));
        }
    }

    private Occurrence plain(LogRecord bare, String text, Project project) {
        LogRecord record = bare.with(text, null, Map.of());
        return rooms.grouping().group(new Event.MessageEvent(record, text, Map.of(), null, null), project);
    }

    private void add(Occurrence occurrence) {
        events.add(occurrence);
        Event event = occurrence.event();
        tracesWithoutLevel +=
                event instanceof Event.ExceptionEvent && event.record().levelRaw() == null ? 1 : 0;
    }

    private static String firstLine(String text) {
        String begun = text.stripLeading();
        int end = begun.indexOf('\n');
        return end < 0 ? begun : begun.substring(0, end);
    }

    /// Notes what its records say of the time, where the clock was set back.
    private void clock(Loaded loaded) throws IOException {
        ZoneId zone = loaded.block().file().zone();
        if (spans.stream().anyMatch(span -> SetBack.isNear(zone, span.from, span.to))) {
            SetBack.shown(work.file().format(), loaded.block(), true).stream()
                    .map(one -> new SetBack.Shown(loaded.toFile(one.start()), one.local()))
                    .forEach(shown::add);
        }
    }

    /// Notes when the block's records were written: by the file, where they do not say it.
    private void times(Format format, Block block) {
        format.times(block, (from, to) -> spans.add(new Span(from, to)));
        undated = spans.isEmpty();
        if (undated) {
            Instant modified = block.file().modified();
            spans.add(new Span(modified, modified));
        }
    }
}
