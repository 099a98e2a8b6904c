package dev.nightjar.store.lucene.write;

import dev.nightjar.model.IssueId;
import dev.nightjar.store.issue.LongMap;
import dev.nightjar.store.lucene.block.Dictionary;
import dev.nightjar.store.lucene.block.EventBlock;
import dev.nightjar.store.lucene.block.Mask;
import dev.nightjar.store.lucene.event.Segment;
import dev.nightjar.text.Budget;
import java.io.IOException;
import java.util.Arrays;

/// Issues with more events than a level, and which of them go. It sees every event twice, in the same order,
/// the newest first: `counting` counts samples, `loses` says what goes. Whatever it forgets meanwhile, it
/// forgets both times.
final class LoudIssues {

    private static final long DAY = 86_400_000_000L;

    /// Samples of a day, at a level of so many thousand events or more.
    private static final int SAMPLES = 10;

    private static final int TRACE = 1;
    private static final int OF_DAY = 2;

    private final long level;
    private final long ofDay;
    private final LongMap numbers = new LongMap();
    private final LongMap met = new LongMap();
    private final long bound = Budget.VARIANTS.bytes();
    private final long[] events;
    private final long[] samples;
    private final long[] seen;
    private final long[] kept;
    private final long[] keptSamples;

    LoudIssues(LongMap counts, long level) {
        this.level = level;
        this.ofDay = Math.clamp(level / 1000, 1, SAMPLES);
        counts.each((issue, count) -> {
            if (count > level) {
                numbers.put(issue, numbers.size());
            }
        });
        int size = numbers.size();
        events = new long[size];
        samples = new long[size];
        seen = new long[size];
        kept = new long[size];
        keptSamples = new long[size];
        numbers.each((issue, at) -> events[(int) at] = counts.get(issue));
    }

    int size() {
        return numbers.size();
    }

    /// Those of the rows that are of loud issues.
    Mask only(Segment segment, EventBlock block, Mask rows) throws IOException {
        long[] set = block.set(Dictionary.ISSUES);
        boolean[] loud = new boolean[set.length];
        boolean any = false;
        for (int place = 0; place < set.length; place++) {
            loud[place] = at(segment, set[place]) >= 0;
            any |= loud[place];
        }
        Mask only = Mask.none(block.size());
        int[] places = block.places(Dictionary.ISSUES);
        for (int row = any ? rows.next(0) : -1; row >= 0; row = rows.next(row + 1)) {
            if (loud[places[row]]) {
                only.add(row);
            }
        }
        return only;
    }

    private int at(Segment segment, long issue) throws IOException {
        return (int) numbers.get(new IssueId(segment.name(Dictionary.ISSUES, issue)).number());
    }

    /// Counts samples.
    NewestFirst.Visitor counting() {
        return new NewestFirst.Visitor() {
            @Override
            public boolean marks(Segment segment, EventBlock block, int row) throws IOException {
                int issue = at(segment, block.number(Dictionary.ISSUES, row));
                samples[issue] += isSample(issue, segment, block, row) ? 1 : 0;
                return false;
            }

            @Override
            public void end(Segment segment, int at, EventBlock block, Mask marked) {
                // nothing is marked
            }
        };
    }

    /// From here on it sees all once more.
    void again() {
        met.clear();
        Arrays.fill(seen, 0);
    }

    /// Whether an event goes.
    boolean loses(Segment segment, EventBlock block, int row) throws IOException {
        int issue = at(segment, block.number(Dictionary.ISSUES, row));
        return !keeps(issue, isSample(issue, segment, block, row));
    }

    /// The last one that is seen is the oldest.
    private boolean keeps(int issue, boolean sample) {
        if (sample) {
            boolean oldest = seen[issue] == events[issue];
            boolean room = oldest || keptSamples[issue] < level - 1;
            keptSamples[issue] += room ? 1 : 0;
            return room;
        }
        boolean room = kept[issue] < level - samples[issue];
        kept[issue] += room ? 1 : 0;
        return room;
    }

    private boolean isSample(int issue, Segment segment, EventBlock block, int row) throws IOException {
        seen[issue]++;
        long day = Math.floorDiv(block.times()[row], DAY);
        boolean ofItsDay = met(issue, OF_DAY, day) <= ofDay;
        long variant = block.number(Dictionary.VARIANTS, row);
        boolean firstOfTrace = variant >= 0 && met(issue, TRACE, segment.ref(Dictionary.VARIANTS, variant)) == 1;
        return ofItsDay || firstOfTrace || seen[issue] == events[issue];
    }

    /// How often it was met, with this time.
    private long met(int issue, int kind, long what) {
        long mixed = (what * 31 + kind) * 0xff51afd7ed558ccdL ^ issue * 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ mixed >>> 33) * 0xc4ceb9fe1a85ec53L;
        long key = (mixed ^ mixed >>> 33) & Long.MAX_VALUE;
        if (met.bytes() > bound) {
            met.clear();
        }
        long times = Math.max(0, met.get(key)) + 1;
        met.put(key, times);
        return times;
    }
}
