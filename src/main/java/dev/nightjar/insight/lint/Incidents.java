package dev.nightjar.insight.lint;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Joins records that tell of one failure: what was thrown first is the same, it happened within seconds, and the
/// thread or an id is the same as far as they are known. What is on its way up passes each place once.
final class Incidents {

    private static final int MOST_ROOTS = 20_000;
    private static final int MOST_OF_A_ROOT = 64;

    /// Of the records of an issue.
    static final class Count {
        long records;
        long incidents;
        long repeats;
        final Map<Integer, Long> firsts = new HashMap<>();
    }

    /// A new thing thrown, that does not name what was thrown before as its cause.
    record Swallowed(Logged caught, Logged thrown) {}

    private final SaidTwice pairs;
    private final Map<Long, Deque<Incident>> open = new HashMap<>();
    private final Lanes<Incident> lanes = new Lanes<>(Incident::last);
    private final List<Incident> repeated = new ArrayList<>();
    private final List<Swallowed> swallowed = new ArrayList<>();
    private final Map<Integer, Count> issues = new HashMap<>();

    Incidents(SaidTwice pairs) {
        this.pairs = pairs;
    }

    /// To be called with all records, oldest first.
    void add(Logged record) {
        Incident known = record.root() == 0 ? null : ofRoot(record);
        known = known == null ? ofWords(record) : known;
        Incident incident = known == null ? new Incident(record) : known;
        count(record, known);
        if (known != null) {
            known.add(record);
            if (known.records().size() == 2) {
                repeated.add(known);
            }
        }
        lanes.put(record, incident);
        if (record.root() != 0) {
            open(record, incident);
        }
    }

    private @Nullable Incident ofRoot(Logged record) {
        Deque<Incident> those = open.get(record.root());
        if (those == null) {
            return null;
        }
        while (!those.isEmpty() && record.micros() - those.getLast().last() > Incident.LONGEST) {
            those.removeLast();
        }
        return those.stream().filter(one -> one.isOf(record)).findFirst().orElse(null);
    }

    private @Nullable Incident ofWords(Logged record) {
        for (Incident incident : lanes.of(record)) {
            for (Logged earlier : incident.records()) {
                if (pairs.areOne(earlier, record) && incident.hasRoomFor(record)) {
                    if (pairs.isSwallowed(earlier, record)) {
                        swallowed.add(new Swallowed(earlier, record));
                    }
                    return incident;
                }
            }
        }
        return null;
    }

    private void open(Logged record, Incident incident) {
        if (open.size() > MOST_ROOTS) {
            open.values()
                    .removeIf(those -> those.isEmpty()
                            || record.micros() - those.getFirst().last() > Incident.LONGEST);
        }
        Deque<Incident> those = open.computeIfAbsent(record.root(), any -> new ArrayDeque<>(2));
        those.remove(incident);
        those.addFirst(incident);
        if (those.size() > MOST_OF_A_ROOT) {
            those.removeLast();
        }
    }

    /// @param known the incident that was there before; null if the record begins one
    private void count(Logged record, @Nullable Incident known) {
        Count count = issues.computeIfAbsent(record.issue(), any -> new Count());
        count.records++;
        if (known == null) {
            count.incidents++;
            return;
        }
        count.repeats++;
        count.incidents += known.records().stream().anyMatch(one -> one.issue() == record.issue()) ? 0 : 1;
        count.firsts.merge(known.first().issue(), 1L, Long::sum);
    }

    /// Those of which several records tell.
    List<Incident> repeated() {
        return repeated;
    }

    List<Swallowed> swallowed() {
        return swallowed;
    }

    /// By the numbers of issues.
    Map<Integer, Count> issues() {
        return issues;
    }
}
