package dev.nightjar.report;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A key of everything that a page shows: views of equal content have the same key, and others do not, but by
/// chance of
/// one in 2^128. What it starts from is a secret of the folder, so that nobody who writes logs can make two views
/// alike.
final class Content {

    private static final long ODD = 0x9E3779B97F4A7C15L;
    private static final long OTHER = 0xC2B2AE3D27D4EB4FL;

    /// The accessors of a record's components, by name, in their order.
    private static final ClassValue<Map<String, Method>> PARTS = new ClassValue<>() {
        @Override
        protected Map<String, Method> computeValue(Class<?> type) {
            RecordComponent[] components = type.getRecordComponents();
            Map<String, Method> parts = new java.util.LinkedHashMap<>();
            for (RecordComponent component : components) {
                Method accessor = component.getAccessor();
                accessor.setAccessible(true);
                parts.put(component.getName(), accessor);
            }
            return parts;
        }
    };

    private long left;
    private long right;
    private boolean known = true;

    private final long seed;

    private Content(long seed) {
        this.seed = seed;
        left = seed;
        right = Long.rotateLeft(seed, 32) ^ OTHER;
    }

    /// The key of these values; empty if one of them is nothing that can be looked into.
    static Optional<String> key(long seed, Object... views) {
        Content content = new Content(seed);
        content.add(Arrays.asList(views));
        return content.known ? Optional.of("%016x%016x".formatted(content.left, content.right)) : Optional.empty();
    }

    /// A part of a record by its name; its accessor is not there if the record has no such part.
    static @Nullable Method part(Class<?> type, String name) {
        return PARTS.get(type).get(name);
    }

    static @Nullable Object get(Method part, Object of) {
        try {
            return part.invoke(of);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
        }
    }

    private void add(@Nullable Object value) {
        switch (value) {
            case null -> mix(1);
            case String text -> text(text);
            case Boolean flag -> mix(flag ? 3 : 2);
            case Integer number -> number(4, number);
            case Long number -> number(5, number);
            case Double number -> number(6, Double.doubleToLongBits(number));
            case Enum<?> one -> text(one.name());
            case List<?> list -> {
                number(7, list.size());
                list.forEach(this::add);
            }
            case Map<?, ?> map -> {
                number(8, map.size());
                new HashMap<>(map).forEach((key, of) -> unordered(key, of));
            }
            case Optional<?> optional -> add(optional.orElse(null));
            case byte[] bytes -> {
                number(9, bytes.length);
                for (byte one : bytes) {
                    mix(one);
                }
            }
            case Record record -> {
                Map<String, Method> parts = PARTS.get(record.getClass());
                number(10, parts.size());
                parts.values().forEach(part -> add(get(part, record)));
            }
            default -> known = false;
        }
    }

    /// Maps have no order that a page could rely on: their members are added up.
    private void unordered(@Nullable Object key, @Nullable Object of) {
        Content member = new Content(seed);
        member.add(key);
        member.add(of);
        known &= member.known;
        left += member.left;
        right += member.right;
    }

    private void number(int kind, long number) {
        mix(kind);
        mix(number);
    }

    /// Eight bytes at a time.
    private void text(String text) {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        number(11, bytes.remaining());
        while (bytes.remaining() >= Long.BYTES) {
            mix(bytes.getLong());
        }
        long rest = 0;
        while (bytes.hasRemaining()) {
            rest = rest << 8 | bytes.get() & 0xff;
        }
        mix(rest);
    }

    private void mix(long bits) {
        left = (left ^ bits) * ODD;
        left ^= left >>> 29;
        right = (Long.rotateLeft(right, 23) + bits) * OTHER;
        right ^= right >>> 31;
    }
}
