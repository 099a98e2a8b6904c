package dev.nightjar.store.lucene;

import dev.nightjar.model.IssueId;
import dev.nightjar.model.Window;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.jspecify.annotations.Nullable;

/// How many events each issue had in each hour, and nothing else: for what happened long before.
final class Hourly {

    private final long first;
    private final int hours;
    private final Map<IssueId, int[]> counts = new HashMap<>();

    private Hourly(long first, int hours) {
        this.first = first;
        this.hours = hours;
    }

    /// Of the hours that begin in the window, oldest first; issues that were silent are not there.
    ///
    /// @param of whose tallies
    static Map<IssueId, List<Long>> in(
            IndexSearcher searcher, Window window, Query of, Function<IssueId, IssueId> merged) throws IOException {
        long first = Math.ceilDiv(Schema.micros(window.from()), Tallies.HOUR) * Tallies.HOUR;
        long end = Schema.micros(window.to());
        int hours = Math.toIntExact(Math.max(0, Math.ceilDiv(end - first, Tallies.HOUR)));
        Hourly hourly = new Hourly(first, hours);
        Queries.each(
                searcher,
                Queries.all(Queries.kind(Schema.TALLY_KIND), of, Queries.between(Schema.TIME, first, end - 1)),
                leaf -> hourly.segment(leaf, merged));
        Map<IssueId, List<Long>> lists = new HashMap<>();
        hourly.counts.forEach((id, counted) -> lists.put(id, boxed(counted)));
        return lists;
    }

    private static List<Long> boxed(int[] counts) {
        Long[] boxed = new Long[counts.length];
        Arrays.setAll(boxed, i -> (long) counts[i]);
        return List.of(boxed);
    }

    private Queries.Doc segment(LeafReaderContext leaf, Function<IssueId, IssueId> merged) throws IOException {
        NumericDocValues time = DocValues.getNumeric(leaf.reader(), Schema.TIME);
        SortedDocValues issue = DocValues.getSorted(leaf.reader(), Schema.ISSUE);
        NumericDocValues count = DocValues.getNumeric(leaf.reader(), Schema.COUNT);
        int @Nullable [][] known = new int[issue.getValueCount()][];
        return doc -> {
            time.advanceExact(doc);
            issue.advanceExact(doc);
            count.advanceExact(doc);
            int ord = issue.ordValue();
            int[] of = known[ord];
            if (of == null) {
                IssueId id = merged.apply(new IssueId(issue.lookupOrd(ord).utf8ToString()));
                of = counts.computeIfAbsent(id, any -> new int[hours]);
                known[ord] = of;
            }
            int at = (int) ((time.longValue() - first) / Tallies.HOUR);
            of[at] = (int) Math.min(Integer.MAX_VALUE, of[at] + count.longValue());
        };
    }
}
