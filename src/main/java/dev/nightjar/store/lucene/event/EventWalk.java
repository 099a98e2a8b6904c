package dev.nightjar.store.lucene.event;

import dev.nightjar.model.event.StoredEvent;
import dev.nightjar.store.lucene.block.Dictionary;
import dev.nightjar.store.lucene.block.EventBlock;
import dev.nightjar.store.lucene.block.Mask;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Predicate;

/// Hands out events one by one, oldest first. Held are those blocks and places alone whose times overlap.
public final class EventWalk {

    /// A block of a segment that may have events.
    private record Candidate(Segment segment, Condition.Test test, int at) {
        long oldest() {
            return segment.oldest(at);
        }

        long newest() {
            return segment.newest(at);
        }
    }

    /// @param order of the events of one time
    private record Found(long time, long order, long place) {
        static final Comparator<Found> ORDER =
                Comparator.comparingLong(Found::time).thenComparingLong(Found::order);
    }

    private final EventBlocks blocks;
    private final EventReader events;
    private final PriorityQueue<Found> waiting = new PriorityQueue<>(Found.ORDER);

    public EventWalk(EventBlocks blocks, EventReader events) {
        this.blocks = blocks;
        this.events = events;
    }

    /// All that a condition holds for, until the sink has enough.
    public void all(Condition condition, Predicate<StoredEvent> sink) throws IOException {
        places(condition, place -> sink.test(events.event(place)));
    }

    /// Takes places of events until it has enough.
    public interface Sink {
        /// False if it has enough.
        boolean take(long place) throws IOException;
    }

    /// The places of all.
    public void places(Condition condition, Sink sink) throws IOException {
        List<Candidate> candidates = candidates(condition);
        for (int i = 0; i < candidates.size(); i++) {
            Candidate each = candidates.get(i);
            EventBlock block = each.segment.open(each.at);
            Mask rows = block.live();
            each.test.keep(each.at, block, rows);
            for (int row = rows.next(0); row >= 0; row = rows.next(row + 1)) {
                long place = EventBlocks.place(each.segment.first() + each.at, row);
                waiting.add(new Found(block.times()[row], EventBlocks.place(i, row), place));
            }
            long until = i + 1 < candidates.size() ? candidates.get(i + 1).oldest() : Long.MAX_VALUE;
            for (Found next = waiting.peek(); next != null && next.time < until; next = waiting.peek()) {
                waiting.remove();
                if (!sink.take(next.place)) {
                    return;
                }
            }
        }
    }

    private List<Candidate> candidates(Condition condition) throws IOException {
        List<Candidate> candidates = new ArrayList<>();
        for (Segment segment : blocks.segments()) {
            Condition.Test test = condition.in(segment);
            for (int at = 0; at < segment.size(); at++) {
                if (test.may(at)) {
                    candidates.add(new Candidate(segment, test, at));
                }
            }
        }
        candidates.sort(Comparator.comparingLong(Candidate::oldest).thenComparingLong(Candidate::newest));
        return candidates;
    }

    /// Events that begin at or behind an offset of their file; all of a file that is not named.
    public static Condition behind(Map<String, Long> offsets) {
        return segment -> {
            Map<Long, Long> from = new HashMap<>();
            return Condition.each(Condition.Test.CHEAP, (any, block, row) -> {
                        long file = block.number(Dictionary.FILES, row);
                        Long known = from.get(file);
                        if (known == null) {
                            known = offsets.getOrDefault(segment.name(Dictionary.FILES, file), 0L);
                            from.put(file, known);
                        }
                        return block.offsets()[row] >= known;
                    })
                    .in(segment);
        };
    }
}
