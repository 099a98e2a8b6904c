package dev.nightjar.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a person decided about an issue: a line of the journal.
///
/// @param at when
/// @param by who
/// @param until for `MUTE`: when it ends, null for ever
/// @param text the note, the owner assigned, the release that resolves, the reason to mute, the
///     id of the issue to merge into, the address of a ticket; may be empty
public record Decision(
        Instant at,
        String by,
        Kind kind,
        IssueId issue,
        @Nullable Instant until,
        String text) {

    /// What can be decided.
    public enum Kind {
        RESOLVE,
        MUTE,
        UNMUTE,
        ASSIGN,
        NOTE,
        MERGE,
        UNMERGE,
        TICKET
    }
}
