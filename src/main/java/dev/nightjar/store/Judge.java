package dev.nightjar.store;

import dev.nightjar.model.Issue;
import dev.nightjar.model.Occurrence;
import dev.nightjar.model.StoredEvent;

/// Says what a stored event is under the rules of now.
public interface Judge {

    /// @param issue the one it is in
    Judged of(StoredEvent event, Issue issue);

    /// The event as the rules of now group it.
    ///
    /// @param left what is missing to be sure: then it stays in its issue. Else empty
    record Judged(Occurrence occurrence, String left) {}
}
