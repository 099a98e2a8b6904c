package dev.nightjar.cli.look;

import dev.nightjar.cli.call.Command;
import dev.nightjar.cli.call.Session;
import dev.nightjar.cli.call.WindowOptions;
import dev.nightjar.cli.terminal.Phrases;
import dev.nightjar.export.Fields;
import dev.nightjar.model.Failure;
import dev.nightjar.model.Failure.Exit;
import dev.nightjar.model.finding.OwnerCoverage;
import dev.nightjar.model.issue.Issue;
import dev.nightjar.model.issue.Triaged;
import dev.nightjar.text.Json;
import dev.nightjar.text.Nearest;
import dev.nightjar.text.Visible;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Whether somebody answers for every issue.
@picocli.CommandLine.Command(
        description = "Lists issues that nobody owns, worst first, and rules that own nothing.",
        footer = "%nExample:%n  nightjar owners check")
public final class Owning implements Command {

    @Mixin
    WindowOptions.Limit limit = new WindowOptions.Limit();

    @Parameters(arity = "0..1", defaultValue = "check", paramLabel = "check", description = "What to do: check.")
    String what = "check";

    @Override
    public Exit run(Session session) {
        if (!what.equals("check")) {
            throw new Failure(
                    Exit.USAGE, "unknown word '" + what + "' behind 'owners'" + Nearest.hint(what, List.of("check")));
        }
        OwnerCoverage coverage = session.nightjar()
                .workspace()
                .triaging(session.archive(), session.shown())
                .coverage(limit.most);
        coverage.ownerless().stream().limit(limit.most).forEach(issue -> print(session, issue));
        coverage.idle().stream().limit(limit.most).forEach(idle -> print(session, idle));
        coverage.problems().forEach(session::warn);
        session.say(Phrases.count(coverage.all(), "issue") + " without owner, "
                + Phrases.count(coverage.idle().size(), "rule") + " without issue"
                + (Math.max(coverage.all(), coverage.idle().size()) > limit.most ? "; --limit shows more" : ""));
        return coverage.problems().isEmpty() ? Exit.DONE : Exit.DEGRADED;
    }

    private static void print(Session session, Triaged triaged) {
        if (session.json) {
            session.print(Fields.issue(triaged));
            return;
        }
        Issue issue = triaged.activity().issue();
        String logger = issue.logger() == null ? "" : "  logger " + issue.logger();
        session.out.println(session.style.bold(issue.id().shown()) + "  " + session.style.state(triaged.state()) + "  "
                + Phrases.line(issue.title(), 100) + "  " + Phrases.line(issue.culprit(), 80)
                + session.style.dim(Visible.line(logger + "  " + issue.project())));
    }

    private static void print(Session session, OwnerCoverage.Idle idle) {
        if (session.json) {
            session.print(new Json()
                    .put("project", idle.project())
                    .put("rule", idle.rule())
                    .put("where", idle.where())
                    .put("owner", idle.owner())
                    .put("matched", idle.matched()));
            return;
        }
        String place = idle.where().isEmpty() ? idle.project() : idle.where();
        String why = idle.matched() == 0
                ? "matches no issue"
                : "matches " + Phrases.count(idle.matched(), "issue") + ", of which later rules decide";
        session.out.println(Visible.line(
                place + ": " + idle.rule() + " → " + (idle.owner().isEmpty() ? "nobody" : idle.owner()) + ": " + why));
    }
}
