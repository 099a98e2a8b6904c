package dev.nightjar.store.lucene.count;

import dev.nightjar.model.issue.Hours;
import java.util.Arrays;

/// What one issue did in a window: the sum, and the count of each hour. Several counts of an hour add up.
final class Account extends Tallies.Sum {

    /// Hours and counts, one after the other.
    private long[] hours = new long[2];

    private int size;

    @Override
    void count(long hour, long events) {
        super.count(hour, events);
        put(hour, events);
    }

    private void put(long hour, long events) {
        if (size > 0 && hours[size - 2] == hour) {
            hours[size - 1] += events;
            return;
        }
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

    /// Events in each of so many hours.
    ///
    /// @param first start of the first hour
    Hours hourly(long first, int count) {
        long[] numbered = new long[size];
        for (int i = 0; i < size; i += 2) {
            long at = Math.floorDiv(hours[i] - first, Tallies.HOUR);
            numbered[i] = Math.clamp(at, -1, count);
            numbered[i + 1] = hours[i + 1];
        }
        return Hours.of(count, numbered, size);
    }
}
