package dev.nightjar.store.lucene;

import dev.nightjar.model.Fingerprint;
import dev.nightjar.model.IssueId;
import dev.nightjar.model.IssueIds;
import dev.nightjar.model.StoredEvent;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.index.DirectoryReader;

/// Finds the issues that may change if every event is grouped anew: an event that still leads to the issue it is in,
/// and of whose ids none belongs to another, changes nothing.
final class Changing {

    private static final int REMEMBERED = 4_000;

    private final Roll roll;
    private final Regroup regroup;
    private final IssueIds.Builder found = new IssueIds.Builder();
    private final Set<Long> noted = new HashSet<>();
    private final Map<Long, Own> known = new HashMap<>();

    Changing(DirectoryReader reader, Regroup regroup) {
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
        return found.build();
    }

    private void see(Collection<StoredEvent> events) throws IOException {
        Set<IssueId> unknown = new HashSet<>();
        events.forEach(event -> {
            if (!known.containsKey(Ids.number(event.issue()))) {
                unknown.add(event.issue());
            }
        });
        if (known.size() + unknown.size() > REMEMBERED) {
            known.clear();
            events.forEach(event -> unknown.add(event.issue()));
        }
        roll.read(unknown).forEach((number, state) -> known.put(number, Own.of(state)));
        for (StoredEvent event : events) {
            Own own = known.get(Ids.number(event.issue()));
            if (own == null) {
                throw new IOException("an event of the issue " + event.issue() + ", which is missing");
            }
            Regroup.Seen seen = regroup.seen(event, own.state.issue());
            regroup.count(seen);
            see(event.issue(), own, seen.fingerprint());
        }
    }

    private void see(IssueId issue, Own own, Fingerprint fingerprint) throws IOException {
        boolean leads = own.deciding.contains(fingerprint.hashes().getFirst());
        Set<Long> others = new HashSet<>();
        for (List<IssueId> ids : List.of(fingerprint.hashes(), fingerprint.offered())) {
            for (IssueId id : ids) {
                long other = own.all.contains(id) ? LongMap.NONE : roll.lead(id);
                if (other != LongMap.NONE) {
                    others.add(other);
                }
            }
        }
        if (!leads || !others.isEmpty()) {
            others.add(Ids.number(issue));
            others.forEach(this::note);
        }
    }

    private void note(long issue) {
        if (noted.size() < REMEMBERED && noted.add(issue) || noted.size() >= REMEMBERED && !noted.contains(issue)) {
            found.accept(issue);
        }
    }
}
