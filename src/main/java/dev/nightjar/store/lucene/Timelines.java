package dev.nightjar.store.lucene;

import dev.nightjar.model.Issue;
import dev.nightjar.model.IssueId;
import dev.nightjar.model.Window;
import dev.nightjar.store.Archive.Timeline;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/// When the events of each issue happened.
final class Timelines {

    private static final int MOST = 10_000;

    /// Times of one issue; only the newest are kept.
    private static final class Times {
        private long[] micros = new long[8];
        private int size;

        void add(long time) {
            if (size == 2 * MOST) {
                Arrays.sort(micros);
                System.arraycopy(micros, MOST, micros, 0, MOST);
                size = MOST;
            }
            if (size == micros.length) {
                micros = Arrays.copyOf(micros, Math.min(2 * MOST, 2 * size));
            }
            micros[size++] = time;
        }

        long[] newest() {
            Arrays.sort(micros, 0, size);
            return Arrays.copyOfRange(micros, Math.max(0, size - MOST), size);
        }
    }

    private final IndexSearcher searcher;
    private final Set<IssueId> of;
    private final Map<IssueId, Times> byIssue = new HashMap<>();

    /// @param of whose
    Timelines(IndexSearcher searcher, Set<IssueId> of) {
        this.searcher = searcher;
        this.of = of;
    }

    /// In the order of their ids.
    List<Timeline> in(Window window, Function<IssueId, IssueId> merged, Function<IssueId, @Nullable Issue> issues)
            throws IOException {
        Queries.each(searcher, Queries.all(Leaves.all(), Queries.during(window)), leaf -> segment(leaf, merged));
        List<Timeline> lines = new ArrayList<>();
        byIssue.forEach((id, times) -> {
            Issue issue = issues.apply(id);
            if (issue != null) {
                lines.add(new Timeline(id, issue.project(), times.newest()));
            }
        });
        lines.sort(Comparator.comparing(Timeline::issue));
        return lines;
    }

    private Queries.Doc segment(LeafReaderContext leaf, Function<IssueId, IssueId> merged) throws IOException {
        NumericDocValues time = DocValues.getNumeric(leaf.reader(), Schema.TIME);
        SortedDocValues issue = DocValues.getSorted(leaf.reader(), Schema.ISSUE);
        @Nullable Times[] known = new Times[issue.getValueCount()];
        FixedBitSet others = new FixedBitSet(known.length);
        return doc -> {
            time.advanceExact(doc);
            issue.advanceExact(doc);
            int ord = issue.ordValue();
            if (others.get(ord)) {
                return;
            }
            Times times = known[ord];
            if (times == null) {
                IssueId id = merged.apply(new IssueId(issue.lookupOrd(ord).utf8ToString()));
                if (!of.contains(id)) {
                    others.set(ord);
                    return;
                }
                times = byIssue.computeIfAbsent(id, any -> new Times());
                known[ord] = times;
            }
            times.add(time.longValue());
        };
    }
}
