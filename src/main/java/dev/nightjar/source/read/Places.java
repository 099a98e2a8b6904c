package dev.nightjar.source.read;

import dev.nightjar.model.log.Position;
import dev.nightjar.source.find.FoundFile;
import java.time.Instant;

/// Positions of files as they were found.
public final class Places {

    private Places() {}

    /// How far a file was read, and what will prove it to be the same.
    ///
    /// @param reason why that format, for people
    /// @param now when a run found the file
    public static Position position(
            FoundFile found,
            String fileId,
            Reading.Beginning beginning,
            Reading.Progress progress,
            String format,
            String reason,
            Instant now) {
        Position.Identity identity = new Position.Identity(
                beginning.prefixLength(),
                beginning.prefix(),
                progress.tail(),
                progress.chain(),
                found.device(),
                found.inode(),
                found.size(),
                found.modified(),
                found.changed(),
                found.isMember() || beginning.packing().isCompressed(),
                progress.finished());
        return new Position(
                fileId,
                found.project(),
                found.path().toString(),
                found.host(),
                identity,
                progress.offset(),
                progress.lines(),
                progress.open(),
                format,
                beginning.encoding(),
                reason,
                now,
                progress.passed());
    }

    /// A known file where and as it is now, nothing of it read.
    public static Position moved(
            FoundFile found, Position known, Reading.Beginning beginning, boolean finished, Instant now) {
        Position.Identity identity = known.identity();
        Reading.Progress progress = new Reading.Progress(
                known.offset(),
                known.lines(),
                known.open(),
                identity.chain(),
                identity.tail(),
                finished,
                known.passed());
        return position(found, known.fileId(), beginning, progress, known.format(), known.reason(), now);
    }

    /// The same, seen now.
    public static Position seen(Position known, boolean finished, Instant now) {
        Position.Identity i = known.identity();
        return new Position(
                known.fileId(),
                known.project(),
                known.path(),
                known.host(),
                new Position.Identity(
                        i.prefixLength(),
                        i.prefix(),
                        i.tail(),
                        i.chain(),
                        i.device(),
                        i.inode(),
                        i.size(),
                        i.modified(),
                        i.changed(),
                        i.compressed(),
                        finished),
                known.offset(),
                known.lines(),
                known.open(),
                known.format(),
                known.encoding(),
                known.reason(),
                now,
                known.passed());
    }

    /// The first byte that was not counted: behind the open record, if there is one.
    public static long end(Position position) {
        return position.open() == null ? position.offset() : position.open().end();
    }
}
