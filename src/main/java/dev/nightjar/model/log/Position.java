package dev.nightjar.model.log;

import dev.nightjar.model.IssueId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How far a logical file was consumed, and what proves that a file found later is the same one.
///
/// @param fileId 32 random hex digits, given once
/// @param project the project it was read for
/// @param path where it was last seen
/// @param host host its events carry
/// @param identity what proves its content
/// @param offset first byte not consumed, of the decompressed content
/// @param lines number of lines before `offset`
/// @param open a record at `offset` whose event was stored though the file may still add lines to it
/// @param format name of the format detected
/// @param encoding of its text, as the source names it
/// @param reason why that format
/// @param lastSeen when a run last found the file
/// @param passed where the file is in an hour that its clock shows twice; null far from one
public record Position(
        String fileId,
        String project,
        String path,
        String host,
        Identity identity,
        long offset,
        long lines,
        @Nullable Open open,
        String format,
        String encoding,
        String reason,
        Instant lastSeen,
        @Nullable Passed passed) {

    /// Proof of content.
    ///
    /// @param prefixLength number of bytes hashed into `prefix`, at most 1,024
    /// @param prefix SHA-256 of the first bytes of the content, hex
    /// @param tail SHA-256 of the at most 256 bytes before the offset, hex
    /// @param chain keyed hash over all whole 1-MiB pieces before the offset, each chained to the last, hex;
    ///     empty if none
    /// @param device where the content was last: a hint, 0 if unknown
    /// @param inode likewise
    /// @param size bytes of the file as stored when last seen
    /// @param modified its last modification then
    /// @param changed its last change of status (ctime) then: nobody can set it back
    /// @param compressed the content was decompressed
    /// @param finished the file can grow no more and was read to its end
    public record Identity(
            int prefixLength,
            String prefix,
            String tail,
            String chain,
            long device,
            long inode,
            long size,
            Instant modified,
            Instant changed,
            boolean compressed,
            boolean finished) {}

    /// The last wall clock near an hour that comes twice.
    ///
    /// @param clock as if it were UTC
    /// @param again it is the hour's second pass
    public record Passed(Instant clock, boolean again) {}

    /// The record at `offset`, as it was when last read.
    ///
    /// @param end offset behind its last byte then
    /// @param lines its lines then
    /// @param issue the issue its event was counted for, null if it was no event
    /// @param time the event's time, null if it was no event
    public record Open(
            long end,
            int lines,
            @Nullable IssueId issue,
            @Nullable Instant time) {}
}
