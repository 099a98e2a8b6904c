package dev.nightjar.source;

import dev.nightjar.model.Block;
import org.jspecify.annotations.Nullable;

/// A share of a file for one worker: the bytes `[from, to)` of its content, at most up to the next full MiB.
///
/// @param number counts the pieces of one reading from 0
/// @param loaded the bytes of a compressed file, which can only be read in order; null for others
/// @param tail proof of the bytes before `to` of a compressed file; null for others
public record Piece(
        int number,
        long from,
        long to,
        @Nullable Block loaded,
        @Nullable String tail) {}
