package dev.nightjar.report.lookup;

import dev.nightjar.model.event.EventIds;
import dev.nightjar.model.event.StoredEvent;
import dev.nightjar.model.issue.Issue;
import dev.nightjar.model.issue.Triaged;
import dev.nightjar.report.night.Folder;
import dev.nightjar.report.night.Verdict;
import dev.nightjar.report.night.Wording;
import dev.nightjar.text.Visible;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What `find.html` knows of a night: its issues, and the ids of their events.
public final class Cards {

    private final Lookup lookup = new Lookup();
    private final Map<String, Integer> numbers = new HashMap<>();
    private final Wording words;
    private String since = "";

    public Cards(Wording words) {
        this.words = words;
    }

    /// Adds an issue and its samples. In the order of the pages.
    public void add(Triaged t, List<StoredEvent> samples) {
        Issue issue = t.activity().issue();
        int number = lookup.add(new Lookup.Card(
                issue.id().text(),
                Folder.issue(issue.id()),
                Verdict.word(t.state()),
                issue.project(),
                issue.type() == null ? issue.title() : issue.type(),
                issue.message(),
                issue.culprit(),
                issue.thrown(),
                issue.said(),
                t.reason(),
                t.note(),
                t.owner() == null ? "" : t.owner(),
                t.contact(),
                words.at(issue.firstSeen()).full(),
                words.at(issue.lastSeen()).full(),
                t.activity().count(),
                issue.count(),
                t.activity().users()));
        numbers.put(issue.id().text(), number);
        issue.aliases().stream().sorted().forEach(alias -> lookup.add(alias, number, new Lookup.Seen("alias", null)));
        samples.forEach(sample -> add(EventIds.of(sample)));
    }

    /// Adds the ids of the newest events, newest first.
    public void latest(List<EventIds> events) {
        events.forEach(this::add);
        since = events.isEmpty() ? "" : words.at(events.getLast().time()).full();
    }

    private void add(EventIds event) {
        Integer number = numbers.get(event.issue().text());
        if (number != null) {
            lookup.add(event.event(), number, new Lookup.Seen("event", event));
            event.ids().forEach((kind, id) -> lookup.add(id, number, new Lookup.Seen(kind, event)));
        }
    }

    /// Names of files below `data/` and their content, for what was added.
    ///
    /// @param projects whose logs were read
    public Map<String, String> scripts(List<String> projects) {
        return lookup.scripts(
                words.window(),
                since,
                projects.stream().map(Visible::line).toList(),
                time -> words.at(time).full());
    }
}
