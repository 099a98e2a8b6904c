package dev.nightjar.store.lucene.event;

import dev.nightjar.model.IssueId;
import dev.nightjar.store.lucene.block.Dictionary;
import dev.nightjar.store.lucene.block.EventBlock;
import dev.nightjar.store.lucene.block.Mask;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// Counts what rows of one segment refer to; not `FORMS`.
public final class ReferenceCounts {

    private final Dictionary dictionary;
    private final long[] counts;

    public ReferenceCounts(Segment segment, Dictionary dictionary) throws IOException {
        this.dictionary = dictionary;
        this.counts = new long[(int) segment.set(dictionary).getValueCount()];
    }

    /// Counts these rows, and says how many they are.
    public int count(EventBlock block, Mask rows) throws IOException {
        int[] places = block.places(dictionary);
        long[] set = block.set(dictionary);
        int[] here = new int[set.length];
        int seen = 0;
        for (int row = rows.next(0); row >= 0; row = rows.next(row + 1)) {
            seen++;
            if (places[row] >= 0) {
                here[places[row]]++;
            }
        }
        for (int place = 0; place < here.length; place++) {
            counts[(int) set[place]] += here[place];
        }
        return seen;
    }

    /// Sees a number of the segment and how often it was counted.
    public interface Visitor {
        /// Told once of each number that was counted.
        void see(long number, long count) throws IOException;
    }

    /// Shows all that were counted.
    public void each(Visitor visitor) throws IOException {
        for (int number = 0; number < counts.length; number++) {
            if (counts[number] > 0) {
                visitor.see(number, counts[number]);
            }
        }
    }

    /// How many events of these issues a condition holds for.
    ///
    /// @param merged which issue stands for another
    public static Map<IssueId, Long> byIssue(
            EventBlocks blocks, Condition condition, Set<IssueId> of, Function<IssueId, IssueId> merged)
            throws IOException {
        Map<IssueId, Long> counts = new HashMap<>();
        for (Segment segment : blocks.segments()) {
            ReferenceCounts here = new ReferenceCounts(segment, Dictionary.ISSUES);
            Condition.Test test = condition.in(segment);
            for (int at = 0; at < segment.size(); at++) {
                if (test.may(at)) {
                    EventBlock block = segment.open(at);
                    Mask rows = block.live();
                    test.keep(at, block, rows);
                    here.count(block, rows);
                }
            }
            here.each((number, count) ->
                    counts.merge(merged.apply(new IssueId(segment.name(Dictionary.ISSUES, number))), count, Long::sum));
        }
        counts.keySet().retainAll(of);
        return counts;
    }
}
