package dev.nightjar.store.lucene.event;

import dev.nightjar.model.IssueId;
import dev.nightjar.store.lucene.block.Dictionary;
import dev.nightjar.store.lucene.index.Patience;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Chooses events that show an issue: the newest, the first, then others spread over its time, those with context
/// before the rest. All issues asked for are looked at in one pass.
public final class Samples {

    /// Of more candidates, those with the smallest hashes are kept (bottom-k sampling, Cohen and Kelner 2007): the
    /// same events give the same choice however they lie in the index.
    private static final int KEPT = 128;

    private record Candidate(long time, long offset, long place) {
        static final Comparator<Candidate> OLDEST_FIRST =
                Comparator.comparingLong(Candidate::time).thenComparingLong(Candidate::offset);

        boolean isBefore(Candidate other) {
            return time < other.time || time == other.time && offset < other.offset;
        }

        /// The finalizer of MurmurHash3.
        long hash() {
            long mixed = time * 31 + offset;
            mixed = (mixed ^ mixed >>> 33) * 0xff51afd7ed558ccdL;
            mixed = (mixed ^ mixed >>> 33) * 0xc4ceb9fe1a85ec53L;
            return mixed ^ mixed >>> 33;
        }
    }

    private final EventBlocks blocks;
    private final Function<IssueId, IssueId> merged;
    private final Map<IssueId, Candidates> issues = new HashMap<>();

    /// @param merged which issue stands for another
    public Samples(EventBlocks blocks, Function<IssueId, IssueId> merged) {
        this.blocks = blocks;
        this.merged = merged;
    }

    /// Places of at most `most` events of each issue that a condition holds for.
    public Map<IssueId, Set<Long>> choose(Condition condition, int most) throws IOException {
        blocks.each(condition, Patience.endless(), segment -> segment(segment, most));
        Map<IssueId, Set<Long>> chosen = new HashMap<>();
        issues.forEach((id, candidates) -> chosen.put(id, candidates.choose(most)));
        return chosen;
    }

    private EventBlocks.Visitor segment(Segment segment, int most) throws IOException {
        @Nullable
        Candidates[] known = new Candidates[(int) segment.set(Dictionary.ISSUES).getValueCount()];
        return (number, block, rows) -> {
            int[] places = block.places(Dictionary.ISSUES);
            long[] set = block.set(Dictionary.ISSUES);
            for (int row = rows.next(0); row >= 0; row = rows.next(row + 1)) {
                int issue = (int) set[places[row]];
                Candidates candidates = known[issue];
                if (candidates == null) {
                    IssueId id = merged.apply(EventReader.issue(segment, block, row));
                    candidates = issues.computeIfAbsent(id, any -> new Candidates(most));
                    known[issue] = candidates;
                }
                Candidate one = new Candidate(block.times()[row], block.offsets()[row], EventBlocks.place(number, row));
                candidates.add(one, block.hasContext(row));
            }
        };
    }

    /// Of one issue.
    private static final class Candidates {
        private final Kept all;
        private final Kept withContext;
        private @Nullable Candidate first;
        private @Nullable Candidate last;

        Candidates(int most) {
            all = new Kept(Math.max(KEPT, most));
            withContext = new Kept(Math.max(KEPT, most));
        }

        void add(Candidate one, boolean context) {
            if (first == null || one.isBefore(first)) {
                first = one;
            }
            if (last == null || !one.isBefore(last)) {
                last = one;
            }
            all.add(one);
            if (context) {
                withContext.add(one);
            }
        }

        Set<Long> choose(int most) {
            Set<Long> chosen = new LinkedHashSet<>();
            if (first != null && last != null && most > 0) {
                chosen.add(last.place);
                spread(List.of(first), chosen, most);
                spread(withContext.sorted(), chosen, most);
                spread(all.sorted(), chosen, most);
            }
            return chosen;
        }
    }

    private static final class Kept {
        private final int most;
        private final List<Candidate> kept = new ArrayList<>();
        private long limit = Long.MAX_VALUE;

        Kept(int most) {
            this.most = most;
        }

        void add(Candidate one) {
            if (one.hash() < limit) {
                kept.add(one);
                if (kept.size() == 4 * most) {
                    drop();
                }
            }
        }

        private void drop() {
            if (kept.size() > most) {
                kept.sort(Comparator.comparingLong(Candidate::hash));
                kept.subList(most, kept.size()).clear();
                limit = kept.getLast().hash();
            }
        }

        List<Candidate> sorted() {
            drop();
            List<Candidate> sorted = new ArrayList<>(kept);
            sorted.sort(Candidate.OLDEST_FIRST);
            return sorted;
        }
    }

    /// Adds candidates at even distances until there are enough.
    private static void spread(List<Candidate> from, Set<Long> chosen, int most) {
        int wanted = Math.min(most - chosen.size(), from.size());
        for (int i = 0; i < wanted; i++) {
            chosen.add(from.get((int) ((long) i * from.size() / wanted)).place);
        }
        for (int i = from.size() - 1; i >= 0 && chosen.size() < most; i--) {
            chosen.add(from.get(i).place);
        }
    }
}
