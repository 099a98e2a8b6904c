package dev.nightjar.source.read;

import org.jspecify.annotations.Nullable;

/// A share of a file for one worker: the bytes `[from, to)` of its content, at most up to the next full MiB.
///
/// @param loaded the bytes of a packed file, which can only be read in order; null for others
public record Piece(long from, long to, @Nullable Raw loaded) {

    /// Bytes of a content.
    ///
    /// @param offset of the first of them
    /// @param length how many are valid
    /// @param atEnd nothing follows
    public record Raw(byte[] bytes, long offset, int length, boolean atEnd) {}
}
