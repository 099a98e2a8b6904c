package dev.nightjar.store.issue;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The few texts of an issue that were seen first, and when. Most issues have one, which takes little.
final class Earliest {

    private static final int MOST = 8;

    private Earliest() {}

    /// Those that are known with another; the same map if it stays out.
    static Map<String, Instant> with(@Nullable Map<String, Instant> known, String text, Instant time) {
        if (known == null) {
            return Map.of(text, time);
        }
        Instant before = known.get(text);
        if (before != null && !time.isBefore(before)) {
            return known;
        }
        if (known.size() == 1 && before != null) {
            return Map.of(text, time);
        }
        if (before == null && known.size() == MOST && isAfterAll(known, time)) {
            return known;
        }
        Map<String, Instant> all = known.size() == 1 ? new HashMap<>(known) : known;
        all.put(text, time);
        if (all.size() > MOST) {
            all.remove(inOrder(all).getLast());
        }
        return all;
    }

    private static boolean isAfterAll(Map<String, Instant> texts, Instant time) {
        for (Instant other : texts.values()) {
            if (!time.isAfter(other)) {
                return false;
            }
        }
        return true;
    }

    /// The earliest first.
    static List<String> inOrder(Map<String, Instant> texts) {
        return texts.entrySet().stream()
                .sorted(Map.Entry.<String, Instant>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .toList();
    }
}
