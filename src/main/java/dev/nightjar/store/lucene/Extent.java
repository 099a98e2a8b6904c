package dev.nightjar.store.lucene;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.jspecify.annotations.Nullable;

/// From when to when there are events.
final class Extent {

    private Extent() {}

    static Optional<Instant> newest(IndexSearcher searcher, Events events) throws IOException {
        Instant newest = null;
        for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
            Instant time = newest(leaf, events);
            newest = newest == null || time != null && time.isAfter(newest) ? time : newest;
        }
        return Optional.ofNullable(newest);
    }

    /// The first event of a segment is its newest.
    private static @Nullable Instant newest(LeafReaderContext leaf, Events events) throws IOException {
        PostingsEnum docs = leaf.reader().postings(new Term(Schema.KIND, Schema.EVENT_KIND), PostingsEnum.NONE);
        int doc = docs == null
                ? DocIdSetIterator.NO_MORE_DOCS
                : Committed.firstLive(docs, leaf.reader().getLiveDocs());
        return doc == DocIdSetIterator.NO_MORE_DOCS
                ? null
                : events.event(leaf.docBase + doc).time();
    }

    static Optional<Instant> oldest(IndexSearcher searcher) throws IOException {
        long[] oldest = {Long.MAX_VALUE};
        Queries.each(searcher, Leaves.all(), leaf -> {
            NumericDocValues times = DocValues.getNumeric(leaf.reader(), Schema.TIME);
            return doc -> oldest[0] = times.advanceExact(doc) ? Math.min(oldest[0], times.longValue()) : oldest[0];
        });
        return oldest[0] == Long.MAX_VALUE ? Optional.empty() : Optional.of(Schema.instant(oldest[0]));
    }
}
