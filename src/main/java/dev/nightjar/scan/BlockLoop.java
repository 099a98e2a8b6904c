package dev.nightjar.scan;

import dev.nightjar.format.record.Scanned;
import dev.nightjar.source.read.Loaded;
import dev.nightjar.source.read.Piece;
import dev.nightjar.source.read.Pieces;
import dev.nightjar.source.read.Reading;
import java.io.IOException;
import java.util.Optional;

/// The one way in which blocks of files are read: a piece with a little behind it, and once more with as much as
/// the
/// longest record may have if its last record does not end there.
public final class BlockLoop {

    /// Nobody counted the lines before a block.
    public static final long UNKNOWN = -1;

    /// What reads the records of blocks.
    public interface Pass {

        /// Reads the records of a block, whose bytes are valid until it is done.
        Scanned over(Loaded loaded) throws IOException;

        /// Forgets what was read of the block: it comes again.
        void again();

        /// The block is read.
        ///
        /// @param linesBefore of the file, `UNKNOWN` if not all of it was read in order
        void done(Loaded loaded, Scanned scanned, long linesBefore) throws IOException;
    }

    private BlockLoop() {}

    /// Reads one piece.
    ///
    /// @param buffer used if it is large enough
    /// @param linesBefore as `Pass.done` is told
    public static Scanned read(Pieces pieces, Piece piece, byte[] buffer, long linesBefore, Pass pass)
            throws IOException {
        Loaded loaded = pieces.load(piece, buffer, false);
        Scanned scanned = pass.over(loaded);
        if (scanned.needsMore()) {
            pass.again();
            loaded = pieces.load(piece, buffer, true);
            scanned = pass.over(loaded);
        }
        pass.done(loaded, scanned, linesBefore);
        return scanned;
    }

    /// Reads all pieces, one after the other. Their lines are counted from the beginning of the file to the first
    /// gap.
    public static void readAll(Pieces pieces, Pass pass) throws IOException {
        byte[] buffer = new byte[Reading.BUFFER];
        long reached = 0;
        long lines = 0;
        for (Optional<Piece> next = pieces.next(); next.isPresent(); next = pieces.next()) {
            Piece piece = next.get();
            lines = piece.from() == reached ? lines : UNKNOWN;
            long more = read(pieces, piece, buffer, lines, pass).lines();
            lines = lines == UNKNOWN ? UNKNOWN : lines + more;
            reached = piece.to();
        }
    }
}
