package dev.nightjar.store.lucene;

import java.util.Arrays;
import java.util.List;

/// What one issue did in a window: the sum, and the count of each hour. Several counts of an hour add up.
final class Account extends Tallies.Sum {

    /// Hours and counts, one after the other.
    private long[] hours = new long[4];

    private int size;

    @Override
    void count(long hour, long events) {
        super.count(hour, events);
        put(hour, events);
    }

    private void put(long hour, long events) {
        if (size == hours.length) {
            hours = Arrays.copyOf(hours, size * 2);
        }
        hours[size++] = hour;
        hours[size++] = events;
    }

    /// Adds what happened in one hour.
    void add(long hour, Tallies.Sum sum) {
        add(sum);
        put(hour, sum.count);
    }

    void add(Account other) {
        super.add(other);
        for (int i = 0; i < other.size; i += 2) {
            put(other.hours[i], other.hours[i + 1]);
        }
    }

    /// Events in each of so many hours.
    ///
    /// @param first start of the first hour
    List<Long> hourly(long first, int count) {
        long[] counts = new long[count];
        for (int i = 0; i < size; i += 2) {
            long at = Math.floorDiv(hours[i] - first, Tallies.HOUR);
            if (at >= 0 && at < count) {
                counts[(int) at] += hours[i + 1];
            }
        }
        Long[] boxed = new Long[count];
        Arrays.setAll(boxed, i -> counts[i]);
        return List.of(boxed);
    }
}
