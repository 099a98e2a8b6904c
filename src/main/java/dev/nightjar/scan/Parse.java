package dev.nightjar.scan;

import dev.nightjar.bytes.LiteralPrefilter;
import dev.nightjar.config.Project;
import dev.nightjar.format.Format;
import dev.nightjar.format.SetBack;
import dev.nightjar.format.level.Writers;
import dev.nightjar.format.record.Scanned;
import dev.nightjar.model.Level;
import dev.nightjar.model.NotRead;
import dev.nightjar.model.Unclear;
import dev.nightjar.model.event.Event;
import dev.nightjar.model.event.Occurrence;
import dev.nightjar.model.log.Block;
import dev.nightjar.model.log.LogRecord;
import dev.nightjar.source.ReadPlan;
import dev.nightjar.source.find.Unreadable;
import dev.nightjar.source.read.Loaded;
import dev.nightjar.source.read.Pieces;
import dev.nightjar.source.read.Reading;
import java.io.IOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Every record of some files as a scan would understand it, whatever its level, with nothing stored.
public final class Parse {

    private final Loading.Rooms rooms;
    private final Project project;
    private final Consumer<Parsed> sink;
    private final Consumer<NotRead> notRead;
    private final List<Unclear> unclear = new ArrayList<>();

    /// One record, with offsets of its file.
    ///
    /// @param format name of the file's format
    /// @param occurrence the record, its trace, and the issue it would belong to
    /// @param line number of its first line in the file, 1-based; 0 if it is not known
    /// @param lines from the first to the last, those of other streams between them included
    /// @param apart numbers of its lines if those of other streams stand between them; else empty, and where
    ///     they are
    ///     not known
    public record Parsed(String format, Occurrence occurrence, long line, int lines, List<Long> apart) {

        public Parsed {
            apart = List.copyOf(apart);
        }

        Parsed with(Occurrence other) {
            return new Parsed(format, other, line, lines, apart);
        }

        /// The same behind so many lines of the file.
        Parsed behind(long before) {
            return before == BlockLoop.UNKNOWN
                    ? new Parsed(format, occurrence, 0, lines, List.of())
                    : new Parsed(
                            format,
                            occurrence,
                            before + line,
                            lines,
                            apart.stream().map(number -> before + number).toList());
        }
    }

    /// A format that a file's beginning speaks for.
    ///
    /// @param score the higher the better; 0 for the fallback
    public record Candidate(String format, String reason, double score) {}

    /// @param notRead told of records that fail, and of files that cannot be read
    public Parse(Loading.Rooms rooms, Project project, Consumer<Parsed> sink, Consumer<NotRead> notRead) {
        this.rooms = rooms;
        this.project = project;
        this.sink = sink;
        this.notRead = notRead;
    }

    /// Reads all files of a plan, one after the other.
    public void all(ReadPlan plan) {
        plan.notRead().forEach(notRead);
        for (Reading reading : plan.readings()) {
            String path = reading.file().path().toString();
            try (reading) {
                byte[] sample = reading.sample();
                Format format = rooms.formats().detect(sample, sample.length, reading.wantedFormat());
                read(format, reading, path);
                reading.damage().ifPresent(damage -> notRead.accept(new NotRead(path, damage, true)));
            } catch (IOException e) {
                notRead.accept(new NotRead(path, Unreadable.why(e), true));
            }
        }
    }

    /// What was read until now and may not have been understood, file by file.
    public List<Unclear> unclear() {
        return List.copyOf(unclear);
    }

    /// Reads these pieces of one file. It can grow no more: its last record is complete.
    public void read(Format format, Pieces pieces, String path) throws IOException {
        Records records = new Records(format);
        BlockLoop.readAll(pieces, records);
        unclear.addAll(records.unclear.unclear(path, project.name()));
    }

    /// The records of a block.
    private final class Records implements BlockLoop.Pass {

        private final Format format;
        private final List<Parsed> found = new ArrayList<>();
        private final Writers unclear = new Writers();
        private long tracesWithoutLevel;
        private @Nullable SetBack clock;

        Records(Format format) {
            this.format = format;
        }

        @Override
        public Scanned over(Loaded loaded) {
            return format.scan(
                    loaded.block(),
                    true,
                    Level.TRACE,
                    LiteralPrefilter.EVERY,
                    candidate -> understand(candidate.record(), candidate.lines(), loaded));
        }

        @Override
        public void again() {
            found.clear();
            tracesWithoutLevel = 0;
        }

        @Override
        public void done(Loaded loaded, Scanned scanned, long linesBefore) {
            scanned.unclear.settle(tracesWithoutLevel);
            scanned.unclear.scrub(text -> rooms.extractor().scrub(text, project));
            unclear.add(scanned.unclear);
            tell(loaded);
            found.forEach(parsed -> sink.accept(parsed.behind(linesBefore)));
            again();
        }

        /// The later time where an hour comes for the second time.
        private void tell(Loaded loaded) {
            ZoneId zone = loaded.block().file().zone();
            boolean near = found.stream()
                    .map(parsed -> parsed.occurrence().event().record().time())
                    .anyMatch(time -> time != null && SetBack.isNear(zone, time, time));
            if (near) {
                clock = clock == null ? new SetBack(zone, null) : clock;
                Set<Long> again = clock.ofSecondPass(SetBack.shown(format, loaded.block(), true).stream()
                        .map(one -> new SetBack.Shown(loaded.toFile(one.start()), one.local()))
                        .toList());
                found.replaceAll(parsed -> parsed.with(SetBack.told(parsed.occurrence(), again)));
            }
        }

        private void understand(LogRecord record, List<Integer> numbers, Loaded loaded) {
            LogRecord inFile = loaded.toFile(record);
            try {
                Occurrence occurrence = rooms.grouping().group(rooms.extractor().read(inFile, project), project);
                boolean traced = record.level() == null && occurrence.event() instanceof Event.ExceptionEvent;
                tracesWithoutLevel += traced ? 1 : 0;
                List<Long> apart = numbers.stream().map(Integer::longValue).toList();
                found.add(new Parsed(format.name(), occurrence, record.line(), lines(record, loaded.block()), apart));
            } catch (RuntimeException | StackOverflowError e) {
                notRead.accept(new NotRead(
                        record.file().path().toString(),
                        "the record at byte " + inFile.start() + " failed: " + e,
                        true));
            }
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
