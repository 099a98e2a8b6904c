package dev.nightjar.store.lucene.pack;

import java.util.Arrays;
import org.apache.lucene.util.BytesRef;

/// Which of many words a block may have (Bloom 1970): ten bits a word and six probes, so that one word in a hundred
/// that it has not is believed to be there. Collects hashes, each once.
public final class WordFilter {

    private static final int BITS = 10;
    private static final int PROBES = 6;
    private static final int FIRST = 64;

    private long[] table = new long[FIRST];
    private int size;
    private boolean zero;

    /// Adds a word by its hash; all 64 bits must be well mixed.
    public void add(long hash) {
        if (hash == 0) {
            zero = true;
            return;
        }
        if (put(table, hash) && ++size * 2 > table.length) {
            long[] larger = new long[table.length * 2];
            for (long each : table) {
                if (each != 0) {
                    put(larger, each);
                }
            }
            table = larger;
        }
    }

    private static boolean put(long[] table, long hash) {
        int mask = table.length - 1;
        int at = (int) (hash >>> 32) & mask;
        while (table[at] != 0) {
            if (table[at] == hash) {
                return false;
            }
            at = at + 1 & mask;
        }
        table[at] = hash;
        return true;
    }

    int held() {
        return table.length * Long.BYTES;
    }

    /// The filter's bytes; empty if nothing was added.
    public byte[] bytes() {
        int words = size + (zero ? 1 : 0);
        byte[] bits = new byte[words == 0 ? 0 : Math.max(8, (words * BITS + 7) / 8)];
        for (long hash : table) {
            if (hash != 0) {
                set(bits, hash);
            }
        }
        if (zero) {
            set(bits, 0);
        }
        return bits;
    }

    private static void set(byte[] bits, long hash) {
        for (int i = 0; i < PROBES; i++) {
            int at = probe(hash, i, bits.length);
            bits[at >>> 3] |= (byte) (1 << (at & 7));
        }
    }

    /// False if the word with this hash was not added to the filter with these bytes.
    public static boolean may(BytesRef filter, long hash) {
        for (int i = 0; i < PROBES && filter.length > 0; i++) {
            int at = probe(hash, i, filter.length);
            if ((filter.bytes[filter.offset + (at >>> 3)] >>> (at & 7) & 1) == 0) {
                return false;
            }
        }
        return filter.length > 0;
    }

    private static int probe(long hash, int i, int bytes) {
        long mixed = (int) hash + i * ((hash >>> 32) | 1) & 0xFFFF_FFFFL;
        return (int) (mixed * (bytes * 8L) >>> 32);
    }

    /// Forgets all.
    void clear() {
        Arrays.fill(table, 0);
        size = 0;
        zero = false;
    }
}
