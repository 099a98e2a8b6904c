package dev.nightjar.store.lucene.text;

import dev.nightjar.store.encoded.Hash;
import dev.nightjar.store.lucene.pack.FilledText;
import dev.nightjar.store.lucene.pack.WordFilter;
import dev.nightjar.store.query.Words;
import java.nio.charset.StandardCharsets;

/// Hashes of what a block's filter knows: words, users, ids. Seeded by the index's key.
public final class FilterWords {

    static final long PRIME = 0x9E3779B97F4A7C15L;
    private static final long USER = 1;
    private static final long ID = 2;

    private final long seed;

    public FilterWords(Hash hash) {
        this.seed = hash.of("filter");
    }

    /// Adds the words of a text's values, as `Words` finds them.
    public void add(FilledText text, WordFilter to) {
        byte[] utf8 = text.utf8();
        for (int value = 0; value < text.values(); value++) {
            int from = text.from(value);
            int end = text.to(value);
            if (!ascii(utf8, from, end, to)) {
                Words.withParts(new String(utf8, from, end - from, StandardCharsets.UTF_8))
                        .forEach(word -> to.add(word(word)));
            }
        }
    }

    /// False if there is a character beyond ASCII, or a word too long for one.
    private boolean ascii(byte[] utf8, int from, int end, WordFilter to) {
        long hash = seed;
        int length = 0;
        boolean compound = false;
        for (int i = from; i < end; i++) {
            int b = utf8[i];
            if (b < 0 || length == Words.LONGEST) {
                return false;
            }
            if (b >= 'a' && b <= 'z' || b >= '0' && b <= '9') {
                hash = (hash ^ b) * PRIME;
                length++;
            } else if (b >= 'A' && b <= 'Z') {
                hash = (hash ^ b + 32) * PRIME;
                compound |= length > 0 && Words.cuts(utf8[i - 1], b, i + 1 < end ? utf8[i + 1] : ' ');
                length++;
            } else if (length > 0) {
                to.add(mixed(hash));
                hash = seed;
                length = 0;
            }
        }
        if (length > 0) {
            to.add(mixed(hash));
        }
        if (compound) {
            Words.parts(new String(utf8, from, end - from, StandardCharsets.US_ASCII))
                    .forEach(part -> to.add(word(part)));
        }
        return true;
    }

    /// Of one word in lower case.
    public long word(String word) {
        return of(word, seed);
    }

    /// Of a user as it is stored, whatever its case.
    public long user(String whole) {
        return of(Words.keyword(whole), seed + USER);
    }

    /// Of an id of any kind, whatever its case.
    public long id(String whole) {
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
    static long mixed(long hash) {
        long mixed = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ mixed >>> 33) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ mixed >>> 33;
    }
}
