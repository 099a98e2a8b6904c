package dev.nightjar.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// An issue with everything that decides whether to look at it.
///
/// @param state at the end of the activity's window
/// @param reason why this state, one sentence with its numbers
/// @param owner who is to look, null if no rule matches and nobody was assigned
/// @param contact how to reach the owner, empty if unknown
/// @param ownerReason which rule or decision said so, empty without an owner
/// @param history decisions about it, oldest first
/// @param note what support may tell a customer, empty if nobody wrote anything
public record Triaged(
        Activity activity,
        Issue.State state,
        String reason,
        @Nullable String owner,
        String contact,
        String ownerReason,
        List<Decision> history,
        String note) {

    public Triaged {
        history = List.copyOf(history);
    }
}
