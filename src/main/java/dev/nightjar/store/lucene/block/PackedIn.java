package dev.nightjar.store.lucene.block;

import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// Reads what `PackedOut` wrote. Bytes that end too early fail with an `IndexOutOfBoundsException`.
final class PackedIn {

    private final byte[] bytes;
    private final int end;
    private int at;

    PackedIn(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
    }

    int at() {
        return at;
    }

    byte[] array() {
        return bytes;
    }

    void checkFrom(int from, int length) {
        Objects.checkFromIndexSize(from, length, end);
    }

    long number() {
        byte b = bytes[at++];
        if (b >= 0) {
            return b;
        }
        long value = b & 0x7F;
        for (int shift = 7; ; shift += 7) {
            b = bytes[at++];
            value |= (b & 0x7FL) << shift;
            if (b >= 0) {
                return value;
            }
        }
    }

    int integer() {
        return (int) number();
    }

    /// A number of things of which each takes at least one byte or was counted before.
    int count(int most) {
        int count = integer();
        Objects.checkIndex(count, most + 1);
        return count;
    }

    long signed() {
        long value = number();
        return value >>> 1 ^ -(value & 1);
    }

    void skip(int length) {
        Objects.checkFromIndexSize(at, length, end);
        at += length;
    }

    String text() {
        int length = integer();
        Objects.checkFromIndexSize(at, length, end);
        String value = new String(bytes, at, length, StandardCharsets.UTF_8);
        at += length;
        return value;
    }

    /// Packed numbers that were one more: -1 stands for none.
    int[] optional(int count) {
        int[] values = packed(count);
        for (int i = 0; i < count; i++) {
            values[i]--;
        }
        return values;
    }

    int[] packed(int count) {
        int bits = integer();
        int[] values = new int[count];
        if (bits == 0) {
            return values;
        }
        Objects.checkFromIndexSize(at, (int) (((long) bits * count + 7) / 8), end);
        long mask = (1L << bits) - 1;
        long buffer = 0;
        int held = 0;
        int from = at;
        for (int i = 0; i < count; i++) {
            while (held < bits) {
                buffer |= (bytes[from++] & 0xFFL) << held;
                held += 8;
            }
            values[i] = (int) (buffer & mask);
            buffer >>>= bits;
            held -= bits;
        }
        at = from;
        return values;
    }
}
