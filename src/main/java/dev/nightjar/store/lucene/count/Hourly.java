package dev.nightjar.store.lucene.count;

import dev.nightjar.model.IssueId;
import dev.nightjar.model.Window;
import dev.nightjar.store.Issues.Slice;
import dev.nightjar.store.issue.IdNumbers;
import dev.nightjar.store.issue.Merged;
import dev.nightjar.store.lucene.index.Queries;
import dev.nightjar.store.lucene.index.Schema;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;

/// How many events each issue had in each hour, and nothing else: for what happened long before.
public final class Hourly {

    private final Merged merged;
    private final Slice slice;
    private final Map<Long, Account> accounts = new HashMap<>();

    private Hourly(Merged merged, Slice slice) {
        this.merged = merged;
        this.slice = slice;
    }

    /// Of the hours that begin in the window, oldest first; issues that were silent are not there.
    ///
    /// @param of whose tallies
    /// @param slice of which issues
    public static Map<IssueId, List<Long>> in(
            IndexSearcher searcher, Window window, Query of, Merged merged, Slice slice) throws IOException {
        long first = Math.ceilDiv(Schema.micros(window.from()), Tallies.HOUR) * Tallies.HOUR;
        long end = Schema.micros(window.to());
        int hours = Math.toIntExact(Math.max(0, Math.ceilDiv(end - first, Tallies.HOUR)));
        Hourly hourly = new Hourly(merged, slice);
        Queries.each(
                searcher,
                Queries.all(Queries.kind(Schema.TALLY_KIND), of, Queries.between(Schema.TIME, first, end - 1)),
                hourly::segment);
        Map<IssueId, List<Long>> lists = new HashMap<>();
        hourly.accounts.forEach((id, account) -> lists.put(IdNumbers.id(id), account.hourly(first, hours)));
        return lists;
    }

    private Queries.Doc segment(LeafReaderContext leaf) throws IOException {
        NumericDocValues time = DocValues.getNumeric(leaf.reader(), Schema.TIME);
        NumericDocValues issue = DocValues.getNumeric(leaf.reader(), Schema.ID_NUMBER);
        NumericDocValues count = DocValues.getNumeric(leaf.reader(), Schema.COUNT);
        return doc -> {
            issue.advanceExact(doc);
            long id = merged.of(issue.longValue());
            if (slice.has(id)) {
                time.advanceExact(doc);
                count.advanceExact(doc);
                accounts.computeIfAbsent(id, any -> new Account()).count(time.longValue(), count.longValue());
            }
        };
    }
}
