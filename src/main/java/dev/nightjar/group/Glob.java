package dev.nightjar.group;

import java.util.Locale;

/// A pattern of a fingerprint rule: `*` stands for any text, also none and over lines, `?` for one character,
/// everything else for itself; upper and lower case are the same; all of the text must match, of which the first
/// 8,192 characters are looked at.
///
/// Reads on from the last `*` where it goes wrong: time of pattern × text at worst.
record Glob(String pattern) {

    private static final int MOST = 8192;

    Glob {
        pattern = pattern.toLowerCase(Locale.ROOT);
    }

    boolean matches(String text) {
        int end = Math.min(text.length(), MOST);
        int star = -1;
        int retry = 0;
        int p = 0;
        int t = 0;
        while (t < end) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                retry = t;
            } else if (p < pattern.length() && same(pattern.charAt(p), text.charAt(t))) {
                p++;
                t++;
            } else if (star >= 0) {
                p = star + 1;
                t = ++retry;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }

    private static boolean same(char pattern, char text) {
        return pattern == '?' || pattern == text || pattern == Character.toLowerCase(text);
    }
}
