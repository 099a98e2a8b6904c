package dev.nightjar.text;

import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// Remembers values by hashes of 64 bits, within a bound in bytes: open addressing, two generations as in `Cache`.
/// Thread-safe: looking a key up takes no lock, and may miss what another thread is putting; values have to be
/// immutable.
public final class LongTable<V> {

    private static final int FIRST = 1 << 8;

    /// Two places for a key and its value, and the value's head.
    private static final int ENTRY = 16 + 2 * (Long.BYTES + Integer.BYTES);

    private final long limit;
    private final ToLongFunction<? super V> weight;
    private volatile Generation<V> young = new Generation<>();
    private volatile Generation<V> old = new Generation<>();

    /// Keys, 0 where there is none, and their values. Who looks a key up may see it before its value.
    private record Places<V>(long[] keys, @Nullable V[] values) {

        @SuppressWarnings("unchecked") // generic arrays cannot be made otherwise
        static <V> Places<V> of(int length) {
            return new Places<>(new long[length], (V[]) new Object[length]);
        }

        /// Where a key stands, or the free place where it would.
        int place(long key) {
            int at = (int) (key ^ key >>> 32) & keys.length - 1;
            while (keys[at] != key && keys[at] != 0) {
                at = at + 1 & keys.length - 1;
            }
            return at;
        }

        /// True if the key was not there.
        boolean put(long key, @Nullable V value) {
            int at = place(key);
            boolean isNew = keys[at] == 0;
            values[at] = value;
            keys[at] = key;
            return isNew;
        }

        Places<V> larger() {
            Places<V> twice = of(2 * keys.length);
            for (int i = 0; i < keys.length; i++) {
                if (keys[i] != 0) {
                    twice.put(keys[i], values[i]);
                }
            }
            return twice;
        }
    }

    private static final class Generation<V> {

        /// Replaced by larger ones when half full; filled under the table's lock.
        volatile Places<V> places = Places.of(FIRST);

        int size;
        long bytes;

        @Nullable
        V get(long key) {
            Places<V> all = places;
            int at = all.place(key);
            return all.keys[at] == key ? all.values[at] : null;
        }

        void put(long key, V value) {
            if (2 * size >= places.keys.length) {
                places = places.larger();
            }
            size += places.put(key, value) ? 1 : 0;
        }
    }

    /// @param bytes that all entries may have together
    /// @param weight about how many bytes a value has
    public LongTable(long bytes, ToLongFunction<? super V> weight) {
        this.limit = bytes / 2;
        this.weight = weight;
    }

    /// The value of a key, null if none is remembered.
    public @Nullable V get(long key) {
        V value = young.get(named(key));
        Generation<V> before = old;
        if (value != null || before.size == 0) {
            return value;
        }
        value = before.get(named(key));
        if (value != null) {
            put(key, value);
        }
        return value;
    }

    /// Remembers a value.
    public synchronized void put(long key, V value) {
        Generation<V> generation = young;
        generation.put(named(key), value);
        generation.bytes += weight.applyAsLong(value) + ENTRY;
        if (generation.bytes > limit) {
            old = generation;
            young = new Generation<>();
        }
    }

    /// 0 names nothing.
    private static long named(long key) {
        return key == 0 ? Long.MIN_VALUE : key;
    }
}
