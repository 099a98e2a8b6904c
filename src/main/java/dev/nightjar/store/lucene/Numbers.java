package dev.nightjar.store.lucene;

import dev.nightjar.store.lucene.event.Block;
import dev.nightjar.store.lucene.event.Dictionary;
import dev.nightjar.store.lucene.event.Mask;
import java.io.IOException;

/// Counts what rows of one segment refer to; not `FORMS`.
final class Numbers {

    private final Dictionary dictionary;
    private final long[] counts;

    Numbers(Segment segment, Dictionary dictionary) throws IOException {
        this.dictionary = dictionary;
        this.counts = new long[(int) segment.set(dictionary).getValueCount()];
    }

    /// Counts these rows, and says how many they are.
    int count(Block block, Mask rows) throws IOException {
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
    interface Visitor {
        void see(long number, long count) throws IOException;
    }

    /// Shows all that were counted.
    void each(Visitor visitor) throws IOException {
        for (int number = 0; number < counts.length; number++) {
            if (counts[number] > 0) {
                visitor.see(number, counts[number]);
            }
        }
    }
}
