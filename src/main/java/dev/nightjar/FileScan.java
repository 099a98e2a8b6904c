package dev.nightjar;

import dev.nightjar.format.Format;
import dev.nightjar.format.Formats;
import dev.nightjar.format.Scanned;
import dev.nightjar.model.Level;
import dev.nightjar.model.Position;
import dev.nightjar.model.Run;
import dev.nightjar.source.Piece;
import dev.nightjar.source.Reading;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is known of one file while it is scanned: its format, and how far everything before a point was consumed.
/// Pieces are accounted for in their order.
final class FileScan {

    private final Reading reading;
    private final Formats formats;
    private final Level level;
    private @Nullable Format format;

    private long offset;
    private long lines;
    private String chain;
    private @Nullable String tail;
    private Position.@Nullable Open open;
    private boolean stopped;
    private boolean done;

    private long bytes;
    private long linesRead;
    private long records;
    private long events;
    private long notUnderstood;

    FileScan(Reading reading, Formats formats, Level level) {
        this.reading = reading;
        this.formats = formats;
        this.level = level;
        Position before = reading.before();
        this.offset = reading.start();
        this.lines = before == null ? 0 : before.lines();
        this.chain = before == null ? "" : before.identity().chain();
        this.open = before == null ? null : before.open();
        this.tail = before == null ? null : before.identity().tail();
    }

    Reading reading() {
        return reading;
    }

    Level level() {
        return level;
    }

    /// The file's format: that of the last run, or what its first bytes speak for.
    synchronized Format format() {
        if (format == null) {
            Position before = reading.before();
            byte[] sample = reading.sample();
            format = Optional.ofNullable(before)
                    .flatMap(position -> formats.named(position.format()))
                    .orElseGet(() -> formats.detect(sample, sample.length, reading.wantedFormat()));
        }
        return format;
    }

    /// Lines of the file before the piece whose turn it is.
    long linesBefore() {
        return lines;
    }

    /// The record at the beginning that the last run already counted; null once it is dealt with, or without one.
    Position.@Nullable Open takeOpen() {
        Position.Open taken = offset == reading.start() ? open : null;
        open = null;
        return taken;
    }

    /// Accounts for a piece whose turn it is.
    ///
    /// @param stillOpen the open record's event at the file's end, if it has one
    void account(Piece piece, Scanned scanned, Optional<Long> hash, int events, Position.@Nullable Open stillOpen) {
        bytes += piece.to() - piece.from();
        hash.ifPresent(h -> chain = Reading.chain(chain, h));
        if (stopped) {
            return;
        }
        records += scanned.records();
        notUnderstood += scanned.notUnderstood();
        this.events += events;
        lines += scanned.lines();
        linesRead += scanned.lines();
        Scanned.Open last = scanned.open();
        boolean early = scanned.consumed() < piece.to();
        offset = early ? scanned.consumed() : piece.to();
        tail = early ? null : piece.tail();
        stopped = early;
        if (last != null) {
            open = stillOpen != null ? stillOpen : new Position.Open(last.end(), last.lines(), null, null);
        }
    }

    /// Everything from here on comes again in the next scan: an open record began before, or reading failed.
    boolean stopped() {
        return stopped;
    }

    /// The file can be read no further in this scan.
    void failed() {
        stopped = true;
    }

    /// A record that was counted before was counted again.
    void countedTwice() {
        records--;
    }

    void handedOut() {
        done = true;
    }

    /// The position of everything consumed so far.
    Position position(Instant now) throws IOException {
        boolean finished = done && reading.closed() && !stopped;
        Format known = format();
        Position before = reading.before();
        String reason = before == null ? known.reason() : before.reason();
        return reading.position(offset, lines, open, chain, tail, known.name(), reason, finished, now);
    }

    Run.ReadFile summary() {
        return new Run.ReadFile(
                reading.file().path().toString(),
                reading.file().project(),
                reading.file().host(),
                format().name(),
                format().reason(),
                bytes,
                linesRead,
                records,
                events,
                notUnderstood);
    }

    long bytes() {
        return bytes;
    }

    long records() {
        return records;
    }
}
