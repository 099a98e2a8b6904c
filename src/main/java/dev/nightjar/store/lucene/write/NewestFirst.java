package dev.nightjar.store.lucene.write;

import dev.nightjar.store.lucene.block.EventBlock;
import dev.nightjar.store.lucene.block.Mask;
import dev.nightjar.store.lucene.event.EventBlocks;
import dev.nightjar.store.lucene.event.Segment;
import java.io.IOException;
import java.util.Comparator;
import java.util.Iterator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/// Walks through the events of all blocks, the newest first. Held are those blocks whose times overlap; of more
/// than a bound those that were opened first are walked to their end, though there are newer events in others.
final class NewestFirst {

    /// Blocks that are open together, of some 20 kB each.
    private static final int MOST_OPEN = 1_000;

    /// Says which rows of a block are of interest; null if the block is not.
    interface Choice {
        @Nullable
        Mask of(Segment segment, int at, EventBlock block) throws IOException;
    }

    /// Sees one event after the other, and the end of each block.
    interface Visitor {
        /// True if the row is marked.
        boolean marks(Segment segment, EventBlock block, int row) throws IOException;

        /// @param marked rows of the block
        void end(Segment segment, int at, EventBlock block, Mask marked) throws IOException;
    }

    /// A segment up to the block that is to be opened next.
    private static final class Front {
        static final Comparator<Front> NEWEST = Comparator.comparingLong((Front front) -> -front.newest())
                .thenComparingInt(front -> front.segment.first());

        final Segment segment;
        int at;

        Front(Segment segment) {
            this.segment = segment;
        }

        long newest() {
            return segment.newest(at);
        }
    }

    /// A block on the way from its newest row to its oldest, which is its first.
    private static final class Open {
        static final Comparator<Open> NEWEST =
                Comparator.comparingLong((Open open) -> -open.time()).thenComparingLong(open -> open.number);

        final Segment segment;
        final int at;
        final EventBlock block;
        final Mask rows;
        final Mask marked;
        final long number;
        int row;

        Open(Segment segment, int at, EventBlock block, Mask rows, long number) {
            this.segment = segment;
            this.at = at;
            this.block = block;
            this.rows = rows;
            this.number = number;
            this.marked = Mask.none(block.size());
            this.row = block.size();
            next();
        }

        long time() {
            return block.times()[row];
        }

        /// False at the end.
        boolean next() {
            do {
                row--;
            } while (row >= 0 && !rows.has(row));
            return row >= 0;
        }
    }

    private final EventBlocks blocks;
    private final Choice choice;
    private final int most;

    NewestFirst(EventBlocks blocks, Choice choice) {
        this(blocks, choice, MOST_OPEN);
    }

    /// @param most blocks that are open together
    NewestFirst(EventBlocks blocks, Choice choice, int most) {
        this.blocks = blocks;
        this.choice = choice;
        this.most = most;
    }

    void each(Visitor visitor) throws IOException {
        PriorityQueue<Front> fronts = new PriorityQueue<>(Front.NEWEST);
        for (Segment segment : blocks.segments()) {
            if (segment.size() > 0) {
                fronts.add(new Front(segment));
            }
        }
        PriorityQueue<Open> open = new PriorityQueue<>(Open.NEWEST);
        long opened = 0;
        while (!fronts.isEmpty() || !open.isEmpty()) {
            Front front = fronts.peek();
            Open next = open.peek();
            if (front != null && (next == null || front.newest() >= next.time())) {
                fronts.remove();
                Open block = open(front.segment, front.at, opened++);
                if (block != null) {
                    open.add(block);
                }
                if (++front.at < front.segment.size()) {
                    fronts.add(front);
                }
                relieve(open, visitor);
            } else if (next != null) {
                open.remove();
                long until = Math.max(front == null ? Long.MIN_VALUE : front.newest(), until(open));
                if (walk(next, until, visitor)) {
                    open.add(next);
                }
            }
        }
    }

    private static long until(PriorityQueue<Open> open) {
        Open other = open.peek();
        return other == null ? Long.MIN_VALUE : other.time();
    }

    private @Nullable Open open(Segment segment, int at, long number) throws IOException {
        EventBlock block = segment.open(at);
        Mask rows = choice.of(segment, at, block);
        return rows == null || rows.isEmpty() ? null : new Open(segment, at, block, rows, number);
    }

    /// Shows a row, and those behind it that are not older than `until`; true if there are more.
    private static boolean walk(Open block, long until, Visitor visitor) throws IOException {
        do {
            if (visitor.marks(block.segment, block.block, block.row)) {
                block.marked.add(block.row);
            }
            if (!block.next()) {
                visitor.end(block.segment, block.at, block.block, block.marked);
                return false;
            }
        } while (block.time() > until);
        return true;
    }

    private void relieve(PriorityQueue<Open> open, Visitor visitor) throws IOException {
        if (open.size() <= most) {
            return;
        }
        long half = open.stream()
                .mapToLong(each -> each.number)
                .sorted()
                .skip(most / 2)
                .findFirst()
                .orElse(0);
        PriorityQueue<Open> first = new PriorityQueue<>(Comparator.comparingLong(each -> each.number));
        for (Iterator<Open> each = open.iterator(); each.hasNext(); ) {
            Open one = each.next();
            if (one.number < half) {
                first.add(one);
                each.remove();
            }
        }
        for (Open one = first.poll(); one != null; one = first.poll()) {
            walk(one, Long.MIN_VALUE, visitor);
        }
    }
}
