package dev.nightjar.group.judge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Folds repeating sequences of any length: `c a b a b a b d` becomes `c a b d`, so that the depth of a recursion
/// does not count. Reads from the outermost end; whenever what was read ends with the same sequence twice, the
/// second goes. Near linear: two sequences are compared by their rolling hashes, at most 16 earlier places for
/// each element.
final class Recursion {

    private static final int PLACES = 16;
    private static final long FACTOR = 0x9E3779B97F4A7C15L;

    private final List<String> kept = new ArrayList<>();
    private final List<Long> hashes = new ArrayList<>(List.of(0L));
    private final List<Long> powers = new ArrayList<>(List.of(1L));
    private final Map<String, List<Integer>> places = new HashMap<>();

    private Recursion() {}

    /// The sequence without repeats.
    static List<String> fold(List<String> sequence) {
        Recursion folding = new Recursion();
        sequence.forEach(folding::push);
        return folding.kept;
    }

    private void push(String element) {
        List<Integer> before = places.computeIfAbsent(element, e -> new ArrayList<>());
        before.add(kept.size());
        kept.add(element);
        hashes.add(hashes.getLast() * FACTOR + element.hashCode());
        if (powers.size() < hashes.size()) {
            powers.add(powers.getLast() * FACTOR);
        }
        int last = kept.size() - 1;
        for (int i = before.size() - 2; i >= 0 && i >= before.size() - 1 - PLACES; i--) {
            int period = last - before.get(i);
            if (twice(period)) {
                drop(period);
                return;
            }
        }
    }

    private boolean twice(int period) {
        int n = kept.size();
        return 2 * period <= n
                && hash(n - period, n) == hash(n - 2 * period, n - period)
                && kept.subList(n - period, n).equals(kept.subList(n - 2 * period, n - period));
    }

    private long hash(int from, int to) {
        return hashes.get(to) - hashes.get(from) * powers.get(to - from);
    }

    private void drop(int count) {
        for (int i = 0; i < count; i++) {
            places.getOrDefault(kept.removeLast(), new ArrayList<>()).removeLast();
            hashes.removeLast();
        }
    }
}
