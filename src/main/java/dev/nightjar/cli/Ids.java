package dev.nightjar.cli;

import dev.nightjar.model.Failure;
import dev.nightjar.model.Failure.Exit;
import dev.nightjar.model.Issue;
import dev.nightjar.model.IssueId;
import dev.nightjar.model.StoredEvent;
import dev.nightjar.model.Visible;
import dev.nightjar.store.Archive;
import java.util.List;
import java.util.Optional;

/// What a person typed or pasted as an id.
final class Ids {

    private Ids() {}

    /// The issues it leads to, at least one.
    ///
    /// @throws Failure with exit code 1 that says what is wrong with it
    static List<IssueId> find(Session session, String typed) {
        Archive archive = session.archive();
        Optional<IssueId> issue = IssueId.parse(typed).flatMap(archive::issue).map(Issue::id);
        if (issue.isPresent()) {
            return List.of(issue.get());
        }
        Optional<IssueId> ofEvent = archive.event(typed).map(StoredEvent::issue);
        List<IssueId> found = ofEvent.map(List::of).orElseGet(() -> archive.lookup(typed));
        if (found.isEmpty()) {
            throw nothing(typed);
        }
        return found;
    }

    /// The events of an issue to show for what was typed: those with that id if it was printed in a log, else samples.
    static List<StoredEvent> events(Session session, String typed, IssueId issue) {
        Archive archive = session.archive();
        List<StoredEvent> events = List.of();
        if (IssueId.parse(typed).isEmpty() && typed.indexOf('"') < 0 && typed.indexOf('\\') < 0) {
            events = archive.search("id:\"" + typed.strip() + "\"", null, 100).events().stream()
                    .filter(event -> event.issue().equals(issue))
                    .toList();
        }
        return events.isEmpty() ? archive.samples(issue, 5) : events;
    }

    /// The one issue that a decision is about.
    ///
    /// @throws Failure with exit code 1 if there is none, 64 if there are several
    static IssueId one(Session session, String typed) {
        List<IssueId> found = find(session, typed);
        if (found.size() > 1) {
            throw new Failure(
                    Exit.USAGE,
                    "'" + Visible.line(typed) + "' leads to several issues, name one: "
                            + String.join(
                                    ", ", found.stream().map(IssueId::shown).toList()));
        }
        return found.getFirst();
    }

    private static Failure nothing(String typed) {
        String shown = Visible.line(typed);
        if (IssueId.looksLikeId(typed) && IssueId.parse(typed).isEmpty()) {
            return new Failure(
                    Exit.NOTHING_FOUND, "'" + shown + "' is mistyped: its check character does not fit the others");
        }
        return new Failure(
                Exit.NOTHING_FOUND,
                "nothing is known of '" + shown
                        + "': not scanned, older than what is kept, or not printed with an error");
    }
}
