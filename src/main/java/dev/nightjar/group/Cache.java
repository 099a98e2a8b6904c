package dev.nightjar.group;

import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// Remembers results of a pure function, at most so many: when it is full it forgets all and begins again. What
/// comes out never depends on what it remembers.
final class Cache<K, V> {

    private final ConcurrentHashMap<K, V> known = new ConcurrentHashMap<>();
    private final int most;

    Cache(int most) {
        this.most = most;
    }

    V get(K key, Function<? super K, ? extends V> make) {
        V value = known.get(key);
        if (value == null) {
            value = make.apply(key);
            if (known.size() >= most) {
                known.clear();
            }
            known.put(key, value);
        }
        return value;
    }
}
