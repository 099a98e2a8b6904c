package dev.nightjar.store;

import dev.nightjar.model.event.Occurrence;
import dev.nightjar.model.event.StoredEvent;
import dev.nightjar.model.issue.Issue;

/// Says what a stored event is under the rules of now.
public interface Regrouper {

    /// @param issue the one it is in
    Judged of(StoredEvent event, Issue issue);

    /// The event as the rules of now group it.
    ///
    /// @param left what is missing to be sure: then it stays in its issue. Else empty
    /// @param way what its fingerprint is made of
    record Judged(Occurrence occurrence, String left, Way way) {}

    /// What decides where an event belongs.
    enum Way {
        /// What the rules say.
        USUAL,
        /// A pattern that was learned: the issue that is oldest keeps its id.
        JOINED,
        /// What the rules say, though it was joined with others before: it goes back to where it came from.
        APART
    }
}
