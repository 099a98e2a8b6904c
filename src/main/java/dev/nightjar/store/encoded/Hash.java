package dev.nightjar.store.encoded;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Keyed 64-bit hashes: SipHash-2-4 (Aumasson and Bernstein 2012). Without the index's key nobody who writes logs
/// can make two texts that fall together.
public final class Hash {

    private final long k0;
    private final long k1;

    /// @param key at least 16 bytes
    public Hash(byte[] key) {
        ByteBuffer halves = ByteBuffer.wrap(key).order(ByteOrder.LITTLE_ENDIAN);
        this.k0 = halves.getLong(0);
        this.k1 = halves.getLong(8);
    }

    /// Of the UTF-16 units of a text, two bytes each, little-endian.
    public long of(CharSequence text) {
        State state = new State(k0, k1);
        int length = text.length();
        int i = 0;
        for (; i + 4 <= length; i += 4) {
            state.word(text.charAt(i)
                    | (long) text.charAt(i + 1) << 16
                    | (long) text.charAt(i + 2) << 32
                    | (long) text.charAt(i + 3) << 48);
        }
        long rest = (long) length * 2 << 56;
        for (int shift = 0; i < length; i++, shift += 16) {
            rest |= (long) text.charAt(i) << shift;
        }
        return state.end(rest);
    }

    /// Of bytes as they are.
    public long of(byte[] bytes) {
        State state = new State(k0, k1);
        ByteBuffer words = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        while (words.remaining() >= 8) {
            state.word(words.getLong());
        }
        long rest = (long) bytes.length << 56;
        for (int shift = 0; words.hasRemaining(); shift += 8) {
            rest |= (words.get() & 0xFFL) << shift;
        }
        return state.end(rest);
    }

    private static final class State {
        private long v0;
        private long v1;
        private long v2;
        private long v3;

        State(long k0, long k1) {
            v0 = k0 ^ 0x736f6d6570736575L;
            v1 = k1 ^ 0x646f72616e646f6dL;
            v2 = k0 ^ 0x6c7967656e657261L;
            v3 = k1 ^ 0x7465646279746573L;
        }

        void word(long word) {
            v3 ^= word;
            round();
            round();
            v0 ^= word;
        }

        long end(long word) {
            word(word);
            v2 ^= 0xFF;
            round();
            round();
            round();
            round();
            return v0 ^ v1 ^ v2 ^ v3;
        }

        private void round() {
            v0 += v1;
            v2 += v3;
            v1 = Long.rotateLeft(v1, 13) ^ v0;
            v3 = Long.rotateLeft(v3, 16) ^ v2;
            v0 = Long.rotateLeft(v0, 32);
            v2 += v1;
            v0 += v3;
            v1 = Long.rotateLeft(v1, 17) ^ v2;
            v3 = Long.rotateLeft(v3, 21) ^ v0;
            v2 = Long.rotateLeft(v2, 32);
        }
    }
}
