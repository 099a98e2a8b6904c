package dev.nightjar.model.issue;

import dev.nightjar.model.Deploy;
import dev.nightjar.model.IssueId;
import java.util.Comparator;
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
/// @param impact how much it hurts, 0 or more: comparable between issues, without a unit
/// @param usual what the same time of earlier weeks had, null if too little is known
/// @param releaseFirst the release of its first event: what the event says, else which was live then; null if
///     unknown
/// @param releaseLast the release of its last event, likewise
/// @param newSince the newest release, if the issue was first seen after it went live
public record Triaged(
        Activity activity,
        Issue.State state,
        String reason,
        @Nullable String owner,
        String contact,
        String ownerReason,
        List<Decision> history,
        String note,
        double impact,
        @Nullable Usual usual,
        @Nullable String releaseFirst,
        @Nullable String releaseLast,
        @Nullable Deploy newSince) {

    /// What an issue does at the same time of other weeks.
    ///
    /// @param count events, the mean over those weeks
    /// @param when in words: `a Sunday`, `a week`
    public record Usual(long count, String when) {}

    /// New, regressed, escalating; then what goes on; then resolved and muted. Of one state those of most impact
    /// first, then the most frequent, then by id.
    public static final Comparator<Triaged> WORST_FIRST = Comparator.comparingInt(
                    (Triaged t) -> t.state().rank())
            .thenComparing(Triaged::impact, Comparator.reverseOrder())
            .thenComparing(Triaged::count, Comparator.reverseOrder())
            .thenComparing(Triaged::id);

    /// The issue itself.
    public Issue issue() {
        return activity.issue();
    }

    /// The id of the issue.
    public IssueId id() {
        return activity.issue().id();
    }

    /// Events in the activity's window.
    public long count() {
        return activity.count();
    }

    /// An error by its level; without level, whatever was thrown.
    public boolean isError() {
        return issue().isError();
    }

    /// A warning by its level: what is only worth knowing, as an act, is none.
    public boolean isWarning() {
        return issue().isWarning();
    }

    public Triaged {
        history = List.copyOf(history);
    }
}
