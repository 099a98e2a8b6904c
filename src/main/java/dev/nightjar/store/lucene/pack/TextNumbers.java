package dev.nightjar.store.lucene.pack;

import java.util.Arrays;

/// Numbers the texts that events share, in the order of their appearance, with how many holes each has.
final class TextNumbers {

    private long[] keys = new long[64];
    private int[] numbers = new int[64];
    private long[] entries = new long[32];
    private int[] holes = new int[32];
    private int size;

    int size() {
        return size;
    }

    int holes(int number) {
        return holes[number];
    }

    int of(long ref, int itsHoles) {
        int at = find(keys, numbers, ref);
        if (numbers[at] > 0) {
            int known = numbers[at] - 1;
            if (holes[known] != itsHoles) {
                throw new IllegalArgumentException("a text with " + holes[known] + " and " + itsHoles + " holes");
            }
            return known;
        }
        if (size == entries.length) {
            entries = Arrays.copyOf(entries, 2 * size);
            holes = Arrays.copyOf(holes, 2 * size);
            grow();
            at = find(keys, numbers, ref);
        }
        entries[size] = ref;
        holes[size] = itsHoles;
        keys[at] = ref;
        numbers[at] = ++size;
        return size - 1;
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldNumbers = numbers;
        keys = new long[2 * oldKeys.length];
        numbers = new int[2 * oldKeys.length];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldNumbers[i] > 0) {
                int at = find(keys, numbers, oldKeys[i]);
                keys[at] = oldKeys[i];
                numbers[at] = oldNumbers[i];
            }
        }
    }

    private static int find(long[] keys, int[] numbers, long ref) {
        int mask = keys.length - 1;
        int at = (int) (ref >>> 40) & mask;
        while (numbers[at] > 0 && keys[at] != ref) {
            at = at + 1 & mask;
        }
        return at;
    }

    int held() {
        return keys.length * 18;
    }

    void clear() {
        Arrays.fill(numbers, 0);
        size = 0;
    }

    /// The refs that are used, sorted; `ranks` says of each number where it stands.
    byte[][] sorted(boolean[] used, int[] ranks) {
        long[] kept = new long[size];
        int count = 0;
        for (int i = 0; i < size; i++) {
            if (used[i]) {
                kept[count++] = entries[i] ^ Long.MIN_VALUE;
            }
        }
        Arrays.sort(kept, 0, count);
        byte[][] sorted = new byte[count][];
        for (int rank = 0; rank < count; rank++) {
            long ref = kept[rank] ^ Long.MIN_VALUE;
            ranks[numbers[find(keys, numbers, ref)] - 1] = rank;
            sorted[rank] = bytes(ref);
        }
        return sorted;
    }

    /// Big-endian.
    private static byte[] bytes(long ref) {
        byte[] bytes = new byte[8];
        for (int i = 0; i < 8; i++) {
            bytes[i] = (byte) (ref >>> (56 - 8 * i));
        }
        return bytes;
    }
}
