package dev.nightjar.insight.lint;

import dev.nightjar.model.quality.LogFinding.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Counts of what was found, by kind and place.
final class SpotCounts {

    /// Places of a kind beyond this are not told apart.
    private static final int MOST = 2_000;

    /// @param what is found there, in words that are the same for all of one count
    record Spot(Place place, String what) {}

    /// A count, and the newest of what was counted.
    static final class Tally {
        final Spot spot;
        long count;
        long micros = Long.MIN_VALUE;
        String event = "";

        Tally(Spot spot) {
            this.spot = spot;
        }

        void add(long times, long at, String id) {
            count += times;
            if (at > micros || at == micros && id.compareTo(event) > 0) {
                micros = at;
                event = id;
            }
        }
    }

    private final Map<Kind, Map<Spot, Tally>> counts = new EnumMap<>(Kind.class);
    private final Map<Kind, Integer> beyond = new EnumMap<>(Kind.class);

    /// @param times how often
    /// @param id of the event, empty if it is none
    void add(Kind kind, Place place, String what, long times, long micros, String id) {
        Map<Spot, Tally> spots = counts.computeIfAbsent(kind, any -> new HashMap<>());
        Spot spot = new Spot(place, what);
        Tally tally = spots.size() < MOST ? spots.computeIfAbsent(spot, Tally::new) : spots.get(spot);
        if (tally == null) {
            beyond.merge(kind, 1, Integer::sum);
        } else {
            tally.add(times, micros, id);
        }
    }

    /// Those of a kind, most often first.
    ///
    /// @param least how often it takes to be one
    List<Tally> of(Kind kind, long least) {
        List<Tally> found = new ArrayList<>(counts.getOrDefault(kind, Map.of()).values());
        found.removeIf(tally -> tally.count < least);
        found.sort(Comparator.<Tally>comparingLong(tally -> -tally.count)
                .thenComparing(tally -> tally.spot.place().project())
                .thenComparing(tally -> tally.spot.place().full())
                .thenComparing(tally -> tally.spot.what()));
        return found;
    }

    /// Records of a kind at places that are not told apart.
    int beyond(Kind kind) {
        return beyond.getOrDefault(kind, 0);
    }
}
