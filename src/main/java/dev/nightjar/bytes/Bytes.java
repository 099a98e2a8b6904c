package dev.nightjar.bytes;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Searching in byte arrays, eight bytes at a time (SWAR: Mycroft's zero-byte test, Hacker's Delight 6-1).
public final class Bytes {

    private static final byte[] FREQUENCY = new byte[256];

    static {
        for (int c = 0; c < 256; c++) {
            int rank = "zqxjkvbpygfwmucldrhsnioate".indexOf(c | 0x20);
            int other = c == '"' || c == ' ' ? 40 : 10;
            FREQUENCY[c] = (byte) (isLetter((byte) c) ? rank + 1 : other);
        }
    }

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;

    private Bytes() {}

    /// The eight bytes that begin at an index as a number, the first its lowest byte.
    public static long longAt(byte[] b, int at) {
        return (long) LONG.get(b, at);
    }

    /// A bit in every byte of `x` that equals the byte repeated in `pattern`; the lowest is exact.
    private static long zeros(long x, long pattern) {
        long y = x ^ pattern;
        return (y - ONES) & ~y & HIGHS;
    }

    /// The same for two bytes side by side.
    private static long pairs(byte[] b, int at, long first, long second) {
        return zeros(longAt(b, at), first) & zeros(longAt(b, at + 1), second);
    }

    /// Which byte the lowest bit of `hits` is in, of those that `zeros` sets: by a multiplication, for only one of
    /// the
    /// compilers has an instruction to count zeros.
    private static int first(long hits) {
        return (int) (((hits & -hits) >>> 7) * 0x0001020304050607L >>> 56);
    }

    /// First index of `c` in `[from, to)`, or -1.
    public static int indexOf(byte[] b, byte c, int from, int to) {
        long pattern = ONES * (c & 0xFF);
        int i = from;
        for (; i + 32 <= to; i += 32) {
            long a0 = zeros(longAt(b, i), pattern);
            long a1 = zeros(longAt(b, i + 8), pattern);
            long a2 = zeros(longAt(b, i + 16), pattern);
            long a3 = zeros(longAt(b, i + 24), pattern);
            if ((a0 | a1 | a2 | a3) != 0) {
                if (a0 != 0) {
                    return i + first(a0);
                }
                if (a1 != 0) {
                    return i + 8 + first(a1);
                }
                return a2 != 0 ? i + 16 + first(a2) : i + 24 + first(a3);
            }
        }
        for (; i + 8 <= to; i += 8) {
            long hit = zeros(longAt(b, i), pattern);
            if (hit != 0) {
                return i + first(hit);
            }
        }
        for (; i < to; i++) {
            if (b[i] == c) {
                return i;
            }
        }
        return -1;
    }

    /// The same, looking for two bytes of it together, those at `pair` and behind it.
    public static int indexOf(byte[] b, byte[] needle, int pair, int from, int to) {
        long first = ONES * (needle[pair] & 0xFF);
        long second = ONES * (needle[pair + 1] & 0xFF);
        byte begin = needle[0];
        int length = needle.length;
        byte end = needle[length - 1];
        int last = to - length;
        int i = from;
        while (true) {
            while (i + pair + 17 <= to
                    && i + 8 <= last
                    && (pairs(b, i + pair, first, second) | pairs(b, i + pair + 8, first, second)) == 0) {
                i += 16;
            }
            if (i + pair + 9 > to || i > last) {
                break;
            }
            long hit = pairs(b, i + pair, first, second);
            while (hit != 0) {
                int at = i + first(hit);
                if (at <= last && b[at] == begin && b[at + length - 1] == end && startsWith(b, needle, at)) {
                    return at;
                }
                hit &= hit - 1;
            }
            i += 8;
        }
        for (; i <= last; i++) {
            if (b[i] == begin && startsWith(b, needle, i)) {
                return i;
            }
        }
        return -1;
    }

    /// Where the two bytes of a text (two bytes or more) stand side by side that are rarest in logs: letters of
    /// English
    /// by their frequency, and quotes and blanks, which are more frequent than any.
    public static int rarest(byte[] text) {
        int rarest = 0;
        int least = Integer.MAX_VALUE;
        for (int i = 0; i + 1 < text.length; i++) {
            int both = FREQUENCY[text[i] & 0xFF] * FREQUENCY[text[i + 1] & 0xFF];
            if (both < least) {
                least = both;
                rarest = i;
            }
        }
        return rarest;
    }

    /// Whether `needle` stands at `at`; the caller knows that there is room for it.
    public static boolean startsWith(byte[] b, byte[] needle, int at) {
        for (int i = 0; i < needle.length; i++) {
            if (b[at + i] != needle[i]) {
                return false;
            }
        }
        return true;
    }

    /// Whether `needle` stands at `at` and ends before `to`.
    public static boolean startsWith(byte[] b, byte[] needle, int at, int to) {
        return at + needle.length <= to && startsWith(b, needle, at);
    }

    /// First index in `[from, to)` that is neither blank nor tab, or `to`.
    public static int skipBlanks(byte[] b, int from, int to) {
        int i = from;
        while (i < to && (b[i] == ' ' || b[i] == '\t')) {
            i++;
        }
        return i;
    }

    /// A blank or a tab.
    public static boolean isBlank(byte c) {
        return c == ' ' || c == '\t';
    }

    /// A digit of ASCII.
    public static boolean isDigit(byte c) {
        return c >= '0' && c <= '9';
    }

    /// A letter of ASCII.
    public static boolean isLetter(byte c) {
        int lower = c | 0x20;
        return lower >= 'a' && lower <= 'z';
    }
}
