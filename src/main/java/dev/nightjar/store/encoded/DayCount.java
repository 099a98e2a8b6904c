package dev.nightjar.store.encoded;

import java.time.Instant;

/// How many different days: exact within 64 days, whatever their order; a day of before counts if it is the
/// earliest yet.
public final class DayCount {

    private static final long SECONDS = 86_400;

    private long last = Long.MIN_VALUE;
    private long first = Long.MAX_VALUE;
    private long lately;
    private long before;

    /// The day's number: days since 1970, UTC.
    public static long of(Instant time) {
        return Math.floorDiv(time.getEpochSecond(), SECONDS);
    }

    /// Notes a day, as `of` numbers it; one that was noted before changes nothing.
    public void add(long day) {
        if (lately == 0) {
            last = day;
            lately = 1;
        } else if (day > last) {
            shift(day - last);
            last = day;
            lately |= 1;
        } else if (last - day < Long.SIZE) {
            lately |= 1L << (last - day);
        } else if (day < first) {
            before++;
        }
        first = Math.min(first, day);
    }

    private void shift(long days) {
        long kept = days < Long.SIZE ? lately << days : 0;
        before += Long.bitCount(lately) - Long.bitCount(kept);
        lately = kept;
    }

    /// How many days were noted, as far as that can be told.
    public int count() {
        return (int) Math.min(Integer.MAX_VALUE, before + Long.bitCount(lately));
    }

    /// Writes four numbers, for `read`.
    public void write(WireOut out) {
        out.signed(last).signed(first).number(lately).number(before);
    }

    /// Adds the days that `write` wrote.
    public void read(WireIn in) {
        long newest = in.signed();
        long oldest = in.signed();
        long bits = in.number();
        long earlier = in.number();
        for (int back = Long.SIZE - 1; back >= 0; back--) {
            if ((bits >>> back & 1) != 0) {
                add(newest - back);
            }
        }
        before += earlier;
        first = Math.min(first, oldest);
    }
}
