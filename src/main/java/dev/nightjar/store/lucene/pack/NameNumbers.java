package dev.nightjar.store.lucene.pack;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Numbers texts in the order of their appearance.
final class NameNumbers {

    private static final int OVERHEAD = 120;

    private final Function<String, byte[]> encoding;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<byte[]> entries = new ArrayList<>();
    private String last = "";
    private int lastNumber = -1;

    NameNumbers() {
        this(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    NameNumbers(Function<String, byte[]> encoding) {
        this.encoding = encoding;
    }

    int size() {
        return entries.size();
    }

    byte[] get(int number) {
        return entries.get(number);
    }

    int of(String name) {
        if (lastNumber >= 0 && last.equals(name)) {
            return lastNumber;
        }
        Integer known = numbers.get(name);
        if (known == null) {
            known = entries.size();
            numbers.put(name, known);
            entries.add(encoding.apply(name));
        }
        last = name;
        lastNumber = known;
        return known;
    }

    /// The number of a name, -1 if it has none.
    int known(String name) {
        return numbers.getOrDefault(name, -1);
    }

    int held() {
        return entries.size() * OVERHEAD;
    }

    void clear() {
        numbers.clear();
        entries.clear();
        lastNumber = -1;
    }

    /// The names that are used, sorted; `ranks` says of each number where it stands.
    byte[][] sorted(boolean[] used, int[] ranks) {
        List<Integer> order = new ArrayList<>(entries.size());
        for (int i = 0; i < entries.size(); i++) {
            if (used[i]) {
                order.add(i);
            }
        }
        order.sort((a, b) -> Arrays.compareUnsigned(entries.get(a), entries.get(b)));
        byte[][] sorted = new byte[order.size()][];
        for (int rank = 0; rank < sorted.length; rank++) {
            ranks[order.get(rank)] = rank;
            sorted[rank] = entries.get(order.get(rank));
        }
        return sorted;
    }
}
