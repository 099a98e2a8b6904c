package dev.nightjar.store.issue;

/// Which events of an issue are kept in an hour in which there are many: the first `perHour` of them, then in
/// each doubling of their number an eighth as many, at even distances. So a spike of any size takes little more
/// than twice `perHour`, its course can be seen, and the number of an event is known from how many were kept
/// before it.
///
/// @param perHour at least 1; `ALL` keeps all
public record Sampling(long perHour) {

    /// Any number.
    public static final long ALL = Long.MAX_VALUE;

    /// Keeps every event.
    public static final Sampling EVERY = new Sampling(ALL);

    private static final int SHARE = 8;

    public Sampling {
        if (perHour < 1) {
            throw new IllegalArgumentException("of each hour at least one event is kept");
        }
    }

    /// Whether an event is kept.
    ///
    /// @param before events of its issue that were counted in its hour before it
    public boolean keeps(long before) {
        if (before < perHour) {
            return true;
        }
        int doubled = doubled(before);
        return (before - (perHour << doubled)) % step(doubled) == 0;
    }

    /// How often `perHour` was doubled to come as near to a number as it gets.
    private int doubled(long number) {
        return 63 - Long.numberOfLeadingZeros(number / perHour);
    }

    private static long step(int doubled) {
        return (long) SHARE << doubled;
    }

    /// How many events of an hour were counted before one that is kept.
    ///
    /// @param kept events that were kept before it
    public long counted(long kept) {
        if (kept < perHour) {
            return kept;
        }
        long each = Math.ceilDiv(perHour, SHARE);
        int doubled = (int) Math.min(62, (kept - perHour) / each);
        return (perHour << doubled) + (kept - perHour) % each * step(doubled);
    }
}
