package dev.nightjar.scan;

import dev.nightjar.bytes.LiteralPrefilter;
import dev.nightjar.config.Project;
import dev.nightjar.extract.Extractor;
import dev.nightjar.model.NotRead;
import dev.nightjar.model.Run;
import dev.nightjar.model.Unclear;
import dev.nightjar.model.event.Occurrence;
import dev.nightjar.model.log.LogRecord;
import dev.nightjar.model.log.Position;
import dev.nightjar.source.Unread;
import dev.nightjar.source.find.Unreadable;
import dev.nightjar.source.quarantine.Quarantine;
import dev.nightjar.source.quarantine.Whereabouts;
import dev.nightjar.source.read.Around;
import dev.nightjar.source.read.Loaded;
import dev.nightjar.source.read.Piece;
import dev.nightjar.text.Budget;
import dev.nightjar.text.LongTable;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// One project's files while they are scanned: hands out their blocks in order, and makes those who read them
/// take turns.
public final class SourceScan {

    /// A block to be read.
    public record Work(SourceScan source, FileScan file, Piece piece, long turn) {

        /// Where its bytes stand.
        Whereabouts place() {
            return Whereabouts.of(file.reading().found(), file.reading().file().fileId(), piece.from(), piece.to());
        }

        /// A part of it.
        Work part(long from, long to) {
            return new Work(source, file, new Piece(from, to, piece.loaded()), turn);
        }
    }

    private final Project project;
    private final Unread unread;
    private final Quarantine quarantine;
    private final List<FileScan> files = new ArrayList<>();
    private final LongTable<int[]> seen;
    private final Map<String, LiteralPrefilter> needles = new ConcurrentHashMap<>();
    private int current;
    private long handedOut;
    private long turn;
    private boolean aborted;

    /// @param sources that share the memory
    /// @param quarantine told where files are unpacked
    SourceScan(Project project, int sources, Unread unread, Quarantine quarantine) {
        this.quarantine = quarantine;
        this.project = project;
        this.seen = new LongTable<>(Budget.SAMPLED.bytes() / Math.max(1, sources), count -> 24);
        this.unread = unread;
    }

    Project project() {
        return project;
    }

    /// What makes a record of a file of this format a candidate whatever its level.
    LiteralPrefilter needles(String format, Extractor extractor) {
        return project.unseen()
                ? LiteralPrefilter.EVERY
                : needles.computeIfAbsent(format, name -> LiteralPrefilter.of(extractor.needles(project, name)));
    }

    void add(FileScan file) {
        files.add(file);
    }

    /// The next block of the file at hand, or of the next one.
    synchronized Optional<Work> next() {
        while (current < files.size()) {
            FileScan file = files.get(current);
            try {
                quarantine.at(file.place());
                Optional<Piece> piece = file.reading().next();
                quarantine.done();
                if (piece.isPresent()) {
                    file.handOut(piece.get());
                    return Optional.of(new Work(this, file, piece.get(), handedOut++));
                }
                file.exhausted();
            } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
                quarantine.done();
                IOException why = e instanceof IOException io ? io : new IOException(e);
                unread.add(file.path(), why);
            }
            file.reading().damage().ifPresent(damage -> unread.say(new NotRead(file.path(), damage, true)));
            close(file);
            current++;
        }
        return Optional.empty();
    }

    /// Waits until every block before this one was accounted for.
    synchronized void await(long wanted) {
        boolean interrupted = false;
        while (turn < wanted) {
            if (aborted) {
                throw new IllegalStateException("another worker of this scan failed");
            }
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /// Nobody waits for a turn any more: the one whose turn it is has failed.
    synchronized void abort() {
        aborted = true;
        notifyAll();
    }

    synchronized void passed(long done) {
        turn = Math.max(turn, done + 1);
        notifyAll();
    }

    /// Which of the occurrences become samples: the first, second, fourth, eighth … of an issue in this scan.
    /// To be asked in the order of the log.
    BitSet samples(List<Occurrence> occurrences) {
        BitSet samples = new BitSet();
        for (int i = 0; i < occurrences.size(); i++) {
            long issue = occurrences.get(i).fingerprint().hashes().getFirst().number();
            int[] count = seen.get(issue);
            if (count == null) {
                count = new int[1];
                seen.put(issue, count);
            }
            samples.set(i, Integer.bitCount(++count[0]) == 1);
        }
        return samples;
    }

    /// The samples get the lines around them.
    ///
    /// @param loaded the block's bytes
    static void surround(List<Occurrence> occurrences, BitSet samples, Work work, Loaded loaded, Extractor extractor) {
        Around around = work.file()
                .reading()
                .around(loaded, text -> extractor.scrub(text, work.source().project()));
        for (int i = samples.nextSetBit(0); i >= 0; i = samples.nextSetBit(i + 1)) {
            LogRecord record = occurrences.get(i).event().record();
            occurrences.set(i, occurrences.get(i).with(around.of(record.start(), record.end())));
        }
    }

    /// What changed since the last commit.
    List<Position> changed(Instant now) {
        return begun().flatMap(file -> file.changed(now).stream()).toList();
    }

    void committed() {
        begun().forEach(FileScan::committed);
    }

    List<Run.ReadFile> summaries() {
        return begun().map(FileScan::summary).toList();
    }

    List<Unclear> unclear() {
        return begun().flatMap(file -> file.unclear().stream()).toList();
    }

    List<NotRead> leftOut() {
        return begun().flatMap(file -> file.leftOut().stream()).toList();
    }

    private Stream<FileScan> begun() {
        return files.subList(0, Math.min(files.size(), current + 1)).stream();
    }

    private void close(FileScan file) {
        try {
            file.reading().close();
        } catch (IOException e) {
            unread.say(new NotRead(file.path(), Unreadable.why(e), false));
        }
    }

    void close() {
        files.forEach(this::close);
    }
}
