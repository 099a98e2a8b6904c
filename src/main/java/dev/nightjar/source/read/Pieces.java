package dev.nightjar.source.read;

import java.io.IOException;
import java.util.Optional;

/// A content that is handed out piece by piece, in the order of its bytes: all that is new of a file, its beginning
/// and
/// its end, or some places of it.
public interface Pieces {

    /// The next piece; empty when all are handed out.
    Optional<Piece> next() throws IOException;

    /// The bytes of a piece, with context before and an overlap behind.
    ///
    /// @param buffer used if it is large enough
    /// @param all the overlap holds the longest possible record, or all that there is
    /// @throws Moved if the file is no longer where it was found
    Loaded load(Piece piece, byte[] buffer, boolean all) throws IOException;
}
