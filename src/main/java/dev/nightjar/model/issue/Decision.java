package dev.nightjar.model.issue;

import dev.nightjar.model.IssueId;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a person decided about an issue: a line of the journal.
///
/// @param at when
/// @param by who
/// @param until for `MUTE`: when it ends at the latest, null for no date
/// @param text the note, the owner assigned, the release that resolves, the reason to mute, the
///     id of the issue to merge into and behind a blank why, the address of a ticket; may be empty
/// @param ends what else ends a mute
/// @param owner who answers for a mute, empty if nobody was named
/// @param next a resolve counts from the release after `text`, or after the moment if `text` is empty
/// @param reason why, where the text says something else; may be empty
public record Decision(
        Instant at,
        String by,
        Kind kind,
        IssueId issue,
        @Nullable Instant until,
        String text,
        Ends ends,
        String owner,
        boolean next,
        String reason) {

    /// For `MERGE`: the issue to merge into; empty if the text has none.
    public Optional<IssueId> into() {
        int blank = text.indexOf(' ');
        return IssueId.parse(blank < 0 ? text : text.substring(0, blank));
    }

    /// What ends a mute before its date: whichever comes first.
    ///
    /// @param events so many more events; 0: however many
    /// @param users so many users; 0: however many
    /// @param escalating as soon as an hour is a spike
    public record Ends(long events, long users, boolean escalating) {
        public static final Ends NEVER = new Ends(0, 0, false);

        public Ends {
            if (events < 0 || users < 0) {
                throw new IllegalArgumentException("a mute cannot end after fewer than no events or users");
            }
        }
    }

    /// What can be decided.
    public enum Kind {
        RESOLVE,
        MUTE,
        UNMUTE,
        ASSIGN,
        NOTE,
        MERGE,
        UNMERGE,
        TICKET,
        REOPEN
    }
}
