package dev.nightjar.source.find;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/// Hashes that prove content.
///
/// A piece of 1 MiB is hashed in stripes of 1 KiB by NH (Black, Halevi, Krawczyk, Krovetz and Rogaway, *UMAC*,
/// 1999):
/// sums of products of 32-bit words with 32-bit words of the key added, twice under keys that are shifted by two
/// words
/// (Toeplitz), so that two stripes have one hash with a chance of 2^-64; it needs no wide multiplication, which
/// only
/// one of
/// the compilers knows. The stripes' hashes are the coefficients of a polynomial over the prime field of 2^61 - 1
/// (Carter
/// and Wegman 1979). Key and point are secrets of the index: whoever does not know them finds two pieces with one
/// hash
/// with
/// a chance of at most 4,100 / 2^61, whatever they write into a log. The pieces' hashes are chained by SHA-256.
public final class ContentHash {

    public static final int PIECE = 1 << 20;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long PRIME = (1L << 61) - 1;
    private static final long LOW = 0xFFFFFFFFL;
    private static final int STRIPE = 1 << 10;
    private static final int SHIFT = 2;

    private final int[] words = new int[STRIPE / Integer.BYTES + 2 * SHIFT];
    private final long point;

    /// @param key the index's secret, at least 8 bytes
    public ContentHash(byte[] key) {
        byte[] seed = sha256().digest(key);
        this.point = ((long) LONG.get(seed, 0) & PRIME) % PRIME;
        for (int i = 0; i < words.length; i += 8) {
            MessageDigest digest = sha256();
            digest.update(seed);
            digest.update((byte) (i / 8));
            byte[] next = digest.digest();
            for (int j = 0; j < 8 && i + j < words.length; j++) {
                words[i + j] = (int) (long) LONG.get(Arrays.copyOfRange(next, 4 * j, 4 * j + 8), 0);
            }
        }
    }

    /// The hash of a piece.
    public long piece(byte[] b, int from, int to) {
        long sum = 0;
        int p = from;
        for (; p + STRIPE <= to; p += STRIPE) {
            sum = stripe(sum, b, p);
        }
        if (p < to) {
            sum = stripe(sum, Arrays.copyOf(Arrays.copyOfRange(b, p, to), STRIPE), 0);
        }
        return reduced(times(sum, point) + (to - from));
    }

    private long stripe(long before, byte[] b, int from) {
        int[] k = words;
        long one = 0;
        long two = 0;
        for (int i = 0, p = from; i < STRIPE / Integer.BYTES; i += 4, p += 16) {
            long x = (long) LONG.get(b, p);
            long y = (long) LONG.get(b, p + 8);
            int x0 = (int) x;
            int x1 = (int) (x >>> 32);
            int y0 = (int) y;
            int y1 = (int) (y >>> 32);
            int k2 = k[i + 2];
            int k3 = k[i + 3];
            one += ((x0 + k[i]) & LOW) * ((x1 + k[i + 1]) & LOW) + ((y0 + k2) & LOW) * ((y1 + k3) & LOW);
            two += ((x0 + k2) & LOW) * ((x1 + k3) & LOW) + ((y0 + k[i + 4]) & LOW) * ((y1 + k[i + 5]) & LOW);
        }
        long sum = reduced(times(before, point) + (one >>> 32));
        sum = reduced(times(sum, point) + (one & LOW));
        sum = reduced(times(sum, point) + (two >>> 32));
        return reduced(times(sum, point) + (two & LOW));
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
    public long exact(long piece) {
        return piece % PRIME;
    }

    /// The chain's next link; `before` is hex, empty for the first piece.
    public static String chain(String before, long piece) {
        MessageDigest digest = sha256();
        digest.update(before.getBytes(StandardCharsets.US_ASCII));
        long exact = piece % PRIME;
        for (int i = 0; i < 8; i++) {
            digest.update((byte) (exact >>> (8 * i)));
        }
        return HexFormat.of().formatHex(digest.digest(), 0, 16);
    }

    /// SHA-256 of `[from, to)`: 64 hex digits.
    public static String sha256(byte[] b, int from, int to) {
        MessageDigest digest = sha256();
        digest.update(b, from, to - from);
        return HexFormat.of().formatHex(digest.digest());
    }

    /// The hash of what was given so far, which can go on.
    public static String hex(MessageDigest digest) {
        try {
            return HexFormat.of().formatHex(((MessageDigest) digest.clone()).digest());
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("Java's own SHA-256 can be copied", e);
        }
    }

    /// A digest that was given nothing yet.
    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
