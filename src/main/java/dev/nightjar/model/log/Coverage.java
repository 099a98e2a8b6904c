package dev.nightjar.model.log;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.BitSet;
import java.util.Optional;

/// The hours from which records of a project were read. Outside of them silence says nothing: no log is not
/// no error.
///
/// @param hours bit n is the n-th hour since 1970, UTC; shared, not to be changed
public record Coverage(BitSet hours) {

    public static final Coverage NEVER = new Coverage(new BitSet());

    private static int hour(Instant time) {
        return (int) Math.clamp(Math.floorDiv(time.getEpochSecond(), 3600L), 0, Integer.MAX_VALUE - 1);
    }

    /// True if records of the hour in which this time lies were read.
    public boolean at(Instant time) {
        return hours.get(hour(time));
    }

    /// True if records of an hour that ended at a moment or before it were read.
    public boolean before(Instant time) {
        return since().filter(first -> !first.plus(1, ChronoUnit.HOURS).isAfter(time))
                .isPresent();
    }

    /// The first hour known.
    public Optional<Instant> since() {
        int first = hours.nextSetBit(0);
        return first < 0 ? Optional.empty() : Optional.of(Instant.ofEpochSecond(first * 3600L));
    }

    /// The end of the last hour known.
    public Optional<Instant> until() {
        return hours.isEmpty() ? Optional.empty() : Optional.of(Instant.ofEpochSecond(hours.length() * 3600L));
    }

    /// The end of the last hour known that began before a moment.
    public Optional<Instant> until(Instant before) {
        int last = hours.previousSetBit(hour(before.minusNanos(1)));
        return last < 0 ? Optional.empty() : Optional.of(Instant.ofEpochSecond((last + 1) * 3600L));
    }

    /// How many hours of `[from, to)` have records.
    public Duration within(Instant from, Instant to) {
        int end = hour(to.truncatedTo(ChronoUnit.HOURS).equals(to) ? to : to.plus(1, ChronoUnit.HOURS));
        int begin = hour(from);
        return begin >= end
                ? Duration.ZERO
                : Duration.ofHours(hours.get(begin, end).cardinality());
    }
}
