package dev.nightjar.store.encoded;

import dev.nightjar.model.log.Coverage;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;

/// A set of hours as bytes: the first word that is not empty, then all words to the last.
public final class HourSet {

    /// Nobody reads logs of before; a record that claims to be is mistaken about its time.
    private static final long EARLIEST = Instant.parse("2000-01-01T00:00:00Z").getEpochSecond() / 3600;

    private static final Duration AHEAD = Duration.ofDays(1);

    private HourSet() {}

    /// Adds the hours from the one that `from` lies in to the one that `to` lies in, without those that cannot be.
    public static void add(BitSet hours, Instant from, Instant to, Instant now) {
        long first = Math.max(EARLIEST, hour(from));
        long last = Math.min(hour(now.plus(AHEAD)), hour(to));
        if (first <= last) {
            hours.set((int) first, (int) last + 1);
        }
    }

    private static long hour(Instant time) {
        return Math.floorDiv(time.getEpochSecond(), 3600L);
    }

    /// For `decode`.
    ///
    /// @param hours bit n is the n-th hour since 1970, UTC
    public static byte[] encode(BitSet hours) {
        long[] words = hours.toLongArray();
        int first = Math.max(0, hours.nextSetBit(0)) / Long.SIZE;
        WireOut out = new WireOut().number(first).number(words.length);
        for (int i = first; i < words.length; i++) {
            out.number(words[i]);
        }
        return out.copy();
    }

    /// The hours that `encode` wrote, from where `in` stands.
    public static BitSet decode(WireIn in) {
        int first = in.integer();
        long[] words = new long[Math.max(first, in.integer())];
        for (int i = first; i < words.length; i++) {
            words[i] = in.number();
        }
        return BitSet.valueOf(words);
    }

    /// The same as the time in which logs were read.
    public static Coverage lived(WireIn in) {
        return new Coverage(decode(in));
    }
}
