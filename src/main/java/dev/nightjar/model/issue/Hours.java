package dev.nightjar.model.issue;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;

/// Counts of hours one after the other, most of which are 0: only the others take room. Does not change.
public final class Hours extends AbstractList<Long> implements RandomAccess {

    private static final int[] NO_HOURS = {};
    private static final long[] NO_COUNTS = {};

    private final int size;
    private final int[] at;
    private final long[] counts;

    private Hours(int size, int[] at, long[] counts) {
        this.size = size;
        this.at = at;
        this.counts = counts;
    }

    /// So many hours in which nothing happened.
    public static Hours silent(int size) {
        return new Hours(size, NO_HOURS, NO_COUNTS);
    }

    /// What was counted in hours, in any order; several counts of an hour add up.
    ///
    /// @param hours number of the hour and its count, one after the other
    /// @param length of `hours` that is used
    public static Hours of(int size, long[] hours, int length) {
        long[] sorted = new long[length / 2];
        for (int i = 0; i < sorted.length; i++) {
            sorted[i] = hours[2 * i] << 32 | i;
        }
        Arrays.sort(sorted);
        int[] at = new int[sorted.length];
        long[] counts = new long[sorted.length];
        int distinct = 0;
        for (long one : sorted) {
            int hour = (int) (one >> 32);
            if (hour >= 0 && hour < size) {
                if (distinct == 0 || at[distinct - 1] != hour) {
                    at[distinct++] = hour;
                }
                counts[distinct - 1] += hours[2 * (int) one + 1];
            }
        }
        return new Hours(size, Arrays.copyOf(at, distinct), Arrays.copyOf(counts, distinct));
    }

    /// The same counts, in few bytes; what is compact already stays.
    public static List<Long> copyOf(List<Long> counts) {
        return counts instanceof Hours ? counts : List.copyOf(counts);
    }

    /// Whether nothing happened.
    public boolean isSilent() {
        return at.length == 0;
    }

    /// The most in an hour.
    public long most() {
        long most = 0;
        for (long count : counts) {
            most = Math.max(most, count);
        }
        return most;
    }

    @Override
    public Long get(int index) {
        if (index < 0 || index >= size) {
            throw new IndexOutOfBoundsException(index);
        }
        int found = at.length == 0 ? -1 : Arrays.binarySearch(at, index);
        return found < 0 ? 0L : counts[found];
    }

    @Override
    public int size() {
        return size;
    }
}
