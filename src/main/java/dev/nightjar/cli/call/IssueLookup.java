package dev.nightjar.cli.call;

import dev.nightjar.model.IssueId;
import dev.nightjar.model.event.StoredEvent;
import dev.nightjar.model.issue.Triaged;
import dev.nightjar.store.Events;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Issues that something typed or pasted leads to.
public final class IssueLookup {

    private static final int EVENTS = 20;

    private final Session session;
    private final Events events;

    /// @param asked the ids that led to the issue, empty if it was found by a word
    /// @param events those that carry what was asked for, the newest first; else samples
    /// @param exact the events are those that were asked for
    public record Found(Triaged triaged, List<String> asked, List<StoredEvent> events, boolean exact) {}

    public IssueLookup(Session session) {
        this.session = session;
        this.events = session.archive();
    }

    /// By id, else by the class of an exception, else by a word of the text; the last two worst first.
    public List<Found> find(String typed) {
        List<Found> byId = all(List.of(typed.strip()));
        if (!byId.isEmpty() || typed.isBlank()) {
            return byId;
        }
        List<IssueId> found = search("type:", typed);
        return worstFirst(found.isEmpty() ? search("", typed) : found);
    }

    /// By ids alone, each issue once, in the order of the ids.
    public List<Found> all(List<String> ids) {
        Map<IssueId, List<String>> asked = new LinkedHashMap<>();
        for (String id : ids) {
            events.lookup(id)
                    .forEach(issue -> asked.computeIfAbsent(issue, any -> new ArrayList<>())
                            .add(id));
        }
        Map<IssueId, Triaged> known = known(asked.keySet());
        List<Found> found = new ArrayList<>();
        asked.forEach((issue, named) -> {
            Triaged triaged = known.get(issue);
            if (triaged != null) {
                found.add(found(triaged, named));
            }
        });
        return found;
    }

    private Found found(Triaged triaged, List<String> asked) {
        IssueId issue = triaged.activity().issue().id();
        List<StoredEvent> exact = asked.stream()
                .flatMap(id -> IdArguments.carrying(events, id, issue).stream())
                .distinct()
                .sorted(Comparator.comparing(StoredEvent::time).reversed())
                .toList();
        return new Found(triaged, asked, exact.isEmpty() ? events.samples(issue, 5) : exact, !exact.isEmpty());
    }

    private List<IssueId> search(String field, String typed) {
        String quoted = typed.strip().replace("\\", "\\\\").replace("\"", "\\\"");
        if (quoted.length() > 900) {
            return List.of();
        }
        return events.search(field + "\"" + quoted + "\"", null, 0).byIssue().stream()
                .map(Events.IssueHits::issue)
                .toList();
    }

    private List<Found> worstFirst(List<IssueId> issues) {
        return known(issues).values().stream()
                .sorted(Comparator.comparing(Triaged::state)
                        .thenComparing(t -> -t.activity().count())
                        .thenComparing(t -> t.activity().issue().id()))
                .map(triaged -> new Found(
                        triaged,
                        List.of(),
                        events.samples(triaged.activity().issue().id(), issues.size() > EVENTS ? 1 : 5),
                        false))
                .toList();
    }

    private Map<IssueId, Triaged> known(java.util.Collection<IssueId> issues) {
        return issues.isEmpty()
                ? Map.of()
                : IssuesInWindow.issues(session, Optional.empty(), Set.copyOf(issues)).stream()
                        .collect(Collectors.toMap(t -> t.activity().issue().id(), Function.identity()));
    }
}
