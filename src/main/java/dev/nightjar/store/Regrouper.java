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
    record Judged(Occurrence occurrence, String left) {}
}
