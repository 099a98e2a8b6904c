package dev.nightjar.store.lucene.event;

import dev.nightjar.store.lucene.block.Dictionary;
import dev.nightjar.store.lucene.block.EventBlock;
import dev.nightjar.store.lucene.block.Mask;
import dev.nightjar.store.lucene.block.Unpacker;
import dev.nightjar.store.lucene.index.Patience;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReaderContext;

/// All blocks of events that a reader sees. An event's place is its block's number and its row, as one number. For
/// one
/// thread.
public final class EventBlocks {

    /// One part of the heap in so many is taken by blocks held unpacked for who asks for single events.
    private static final int SHARE = 16;

    /// Another one is taken by what stands in the sets of all blocks, which are of so many kinds.
    private static final int SETS = Dictionary.values().length;

    private static final int ROW_BITS = 10;
    private static final long ROW_MASK = (1 << ROW_BITS) - 1;

    private final List<Segment> segments = new ArrayList<>();
    private final Map<Integer, EventBlock> held = new LinkedHashMap<>(32, 0.75f, true);

    private int last = -1;

    public EventBlocks(DirectoryReader reader) throws IOException {
        Unpacker unpacker = new Unpacker();
        int first = 0;
        long share = Runtime.getRuntime().maxMemory()
                / SHARE
                / SETS
                / Math.max(1, reader.leaves().size());
        for (LeafReaderContext leaf : reader.leaves()) {
            Segment segment = new Segment(leaf.reader(), unpacker, first, share);
            segments.add(segment);
            first += segment.size();
        }
    }

    /// The index's segments, in the order in which their blocks are numbered.
    public List<Segment> segments() {
        return segments;
    }

    /// Sees the blocks of one segment that have events a condition holds for, newest first.
    public interface Visitor {
        /// @param block number among all blocks
        /// @param rows that it holds for: at least one
        void see(int number, EventBlock block, Mask rows) throws IOException;
    }

    /// Makes a visitor for each segment.
    public interface Visitors {
        /// Called once a segment, before its blocks are shown.
        Visitor of(Segment segment) throws IOException;
    }

    /// Shows every block with events that a condition holds for.
    ///
    /// @param patience fails when it takes too long
    public void each(Condition condition, Patience patience, Visitors visitors) throws IOException {
        for (Segment segment : segments) {
            if (segment.size() > 0) {
                Condition.Test test = condition.in(segment);
                Visitor visitor = visitors.of(segment);
                for (int at = 0; at < segment.size(); at++) {
                    patience.check();
                    if (test.may(at)) {
                        EventBlock block = segment.open(at);
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

    /// A block by its number. Those asked for last are held: the last two whatever they take.
    public EventBlock block(int number) throws IOException {
        if (number != last) {
            last = number;
            forget(); // what is held has grown since
        }
        EventBlock known = held.get(number);
        if (known == null) {
            Segment segment = segment(number);
            known = segment.open(number - segment.first());
            held.put(number, known);
        }
        return known;
    }

    private void forget() {
        long bytes = held.values().stream().mapToLong(EventBlock::held).sum();
        long most = Runtime.getRuntime().maxMemory() / SHARE;
        for (Iterator<EventBlock> oldest = held.values().iterator(); bytes > most && held.size() > 1; oldest.remove()) {
            bytes -= oldest.next().held();
        }
    }

    /// The place of a row: as numbers, places are in the order of blocks, then of rows.
    public static long place(int block, int row) {
        return (long) block << ROW_BITS | row;
    }

    /// Number of a place's block among all.
    public static int block(long place) {
        return (int) (place >>> ROW_BITS);
    }

    /// Row of a place in its block.
    public static int row(long place) {
        return (int) (place & ROW_MASK);
    }
}
