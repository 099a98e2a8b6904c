package dev.nightjar.store.lucene.issue;

/// Tells which numbers were surely never put in: a Bloom filter of fixed size (Bloom 1970). Not thread-safe.
final class IdFilter {

    private static final int PROBES = 5;

    private final long[] bits;

    /// @param bytes it may take at most
    IdFilter(long bytes) {
        bits = new long[Integer.highestOneBit((int) Math.clamp(bytes / Long.BYTES, 64, 1 << 27))];
    }

    void add(long number) {
        long hash = mixed(number);
        for (int i = 0; i < PROBES; i++) {
            long bit = hash + i * (hash >>> 32 | 1);
            bits[at(bit)] |= 1L << bit;
        }
    }

    boolean mayHave(long number) {
        long hash = mixed(number);
        for (int i = 0; i < PROBES; i++) {
            long bit = hash + i * (hash >>> 32 | 1);
            if ((bits[at(bit)] & 1L << bit) == 0) {
                return false;
            }
        }
        return true;
    }

    private int at(long bit) {
        return (int) (bit >>> 6) & bits.length - 1;
    }

    private static long mixed(long number) {
        long hash = (number ^ number >>> 30) * 0xBF58476D1CE4E5B9L;
        hash = (hash ^ hash >>> 27) * 0x94D049BB133111EBL;
        return hash ^ hash >>> 31;
    }
}
