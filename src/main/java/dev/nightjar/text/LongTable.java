package dev.nightjar.text;

import java.util.Arrays;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// Remembers values by hashes of 64 bits, within a bound in bytes: open addressing, two generations as in `Cache`. For
/// one thread.
public final class LongTable<V> {

    private static final int FIRST = 1 << 8;
    private static final int ENTRY = 2 * (Long.BYTES + Integer.BYTES);

    private final long limit;
    private final ToLongFunction<? super V> weight;
    private Generation<V> young = new Generation<>();
    private Generation<V> old = new Generation<>();

    private static final class Generation<V> {
        long[] keys = new long[FIRST];

        @Nullable
        Object[] values = new @Nullable Object[FIRST];

        int size;
        long bytes;

        /// Where a key stands, or the free place where it would.
        int place(long key) {
            int mask = keys.length - 1;
            int at = (int) (key ^ key >>> 32) & mask;
            while (values[at] != null && keys[at] != key) {
                at = at + 1 & mask;
            }
            return at;
        }

        @SuppressWarnings("unchecked") // only values of this table are put
        @Nullable
        V get(long key) {
            return (V) values[place(key)];
        }

        void put(long key, V value) {
            if (2 * size >= keys.length) {
                grow();
            }
            int at = place(key);
            size += values[at] == null ? 1 : 0;
            keys[at] = key;
            values[at] = value;
        }

        private void grow() {
            long[] oldKeys = keys;
            @Nullable Object[] oldValues = values;
            keys = new long[2 * oldKeys.length];
            values = Arrays.copyOf(new @Nullable Object[0], keys.length);
            for (int i = 0; i < oldKeys.length; i++) {
                if (oldValues[i] != null) {
                    int at = place(oldKeys[i]);
                    keys[at] = oldKeys[i];
                    values[at] = oldValues[i];
                }
            }
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
        V value = young.get(key);
        if (value != null || old.size == 0) {
            return value;
        }
        value = old.get(key);
        if (value != null) {
            put(key, value);
        }
        return value;
    }

    /// Remembers a value.
    public void put(long key, V value) {
        young.put(key, value);
        young.bytes += weight.applyAsLong(value) + ENTRY;
        if (young.bytes > limit) {
            old = young;
            young = new Generation<>();
        }
    }
}
