package dev.nightjar.store.lucene.pack;

import java.util.Arrays;

/// Bytes that grow: numbers as LEB128 varints, ordinals bit by bit.
final class PackedOut {

    private byte[] bytes = new byte[1024];
    private int length;

    int length() {
        return length;
    }

    byte[] array() {
        return bytes;
    }

    byte[] copy() {
        return Arrays.copyOf(bytes, length);
    }

    PackedOut clear() {
        length = 0;
        return this;
    }

    PackedOut number(long value) {
        room(10);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[length++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[length++] = (byte) rest;
        return this;
    }

    PackedOut signed(long value) {
        return number(value << 1 ^ value >> 63);
    }

    PackedOut put(byte[] from, int start, int end) {
        room(end - start);
        System.arraycopy(from, start, bytes, length, end - start);
        length += end - start;
        return this;
    }

    PackedOut put(byte[] all) {
        return put(all, 0, all.length);
    }

    /// Numbers of equally many bits each, as many as the largest needs.
    PackedOut packed(int[] values, int count) {
        int all = 0;
        for (int i = 0; i < count; i++) {
            all |= values[i];
        }
        int bits = Integer.SIZE - Integer.numberOfLeadingZeros(all);
        number(bits);
        room((int) (((long) bits * count + 7) / 8) + 8);
        long buffer = 0;
        int held = 0;
        for (int i = 0; i < count && bits > 0; i++) {
            buffer |= (long) values[i] << held;
            held += bits;
            while (held >= 8) {
                bytes[length++] = (byte) buffer;
                buffer >>>= 8;
                held -= 8;
            }
        }
        if (held > 0) {
            bytes[length++] = (byte) buffer;
        }
        return this;
    }

    private void room(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + more, bytes.length * 2));
        }
    }
}
