package dev.nightjar.store.lucene;

import dev.nightjar.store.lucene.Tallies.Sum;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.util.BytesRef;

/// Reads tally documents and adds them up.
final class TallyReader {

    private final NumericDocValues hour;
    private final SortedDocValues issue;
    private final NumericDocValues count;
    private final NumericDocValues first;
    private final NumericDocValues last;
    private final BinaryDocValues users;
    private final SortedSetDocValues hosts;
    private final Map<Long, String> names = new HashMap<>();

    private TallyReader(LeafReader leaf) throws IOException {
        hour = DocValues.getNumeric(leaf, Schema.TIME);
        issue = DocValues.getSorted(leaf, Schema.ISSUE);
        count = DocValues.getNumeric(leaf, Schema.COUNT);
        first = DocValues.getNumeric(leaf, Schema.FIRST);
        last = DocValues.getNumeric(leaf, Schema.LAST);
        users = DocValues.getBinary(leaf, Schema.USERS);
        hosts = DocValues.getSortedSet(leaf, Schema.HOSTS);
    }

    /// Where a tally is to be added.
    interface Sums {
        /// @param issue valid only during the call
        Sum of(BytesRef issue, long hour);
    }

    /// Adds every tally of a query to the sum that `sums` names. The query must match tallies alone.
    static void read(IndexSearcher searcher, Query query, Sums sums) throws IOException {
        Queries.each(searcher, query, leaf -> new TallyReader(leaf.reader()).adding(sums));
    }

    private Queries.Doc adding(Sums sums) {
        return doc -> {
            hour.advanceExact(doc);
            issue.advanceExact(doc);
            add(doc, hour.longValue(), sums.of(issue.lookupOrd(issue.ordValue()), hour.longValue()));
        };
    }

    private void add(int doc, long of, Sum sum) throws IOException {
        count.advanceExact(doc);
        sum.count(of, count.longValue());
        if (first.advanceExact(doc) && last.advanceExact(doc)) {
            sum.first = Math.min(sum.first, first.longValue());
            sum.last = Math.max(sum.last, last.longValue());
        }
        if (users.advanceExact(doc)) {
            sum.users.add(users.binaryValue());
        }
        if (hosts.advanceExact(doc)) {
            for (int i = 0; i < hosts.docValueCount() && sum.hosts.size() < Tallies.MOST_HOSTS; i++) {
                sum.hosts.add(host(hosts.nextOrd()));
            }
        }
    }

    private String host(long ord) throws IOException {
        String known = names.get(ord);
        if (known == null) {
            known = hosts.lookupOrd(ord).utf8ToString();
            names.put(ord, known);
        }
        return known;
    }
}
