package dev.nightjar.triage;

import dev.nightjar.model.log.Coverage;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.Optional;

/// When a project's logs were being read, as far as silence in them says something. A pause of up
/// to a day between two hours with records is the application's own (a night, a job that runs
/// daily) and counts as life; a longer one counts as time nobody looked. If nothing is known of a
/// project's life, its logs are taken to have been read always.
///
/// @param hours as `Coverage`, with the pauses filled; empty if nothing is known
/// @param since the first hour known
record Life(BitSet hours, Optional<Instant> since) {

    static final Life UNKNOWN = new Life(new BitSet(), Optional.empty());
    private static final int PAUSE = 24;

    static Life of(Coverage lived) {
        BitSet known = lived.hours();
        BitSet filled = (BitSet) known.clone();
        for (int end = known.nextClearBit(Math.max(0, known.nextSetBit(0))); end < known.length(); ) {
            int next = known.nextSetBit(end);
            if (next - end <= PAUSE) {
                filled.set(end, next);
            }
            end = known.nextClearBit(next);
        }
        return new Life(filled, lived.since());
    }

    boolean isKnown() {
        return !hours.isEmpty();
    }

    /// Whether records of an hour before the one of this moment were read.
    boolean before(Instant time) {
        return !isKnown() || new Coverage(hours).before(time);
    }

    boolean at(Instant time) {
        return !isKnown() || new Coverage(hours).at(time);
    }

    /// How much of `[from, to)` the logs were read, in whole hours where they were not read throughout.
    Duration within(Instant from, Instant to) {
        if (!from.isBefore(to)) {
            return Duration.ZERO;
        }
        Duration all = Duration.between(from, to);
        Duration alive = isKnown() ? new Coverage(hours).within(from, to) : all;
        return alive.compareTo(all) < 0 ? alive : all;
    }
}
