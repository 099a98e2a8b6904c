package dev.nightjar.cli.call;

import dev.nightjar.model.Failure;
import dev.nightjar.model.Failure.Exit;
import dev.nightjar.model.IssueId;
import dev.nightjar.model.event.StoredEvent;
import dev.nightjar.model.issue.Issue;
import dev.nightjar.store.Archive;
import dev.nightjar.store.Events;
import dev.nightjar.text.Visible;
import java.util.List;
import java.util.Optional;

/// What a person typed or pasted as an id.
public final class IdArguments {

    private IdArguments() {}

    /// The issues it leads to, at least one.
    ///
    /// @throws Failure with exit code 1 that says what is wrong with it
    public static List<IssueId> find(Session session, String typed) {
        Archive archive = session.archive();
        Optional<IssueId> issue = IssueId.parse(typed).flatMap(archive::issue).map(Issue::id);
        if (issue.isPresent()) {
            return List.of(issue.get());
        }
        Optional<IssueId> ofEvent = archive.event(typed).map(StoredEvent::issue);
        List<IssueId> found = ofEvent.map(List::of).orElseGet(() -> archive.lookup(typed));
        if (found.isEmpty()) {
            throw new Miss(session).of(typed);
        }
        return found;
    }

    /// The events of an issue that an event's id or an id printed in a log names, the newest first.
    static List<StoredEvent> carrying(Events events, String typed, IssueId issue) {
        Optional<StoredEvent> one = events.event(typed);
        if (one.isPresent()) {
            return List.of(one.get());
        }
        if (IssueId.parse(typed).isPresent() || typed.indexOf('"') >= 0 || typed.indexOf('\\') >= 0) {
            return List.of();
        }
        return events.search("id:\"" + typed.strip() + "\"", null, 100).events().stream()
                .filter(event -> event.issue().equals(issue))
                .toList();
    }

    /// The one issue that a decision is about.
    ///
    /// @throws Failure with exit code 1 if there is none, 64 if there are several
    public static IssueId one(Session session, String typed) {
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
}
