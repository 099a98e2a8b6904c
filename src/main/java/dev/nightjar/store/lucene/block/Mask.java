package dev.nightjar.store.lucene.block;

import java.util.Arrays;

/// Some rows of a block.
public final class Mask {

    private final long[] words;
    private final int size;

    private Mask(int size, long[] words) {
        this.size = size;
        this.words = words;
    }

    /// No row of so many.
    public static Mask none(int size) {
        return new Mask(size, new long[(size + 63) >>> 6]);
    }

    /// All rows of so many.
    public static Mask all(int size) {
        Mask all = none(size);
        Arrays.fill(all.words, -1);
        if ((size & 63) != 0) {
            all.words[all.words.length - 1] = -1L >>> -size;
        }
        return all;
    }

    /// The same rows, which can change by themselves.
    public Mask copy() {
        return new Mask(size, words.clone());
    }

    /// True if the row is in it.
    ///
    /// @param row below the size of the block
    public boolean has(int row) {
        return (words[row >>> 6] >>> row & 1) != 0;
    }

    /// Puts a row in.
    public void add(int row) {
        words[row >>> 6] |= 1L << row;
    }

    /// Takes a row out.
    public void remove(int row) {
        words[row >>> 6] &= ~(1L << row);
    }

    /// Takes all rows out.
    public void clear() {
        Arrays.fill(words, 0);
    }

    /// Adds the rows of another.
    public void add(Mask other) {
        for (int i = 0; i < words.length; i++) {
            words[i] |= other.words[i];
        }
    }

    /// Takes the rows of another away.
    public void remove(Mask other) {
        for (int i = 0; i < words.length; i++) {
            words[i] &= ~other.words[i];
        }
    }

    /// Keeps what the other has, too.
    public void keep(Mask other) {
        for (int i = 0; i < words.length; i++) {
            words[i] &= other.words[i];
        }
    }

    /// True if no row is in it.
    public boolean isEmpty() {
        for (long word : words) {
            if (word != 0) {
                return false;
            }
        }
        return true;
    }

    /// How many rows are in it.
    public int count() {
        int count = 0;
        for (long word : words) {
            count += Long.bitCount(word);
        }
        return count;
    }

    /// True if no row is missing.
    public boolean isAll() {
        return count() == size;
    }

    /// The first row at or behind `from`, -1 if there is none.
    public int next(int from) {
        int at = from >>> 6;
        if (at >= words.length) {
            return -1;
        }
        long word = words[at] & -1L << from;
        while (word == 0) {
            if (++at == words.length) {
                return -1;
            }
            word = words[at];
        }
        return (at << 6) + Long.numberOfTrailingZeros(word);
    }

    /// As bytes, for `of`.
    public byte[] bytes() {
        byte[] bytes = new byte[(size + 7) >>> 3];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (words[i >>> 3] >>> ((i & 7) << 3));
        }
        return bytes;
    }

    /// The inverse of `bytes`.
    public static Mask of(int size, byte[] bytes, int offset) {
        Mask mask = none(size);
        for (int i = 0; i < (size + 7) >>> 3; i++) {
            mask.words[i >>> 3] |= (bytes[offset + i] & 0xFFL) << ((i & 7) << 3);
        }
        return mask;
    }
}
