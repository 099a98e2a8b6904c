package dev.nightjar.model.finding;

import dev.nightjar.model.IssueId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A piece of news that somebody should hear of at once.
///
/// @param kind what happened
/// @param key the same news has the same key: it is told once
/// @param project where
/// @param issue which, null where it is not about an issue
/// @param title type and culprit, or what is unusual; as in the log, to be escaped
/// @param sentence why it is told, with its numbers
/// @param at when it happened
/// @param owner who is to look, null if unknown
/// @param contact how to reach the owner, empty if unknown
/// @param events in the window that was looked at
/// @param users distinct ones in it
public record Notice(
        Kind kind,
        String key,
        String project,
        @Nullable IssueId issue,
        String title,
        String sentence,
        Instant at,
        @Nullable String owner,
        String contact,
        long events,
        long users) {

    /// What can be told early.
    public enum Kind {
        NEW,
        REGRESSED,
        ESCALATING,
        AUDIT,
        SILENT
    }
}
