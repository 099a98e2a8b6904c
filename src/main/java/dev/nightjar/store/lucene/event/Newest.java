package dev.nightjar.store.lucene.event;

import dev.nightjar.model.Window;
import dev.nightjar.store.lucene.index.Schema;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/// The newest events of a window, so many that they can all be looked at.
///
/// @param condition holds for them alone
/// @param all no event of the window is left out
public record Newest(Condition condition, boolean all) {

    /// As many blocks as have no more events together.
    public static Newest of(EventBlocks blocks, Window window, long most) {
        long from = Schema.micros(window.from());
        long to = Schema.micros(window.to()) - 1;
        TreeMap<Long, Long> sizes = new TreeMap<>(Comparator.reverseOrder());
        for (Segment segment : blocks.segments()) {
            for (int at = 0; at < segment.size(); at++) {
                if (segment.newest(at) >= from && segment.oldest(at) <= to) {
                    sizes.merge(segment.newest(at), segment.events(at), Long::sum);
                }
            }
        }
        long left = most;
        for (Map.Entry<Long, Long> size : sizes.entrySet()) {
            left -= size.getValue();
            if (left < 0) {
                return new Newest(Condition.between(Math.max(from, size.getKey() + 1), to), false);
            }
        }
        return new Newest(Condition.between(from, to), true);
    }
}
