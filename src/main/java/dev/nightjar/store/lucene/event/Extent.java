package dev.nightjar.store.lucene.event;

import dev.nightjar.store.lucene.block.EventBlock;
import dev.nightjar.store.lucene.block.Mask;
import dev.nightjar.store.lucene.index.Schema;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/// From when to when there are events.
public final class Extent {

    private Extent() {}

    /// Time of the newest event that was not taken back; empty if there is none.
    public static Optional<Instant> newest(EventBlocks blocks) throws IOException {
        Instant newest = null;
        for (Segment segment : blocks.segments()) {
            for (int at = 0; at < segment.size(); at++) {
                if (newest == null || segment.newest(at) >= Schema.micros(newest)) {
                    EventBlock block = segment.open(at);
                    Mask live = block.live();
                    for (int row = live.next(0); row >= 0; row = live.next(row + 1)) {
                        Instant time = Schema.instant(block.times()[row]).plusNanos(block.nanos(row));
                        newest = newest == null || time.isAfter(newest) ? time : newest;
                    }
                }
            }
        }
        return Optional.ofNullable(newest);
    }

    /// Time of the oldest event, cut to the microsecond; empty if there is none.
    public static Optional<Instant> oldest(EventBlocks blocks) throws IOException {
        long oldest = Long.MAX_VALUE;
        for (Segment segment : blocks.segments()) {
            for (int at = segment.size() - 1; at >= 0; at--) {
                if (segment.oldest(at) < oldest) {
                    EventBlock block = segment.open(at);
                    int first = block.live().next(0);
                    oldest = first < 0 ? oldest : Math.min(oldest, block.times()[first]);
                }
            }
        }
        return oldest == Long.MAX_VALUE ? Optional.empty() : Optional.of(Schema.instant(oldest));
    }
}
