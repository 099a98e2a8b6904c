package dev.nightjar.cli;

import dev.nightjar.model.Failure;
import dev.nightjar.model.Failure.Exit;
import dev.nightjar.model.IssueId;
import dev.nightjar.model.StoredEvent;
import dev.nightjar.model.Triaged;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Parameters;

/// Answers what an id leads to.
@picocli.CommandLine.Command(
        description = "Shows an issue, an event, or what any id printed in a log leads to.",
        footer = "%nExample:%n  nightjar show K7QM-4F2A")
final class Show implements Command {

    @Parameters(paramLabel = "ID", description = "Issue id, event id, request, trace, order id, stack hash.")
    String id = "";

    @Override
    public Exit run(Session session) {
        Optional<StoredEvent> event = session.archive().event(id);
        List<IssueId> issues = event.map(e -> List.of(e.issue())).orElseGet(() -> Ids.find(session, id));
        if (session.json) {
            issues.forEach(issue -> session.out.println(Fields.issue(triaged(session, issue))));
            event.ifPresent(e -> session.out.println(Fields.event(e)));
            return Exit.DONE;
        }
        IssueText text = new IssueText(session);
        for (IssueId issue : issues) {
            text.whole(triaged(session, issue));
            List<StoredEvent> samples = event.map(List::of).orElseGet(() -> Ids.events(session, id, issue));
            samples.stream().limit(1).forEach(text::whole);
            session.out.println();
            samples.stream().skip(1).forEach(text::line);
        }
        session.say("why these events are one issue: nightjar explain " + issues.getFirst());
        return Exit.DONE;
    }

    private static Triaged triaged(Session session, IssueId id) {
        return Known.issues(session, Optional.empty(), id::equals).stream()
                .findFirst()
                .orElseThrow(() -> new Failure(Exit.NOTHING_FOUND, "no events of " + id + " are left"));
    }
}
