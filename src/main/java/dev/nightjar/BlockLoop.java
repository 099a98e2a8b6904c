package dev.nightjar;

import dev.nightjar.format.Scanned;
import dev.nightjar.source.Loaded;
import dev.nightjar.source.Piece;
import dev.nightjar.source.Reading;
import java.io.IOException;
import java.util.Optional;

/// The one way in which blocks of files are read: a piece with a little behind it, and once more with as much as the
/// longest record may have if its last record does not end there.
final class BlockLoop {

    /// A block that was read.
    ///
    /// @param loaded its bytes, valid until the buffer is used again
    record Read(Loaded loaded, Scanned scanned) {}

    /// What reads the records of a block.
    interface Pass {

        Scanned over(Loaded loaded) throws IOException;

        /// Forgets what was read of the block: it comes again.
        void again();
    }

    private BlockLoop() {}

    /// Reads one piece.
    ///
    /// @param buffer used if it is large enough
    static Read read(Reading reading, Piece piece, byte[] buffer, Pass pass) throws IOException {
        Loaded loaded = reading.load(piece, buffer, false);
        Scanned scanned = pass.over(loaded);
        if (scanned.needsMore()) {
            pass.again();
            loaded = reading.load(piece, buffer, true);
            scanned = pass.over(loaded);
        }
        return new Read(loaded, scanned);
    }

    /// What is done with a block of a file that is read from its beginning.
    interface Whole extends Pass {

        /// The block is read.
        ///
        /// @param linesBefore of the file
        void done(Read read, long linesBefore);
    }

    /// Reads a file, piece by piece.
    static void readAll(Reading reading, Whole pass) throws IOException {
        byte[] buffer = new byte[Reading.BUFFER];
        long lines = 0;
        for (Optional<Piece> piece = reading.next(); piece.isPresent(); piece = reading.next()) {
            Read read = read(reading, piece.get(), buffer, pass);
            pass.done(read, lines);
            lines += read.scanned().lines();
        }
    }
}
