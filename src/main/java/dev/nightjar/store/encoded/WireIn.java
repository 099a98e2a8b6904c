package dev.nightjar.store.encoded;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads what `WireOut` wrote. Bytes that end too early fail with an `IndexOutOfBoundsException`.
public final class WireIn {

    private final byte[] bytes;
    private int at;

    /// @param from where it begins
    public WireIn(byte[] bytes, int from) {
        this.bytes = bytes;
        this.at = from;
    }

    /// Something was written behind what was read, before `end` of the array.
    public boolean isBefore(int end) {
        return at < end;
    }

    /// 64 bits, from 1 to 10 bytes.
    public long number() {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte b = bytes[at++];
            value |= (b & 0x7FL) << shift;
            if (b >= 0) {
                return value;
            }
        }
    }

    /// A number that was written from an `int`; of a larger one the low 32 bits.
    public int integer() {
        return (int) number();
    }

    /// What `WireOut.signed` wrote.
    public long signed() {
        long value = number();
        return value >>> 1 ^ -(value & 1);
    }

    /// What `WireOut.flag` wrote.
    public boolean flag() {
        return number() != 0;
    }

    /// What `WireOut.text` wrote.
    public String text() {
        int length = integer();
        String value = new String(bytes, at, length, StandardCharsets.UTF_8);
        at += length;
        return value;
    }

    /// What `WireOut.bytes` wrote. A copy.
    public byte[] bytes() {
        int length = integer();
        Objects.checkFromIndexSize(at, length, bytes.length);
        byte[] value = Arrays.copyOfRange(bytes, at, at + length);
        at += length;
        return value;
    }

    /// What `WireOut.optional` wrote, which may be null.
    @Nullable
    public String optional() {
        return flag() ? text() : null;
    }

    /// What `WireOut.time` wrote, to the nanosecond.
    public Instant time() {
        return Instant.ofEpochSecond(signed(), number());
    }

    /// Nothing follows: what is read here was added to what was written by a later release.
    public boolean isAtEnd() {
        return at >= bytes.length;
    }

    /// What `WireOut.list` wrote, in its order.
    ///
    /// @param each reads one element
    public <T> List<T> list(Function<WireIn, T> each) {
        int size = integer();
        List<T> values = new ArrayList<>(Math.min(size, 1000));
        for (int i = 0; i < size; i++) {
            values.add(each.apply(this));
        }
        return values;
    }

    /// What `WireOut.texts` wrote.
    public List<String> texts() {
        return list(WireIn::text);
    }
}
