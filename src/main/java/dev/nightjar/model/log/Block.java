package dev.nightjar.model.log;

/// A run of bytes of one file, as one unit of work. It owns the records that *start* in `[from, to)`; the bytes
/// up to `limit` only serve to complete the last of them. So a file may be cut anywhere and gives the same
/// records.
///
/// @param file where the bytes come from
/// @param offset position in the (decompressed) file of `bytes[0]`
/// @param bytes may be reused once the block is done: nothing may keep it
/// @param from first owned byte, always the start of a line; bytes before it are context
/// @param to end of the owned bytes, exclusive
/// @param limit end of the valid bytes, exclusive
/// @param fromStart the file's very first byte is at `from`: a continuation line here has no record to join
/// @param atEnd `limit` is the end of what can be read of the file
public record Block(
        SourceFile file, long offset, byte[] bytes, int from, int to, int limit, boolean fromStart, boolean atEnd) {

    public Block {
        if (from < 0 || from > to || to > limit || limit > bytes.length) {
            throw new IllegalArgumentException("0 <= " + from + " <= " + to + " <= " + limit + " <= " + bytes.length);
        }
    }
}
