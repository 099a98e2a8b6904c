package dev.nightjar.report;

import dev.nightjar.model.Issue;
import dev.nightjar.model.StoredEvent;
import dev.nightjar.model.Triaged;
import dev.nightjar.model.Visible;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// The data behind `find.html`: a script that assigns one value, because a page opened from a file may load
/// scripts but nothing else. `NIGHTJAR = {window, issues: [[id, href, state, project, type, message, culprit,
/// events, last, aliases]], ids: [[id, kind, issue, time]]}`, issues worst first, ids sorted.
final class FindIndex {

    private final List<String> issues = new ArrayList<>();
    private final TreeMap<String, String> ids = new TreeMap<>();

    /// Adds an issue and the ids of its samples. In the order of the pages.
    void add(Triaged t, List<StoredEvent> samples, Words words) {
        Issue issue = t.activity().issue();
        int index = issues.size();
        List<String> row = new ArrayList<>();
        row.add(quote(issue.id().shown()));
        row.add(quote(Folder.issue(issue.id())));
        row.add(quote(Verdict.word(t.state())));
        row.add(quote(issue.project()));
        row.add(quote(issue.type() == null ? issue.title() : issue.type()));
        row.add(quote(issue.message()));
        row.add(quote(issue.culprit()));
        row.add(Long.toString(t.activity().count()));
        row.add(quote(words.at(t.activity().last()).full()));
        row.add(issue.aliases().stream().sorted().map(FindIndex::quote).toList().toString());
        issues.add(row.toString());
        for (StoredEvent event : samples) {
            String time = words.at(event.time()).full();
            add(event.id(), "event", index, time);
            event.ids().forEach((kind, id) -> add(id, kind, index, time));
        }
    }

    private void add(String id, String kind, int issue, String time) {
        if (!id.isBlank()) {
            String entry = List.of(quote(id), quote(kind), Integer.toString(issue), quote(time))
                    .toString();
            ids.putIfAbsent(id + "\0" + kind + "\0" + issue, entry);
        }
    }

    String script(Words words) {
        return "globalThis.NIGHTJAR = {window: " + quote(words.window()) + ",\nissues: [\n" + String.join(",\n", issues)
                + "\n],\nids: [\n" + String.join(",\n", ids.values()) + "\n]};\n";
    }

    /// A JavaScript string that is safe in a script and in HTML.
    static String quote(String text) {
        String visible = Visible.line(text);
        StringBuilder out = new StringBuilder(visible.length() + 2).append('"');
        for (int i = 0; i < visible.length(); i++) {
            char c = visible.charAt(i);
            switch (c) {
                case '"', '\\' -> out.append('\\').append(c);
                case '<', '>', '&', '\u2028', '\u2029' -> out.append("\\u%04x".formatted((int) c));
                default -> out.append(c);
            }
        }
        return out.append('"').toString();
    }
}
