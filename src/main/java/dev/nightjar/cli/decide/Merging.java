package dev.nightjar.cli.decide;

import dev.nightjar.cli.call.IdArguments;
import dev.nightjar.cli.call.Session;
import dev.nightjar.model.Failure;
import dev.nightjar.model.Failure.Exit;
import dev.nightjar.model.IssueId;
import dev.nightjar.model.issue.Decision.Kind;
import dev.nightjar.model.issue.Issue;
import dev.nightjar.model.issue.Merges;
import dev.nightjar.text.Visible;
import java.util.List;
import picocli.CommandLine.Parameters;

/// Commands that say which issues are one.
public final class Merging {

    private Merging() {}

    /// Puts an issue into another of the same project.
    @picocli.CommandLine.Command(
            description = "Says that an issue is the same as another, which stands for both from then on.",
            footer = "%nExample:%n  nightjar merge K7QM-4F2A 9XBD-0T1C")
    public static final class Merge extends DecisionCommands.Reasoned {

        @Parameters(index = "0", paramLabel = "ID", description = "Issue id, or any id that leads to one issue.")
        String id = "";

        @Parameters(index = "1", paramLabel = "INTO", description = "The issue that stands for both.")
        String into = "";

        @Override
        public Exit run(Session session) {
            Issue issue = session.archive().issue(IdArguments.one(session, id)).orElseThrow();
            Issue other =
                    session.archive().issue(IdArguments.one(session, into)).orElseThrow();
            if (issue.id().equals(other.id())) {
                throw new Failure(Exit.USAGE, id + " and " + into + " are one issue already, " + issue.id());
            }
            if (!issue.project().equals(other.project())) {
                throw new Failure(
                        Exit.USAGE,
                        "they are of different projects, " + issue.project() + " and " + other.project()
                                + ": an issue has the owners and releases of one");
            }
            return decide(session, Kind.MERGE, List.of(issue.id()), other.id().shown());
        }
    }

    /// Undoes a merge: the issue is told by itself again.
    @picocli.CommandLine.Command(
            description = "Takes an issue that was merged out again.",
            footer = "%nExample:%n  nightjar unmerge K7QM-4F2A")
    public static final class Unmerge extends DecisionCommands.Reasoned {

        @Parameters(paramLabel = "ID", description = "The issue that was merged.")
        String id = "";

        @Override
        public Exit run(Session session) {
            Merges merges = session.nightjar().workspace().merges();
            IssueId issue = IssueId.parse(id)
                    .filter(merges.into()::containsKey)
                    .orElseThrow(() -> new Failure(Exit.USAGE, wrong(merges)));
            IssueId from = merges.into().get(issue);
            return decide(session, Kind.UNMERGE, List.of(issue), from == null ? "" : from.shown());
        }

        private String wrong(Merges merges) {
            List<IssueId> members = IssueId.parse(id).map(merges::members).orElse(List.of());
            String shown =
                    String.join(", ", members.stream().map(IssueId::shown).toList());
            return Visible.line(id) + " was not merged into another"
                    + (members.isEmpty() ? "" : "; merged into it were: " + shown);
        }
    }
}
