package dev.nightjar.store.lucene.count;

import dev.nightjar.model.IssueId;
import dev.nightjar.model.Window;
import dev.nightjar.model.issue.Issue;
import dev.nightjar.store.Issues.Timeline;
import dev.nightjar.store.lucene.block.Dictionary;
import dev.nightjar.store.lucene.event.Condition;
import dev.nightjar.store.lucene.event.EventBlocks;
import dev.nightjar.store.lucene.event.EventReader;
import dev.nightjar.store.lucene.event.Segment;
import dev.nightjar.store.lucene.index.Patience;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/// When the events of each issue happened.
public final class Timelines {

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

    private final EventBlocks blocks;
    private final Set<IssueId> of;
    private final Map<IssueId, Times> byIssue = new HashMap<>();

    /// @param of whose
    public Timelines(EventBlocks blocks, Set<IssueId> of) {
        this.blocks = blocks;
        this.of = of;
    }

    /// In the order of their ids.
    public List<Timeline> in(
            Window window, Function<IssueId, IssueId> merged, Function<IssueId, @Nullable Issue> issues)
            throws IOException {
        blocks.each(Condition.during(window), Patience.endless(), segment -> segment(segment, merged));
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

    private EventBlocks.Visitor segment(Segment segment, Function<IssueId, IssueId> merged) throws IOException {
        @Nullable Times[] known = new Times[(int) segment.set(Dictionary.ISSUES).getValueCount()];
        FixedBitSet others = new FixedBitSet(known.length);
        return (number, block, rows) -> {
            int[] places = block.places(Dictionary.ISSUES);
            long[] set = block.set(Dictionary.ISSUES);
            for (int row = rows.next(0); row >= 0; row = rows.next(row + 1)) {
                int issue = (int) set[places[row]];
                if (others.get(issue)) {
                    continue;
                }
                Times times = known[issue];
                if (times == null) {
                    IssueId id = merged.apply(EventReader.issue(segment, block, row));
                    if (!of.contains(id)) {
                        others.set(issue);
                        continue;
                    }
                    times = byIssue.computeIfAbsent(id, any -> new Times());
                    known[issue] = times;
                }
                times.add(block.times()[row]);
            }
        };
    }
}
