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

    public int integer() {
        return (int) number();
    }

    public long signed() {
        long value = number();
        return value >>> 1 ^ -(value & 1);
    }

    public boolean flag() {
        return number() != 0;
    }

    public String text() {
        int length = integer();
        String value = new String(bytes, at, length, StandardCharsets.UTF_8);
        at += length;
        return value;
    }

    public byte[] bytes() {
        int length = integer();
        Objects.checkFromIndexSize(at, length, bytes.length);
        byte[] value = Arrays.copyOfRange(bytes, at, at + length);
        at += length;
        return value;
    }

    @Nullable
    public String optional() {
        return flag() ? text() : null;
    }

    public Instant time() {
        return Instant.ofEpochSecond(signed(), number());
    }

    public <T> List<T> list(Function<WireIn, T> each) {
        int size = integer();
        List<T> values = new ArrayList<>(Math.min(size, 1000));
        for (int i = 0; i < size; i++) {
            values.add(each.apply(this));
        }
        return values;
    }

    public List<String> texts() {
        return list(WireIn::text);
    }
}
