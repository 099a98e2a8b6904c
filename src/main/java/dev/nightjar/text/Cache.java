package dev.nightjar.text;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.ToLongBiFunction;
import org.jspecify.annotations.Nullable;

/// Remembers results of a pure function within a bound in bytes. Two generations: when the young one has grown to
/// half
/// of the bound it becomes the old one, and what was in the old one and was not asked for since is forgotten. What
/// comes out never depends on what is remembered. Thread-safe.
public final class Cache<K, V> {

    /// An entry of the table itself, with its node and two objects' heads.
    private static final int ENTRY = 96;

    private record Generation<K, V>(ConcurrentHashMap<K, V> entries, AtomicLong bytes) {
        static <K, V> Generation<K, V> empty() {
            return new Generation<>(new ConcurrentHashMap<>(), new AtomicLong());
        }
    }

    private final long limit;
    private final ToLongBiFunction<? super K, ? super V> weight;
    private volatile Generation<K, V> young = Generation.empty();
    private volatile Generation<K, V> old = Generation.empty();

    /// @param bytes that all entries may have together
    /// @param weight about how many bytes a key and its value have, beside the table's own
    public Cache(long bytes, ToLongBiFunction<? super K, ? super V> weight) {
        this.limit = bytes / 2;
        this.weight = weight;
    }

    /// Remembers at least the last half of so many values, whatever they weigh.
    public static <K, V> Cache<K, V> ofMost(int values) {
        return new Cache<>((long) values * ENTRY, (key, value) -> 0);
    }

    /// Bytes of a text: those of its letters, if they are of Latin-1, and of the object.
    public static long weight(@Nullable String text) {
        return text == null ? 0 : 56 + text.length();
    }

    /// The value for a key: remembered, or made now.
    public V get(K key, Function<? super K, ? extends V> make) {
        V known = find(key);
        if (known != null) {
            return known;
        }
        V value = make.apply(key);
        put(key, value);
        return value;
    }

    /// The value that is remembered for a key, null if none is.
    public @Nullable V find(K key) {
        V value = young.entries().get(key);
        if (value == null) {
            value = old.entries().get(key);
            if (value != null) {
                put(key, value);
            }
        }
        return value;
    }

    /// Remembers a value.
    public void put(K key, V value) {
        Generation<K, V> generation = young;
        if (generation.entries().put(key, value) == null
                && generation.bytes().addAndGet(ENTRY + weight.applyAsLong(key, value)) > limit) {
            turn(generation);
        }
    }

    private synchronized void turn(Generation<K, V> full) {
        if (young == full) {
            old = full;
            young = Generation.empty();
        }
    }
}
