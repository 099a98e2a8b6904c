package dev.nightjar.store.lucene.index;

import org.jspecify.annotations.Nullable;

/// What numbers stand for, of those asked for lately: each has one place, which the last one for it takes. For one
/// thread.
public final class Lately<V> {

    private final int[] numbers;
    private final @Nullable V[] values;

    /// @param count of numbers that there are: 0 up to it
    /// @param most of them that are remembered
    @SuppressWarnings("unchecked")
    public // generic arrays cannot be made otherwise
    Lately(long count, long most) {
        int places = Integer.highestOneBit((int) Math.clamp(Math.min(2 * count - 1, most), 1, 1 << 20));
        numbers = new int[places];
        values = (V[]) new Object[places];
    }

    /// Null if it is not remembered.
    @Nullable
    public V get(long number) {
        int at = (int) number & numbers.length - 1;
        return numbers[at] == (int) number ? values[at] : null;
    }

    /// Remembers what a number stands for, in place of what had its place; returns it.
    public V put(long number, V value) {
        int at = (int) number & numbers.length - 1;
        numbers[at] = (int) number;
        values[at] = value;
        return value;
    }
}
