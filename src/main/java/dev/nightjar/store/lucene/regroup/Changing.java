package dev.nightjar.store.lucene.regroup;

import dev.nightjar.model.IssueId;
import dev.nightjar.model.IssueIds;
import dev.nightjar.model.event.StoredEvent;
import dev.nightjar.store.Regrouper;
import dev.nightjar.store.issue.IdNumbers;
import dev.nightjar.store.issue.IssueState;
import dev.nightjar.store.issue.LongMap;
import dev.nightjar.store.lucene.issue.Roll;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.index.DirectoryReader;

/// Finds the issues that may change if every event is grouped anew: an event that still leads to the issue it is
/// in,
/// and of whose hashes none belongs to another, changes nothing; unless it offers an id to those that look for one,
/// and
/// the issue that has it changes.
final class Changing {

    private static final int REMEMBERED = 4_000;

    private final Roll roll;
    private final RegroupPlanner regroup;
    private final IssueIds.Builder found = new IssueIds.Builder();
    private final Set<Long> noted = new HashSet<>();
    private final Map<Long, Own> known = new HashMap<>();

    Changing(DirectoryReader reader, RegroupPlanner regroup) {
        this.roll = new Roll(reader);
        this.regroup = regroup;
    }

    /// An issue, the ids that its events may have, and all that lead to it.
    private record Own(IssueState state, Set<IssueId> deciding, Set<IssueId> all) {
        static Own of(IssueState state) {
            Set<IssueId> deciding = new HashSet<>(state.deciding());
            Set<IssueId> all = new HashSet<>(deciding);
            all.addAll(state.former());
            return new Own(state, deciding, all);
        }
    }

    IssueIds find() throws IOException {
        regroup.each(any -> true, this::see);
        IssueIds changing = found.build();
        if (!changing.isEmpty()) {
            regroup.each(id -> !changing.has(id), events -> heirs(events, changing));
        }
        return found.build();
    }

    private void see(Collection<StoredEvent> events) throws IOException {
        know(events);
        for (StoredEvent event : events) {
            Own own = own(event);
            RegroupPlanner.Seen seen = regroup.seen(event, own.state.issue());
            regroup.count(seen);
            List<IssueId> hashes = seen.fingerprint().hashes();
            Set<Long> others = others(own, hashes);
            boolean leaves =
                    seen.way() == Regrouper.Way.APART && !hashes.getFirst().equals(event.issue());
            if (leaves || !own.deciding.contains(hashes.getFirst()) || !others.isEmpty()) {
                note(IdNumbers.number(event.issue()));
                others.forEach(this::note);
            }
        }
    }

    private void heirs(Collection<StoredEvent> events, IssueIds changing) throws IOException {
        know(events);
        for (StoredEvent event : events) {
            Own own = own(event);
            List<IssueId> offered =
                    regroup.seen(event, own.state.issue()).fingerprint().offered();
            if (others(own, offered).stream().anyMatch(changing::has)) {
                note(IdNumbers.number(event.issue()));
            }
        }
    }

    /// Issues other than its own that ids belong to.
    private Set<Long> others(Own own, List<IssueId> ids) throws IOException {
        Set<Long> others = new HashSet<>();
        for (IssueId id : ids) {
            long other = own.all.contains(id) ? LongMap.NONE : roll.lead(id);
            if (other != LongMap.NONE) {
                others.add(other);
            }
        }
        return others;
    }

    private Own own(StoredEvent event) throws IOException {
        Own own = known.get(IdNumbers.number(event.issue()));
        if (own == null) {
            throw new IOException("an event of the issue " + event.issue() + ", which is missing");
        }
        return own;
    }

    /// Reads the issues of events.
    private void know(Collection<StoredEvent> events) throws IOException {
        Set<IssueId> unknown = new HashSet<>();
        events.forEach(event -> {
            if (!known.containsKey(IdNumbers.number(event.issue()))) {
                unknown.add(event.issue());
            }
        });
        if (known.size() + unknown.size() > REMEMBERED) {
            known.clear();
            events.forEach(event -> unknown.add(event.issue()));
        }
        roll.read(unknown).forEach((number, state) -> known.put(number, Own.of(state)));
    }

    private void note(long issue) {
        if (noted.size() < REMEMBERED && noted.add(issue) || noted.size() >= REMEMBERED && !noted.contains(issue)) {
            found.accept(issue);
        }
    }
}
