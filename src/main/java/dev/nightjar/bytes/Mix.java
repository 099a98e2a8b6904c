package dev.nightjar.bytes;

import org.jspecify.annotations.Nullable;

/// A 64-bit hash that is the same in every run and on every machine: multiply and fold, finished as in SplitMix64
/// (Steele, Lea, Flood 2014). It tells texts apart; it does not resist those who want it to fail.
public final class Mix {

    private static final long PRIME = 0x9E3779B97F4A7C15L;

    private Mix() {}

    /// The hash of what was hashed so far, `hash`, and one more number. Order matters.
    public static long add(long hash, long value) {
        long h = (hash ^ value) * PRIME;
        h = (h ^ (h >>> 30)) * 0xBF58476D1CE4E5B9L;
        return h ^ (h >>> 27);
    }

    /// The same with a text, by its UTF-16 units; null differs from the empty text.
    public static long add(long hash, @Nullable String text) {
        if (text == null) {
            return add(hash, 1);
        }
        long h = hash + text.length();
        for (int i = 0; i < text.length(); i++) {
            h = (h ^ text.charAt(i)) * PRIME;
            h ^= h >>> 32;
        }
        return add(h, 2);
    }
}
