package dev.nightjar.extract;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/// Remembers what was read from a text, by the text. Two generations: when the young one has grown to its limit
/// it becomes the old one and what was in the old one and was not asked for since is forgotten.
final class Cache<V> {

    private record Generation<V>(ConcurrentHashMap<String, V> entries, AtomicLong chars) {
        static <V> Generation<V> empty() {
            return new Generation<>(new ConcurrentHashMap<>(), new AtomicLong());
        }
    }

    private final long limit;
    private volatile Generation<V> young = Generation.empty();
    private volatile Generation<V> old = Generation.empty();

    /// @param limit of a generation, in characters of the texts
    Cache(long limit) {
        this.limit = limit;
    }

    /// The value for a text: remembered, or read now.
    V get(String text, Function<String, V> read) {
        Generation<V> generation = young;
        V value = generation.entries().get(text);
        if (value != null) {
            return value;
        }
        value = old.entries().get(text);
        if (value == null) {
            value = read.apply(text);
        }
        generation.entries().put(text, value);
        if (generation.chars().addAndGet(text.length() + 64L) > limit) {
            turn(generation);
        }
        return value;
    }

    private synchronized void turn(Generation<V> full) {
        if (young == full) {
            old = full;
            young = Generation.empty();
        }
    }
}
