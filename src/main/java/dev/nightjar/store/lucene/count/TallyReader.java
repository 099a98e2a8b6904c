package dev.nightjar.store.lucene.count;

import dev.nightjar.store.lucene.count.Tallies.Sum;
import dev.nightjar.store.lucene.index.Queries;
import dev.nightjar.store.lucene.index.Schema;
import dev.nightjar.text.Cache;
import java.io.IOException;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.jspecify.annotations.Nullable;

/// Reads tally documents and adds them up.
public final class TallyReader {

    private static final int MOST_NAMES = 1000;

    private final NumericDocValues hour;
    private final NumericDocValues issue;
    private final SortedDocValues project;
    private final NumericDocValues count;
    private final NumericDocValues first;
    private final NumericDocValues last;
    private final BinaryDocValues users;
    private final SortedSetDocValues hosts;
    private final Cache<Long, String> names = Cache.ofMost(MOST_NAMES);

    private int named = -1;
    private String name = "";

    private TallyReader(LeafReader leaf) throws IOException {
        hour = DocValues.getNumeric(leaf, Schema.TIME);
        issue = DocValues.getNumeric(leaf, Schema.ID_NUMBER);
        project = DocValues.getSorted(leaf, Schema.PROJECT_NAME);
        count = DocValues.getNumeric(leaf, Schema.COUNT);
        first = DocValues.getNumeric(leaf, Schema.FIRST);
        last = DocValues.getNumeric(leaf, Schema.LAST);
        users = DocValues.getBinary(leaf, Schema.USERS);
        hosts = DocValues.getSortedSet(leaf, Schema.HOSTS);
    }

    /// Where a tally is to be added.
    public interface Sums {
        /// @return null if the tally is not wanted
        @Nullable
        Sum of(long issue, long hour);
    }

    /// Adds every tally of a query to the sum that `sums` names. The query must match tallies alone.
    public static void read(IndexSearcher searcher, Query query, Sums sums) throws IOException {
        Queries.each(searcher, query, leaf -> new TallyReader(leaf.reader()).adding(sums));
    }

    private Queries.Doc adding(Sums sums) {
        return doc -> {
            hour.advanceExact(doc);
            issue.advanceExact(doc);
            Sum sum = sums.of(issue.longValue(), hour.longValue());
            if (sum != null) {
                add(doc, hour.longValue(), sum);
            }
        };
    }

    private void add(int doc, long of, Sum sum) throws IOException {
        count.advanceExact(doc);
        sum.count(of, count.longValue());
        if (project.advanceExact(doc)) {
            sum.project(name(project.ordValue()));
        }
        if (first.advanceExact(doc) && last.advanceExact(doc)) {
            sum.first = Math.min(sum.first, first.longValue());
            sum.last = Math.max(sum.last, last.longValue());
        }
        if (users.advanceExact(doc)) {
            sum.users(users.binaryValue());
        }
        if (hosts.advanceExact(doc)) {
            for (int i = 0; i < hosts.docValueCount(); i++) {
                sum.host(host(hosts.nextOrd()));
            }
        }
    }

    private String name(int ord) throws IOException {
        if (ord != named) {
            named = ord;
            name = project.lookupOrd(ord).utf8ToString();
        }
        return name;
    }

    private String host(long ord) throws IOException {
        String known = names.find(ord);
        if (known == null) {
            known = hosts.lookupOrd(ord).utf8ToString();
            names.put(ord, known);
        }
        return known;
    }
}
