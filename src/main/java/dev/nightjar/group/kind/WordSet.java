package dev.nightjar.group.kind;

import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Lower-case words that are looked up in place, without cutting the text into strings: the caller keeps the hash
/// while it reads the word. Case is ignored.
public final class WordSet {

    private final @Nullable String[] table;

    WordSet(Collection<String> words) {
        table = new String[Integer.highestOneBit(Math.max(4, words.size() * 4))];
        words.forEach(word -> put(word.toLowerCase(Locale.ROOT)));
    }

    /// The hash of a word before its first letter.
    public static final int EMPTY = 17;

    /// The hash with one more character; upper and lower case are the same.
    public static int hash(int hash, char c) {
        return 31 * hash + (c | 0x20);
    }

    static int hash(String s, int from, int to) {
        int hash = EMPTY;
        for (int i = from; i < to; i++) {
            hash = hash(hash, s.charAt(i));
        }
        return hash;
    }

    /// True if the text's part `[from, to)` is one of the words.
    public boolean has(String s, int from, int to) {
        return has(hash(s, from, to), s, from, to);
    }

    /// True if the text's part `[from, to)`, whose hash is `hash`, is one of the words.
    public boolean has(int hash, String s, int from, int to) {
        int mask = table.length - 1;
        for (int i = spread(hash) & mask; ; i = (i + 1) & mask) {
            String word = table[i];
            if (word == null) {
                return false;
            }
            if (word.length() == to - from && s.regionMatches(true, from, word, 0, to - from)) {
                return true;
            }
        }
    }

    private void put(String word) {
        int mask = table.length - 1;
        int i = spread(hash(word, 0, word.length())) & mask;
        while (table[i] != null) {
            i = (i + 1) & mask;
        }
        table[i] = word;
    }

    private static int spread(int hash) {
        return hash ^ (hash >>> 15);
    }
}
