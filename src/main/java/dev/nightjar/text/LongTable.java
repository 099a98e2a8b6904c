package dev.nightjar.text;

import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// Remembers values by hashes of 64 bits, within a bound in bytes: open addressing, two generations as in `Cache`.
/// Thread-safe: looking a key up takes no lock, and may miss what another thread is putting; what is found was put
/// whole,
/// for entries never change.
public final class LongTable<V> {

    private static final int FIRST = 1 << 8;

    /// An entry, and two places for it.
    private static final int ENTRY = 24 + 2 * Integer.BYTES;

    private record Entry<V>(long key, V value) {}

    private final long limit;
    private final ToLongFunction<? super V> weight;
    private volatile Generation<V> young = new Generation<>();
    private volatile Generation<V> old = new Generation<>();

    private static final class Generation<V> {

        /// Replaced by a larger one when it is half full; filled under the table's lock.
        volatile @Nullable Entry<V>[] entries = table(FIRST);

        int size;
        long bytes;

        @SuppressWarnings("unchecked") // generic arrays cannot be made otherwise
        private static <V> @Nullable Entry<V>[] table(int length) {
            return (Entry<V>[]) new Entry<?>[length];
        }

        @Nullable
        V get(long key) {
            @Nullable Entry<V>[] all = entries;
            for (int at = first(all, key); ; at = at + 1 & all.length - 1) {
                Entry<V> entry = all[at];
                if (entry == null || entry.key == key) {
                    return entry == null ? null : entry.value;
                }
            }
        }

        private static <V> int first(@Nullable Entry<V>[] all, long key) {
            return (int) (key ^ key >>> 32) & all.length - 1;
        }

        /// Where a key stands, or the free place where it would.
        private static <V> int place(@Nullable Entry<V>[] all, long key) {
            int at = first(all, key);
            for (Entry<V> entry = all[at]; entry != null && entry.key != key; entry = all[at]) {
                at = at + 1 & all.length - 1;
            }
            return at;
        }

        void put(Entry<V> entry) {
            @Nullable Entry<V>[] all = entries;
            if (2 * size >= all.length) {
                all = larger(all);
                entries = all;
            }
            int at = place(all, entry.key);
            size += all[at] == null ? 1 : 0;
            all[at] = entry;
        }

        private static <V> @Nullable Entry<V>[] larger(@Nullable Entry<V>[] all) {
            @Nullable Entry<V>[] twice = table(2 * all.length);
            for (Entry<V> entry : all) {
                if (entry != null) {
                    twice[place(twice, entry.key)] = entry;
                }
            }
            return twice;
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
        Generation<V> before = old;
        if (value != null || before.size == 0) {
            return value;
        }
        value = before.get(key);
        if (value != null) {
            put(key, value);
        }
        return value;
    }

    /// Remembers a value.
    public synchronized void put(long key, V value) {
        Generation<V> generation = young;
        generation.put(new Entry<>(key, value));
        generation.bytes += weight.applyAsLong(value) + ENTRY;
        if (generation.bytes > limit) {
            old = generation;
            young = new Generation<>();
        }
    }
}
