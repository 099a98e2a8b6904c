package dev.nightjar.store.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;

/// Chooses events that show an issue: the newest, the first, then others spread over its time, those with context
/// before the rest.
final class Samples {

    private record Candidate(long time, long offset, int doc) {
        static final Comparator<Candidate> OLDEST_FIRST =
                Comparator.comparingLong(Candidate::time).thenComparingLong(Candidate::offset);
    }

    private final IndexSearcher searcher;

    Samples(IndexSearcher searcher) {
        this.searcher = searcher;
    }

    /// Documents of at most `most` events that a query finds.
    Set<Integer> choose(Query query, Query withContext, int most) throws IOException {
        List<Candidate> all = find(query);
        Set<Integer> chosen = new LinkedHashSet<>();
        if (!all.isEmpty() && most > 0) {
            chosen.add(all.getLast().doc);
            spread(all.subList(0, 1), chosen, most);
            spread(find(Queries.all(query, withContext)), chosen, most);
            spread(all, chosen, most);
        }
        return chosen;
    }

    /// Adds candidates at even distances until there are enough.
    private static void spread(List<Candidate> from, Set<Integer> chosen, int most) {
        int wanted = Math.min(most - chosen.size(), from.size());
        for (int i = 0; i < wanted; i++) {
            chosen.add(from.get((int) ((long) i * from.size() / wanted)).doc);
        }
        for (int i = from.size() - 1; i >= 0 && chosen.size() < most; i--) {
            chosen.add(from.get(i).doc);
        }
    }

    private List<Candidate> find(Query query) throws IOException {
        List<Candidate> found = new ArrayList<>();
        Queries.each(searcher, query, leaf -> {
            NumericDocValues time = DocValues.getNumeric(leaf.reader(), Schema.TIME);
            NumericDocValues offset = DocValues.getNumeric(leaf.reader(), Schema.OFFSET);
            return doc -> {
                time.advanceExact(doc);
                offset.advanceExact(doc);
                found.add(new Candidate(time.longValue(), offset.longValue(), leaf.docBase + doc));
            };
        });
        found.sort(Candidate.OLDEST_FIRST);
        return found;
    }
}
