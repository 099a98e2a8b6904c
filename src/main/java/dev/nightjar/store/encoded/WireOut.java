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

    /// 64 bits without a sign, seven a byte: small numbers are short, negative ones take ten bytes.
    public WireOut number(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            put((byte) (rest | 0x80));
            rest >>>= 7;
        }
        put((byte) rest);
        return this;
    }

    /// A number that may be negative: the sign in the lowest bit, so that small ones are short.
    public WireOut signed(long value) {
        return number(value << 1 ^ value >> 63);
    }

    /// One byte, 1 for true.
    public WireOut flag(boolean value) {
        return number(value ? 1 : 0);
    }

    /// UTF-8 with its length in bytes before it.
    public WireOut text(String value) {
        return bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    /// Bytes with their length before them.
    public WireOut bytes(byte[] value) {
        number(value.length);
        room(value.length);
        System.arraycopy(value, 0, bytes, length, value.length);
        length += value.length;
        return this;
    }

    /// A text that may be null.
    public WireOut optional(@Nullable String value) {
        return value == null ? flag(false) : flag(true).text(value);
    }

    /// Seconds since 1970 and nanoseconds.
    public WireOut time(Instant value) {
        return signed(value.getEpochSecond()).number(value.getNano());
    }

    /// How many there are, then each.
    ///
    /// @param each writes one element
    public <T> WireOut list(Collection<T> values, BiConsumer<WireOut, T> each) {
        number(values.size());
        values.forEach(value -> each.accept(this, value));
        return this;
    }

    /// A list of texts.
    public WireOut texts(Collection<String> values) {
        return list(values, WireOut::text);
    }

    /// What was written so far. Writing may go on.
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
