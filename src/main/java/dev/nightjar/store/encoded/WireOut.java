package dev.nightjar.store.encoded;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Writes the compact bytes of stored documents: numbers as LEB128 varints, text as length and UTF-8.
public final class WireOut {

    private byte[] bytes = new byte[256];
    private int length;

    public WireOut number(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            put((byte) (rest | 0x80));
            rest >>>= 7;
        }
        put((byte) rest);
        return this;
    }

    public WireOut signed(long value) {
        return number(value << 1 ^ value >> 63);
    }

    public WireOut flag(boolean value) {
        return number(value ? 1 : 0);
    }

    public WireOut text(String value) {
        return bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    public WireOut bytes(byte[] value) {
        number(value.length);
        room(value.length);
        System.arraycopy(value, 0, bytes, length, value.length);
        length += value.length;
        return this;
    }

    public WireOut optional(@Nullable String value) {
        return value == null ? flag(false) : flag(true).text(value);
    }

    public WireOut time(Instant value) {
        return signed(value.getEpochSecond()).number(value.getNano());
    }

    public <T> WireOut list(Collection<T> values, BiConsumer<WireOut, T> each) {
        number(values.size());
        values.forEach(value -> each.accept(this, value));
        return this;
    }

    public WireOut texts(Collection<String> values) {
        return list(values, WireOut::text);
    }

    public byte[] copy() {
        return Arrays.copyOf(bytes, length);
    }

    private void put(byte value) {
        room(1);
        bytes[length++] = value;
    }

    private void room(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + more, bytes.length * 2));
        }
    }
}
