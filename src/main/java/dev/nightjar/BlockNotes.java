package dev.nightjar;

import dev.nightjar.bytes.Needles;
import dev.nightjar.config.Project;
import dev.nightjar.extract.Extractor;
import dev.nightjar.format.Format;
import dev.nightjar.format.Scanned;
import dev.nightjar.model.Block;
import dev.nightjar.model.Candidate;
import dev.nightjar.model.LogRecord;
import dev.nightjar.model.NotRead;
import dev.nightjar.model.Occurrence;
import dev.nightjar.source.Loaded;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What the records of one block say: events, and what is known besides. One thread.
final class BlockNotes implements BlockLoop.Pass {

    private final Scan.Rooms rooms;
    private final Project project;
    private final FileScan file;
    private final SourceScan source;
    private final Unread unread;
    final List<Occurrence> events = new ArrayList<>();
    final List<Banner> banners = new ArrayList<>();
    final List<Span> spans = new ArrayList<>();
    final List<Usual> patterns = new ArrayList<>();

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

    BlockNotes(Scan.Rooms rooms, Scan.Work work, Unread unread) {
        this.rooms = rooms;
        this.source = work.source();
        this.file = work.file();
        this.project = source.project();
        this.unread = unread;
    }

    private static Instant timeOf(LogRecord record) {
        Instant time = record.time();
        return time != null ? time : record.file().modified();
    }

    @Override
    public Scanned over(Loaded loaded) throws IOException {
        boolean closed = file.reading().closed() || loaded.endsInHole();
        Format format = file.format();
        Needles needles = source.needles(format.name(), rooms.extractor());
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
        banners.clear();
        patterns.clear();
    }

    /// One record that cannot be understood never stops the others: it is named among what was not read.
    private void understand(Candidate candidate, String format) {
        try {
            Extractor.Understood said = rooms.extractor().understand(candidate, project, format);
            said.event().map(event -> rooms.grouping().group(event, project)).ifPresent(events::add);
            said.release().ifPresent(release -> banners.add(new Banner(candidate.record(), release)));
            if (project.unseen()) {
                LogRecord record = candidate.record();
                String template = rooms.grouping()
                        .template(firstLine(rooms.extractor().scrub(record.text())))
                        .text();
                patterns.add(new Usual(record, template));
            }
        } catch (RuntimeException | StackOverflowError e) {
            LogRecord record = candidate.with("");
            unread.say(new NotRead(
                    record.file().path().toString(), "the record at byte " + record.start() + " failed: " + e, true));
        }
    }

    private static String firstLine(String text) {
        String begun = text.stripLeading();
        int end = begun.indexOf('\n');
        return end < 0 ? begun : begun.substring(0, end);
    }

    /// Notes when the block's records were written: by the file, where they do not say it.
    void times(Format format, Block block) {
        format.times(block, (from, to) -> spans.add(new Span(from, to)));
        if (spans.isEmpty()) {
            Instant modified = block.file().modified();
            spans.add(new Span(modified, modified));
        }
    }
}
