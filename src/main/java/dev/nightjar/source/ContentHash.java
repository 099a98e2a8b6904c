package dev.nightjar.source;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Hashes that prove content.
///
/// A piece of 1 MiB is hashed by a polynomial over the prime field of 2^61 - 1 whose point is a secret of the
/// index (Carter and Wegman 1979): words of seven bytes, so that each is smaller than the prime. Whoever does not
/// know the secret finds two pieces with one hash with a chance of at most 150,000 / 2^61, whatever they write
/// into a log; and it costs a fifth of SHA-256, which would take longer than the whole scan. The pieces' hashes
/// are chained by SHA-256.
final class ContentHash {

    static final int PIECE = 1 << 20;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long PRIME = (1L << 61) - 1;
    private static final long SEVEN_BYTES = (1L << 56) - 1;

    private final long point;
    private final long point2;
    private final long point4;

    /// @param key the index's secret, at least 8 bytes
    ContentHash(byte[] key) {
        byte[] seed = sha256().digest(key);
        this.point = ((long) LONG.get(seed, 0) & PRIME) % PRIME;
        this.point2 = times(point, point);
        this.point4 = times(point2, point2);
    }

    /// The hash of a piece.
    long piece(byte[] b, int from, int to) {
        long a0 = 0;
        long a1 = 0;
        long a2 = 0;
        long a3 = 0;
        int p = from;
        for (; p + 29 <= to; p += 28) {
            a0 = times(a0, point4) + ((long) LONG.get(b, p) & SEVEN_BYTES);
            a1 = times(a1, point4) + ((long) LONG.get(b, p + 7) & SEVEN_BYTES);
            a2 = times(a2, point4) + ((long) LONG.get(b, p + 14) & SEVEN_BYTES);
            a3 = times(a3, point4) + ((long) LONG.get(b, p + 21) & SEVEN_BYTES);
        }
        long point3 = times(point2, point);
        long sum = reduced(times(a0, point3) + times(a1, point2));
        sum = reduced(sum + times(a2, point) + a3);
        while (p < to) {
            long word = 0;
            for (int i = 0; i < 7 && p < to; i++) {
                word |= (b[p++] & 0xFFL) << (8 * i);
            }
            sum = reduced(times(sum, point) + word);
        }
        return reduced(times(sum, point) + (to - from));
    }

    /// `a * b` modulo the prime, below 2^61 + 8.
    private static long times(long a, long b) {
        long high = Math.multiplyHigh(a, b);
        long low = a * b;
        return reduced(((high << 3) | (low >>> 61)) + (low & PRIME));
    }

    private static long reduced(long x) {
        return (x & PRIME) + (x >>> 61);
    }

    /// A piece's hash as one number whatever way it was calculated.
    long exact(long piece) {
        return piece % PRIME;
    }

    /// The chain's next link; `before` is hex, empty for the first piece.
    static String chain(String before, long piece) {
        MessageDigest digest = sha256();
        digest.update(before.getBytes(StandardCharsets.US_ASCII));
        long exact = piece % PRIME;
        for (int i = 0; i < 8; i++) {
            digest.update((byte) (exact >>> (8 * i)));
        }
        return HexFormat.of().formatHex(digest.digest(), 0, 16);
    }

    static String sha256(byte[] b, int from, int to) {
        MessageDigest digest = sha256();
        digest.update(b, from, to - from);
        return HexFormat.of().formatHex(digest.digest());
    }

    /// The hash of what was given so far, which can go on.
    static String hex(MessageDigest digest) {
        try {
            return HexFormat.of().formatHex(((MessageDigest) digest.clone()).digest());
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("Java's own SHA-256 can be copied", e);
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
