package dev.nightjar.store.lucene;

import dev.nightjar.model.Fingerprint;
import dev.nightjar.model.Issue;
import dev.nightjar.model.IssueId;
import dev.nightjar.model.Regrouping;
import dev.nightjar.model.StoredEvent;
import dev.nightjar.store.Judge;
import dev.nightjar.store.Judge.Judged;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.search.IndexSearcher;

/// Shows every stored event to a judge and plans the issues anew. Changes nothing.
final class Regroup {

    final DirectoryReader reader;
    final IndexSearcher searcher;
    final Blocks blocks;
    final Events events;
    final Plan plan = new Plan();
    final Map<IssueId, IssueState> states = new HashMap<>();
    private final Map<IssueId, Issue> issues = new HashMap<>();
    private final Map<String, Long> left = new TreeMap<>();
    private final Judge judge;
    private long seen;

    Regroup(DirectoryReader reader, Judge judge) throws IOException {
        this.reader = reader;
        this.searcher = new IndexSearcher(reader);
        this.searcher.setQueryCache(null);
        this.blocks = new Blocks(reader);
        this.events = new Events(reader, blocks, Merged.NONE);
        this.judge = judge;
    }

    /// An event, what it is now, and where it belongs.
    record Seen(StoredEvent event, Judged judged, Fingerprint fingerprint) {
        IssueId key() {
            return fingerprint.hashes().getFirst();
        }
    }

    Regrouping plan() throws IOException {
        new Roll(reader).all(state -> {
            states.put(state.id(), state);
            issues.put(state.id(), state.issue());
            plan.issue(state);
        });
        blocks.each(Condition.ALL, Patience.endless(), segment -> (number, block, rows) -> {
            events.expect(segment, block);
            for (int row = rows.next(0); row >= 0; row = rows.next(row + 1)) {
                plan(events.event(segment, block, row));
            }
        });
        plan.make();
        List<Regrouping.Group> groups = new ArrayList<>();
        for (Plan.Group group : plan.groups()) {
            IssueState most = state(most(group));
            groups.add(new Regrouping.Group(group.id(), most.project(), most.title(), group.from));
        }
        return new Regrouping(groups, plan.leads(), seen, left);
    }

    private void plan(StoredEvent event) throws IOException {
        Seen one = seen(event);
        plan.event(one.fingerprint, event.issue(), Schema.micros(event.time()));
        seen++;
        if (!one.judged.left().isEmpty()) {
            left.merge(one.judged.left(), 1L, Long::sum);
        }
    }

    private static IssueId most(Plan.Group group) {
        return group.from.entrySet().stream()
                .max(Map.Entry.<IssueId, Long>comparingByValue()
                        .thenComparing(entry -> entry.getKey().equals(group.id())))
                .orElseThrow()
                .getKey();
    }

    /// An event that cannot be judged belongs to its issue, whatever the rules say.
    ///
    /// @param place of the event; see `Blocks`
    Seen seen(long place) throws IOException {
        return seen(events.event(place));
    }

    private Seen seen(StoredEvent event) throws IOException {
        Issue issue = issues.get(event.issue());
        if (issue == null) {
            throw new IOException("an event of the issue " + event.issue() + ", which is missing");
        }
        Judged judged = judge.of(event, issue);
        Fingerprint own = judged.occurrence().fingerprint();
        return new Seen(
                event, judged, judged.left().isEmpty() ? own : new Fingerprint(own.version(), List.of(event.issue())));
    }

    IssueState state(IssueId old) {
        IssueState state = states.get(old);
        if (state == null) {
            throw new IllegalStateException("the issue " + old + " was not there before");
        }
        return state;
    }
}
