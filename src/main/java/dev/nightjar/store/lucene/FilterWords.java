package dev.nightjar.store.lucene;

import dev.nightjar.store.lucene.event.Filter;
import java.util.List;

/// Hashes of what a block's filter knows: words, users, ids. Seeded by the index's key.
final class FilterWords {

    private static final long PRIME = 0x9E3779B97F4A7C15L;
    private static final long USER = 1;
    private static final long ID = 2;

    private final long seed;

    FilterWords(Hash hash) {
        this.seed = hash.of("filter");
    }

    /// Adds the words of a text, as `Words` finds them.
    void add(String text, Filter to) {
        for (int from = Words.start(text, 0); from < text.length(); ) {
            int end = Words.end(text, from);
            long hash = seed;
            boolean ascii = true;
            for (int i = from; i < end && ascii; i++) {
                char c = text.charAt(i);
                ascii = c < 128;
                hash = (hash ^ (c >= 'A' && c <= 'Z' ? c + 32 : c)) * PRIME;
            }
            if (ascii) {
                to.add(mixed(hash));
            } else {
                Words.of(text.substring(from, end)).forEach(word -> to.add(word(word)));
            }
            from = Words.start(text, end);
        }
    }

    void add(List<String> texts, Filter to) {
        for (String text : texts) {
            add(text, to);
        }
    }

    /// Of one word in lower case.
    long word(String word) {
        return of(word, seed);
    }

    long user(String whole) {
        return of(Words.keyword(whole), seed + USER);
    }

    long id(String whole) {
        return of(Words.keyword(whole), seed + ID);
    }

    private static long of(String text, long seed) {
        long hash = seed;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * PRIME;
        }
        return mixed(hash);
    }

    /// The finalizer of MurmurHash3.
    private static long mixed(long hash) {
        long mixed = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ mixed >>> 33) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ mixed >>> 33;
    }
}
