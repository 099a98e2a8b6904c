package dev.nightjar.store.lucene.query;

import dev.nightjar.store.query.Words;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Looks for words that stand together.
///
/// @param words in order, at least two
/// @param slop how far they may be moved in all; 0 for exactly so
record Phrase(List<String> words, int slop) {

    /// True if one of the texts has the phrase.
    boolean in(List<String> texts) {
        for (String text : texts) {
            if (in(text)) {
                return true;
            }
        }
        return false;
    }

    boolean in(String text) {
        List<String> all = Words.of(text);
        if (slop == 0) {
            return java.util.Collections.indexOfSubList(all, words) >= 0;
        }
        return near(all);
    }

    /// Each word's positions, moved back by its place in the phrase: the phrase is there if some choice of them
    /// lies within `slop`.
    private boolean near(List<String> all) {
        List<int[]> places = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            int place = i;
            String word = words.get(i);
            int[] at = java.util.stream.IntStream.range(0, all.size())
                    .filter(p -> all.get(p).equals(word))
                    .map(p -> p - place)
                    .toArray();
            if (at.length == 0) {
                return false;
            }
            places.add(at);
        }
        return smallestRange(places) <= slop;
    }

    /// Of one number from each sorted list: advances the smallest until its list ends.
    private static int smallestRange(List<int[]> lists) {
        int[] next = new int[lists.size()];
        int best = Integer.MAX_VALUE;
        while (true) {
            int[] now = new int[next.length];
            int least = 0;
            for (int i = 0; i < next.length; i++) {
                now[i] = lists.get(i)[next[i]];
                least = now[i] < now[least] ? i : least;
            }
            best = Math.min(best, Arrays.stream(now).max().orElse(0) - now[least]);
            if (++next[least] == lists.get(least).length) {
                return best;
            }
        }
    }
}
