package dev.nightjar.scan;

import dev.nightjar.format.Format;
import dev.nightjar.format.Formats;
import dev.nightjar.format.SetBack;
import dev.nightjar.format.level.Writers;
import dev.nightjar.format.record.RecordScanner;
import dev.nightjar.format.record.Scanned;
import dev.nightjar.model.Level;
import dev.nightjar.model.NotRead;
import dev.nightjar.model.Run;
import dev.nightjar.model.Unclear;
import dev.nightjar.model.Window;
import dev.nightjar.model.event.Occurrence;
import dev.nightjar.model.log.LogRecord;
import dev.nightjar.model.log.Position;
import dev.nightjar.source.quarantine.Whereabouts;
import dev.nightjar.source.read.Loaded;
import dev.nightjar.source.read.Piece;
import dev.nightjar.source.read.Reading;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is known of one file while it is scanned: its format, and how far everything before a point was
/// consumed. Pieces are accounted for in their order.
final class FileScan {

    /// How far the block was consumed, in offsets of the file: found out by the thread that read it, for it
    /// takes hashes.
    ///
    /// @param loaded its bytes
    /// @param scanned what it counts
    /// @param open the record with which the file ends for now
    /// @param tail proof of the bytes before all that was counted
    /// @param hash of the full MiB that the piece ends
    /// @param zeros in a hole
    /// @param edges where lines cross its edges
    record Consumed(
            Loaded loaded,
            Scanned scanned,
            long offset,
            Scanned.@Nullable Open open,
            String tail,
            Optional<Long> hash,
            long zeros,
            Loaded.Edges edges) {

        static Consumed of(long end, Loaded loaded, Scanned scanned) {
            Scanned.Open last = scanned.open();
            Scanned.Open open = last == null
                    ? null
                    : new Scanned.Open(
                            loaded.toFile(last.start()), loaded.toFile(last.end()), last.lines(), last.candidate());
            long offset = Math.min(end, loaded.toFile(scanned.consumed()));
            String tail = loaded.tail(open == null ? offset : open.end());
            return new Consumed(loaded, scanned, offset, open, tail, loaded.hash(), loaded.zeros(), loaded.edges());
        }
    }

    /// So many lines speak for a format that is kept.
    private static final long CERTAIN = 50;

    private final Reading reading;
    private final Formats formats;
    private final Level level;
    private @Nullable Format format;

    private long offset;
    private long lines;
    private String chain;
    private String tail;
    private Position.@Nullable Open open;
    private boolean stopped;
    private boolean changed;
    private boolean done;
    private int handedOut;
    private long handedOutTo;
    private int accounted;

    private long bytes;
    private long linesRead;
    private long records;
    private long events;
    private long notUnderstood;
    private final Writers unclear = new Writers();
    private long zeros;
    private long ofLongLines;

    /// Where the line begins that may go on in the next piece.
    private long line;
    private long ahead;
    private @Nullable Window times;
    private final SetBack clock;
    private @Nullable String undetected;

    FileScan(Reading reading, Formats formats, Level level) {
        this.reading = reading;
        this.formats = formats;
        this.level = level;
        Position before = reading.before();
        this.offset = reading.start();
        this.line = offset;
        this.lines = before == null ? 0 : before.lines();
        this.chain = before == null ? "" : before.identity().chain();
        this.open = before == null ? null : before.open();
        this.tail = before == null ? "" : before.identity().tail();
        this.clock = new SetBack(reading.file().zone(), before == null ? null : before.passed());
    }

    Reading reading() {
        return reading;
    }

    Level level() {
        return level;
    }

    /// The file's format: that of the last run, or what its first bytes speak for. After a few lines, as of a
    /// banner, or where none was found, nothing is certain yet.
    synchronized Format format() throws IOException {
        if (format == null) {
            Position before = reading.before();
            byte[] sample = reading.sample();
            format = Optional.ofNullable(before)
                    .filter(position -> position.lines() >= CERTAIN)
                    .flatMap(position -> formats.named(position.format()))
                    .filter(known -> !known.isPlain())
                    .orElseGet(() -> detected(sample));
        }
        return format;
    }

    /// What its first bytes speak for; lines without a form, where finding that out fails.
    private Format detected(byte[] sample) {
        try {
            return formats.detect(sample, sample.length, reading.wantedFormat());
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            undetected = e.toString();
            return formats.plain("as its first lines could not be judged");
        }
    }

    /// Where its next piece begins, as far as that is known.
    Whereabouts place() {
        long behind = Math.max(handedOutTo, reading.start());
        return Whereabouts.of(reading.found(), reading.file().fileId(), behind, behind);
    }

    /// Lines of the file before the piece whose turn it is.
    long linesBefore() {
        return lines;
    }

    /// The record at the beginning that the last run already counted; null once it is dealt with, or without
    /// one.
    Position.@Nullable Open takeOpen() {
        Position.Open taken = offset == reading.start() ? open : null;
        open = null;
        return taken;
    }

    /// The occurrences of a block whose turn it is, with the later time where its hour comes for the second
    /// time.
    void tell(List<Occurrence> occurrences, List<SetBack.Shown> shown) {
        Set<Long> again = clock.ofSecondPass(shown);
        if (!again.isEmpty()) {
            occurrences.replaceAll(occurrence -> SetBack.told(occurrence, again));
        }
        ahead += occurrences.stream()
                .filter(one -> one.event().record().inferred().contains(LogRecord.Inferred.AHEAD))
                .count();
    }

    /// Accounts for a piece whose turn it is.
    ///
    /// @param stillOpen the open record's event at the file's end, if it has one
    void account(Piece piece, Consumed consumed, int events, Position.@Nullable Open stillOpen) {
        Scanned scanned = consumed.scanned();
        accounted++;
        bytes += piece.to() - piece.from();
        if (stopped) {
            return;
        }
        changed = true;
        records += scanned.records();
        notUnderstood += scanned.notUnderstood();
        unclear.add(scanned.unclear);
        this.events += events;
        reading.dense(events, piece.to() - piece.from());
        lines += scanned.lines();
        linesRead += scanned.lines();
        zeros += consumed.zeros();
        ofLongLines += beyond(consumed.edges(), consumed.zeros());
        offset = consumed.offset();
        tail = consumed.tail();
        stopped = offset < piece.to();
        if (!stopped) {
            consumed.hash().ifPresent(hash -> chain = Reading.chain(chain, hash));
        }
        Scanned.Open last = consumed.open();
        if (last != null) {
            open = stillOpen != null ? stillOpen : new Position.Open(last.end(), last.lines(), null, null);
        }
    }

    /// Bytes of a piece that are beyond the first MiB of the line that goes on in it.
    private long beyond(Loaded.Edges edges, long ofZeros) {
        long kept = Math.max(edges.from(), line + RecordScanner.MOST_BYTES);
        line = edges.last() < 0 ? line : edges.last();
        return Math.max(0, edges.own() - kept - ofZeros);
    }

    /// Everything from here on comes again in the next scan: an open record began before, or reading failed.
    boolean stopped() {
        return stopped;
    }

    /// The file can be read no further in this scan.
    void failed() {
        accounted++;
        stopped = true;
    }

    /// Notes when records were written that were accounted for.
    void wrote(Instant from, Instant to) {
        Window known = times;
        Window wrote = new Window(from, to);
        times = known == null ? wrote : known.around(wrote);
    }

    /// What is accounted for next is a part of a piece; `whole` says that all parts were.
    void part() {
        accounted--;
    }

    /// The parts of a piece were all accounted for.
    void whole() {
        accounted++;
    }

    /// A record that was counted before was counted again.
    void countedTwice() {
        records--;
    }

    void handOut(Piece piece) {
        handedOutTo = piece.to();
        handedOut++;
    }

    /// All pieces are handed out.
    void exhausted() {
        done = true;
        changed = true;
    }

    /// The position of everything consumed so far, if it is not the last one committed.
    Optional<Position> changed(Instant now) {
        Position before = reading.before();
        Format known = format;
        if (!changed || accounted == 0 && stopped) {
            return Optional.empty();
        }
        boolean finished = done && accounted == handedOut && reading.closed() && !stopped;
        Reading.Progress progress = new Reading.Progress(offset, lines, open, chain, tail, finished, clock.passed());
        if (before != null && (known == null || before.format().equals(known.name()))) {
            return Optional.of(reading.position(progress, before.format(), before.reason(), now));
        }
        return known == null
                ? Optional.empty()
                : Optional.of(reading.position(progress, known.name(), known.reason(), now));
    }

    /// A piece follows on what was counted: the file was not truncated and written anew between the two.
    boolean isFollowedBy(Consumed consumed) {
        return consumed.loaded().follows(counted(), tail);
    }

    /// Offset behind all that was counted.
    long counted() {
        return open == null ? offset : open.end();
    }

    void committed() {
        changed = false;
    }

    Run.ReadFile summary() {
        Format known = format;
        return new Run.ReadFile(
                path(),
                reading.file().project(),
                reading.file().host(),
                known == null ? "" : known.name(),
                known == null ? "" : known.reason(),
                bytes,
                linesRead,
                records,
                events,
                notUnderstood,
                times);
    }

    /// What was read of it and may not have been understood.
    List<Unclear> unclear() {
        return unclear.unclear(path(), reading.file().project());
    }

    String path() {
        return reading.file().path().toString();
    }

    /// What of the file was left out though it was read.
    List<NotRead> leftOut() {
        List<NotRead> told = new ArrayList<>();
        if (zeros > 0) {
            told.add(new NotRead(path(), zeros + " bytes of zeros skipped: its writer does not append", false));
        }
        if (ofLongLines > 0) {
            told.add(new NotRead(path(), ofLongLines + NotRead.OF_LONG_LINES, false));
        }
        if (undetected != null) {
            told.add(new NotRead(
                    path(), "its format could not be found out: " + undetected + "; read line by line", true));
        }
        if (ahead > 0) {
            String events = ahead == 1 ? "1 event says a time" : ahead + " events say times";
            told.add(new NotRead(
                    path(),
                    NotRead.AHEAD + events + " more than a day after the file's last change, which counts instead",
                    false));
        }
        return told;
    }
}
