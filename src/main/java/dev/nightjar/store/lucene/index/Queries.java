package dev.nightjar.store.lucene.index;

import dev.nightjar.model.Window;
import java.io.IOException;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;
import org.apache.lucene.search.TermQuery;

/// Small queries that several readers need.
public final class Queries {

    private Queries() {}

    /// Documents of a kind, one of `Schema`.
    public static Query kind(String kind) {
        return new TermQuery(new Term(Schema.KIND, kind));
    }

    /// Documents whose number lies in `[from, to]`.
    public static Query between(String field, long from, long to) {
        return NumericDocValuesField.newSlowRangeQuery(field, from, to);
    }

    /// Documents for which all of the queries hold; without a score.
    public static Query all(Query... queries) {
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        for (Query query : queries) {
            all.add(query, Occur.FILTER);
        }
        return all.build();
    }

    /// Documents of a time.
    public static Query during(Window window) {
        return between(Schema.TIME, Schema.micros(window.from()), Schema.micros(window.to()) - 1);
    }

    /// Shows every document of a query to a visitor, segment by segment.
    public static void each(IndexSearcher searcher, Query query, Visitor visitor) throws IOException {
        searcher.search(query, new SimpleCollector() {
            private Doc doc = any -> {};

            @Override
            protected void doSetNextReader(LeafReaderContext leaf) throws IOException {
                doc = visitor.segment(leaf);
            }

            @Override
            public void collect(int of) throws IOException {
                doc.visit(of);
            }

            @Override
            public ScoreMode scoreMode() {
                return ScoreMode.COMPLETE_NO_SCORES;
            }
        });
    }

    /// Sees the documents of a query.
    public interface Visitor {
        /// Told of each segment, before its documents; what it gives sees them.
        Doc segment(LeafReaderContext leaf) throws IOException;
    }

    /// Sees one document, by its number in the segment.
    public interface Doc {
        /// Called in ascending order.
        void visit(int doc) throws IOException;
    }
}
