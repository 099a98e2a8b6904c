package dev.nightjar.extract.known;

import dev.nightjar.extract.trace.Masks;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Hashes of lines by their bytes: 64 bits under a key that is new in every process, so that nobody who writes logs
/// can
/// make two lines the same. Multiply and fold, as in wyhash (Wang Yi), without its wide multiplication, which only
/// one
/// of the compilers knows.
final class LineHash {

    /// Numbered words of one line, beyond which none is taken for masked.
    static final int MOST_WORDS = 24;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONE = 0x9E3779B97F4A7C15L;
    private static final long TWO = 0xD6E8FEB86659FD93L;
    private static final byte OTHER = 0;
    private static final byte LETTER = 1;
    private static final byte DIGIT = 2;
    private static final byte[] CLASSES = classes();

    /// Where the line ends that `line` read.
    int end;

    private final long seed;

    /// Of the last line that `masked` read: its numbered words `[from, to)` and their hashes.
    final int[] wordFrom = new int[MOST_WORDS];

    final int[] wordTo = new int[MOST_WORDS];
    private final long[] wordHash = new long[MOST_WORDS];
    int words;

    /// @param seed the same for all whose hashes are compared
    LineHash(long seed) {
        this.seed = seed;
    }

    private static byte[] classes() {
        byte[] classes = new byte[256];
        for (int c = 0; c < 128; c++) {
            classes[c] = c >= '0' && c <= '9' ? DIGIT : c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' ? LETTER : OTHER;
        }
        return classes;
    }

    static long mix(long hash, long value) {
        long h = (hash ^ value) * ONE;
        h ^= h >>> 29;
        h *= TWO;
        return h ^ h >>> 32;
    }

    /// Of all bytes.
    long exact(byte[] b, int from, int to) {
        long h = seed + (to - from) * TWO;
        int i = from;
        for (; i + Long.BYTES <= to; i += Long.BYTES) {
            h = (h ^ (long) LONG.get(b, i)) * ONE;
            h ^= h >>> 32;
        }
        long rest = 0;
        for (; i < to; i++) {
            rest = rest << 8 | b[i] & 255;
        }
        return mix(h, rest);
    }

    /// Of the bytes of a line, from where it is read to its end: that is then in `end`.
    long line(byte[] b, int from, int to) {
        long h = seed ^ TWO;
        int i = from;
        for (; i + Long.BYTES <= to; i += Long.BYTES) {
            long word = (long) LONG.get(b, i);
            long newlines = newlines(word);
            if (newlines != 0) {
                int left = Byte.SIZE * (int) (((newlines & -newlines) >>> 7) * 0x0001020304050607L >>> 56);
                end = i + left / Byte.SIZE;
                return mix(mix(h, word & (1L << left) - 1), end - from);
            }
            h = (h ^ word) * ONE;
            h ^= h >>> 32;
        }
        long rest = 0;
        int shift = 0;
        for (; i < to && b[i] != '\n'; i++) {
            rest |= (b[i] & 255L) << shift;
            shift += Byte.SIZE;
        }
        end = i;
        return mix(mix(h, rest), end - from);
    }

    /// The upper bit of each byte that is a line's end is set; those behind the first may be set wrongly.
    private static long newlines(long word) {
        long x = word ^ 0x0A0A0A0A0A0A0A0AL;
        return x - 0x0101010101010101L & ~x & 0x8080808080808080L;
    }

    /// Of all bytes but the digits of numbered words; notes these words.
    long masked(byte[] b, int from, int to) {
        words = 0;
        long h = seed ^ ONE;
        for (int i = from; i < to; ) {
            if (CLASSES[b[i] & 255] == OTHER) {
                h = fold(h, b[i++]);
                continue;
            }
            int end = i;
            boolean digit = false;
            while (end < to && CLASSES[b[end] & 255] != OTHER) {
                digit |= CLASSES[b[end++] & 255] == DIGIT;
            }
            h = digit && Masks.isNumbered(b, i, end) ? numbered(h, b, i, end) : word(h, b, i, end);
            i = end;
        }
        return mix(h, words);
    }

    private static long fold(long hash, int value) {
        long h = (hash ^ value) * ONE;
        return h ^ h >>> 32;
    }

    private static long word(long hash, byte[] b, int from, int to) {
        long h = hash;
        for (int i = from; i < to; i++) {
            h = fold(h, b[i]);
        }
        return h;
    }

    private long numbered(long hash, byte[] b, int from, int to) {
        if (words < MOST_WORDS) {
            wordFrom[words] = from;
            wordTo[words] = to;
            wordHash[words] = exact(b, from, to);
        }
        words++;
        long h = fold(hash, 256);
        boolean number = CLASSES[b[from] & 255] == DIGIT;
        for (int i = from; i < to && !number; i++) {
            if (CLASSES[b[i] & 255] == LETTER) {
                h = fold(h, b[i]);
            } else if (CLASSES[b[i - 1] & 255] == LETTER) {
                h = fold(h, 257);
            }
        }
        return h;
    }

    /// The hash that `masked` gave, with all numbered words but those of `holes`, a bit for each.
    long without(long masked, int holes) {
        long h = masked;
        for (int i = 0; i < words; i++) {
            if ((holes >>> i & 1) == 0) {
                h = mix(h, wordHash[i]);
            }
        }
        return h;
    }
}
