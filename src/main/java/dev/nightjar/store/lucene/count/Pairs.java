package dev.nightjar.store.lucene.count;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/// Counts pairs of numbers below 2^31.
final class Pairs {

    private long[] keys = new long[256];
    private long[] counts = new long[256];
    private int size;

    void add(long first, long second) {
        long key = first << Integer.SIZE | second;
        int at = find(key);
        if (counts[at]++ == 0) {
            keys[at] = key;
            if (++size * 2 > keys.length) {
                grow();
            }
        }
    }

    private int find(long key) {
        long mixed = key * 0x9E3779B97F4A7C15L;
        int at = (int) (mixed >>> 32) & keys.length - 1;
        while (counts[at] > 0 && keys[at] != key) {
            at = at + 1 & keys.length - 1;
        }
        return at;
    }

    private void grow() {
        long[] oldKeys = keys;
        long[] oldCounts = counts;
        keys = new long[2 * oldKeys.length];
        counts = new long[2 * oldKeys.length];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldCounts[i] > 0) {
                int at = find(oldKeys[i]);
                keys[at] = oldKeys[i];
                counts[at] = oldCounts[i];
            }
        }
    }

    /// The second numbers of all pairs.
    Set<Long> seconds() {
        Set<Long> seconds = new HashSet<>();
        for (int i = 0; i < keys.length; i++) {
            if (counts[i] > 0) {
                seconds.add(keys[i] & Integer.MAX_VALUE);
            }
        }
        return seconds;
    }

    /// Sees a pair and how often it was counted.
    interface Visitor {
        void see(long first, long second, long count) throws IOException;
    }

    void each(Visitor visitor) throws IOException {
        for (int i = 0; i < keys.length; i++) {
            if (counts[i] > 0) {
                visitor.see(keys[i] >>> Integer.SIZE, keys[i] & Integer.MAX_VALUE, counts[i]);
            }
        }
    }
}
