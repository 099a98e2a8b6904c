package dev.nightjar.store.issue;

import java.util.Arrays;

/// From numbers that are not negative to such numbers, in 16 bytes each and as much room again. Not thread-safe.
public final class LongMap {

    public static final long NONE = -1;

    private static final int FEWEST = 16;

    private long[] keys = new long[FEWEST];
    private long[] values = new long[FEWEST];
    private int size;

    public LongMap() {
        Arrays.fill(keys, NONE);
    }

    /// The value of a key, `NONE` without one.
    public long get(long key) {
        int at = slot(keys, key);
        return keys[at] == key ? values[at] : NONE;
    }

    /// Sets the value of a key.
    ///
    /// @param key not negative, as the value
    public void put(long key, long value) {
        int at = slot(keys, key);
        if (keys[at] != key) {
            if (2 * ++size > keys.length) {
                grow();
                at = slot(keys, key);
            }
            keys[at] = key;
        }
        values[at] = value;
    }

    /// Adds to what is there, 0 if nothing is.
    public void add(long key, long more) {
        long known = get(key);
        put(key, known == NONE ? more : known + more);
    }

    /// How many keys have a value.
    public int size() {
        return size;
    }

    /// Bytes that it takes.
    public long bytes() {
        return 16L * keys.length;
    }

    /// Forgets all, and gives the memory back.
    public void clear() {
        keys = new long[FEWEST];
        values = new long[FEWEST];
        Arrays.fill(keys, NONE);
        size = 0;
    }

    /// All of it, in no order.
    public void each(Entry entry) {
        for (int i = 0; i < keys.length; i++) {
            if (keys[i] != NONE) {
                entry.of(keys[i], values[i]);
            }
        }
    }

    /// Sees one entry.
    public interface Entry {
        /// Sees a key and its value.
        void of(long key, long value);
    }

    private void grow() {
        long[] moreKeys = new long[2 * keys.length];
        long[] moreValues = new long[2 * keys.length];
        Arrays.fill(moreKeys, NONE);
        for (int i = 0; i < keys.length; i++) {
            if (keys[i] != NONE) {
                int at = slot(moreKeys, keys[i]);
                moreKeys[at] = keys[i];
                moreValues[at] = values[i];
            }
        }
        keys = moreKeys;
        values = moreValues;
    }

    private static int slot(long[] keys, long key) {
        int mask = keys.length - 1;
        int at = (int) (key * 0x9E3779B97F4A7C15L >>> 32) & mask;
        while (keys[at] != NONE && keys[at] != key) {
            at = at + 1 & mask;
        }
        return at;
    }
}
