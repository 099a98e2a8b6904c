package dev.nightjar;

import dev.nightjar.config.Project;
import dev.nightjar.format.Format;
import dev.nightjar.format.Scanned;
import dev.nightjar.model.Block;
import dev.nightjar.model.Event;
import dev.nightjar.model.LogRecord;
import dev.nightjar.model.NotRead;
import dev.nightjar.model.Occurrence;
import dev.nightjar.source.Loaded;
import dev.nightjar.source.Reading;
import dev.nightjar.source.Tracker;
import dev.nightjar.source.Unreadable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Every record of some files as a scan would understand it, whatever its level, with nothing stored.
public final class Parse {

    private final Scan.Rooms rooms;
    private final Project project;
    private final Consumer<Parsed> sink;
    private final List<NotRead> notRead = new ArrayList<>();

    /// One record.
    ///
    /// @param format name of the file's format
    /// @param occurrence the record, its trace, and the issue it would belong to
    /// @param line number of its first line in the file, 1-based
    /// @param lines from the first to the last, those of other streams between them included
    public record Parsed(String format, Occurrence occurrence, long line, int lines) {

        Parsed behind(long linesBefore) {
            return new Parsed(format, occurrence, linesBefore + line, lines);
        }
    }

    /// A format that a file's beginning speaks for.
    ///
    /// @param score the higher the better; 0 for the fallback
    public record Candidate(String format, String reason, double score) {}

    Parse(Scan.Rooms rooms, Project project, Consumer<Parsed> sink) {
        this.rooms = rooms;
        this.project = project;
        this.sink = sink;
    }

    /// Reads all files of a plan, one after the other, and returns what could not be read.
    List<NotRead> all(Tracker.Plan plan) {
        notRead.addAll(plan.notRead());
        for (Reading reading : plan.readings()) {
            try (reading) {
                one(reading);
            } catch (IOException e) {
                notRead.add(new NotRead(reading.file().path().toString(), Unreadable.why(e), true));
            }
        }
        return notRead;
    }

    private void one(Reading reading) throws IOException {
        byte[] sample = reading.sample();
        Format format = rooms.formats().detect(sample, sample.length, reading.wantedFormat());
        BlockLoop.readAll(reading, new BlockLoop.Whole() {
            private final List<Parsed> found = new ArrayList<>();

            @Override
            public Scanned over(Loaded loaded) {
                return format.scanAll(
                        loaded.block(),
                        true,
                        record -> understand(format, record, loaded).ifPresent(found::add));
            }

            @Override
            public void again() {
                found.clear();
            }

            @Override
            public void done(BlockLoop.Read read, long linesBefore) {
                found.forEach(parsed -> sink.accept(parsed.behind(linesBefore)));
                found.clear();
            }
        });
        reading.damage()
                .ifPresent(
                        damage -> notRead.add(new NotRead(reading.file().path().toString(), damage, true)));
    }

    private Optional<Parsed> understand(Format format, LogRecord record, Loaded loaded) {
        try {
            Event event = rooms.extractor().read(loaded.toFile(record), project);
            Occurrence occurrence = rooms.grouping().group(event, project);
            return Optional.of(new Parsed(format.name(), occurrence, record.line(), lines(record, loaded.block())));
        } catch (RuntimeException | StackOverflowError e) {
            String path = record.file().path().toString();
            long at = loaded.toFile(record.start());
            notRead.add(new NotRead(path, "the record at byte " + at + " failed: " + e, true));
            return Optional.empty();
        }
    }

    private static int lines(LogRecord record, Block block) {
        int from = (int) (record.start() - block.offset());
        int to = (int) (record.end() - block.offset());
        int lines = 1;
        for (int i = from; i < to; i++) {
            lines += block.bytes()[i] == '\n' ? 1 : 0;
        }
        return lines;
    }
}
