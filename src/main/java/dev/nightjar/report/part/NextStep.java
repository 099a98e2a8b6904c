package dev.nightjar.report.part;

import dev.nightjar.model.issue.Decision;
import dev.nightjar.model.issue.Issue.State;
import dev.nightjar.model.issue.Triaged;
import java.util.List;

/// A command by which somebody decides about an issue.
///
/// @param command up to what has to be said yet
/// @param open what that is, as `OWNER`; empty if the command can be run as it is
public record NextStep(String command, String open) {

    /// What can be decided about an issue in its state: to resolve, mute and assign it, or to take that back.
    public static List<NextStep> of(Triaged t, String id) {
        boolean resolved = t.state() == State.RESOLVED
                && t.history().stream().anyMatch(decision -> decision.kind() == Decision.Kind.RESOLVE);
        return List.of(
                new NextStep("nightjar " + (resolved ? "reopen " : "resolve ") + id, ""),
                t.state() == State.MUTED
                        ? new NextStep("nightjar unmute " + id, "")
                        : new NextStep("nightjar mute " + id + " --for 7d", "REASON"),
                new NextStep("nightjar assign " + id, "OWNER"));
    }
}
