package dev.nightjar.store.lucene;

import dev.nightjar.store.lucene.event.Block;
import dev.nightjar.store.lucene.event.Mask;
import dev.nightjar.store.lucene.event.Unpacker;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReaderContext;

/// All blocks of events that a reader sees. An event's place is its block's number and its row, as one number. For one
/// thread.
final class Blocks {

    /// Blocks held unpacked for who asks for single events.
    private static final int HELD = 24;

    private static final int ROW_BITS = 10;
    private static final long ROW_MASK = (1 << ROW_BITS) - 1;

    private final List<Segment> segments = new ArrayList<>();
    private final Map<Integer, Block> held = new LinkedHashMap<>(HELD, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, Block> eldest) {
            return size() > HELD;
        }
    };

    Blocks(DirectoryReader reader) throws IOException {
        Unpacker unpacker = new Unpacker();
        int first = 0;
        for (LeafReaderContext leaf : reader.leaves()) {
            Segment segment = new Segment(leaf.reader(), unpacker, first);
            segments.add(segment);
            first += segment.size();
        }
    }

    List<Segment> segments() {
        return segments;
    }

    /// Sees the blocks of one segment that have events a condition holds for, newest first.
    interface Visitor {
        /// @param block number among all blocks
        /// @param rows that it holds for: at least one
        void see(int number, Block block, Mask rows) throws IOException;
    }

    /// Makes a visitor for each segment.
    interface Visitors {
        Visitor of(Segment segment) throws IOException;
    }

    /// Shows every block with events that a condition holds for.
    ///
    /// @param patience fails when it takes too long
    void each(Condition condition, Patience patience, Visitors visitors) throws IOException {
        for (Segment segment : segments) {
            if (segment.size() > 0) {
                Condition.Test test = condition.in(segment);
                Visitor visitor = visitors.of(segment);
                for (int at = 0; at < segment.size(); at++) {
                    patience.check();
                    if (test.may(at)) {
                        Block block = segment.open(at);
                        Mask rows = block.live();
                        test.keep(at, block, rows);
                        if (!rows.isEmpty()) {
                            visitor.see(segment.first() + at, block, rows);
                        }
                    }
                }
            }
        }
    }

    Segment segment(int number) {
        for (Segment segment : segments) {
            if (number < segment.first() + segment.size()) {
                return segment;
            }
        }
        throw new IndexOutOfBoundsException("no block " + number);
    }

    /// A block by its number, of which some are held.
    Block block(int number) throws IOException {
        Block known = held.get(number);
        if (known == null) {
            Segment segment = segment(number);
            known = segment.open(number - segment.first());
            held.put(number, known);
        }
        return known;
    }

    static long place(int block, int row) {
        return (long) block << ROW_BITS | row;
    }

    static int block(long place) {
        return (int) (place >>> ROW_BITS);
    }

    static int row(long place) {
        return (int) (place & ROW_MASK);
    }
}
