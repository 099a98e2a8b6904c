package dev.nightjar.store.lucene;

import dev.nightjar.model.StoredEvent;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;

/// Hands out events one by one, oldest first. Held are their times and numbers alone: 16 bytes an event.
final class Walk {

    private static final int BATCH = 1000;

    private final IndexSearcher searcher;
    private final Events events;
    private long[] times = new long[1024];
    private long[] docs = new long[1024];
    private int size;

    Walk(IndexSearcher searcher, Events events) {
        this.searcher = Queries.bounded(searcher);
        this.events = events;
    }

    /// All that match, until the sink has enough.
    void all(Query query, Predicate<StoredEvent> sink) throws IOException {
        Queries.each(searcher, query, leaf -> {
            NumericDocValues time = DocValues.getNumeric(leaf.reader(), Schema.TIME);
            return doc -> add(time.advanceExact(doc) ? time.longValue() : 0, leaf.docBase + doc);
        });
        tell(sink);
    }

    /// Those that begin at or behind an offset of their file; all of a file that is not named.
    void behind(Query query, Map<String, Long> offsets, Predicate<StoredEvent> sink) throws IOException {
        Queries.each(searcher, query, leaf -> behind(leaf, offsets));
        tell(sink);
    }

    private Queries.Doc behind(LeafReaderContext leaf, Map<String, Long> offsets) throws IOException {
        SortedDocValues file = DocValues.getSorted(leaf.reader(), Schema.FILE_ID);
        NumericDocValues offset = DocValues.getNumeric(leaf.reader(), Schema.OFFSET);
        NumericDocValues time = DocValues.getNumeric(leaf.reader(), Schema.TIME);
        long[] from = new long[file.getValueCount()];
        for (int ord = 0; ord < from.length; ord++) {
            from[ord] = offsets.getOrDefault(EventDocuments.fileId(file.lookupOrd(ord)), 0L);
        }
        return doc -> {
            if (file.advanceExact(doc) && offset.advanceExact(doc) && offset.longValue() >= from[file.ordValue()]) {
                add(time.advanceExact(doc) ? time.longValue() : 0, leaf.docBase + doc);
            }
        };
    }

    private void add(long time, int doc) {
        if (size == times.length) {
            times = Arrays.copyOf(times, 2 * size);
            docs = Arrays.copyOf(docs, 2 * size);
        }
        times[size] = time;
        docs[size++] = doc;
    }

    /// Read in the order of the documents, because neighbours are packed together.
    private void tell(Predicate<StoredEvent> sink) throws IOException {
        Queries.complete(searcher);
        int[] order = inOrder();
        for (int from = 0; from < order.length; from += BATCH) {
            int[] batch = Arrays.copyOfRange(order, from, Math.min(order.length, from + BATCH));
            Map<Integer, StoredEvent> read = new HashMap<>();
            for (int doc : Arrays.stream(batch).sorted().toArray()) {
                read.put(doc, events.event(doc));
            }
            for (int doc : batch) {
                if (!sink.test(Objects.requireNonNull(read.get(doc)))) {
                    return;
                }
            }
        }
    }

    /// By time; what happened at the same time in the order of the documents.
    private int[] inOrder() {
        long[] sorted = Arrays.copyOf(times, size);
        Arrays.sort(sorted);
        int[] next = new int[size];
        int[] order = new int[size];
        for (int i = 0; i < size; i++) {
            int place = first(sorted, times[i]);
            order[place + next[place]++] = (int) docs[i];
        }
        return order;
    }

    private static int first(long[] sorted, long time) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
