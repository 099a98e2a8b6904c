package dev.nightjar.store.lucene.query;

import dev.nightjar.model.event.EventIds;
import dev.nightjar.model.event.StoredEvent;
import dev.nightjar.store.Events.Hits;
import dev.nightjar.store.Events.IssueHits;
import dev.nightjar.store.issue.IdNumbers;
import dev.nightjar.store.issue.LongMap;
import dev.nightjar.store.issue.Merged;
import dev.nightjar.store.lucene.block.Dictionary;
import dev.nightjar.store.lucene.block.EventBlock;
import dev.nightjar.store.lucene.block.Mask;
import dev.nightjar.store.lucene.event.Condition;
import dev.nightjar.store.lucene.event.EventBlocks;
import dev.nightjar.store.lucene.event.EventReader;
import dev.nightjar.store.lucene.event.ReferenceCounts;
import dev.nightjar.store.lucene.event.Segment;
import dev.nightjar.store.lucene.index.Patience;
import java.io.IOException;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.RandomAccess;
import org.apache.lucene.util.BytesRef;

/// Runs a query over events: counts all, by issue, and keeps the newest.
public final class Search {

    private record Found(long time, long place) {}

    private final EventReader events;
    private final Merged merged;
    private final int most;
    private final PriorityQueue<Found> newest = new PriorityQueue<>(Comparator.comparingLong(Found::time));
    private final LongMap byIssue = new LongMap();
    private long total;

    private Search(EventReader events, Merged merged, int most) {
        this.events = events;
        this.merged = merged;
        this.most = most;
    }

    /// The events that a condition holds for, of which the newest `most` are rebuilt.
    public static Hits run(EventBlocks blocks, EventReader events, Merged merged, Condition condition, int most)
            throws IOException {
        Search search = new Search(events, merged, most);
        search.look(blocks, condition);
        return search.hits();
    }

    /// What leads to the newest events that a condition holds for, newest first.
    public static List<EventIds> ids(
            EventBlocks blocks, EventReader events, Merged merged, Condition condition, int most) throws IOException {
        Search search = new Search(events, merged, most);
        search.look(blocks, condition);
        List<EventIds> found = new ArrayList<>();
        for (Found each : search.inPlace()) {
            found.add(events.ids(each.place));
        }
        found.sort(Comparator.comparing(EventIds::time).reversed().thenComparing(EventIds::event));
        return List.copyOf(found);
    }

    private void look(EventBlocks blocks, Condition condition) throws IOException {
        List<Counter> counters = new ArrayList<>();
        blocks.each(condition, Patience.ofPeople(), segment -> {
            Counter counter = new Counter(segment);
            counters.add(counter);
            return counter;
        });
        for (Counter counter : counters) {
            counter.finish();
        }
    }

    private List<Found> inPlace() {
        return newest.stream().sorted(Comparator.comparingLong(Found::place)).toList();
    }

    private Hits hits() throws IOException {
        List<StoredEvent> found = new ArrayList<>();
        for (Found each : inPlace()) {
            found.add(events.event(each.place));
        }
        found.sort(Comparator.comparing(StoredEvent::time).reversed().thenComparing(StoredEvent::id));
        return new Hits(total, List.copyOf(found), new Counted(byIssue));
    }

    /// Issues and their counts in 24 bytes each, most first.
    private static final class Counted extends AbstractList<IssueHits> implements RandomAccess {

        private static final int BITS = 35;
        private static final long MOST = (1L << Long.SIZE - 1 - BITS) - 1;

        private final LongMap counts;
        private final long[] order;

        Counted(LongMap counts) {
            this.counts = counts;
            this.order = new long[counts.size()];
            int[] size = {0};
            counts.each((id, count) -> order[size[0]++] = MOST - Math.min(count, MOST) << BITS | id);
            Arrays.sort(order);
        }

        @Override
        public IssueHits get(int index) {
            long id = order[index] & IdNumbers.END - 1;
            return new IssueHits(IdNumbers.id(id), counts.get(id));
        }

        @Override
        public int size() {
            return order.length;
        }
    }

    private final class Counter implements EventBlocks.Visitor {
        private final Segment segment;
        private final ReferenceCounts issues;

        Counter(Segment segment) throws IOException {
            this.segment = segment;
            this.issues = new ReferenceCounts(segment, Dictionary.ISSUES);
        }

        @Override
        public void see(int number, EventBlock block, Mask rows) throws IOException {
            total += issues.count(block, rows);
            long[] times = block.times();
            for (int row = rows.next(0); row >= 0 && most > 0; row = rows.next(row + 1)) {
                Found oldest = newest.peek();
                if (newest.size() < most || oldest != null && times[row] > oldest.time) {
                    newest.add(new Found(times[row], EventBlocks.place(number, row)));
                    if (newest.size() > most) {
                        newest.remove();
                    }
                }
            }
        }

        void finish() throws IOException {
            issues.each((issue, count) -> {
                BytesRef id = segment.set(Dictionary.ISSUES).lookupOrd(issue);
                byIssue.add(merged.of(IdNumbers.number(id.bytes, id.offset)), count);
            });
        }
    }
}
