package dev.nightjar.store.lucene;

import dev.nightjar.model.Failure;
import dev.nightjar.model.Failure.Exit;
import dev.nightjar.model.StoredEvent;
import dev.nightjar.store.Archive.Hits;
import dev.nightjar.store.Archive.IssueHits;
import java.io.IOException;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.RandomAccess;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;

/// Runs a query over events: counts all, by issue, and keeps the newest. A segment's documents are sorted newest
/// first, so the first ones it finds are its newest.
final class Search {

    private record Found(long time, int doc) {}

    private final IndexSearcher searcher;
    private final Events events;
    private final Merged merged;
    private final int most;
    private final LongMap byIssue = new LongMap();
    private final List<Found> newest = new ArrayList<>();
    private long total;

    private Search(IndexSearcher searcher, Events events, Merged merged, int most) {
        this.searcher = searcher;
        this.events = events;
        this.merged = merged;
        this.most = most;
    }

    /// What a query over events finds, of which `most` are rebuilt.
    static Hits run(IndexSearcher searcher, Events events, Merged merged, Query query, int most) throws IOException {
        Search search = new Search(Queries.bounded(searcher), events, merged, most);
        try {
            search.collect(query);
        } catch (IndexSearcher.TooManyClauses e) {
            throw new Failure(Exit.USAGE, "query has too many parts: look for fewer words at once", e);
        }
        return search.hits();
    }

    private void collect(Query query) throws IOException {
        List<Counter> counters = new ArrayList<>();
        Queries.each(searcher, query, leaf -> {
            Counter counter = new Counter(leaf);
            counters.add(counter);
            return counter;
        });
        Queries.complete(searcher);
        for (Counter counter : counters) {
            counter.finish();
        }
    }

    private Hits hits() throws IOException {
        newest.sort(Comparator.comparingLong(Found::time).reversed());
        List<StoredEvent> found = new ArrayList<>();
        for (Found each : newest.subList(0, Math.min(Math.max(most, 0), newest.size()))) {
            found.add(events.event(each.doc));
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
            long id = order[index] & Ids.END - 1;
            return new IssueHits(Ids.id(id), counts.get(id));
        }

        @Override
        public int size() {
            return order.length;
        }
    }

    private final class Counter implements Queries.Doc {
        private final int base;
        private final NumericDocValues time;
        private final SortedDocValues issue;
        private final long[] counts;
        private int kept;

        Counter(LeafReaderContext leaf) throws IOException {
            base = leaf.docBase;
            time = DocValues.getNumeric(leaf.reader(), Schema.TIME);
            issue = DocValues.getSorted(leaf.reader(), Schema.ISSUE);
            counts = new long[issue.getValueCount()];
        }

        @Override
        public void visit(int doc) throws IOException {
            total++;
            if (issue.advanceExact(doc)) {
                counts[issue.ordValue()]++;
            }
            if (kept < most && time.advanceExact(doc)) {
                kept++;
                newest.add(new Found(time.longValue(), base + doc));
            }
        }

        void finish() throws IOException {
            for (int ord = 0; ord < counts.length; ord++) {
                if (counts[ord] > 0) {
                    byIssue.add(merged.of(Ids.number(issue.lookupOrd(ord))), counts[ord]);
                }
            }
        }
    }
}
