package dev.nightjar.store.lucene.regroup;

import dev.nightjar.model.CrashPoint;
import dev.nightjar.model.IssueId;
import dev.nightjar.model.event.Occurrence;
import dev.nightjar.model.issue.Regrouping;
import dev.nightjar.model.log.Position;
import dev.nightjar.store.Regrouper;
import dev.nightjar.store.encoded.Hash;
import dev.nightjar.store.encoded.Pseudonyms;
import dev.nightjar.store.issue.IdNumbers;
import dev.nightjar.store.issue.IssueState;
import dev.nightjar.store.issue.RegroupPlan.Group;
import dev.nightjar.store.lucene.block.Dictionary;
import dev.nightjar.store.lucene.count.Tallies;
import dev.nightjar.store.lucene.count.Tallies.Sum;
import dev.nightjar.store.lucene.count.TallyReader;
import dev.nightjar.store.lucene.event.Condition;
import dev.nightjar.store.lucene.event.EventWalk;
import dev.nightjar.store.lucene.event.Referring;
import dev.nightjar.store.lucene.index.Patience;
import dev.nightjar.store.lucene.index.PositionDocuments;
import dev.nightjar.store.lucene.index.Schema;
import dev.nightjar.store.lucene.issue.IssueDocuments;
import dev.nightjar.store.lucene.issue.Stored;
import dev.nightjar.store.lucene.write.EventDocuments;
import dev.nightjar.store.lucene.write.Retracted;
import dev.nightjar.text.Budget;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;

/// Writes issues as a plan wants them: deletes what changes, adds it again out of the last commit. Durable with the
/// next commit, and not before.
public final class Regrouped {

    private record Hour(IssueId issue, long hour) {}

    private final RegroupPlanner from;
    private final IndexWriter writer;
    private final EventDocuments documents;
    private final Retracted retracted;
    private final Pseudonyms pseudonyms;
    private final Hash hash;
    private final Tallies tallies;
    private final Map<IssueId, IssueState> states = new TreeMap<>();
    private final Map<Hour, Sum> before = new HashMap<>();
    private final Map<IssueId, Long> stored = new HashMap<>();
    private final Map<String, Position> open = new HashMap<>();

    Regrouped(
            RegroupPlanner from,
            IndexWriter writer,
            EventDocuments documents,
            Retracted retracted,
            Pseudonyms pseudonyms,
            Hash hash) {
        this.hash = hash;
        this.from = from;
        this.writer = writer;
        this.documents = documents;
        this.retracted = retracted;
        this.pseudonyms = pseudonyms;
        this.tallies = new Tallies(pseudonyms, Budget.TALLIES.bytes());
    }

    /// Plans and writes; nothing is written if no issue changes.
    ///
    /// @param reader of the last commit
    public static Regrouping all(
            DirectoryReader reader,
            Regrouper judge,
            IndexWriter writer,
            EventDocuments documents,
            Retracted retracted,
            Pseudonyms pseudonyms,
            Hash hash)
            throws IOException {
        RegroupPlanner from = new RegroupPlanner(reader, judge);
        Regrouping planned = from.plan();
        if (!planned.groups().isEmpty()) {
            new Regrouped(from, writer, documents, retracted, pseudonyms, hash).write();
            CrashPoint.here("store.regroup");
        }
        return planned;
    }

    private void write() throws IOException {
        Set<BytesRef> olds = new HashSet<>();
        for (IssueId old : from.plan.olds()) {
            olds.add(new BytesRef(old.text()));
            read(old);
        }
        for (Position position :
                PositionDocuments.all(from.reader, Schema.POSITION_KIND, PositionDocuments::position)) {
            if (position.open() != null) {
                open.put(position.fileId() + "-" + Long.toHexString(position.offset()), position);
            }
        }
        Condition changed = Referring.to(Dictionary.ISSUES, olds);
        from.blocks.each(
                changed,
                Patience.endless(),
                segment ->
                        (number, block, rows) -> retracted.rows(segment.number(number - segment.first()), block, rows));
        try (EventDocuments.Adding adding = documents.adding()) {
            new EventWalk(from.blocks, from.events).places(changed, place -> {
                add(from.seen(place), adding);
                tallies.relieve(writer, Tallies.Late.NEVER);
                return true;
            });
        }
        tallies.write(writer, Tallies.Late.NEVER);
        rest();
        for (IssueState state : states.values()) {
            IssueDocuments.write(writer, state);
        }
    }

    /// Notes what was counted of an issue, and deletes it.
    private void read(IssueId old) throws IOException {
        Query tally = new TermQuery(new Term(Schema.OWN, new BytesRef(old.text())));
        TallyReader.read(
                from.searcher, tally, (issue, hour) -> before.computeIfAbsent(new Hour(old, hour), any -> new Sum()));
        writer.deleteDocuments(tally);
        Stored.delete(writer, IdNumbers.number(old));
    }

    private void add(RegroupPlanner.Seen seen, EventDocuments.Adding adding) throws IOException {
        IssueId old = seen.event().issue();
        Group group = from.plan.group(seen.key());
        Occurrence bare = seen.judged().occurrence();
        Occurrence occurrence =
                seen.event().context() == null ? bare : bare.with(seen.event().context());
        IssueState state = states.computeIfAbsent(group.id(), id -> begin(group, seen));
        adding.add(occurrence, state.id(), 0);
        state.record(occurrence, pseudonyms, hash);
        long micros = Schema.micros(seen.event().time());
        tallies.add(state.id(), occurrence.event());
        stored.merge(old, 1L, Long::sum);
        Sum sum = before.get(new Hour(old, Tallies.hour(micros)));
        if (sum != null) {
            sum.count--;
        }
        move(seen.event().id(), state.id());
    }

    private IssueState begin(Group group, RegroupPlanner.Seen first) {
        boolean told = first.judged().left().isEmpty();
        IssueState state = told
                ? new IssueState(group.id(), first.judged().occurrence())
                : new IssueState(group.id(), from.state(first.event().issue()));
        from.plan.hashes(group).forEach(state::alias);
        group.former.forEach(state::former);
        return state;
    }

    /// A record that may still grow is taken back from the issue it is in now.
    private void move(String event, IssueId to) throws IOException {
        Position position = open.get(event);
        Position.Open last = position == null ? null : position.open();
        if (position == null || last == null || last.issue() == null) {
            return;
        }
        Term key = Schema.key(Schema.POSITION_KIND, position.fileId());
        Position moved = new Position(
                position.fileId(),
                position.project(),
                position.path(),
                position.host(),
                position.identity(),
                position.offset(),
                position.lines(),
                new Position.Open(last.end(), last.lines(), to, last.time()),
                position.format(),
                position.encoding(),
                position.reason(),
                position.lastSeen(),
                position.passed());
        writer.updateDocument(key, PositionDocuments.position(key, moved));
    }

    /// What was counted of events that are not stored any more goes where most of the others went.
    private void rest() throws IOException {
        for (Map.Entry<Hour, Sum> hour : before.entrySet()) {
            if (hour.getValue().count != 0) {
                IssueId to = from.plan.rest(hour.getKey().issue).id();
                writer.addDocument(Tallies.document(to, hour.getKey().hour, hour.getValue(), Tallies.Late.NEVER));
            }
        }
        for (IssueId old : from.plan.olds()) {
            IssueState was = from.state(old);
            long rest = was.count() - stored.getOrDefault(old, 0L);
            IssueState to = states.get(from.plan.rest(old).id());
            if (rest > 0 && to != null) {
                to.rest(was, rest);
            }
        }
    }
}
