package dev.nightjar.store.lucene;

import dev.nightjar.store.lucene.event.Block;
import dev.nightjar.store.lucene.event.Mask;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/// From when to when there are events.
final class Extent {

    private Extent() {}

    static Optional<Instant> newest(Blocks blocks) throws IOException {
        Instant newest = null;
        for (Segment segment : blocks.segments()) {
            for (int at = 0; at < segment.size(); at++) {
                if (newest == null || segment.newest(at) >= Schema.micros(newest)) {
                    Block block = segment.open(at);
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

    static Optional<Instant> oldest(Blocks blocks) throws IOException {
        long oldest = Long.MAX_VALUE;
        for (Segment segment : blocks.segments()) {
            for (int at = segment.size() - 1; at >= 0; at--) {
                if (segment.oldest(at) < oldest) {
                    Block block = segment.open(at);
                    int first = block.live().next(0);
                    oldest = first < 0 ? oldest : Math.min(oldest, block.times()[first]);
                }
            }
        }
        return oldest == Long.MAX_VALUE ? Optional.empty() : Optional.of(Schema.instant(oldest));
    }
}
