package dev.nightjar.store.lucene.regroup;

import dev.nightjar.model.Failure;
import dev.nightjar.model.IssueId;
import dev.nightjar.model.IssueIds;
import dev.nightjar.model.event.Fingerprint;
import dev.nightjar.model.event.StoredEvent;
import dev.nightjar.model.issue.Issue;
import dev.nightjar.model.issue.Regrouping;
import dev.nightjar.store.Regrouper;
import dev.nightjar.store.Regrouper.Judged;
import dev.nightjar.store.issue.IssueState;
import dev.nightjar.store.issue.Merged;
import dev.nightjar.store.issue.RegroupPlan;
import dev.nightjar.store.lucene.event.Condition;
import dev.nightjar.store.lucene.event.EventBlocks;
import dev.nightjar.store.lucene.event.EventReader;
import dev.nightjar.store.lucene.index.Patience;
import dev.nightjar.store.lucene.index.Schema;
import dev.nightjar.store.lucene.issue.Roll;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.search.IndexSearcher;

/// Shows every stored event to a judge and plans the issues anew. Changes nothing. Of very many issues only those
/// are
/// kept in memory that may change: those with an event that would not lead to them, and those to which it leads.
public final class RegroupPlanner {

    /// Bytes of an issue with its part of the plan.
    private static final long BYTES = 16_000;

    final DirectoryReader reader;
    final IndexSearcher searcher;
    final EventBlocks blocks;
    final EventReader events;
    final RegroupPlan plan = new RegroupPlan();
    final Map<IssueId, IssueState> states = new HashMap<>();
    private final Map<IssueId, Issue> issues = new HashMap<>();
    private final Map<String, Long> left = new TreeMap<>();
    private final Regrouper judge;
    private final long few;
    private long seen;
    private boolean counted;

    public RegroupPlanner(DirectoryReader reader, Regrouper judge) throws IOException {
        this(reader, judge, Runtime.getRuntime().maxMemory() / BYTES);
    }

    /// @param few issues that are kept in memory without asking which of them may change
    RegroupPlanner(DirectoryReader reader, Regrouper judge, long few) throws IOException {
        this.few = few;
        this.reader = reader;
        this.searcher = new IndexSearcher(reader);
        this.searcher.setQueryCache(null);
        this.blocks = new EventBlocks(reader);
        this.events = new EventReader(reader, blocks, Merged.NONE);
        this.judge = judge;
    }

    /// An event, what it is now, and where it belongs.
    record Seen(StoredEvent event, Judged judged, Fingerprint fingerprint) {
        IssueId key() {
            return fingerprint.hashes().getFirst();
        }

        Regrouper.Way way() {
            return judged.left().isEmpty() ? judged.way() : Regrouper.Way.USUAL;
        }
    }

    /// What would become of the issues.
    ///
    /// @throws Failure with exit code 64 if more issues may change than fit into memory
    public Regrouping plan() throws IOException {
        Roll roll = new Roll(reader);
        if (Roll.docs(reader, Schema.ISSUE_KIND) <= few) {
            roll.all(this::keep);
            each(any -> true, this::plan);
        } else {
            IssueIds changing = new Changing(reader, this).find();
            counted = true;
            if (changing.size() > Math.max(few, Runtime.getRuntime().maxMemory() / BYTES)) {
                throw new Failure(
                        Failure.Exit.USAGE,
                        changing.size() + " issues may change, too many at once: name one project, or give it"
                                + " NIGHTJAR_HEAP=" + (64 + changing.size() * BYTES / 1_000_000) + "m");
            }
            roll.read(changing).values().forEach(this::keep);
            each(changing::has, this::plan);
        }
        plan.make();
        List<Regrouping.Group> groups = new ArrayList<>();
        for (RegroupPlan.Group group : plan.groups()) {
            IssueState most = state(most(group));
            groups.add(new Regrouping.Group(group.id(), most.project(), most.title(), group.from));
        }
        return new Regrouping(groups, plan.leads(), seen, left);
    }

    private void keep(IssueState state) {
        states.put(state.id(), state);
        issues.put(state.id(), state.issue());
        plan.issue(state);
    }

    /// Sees some events.
    interface Part {
        void of(Collection<StoredEvent> events) throws IOException;
    }

    /// Shows the events of issues, a block's at a time.
    void each(LongPredicate of, Part part) throws IOException {
        blocks.each(Condition.ALL, Patience.endless(), segment -> (number, block, rows) -> {
            events.expect(segment, block);
            List<StoredEvent> some = new ArrayList<>();
            for (int row = rows.next(0); row >= 0; row = rows.next(row + 1)) {
                if (of.test(EventReader.issue(segment, block, row).number())) {
                    some.add(events.event(segment, block, row));
                }
            }
            part.of(some);
        });
    }

    private void plan(Collection<StoredEvent> events) throws IOException {
        for (StoredEvent event : events) {
            Seen one = seen(event);
            plan.event(one.fingerprint, one.way(), event.issue(), Schema.micros(event.time()));
            if (!counted) {
                count(one);
            }
        }
    }

    void count(Seen one) {
        seen++;
        if (!one.judged.left().isEmpty()) {
            left.merge(one.judged.left(), 1L, Long::sum);
        }
    }

    private static IssueId most(RegroupPlan.Group group) {
        return group.from.entrySet().stream()
                .max(Map.Entry.<IssueId, Long>comparingByValue()
                        .thenComparing(entry -> entry.getKey().equals(group.id())))
                .orElseThrow()
                .getKey();
    }

    /// An event that cannot be judged belongs to its issue, whatever the rules say.
    ///
    /// @param place of the event; see `EventBlocks`
    Seen seen(long place) throws IOException {
        return seen(events.event(place));
    }

    private Seen seen(StoredEvent event) throws IOException {
        Issue issue = issues.get(event.issue());
        if (issue == null) {
            throw new IOException("an event of the issue " + event.issue() + ", which is missing");
        }
        return seen(event, issue);
    }

    Seen seen(StoredEvent event, Issue issue) {
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
