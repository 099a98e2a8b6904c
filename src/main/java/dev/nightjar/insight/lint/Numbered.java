package dev.nightjar.insight.lint;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Numbered in place of what is often the same, from 0.
final class Numbered<T> {

    private final Map<T, Integer> numbers = new HashMap<>();
    private final List<T> all = new ArrayList<>();

    int of(T one) {
        Integer known = numbers.get(one);
        if (known != null) {
            return known;
        }
        numbers.put(one, all.size());
        all.add(one);
        return all.size() - 1;
    }

    T get(int number) {
        return all.get(number);
    }
}
