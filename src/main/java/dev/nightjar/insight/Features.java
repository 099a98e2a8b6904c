package dev.nightjar.insight;

import dev.nightjar.model.event.Occurrence;
import dev.nightjar.model.issue.Issue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What of an issue is compared: hashes of its words and pairs of words, of its type and of its own frames, each
/// with a weight. Beyond 200 words nothing is read: messages that long differ early or never.
///
/// @param hashes ascending, each once
/// @param weights of the hashes, above 0
/// @param total of the weights
/// @param simhash 64 bits; the more bits two of them share, the more alike the features: M. Charikar, Similarity
///     estimation techniques from rounding algorithms, 2002
record Features(long[] hashes, int[] weights, long total, long simhash) {

    private static final int MOST_WORDS = 200;

    static Features of(Issue issue) {
        Map<Long, Integer> weights = new TreeMap<>();
        if (issue.type() != null) {
            add(weights, "type " + issue.type(), 3);
            add(weights, "name " + simple(issue.type()), 3);
        }
        words(weights, issue.message());
        add(weights, "frame", issue.culprit(), 3);
        add(weights, "logger", issue.logger(), 1);
        for (Occurrence.Part part : issue.why()) {
            if (part.name().equals("frame")) {
                add(weights, "frame", part.value(), part.counted() ? 2 : 1);
            }
        }
        return of(weights);
    }

    private static Features of(Map<Long, Integer> weights) {
        long[] hashes =
                weights.keySet().stream().mapToLong(Long::longValue).sorted().toArray();
        int[] each = new int[hashes.length];
        int[] bits = new int[Long.SIZE];
        for (int i = 0; i < hashes.length; i++) {
            each[i] = weights.getOrDefault(hashes[i], 0);
            for (int bit = 0; bit < Long.SIZE; bit++) {
                bits[bit] += (hashes[i] >>> bit & 1) == 0 ? -each[i] : each[i];
            }
        }
        long simhash = 0;
        for (int bit = 0; bit < Long.SIZE; bit++) {
            simhash |= bits[bit] > 0 ? 1L << bit : 0;
        }
        return new Features(hashes, each, Arrays.stream(each).sum(), simhash);
    }

    /// In how many bits the two differ: a quick guess at how unlike they are.
    int distance(Features other) {
        return Long.bitCount(simhash ^ other.simhash);
    }

    /// The weight of what both have over the weight of what either has (Jaccard).
    double likeness(Features other) {
        long both = 0;
        int i = 0;
        for (int k = 0; k < other.hashes.length; k++) {
            while (i < hashes.length && hashes[i] < other.hashes[k]) {
                i++;
            }
            if (i < hashes.length && hashes[i] == other.hashes[k]) {
                both += Math.min(weights[i], other.weights[k]);
            }
        }
        long either = total + other.total - both;
        return either == 0 ? 0 : (double) both / either;
    }

    private static void words(Map<Long, Integer> weights, String message) {
        String before = "";
        int words = 0;
        int from = 0;
        while (from < message.length() && words < MOST_WORDS) {
            int to = from;
            while (to < message.length() && isWord(message.charAt(to))) {
                to++;
            }
            if (to > from) {
                String word = message.substring(from, Math.min(to, from + 60)).toLowerCase(Locale.ROOT);
                add(weights, "word " + word, 1);
                if (words > 0) {
                    add(weights, "pair " + before + " " + word, 1);
                }
                before = word;
                words++;
            }
            from = to + 1;
        }
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || c == '<' || c == '>' || c == '_';
    }

    private static String simple(String type) {
        return type.substring(Math.max(type.lastIndexOf('.'), type.lastIndexOf('\\')) + 1);
    }

    private static void add(Map<Long, Integer> weights, String kind, @Nullable String value, int weight) {
        if (value != null && !value.isEmpty()) {
            add(weights, kind + " " + value, weight);
        }
    }

    private static void add(Map<Long, Integer> weights, String feature, int weight) {
        weights.merge(hash(feature), weight, Math::max);
    }

    /// FNV-1a over the characters, then the last step of MurmurHash3, which spreads them over all bits.
    private static long hash(String text) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        hash = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
        hash = (hash ^ hash >>> 33) * 0xc4ceb9fe1a85ec53L;
        return hash ^ hash >>> 33;
    }
}
