package dev.nightjar.store.query;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// What a word is: a run of letters and digits, in lower case. Everything else separates, so `com.acme.Pay`,
/// `order-17` and `snake_case` are found by their parts and as phrases. A run longer than `LONGEST` is cut into
/// pieces. Stores cut texts as queries are cut, and keep the parts of compound names (`SocketTimeout`) beside the
/// words: they are found one by one, and belong to no phrase.
public final class Words {

    /// Longest word in characters.
    public static final int LONGEST = 255;

    /// Longest whole value (user, id, logger …) in characters; longer ones are cut.
    static final int LONGEST_KEYWORD = 1024;

    /// Shortest part of a compound name that is a word of its own, in characters.
    private static final int SHORTEST_PART = 3;

    private Words() {}

    /// The words of a text, in order.
    public static List<String> of(String text) {
        List<String> words = new ArrayList<>();
        for (int from = start(text, 0); from < text.length(); ) {
            int to = end(text, from);
            words.add(lower(text, from, to));
            from = start(text, to);
        }
        return words;
    }

    /// The words of a text, then the parts of its compound names.
    public static List<String> withParts(String text) {
        List<String> words = of(text);
        words.addAll(parts(text));
        return words;
    }

    /// The parts of the compound names in a text, in lower case, each once: `socket`, `timeout` and `exception`
    /// of `SocketTimeoutException`. They are cut at letters of ASCII; parts of fewer than three characters are
    /// left out.
    public static List<String> parts(String text) {
        Set<String> parts = new LinkedHashSet<>();
        addParts(text, parts);
        return List.copyOf(parts);
    }

    /// The same, added to those of other texts.
    public static void addParts(String text, Set<String> parts) {
        int begin = -1;
        boolean compound = false;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || !inWord(text, i)) {
                if (compound) {
                    part(text, begin, i, parts);
                }
                begin = -1;
                compound = false;
            } else if (begin < 0) {
                begin = i;
            } else if (cuts(text.charAt(i - 1), text.charAt(i), i + 1 < text.length() ? text.charAt(i + 1) : ' ')) {
                part(text, begin, i, parts);
                begin = i;
                compound = true;
            }
        }
    }

    private static void part(String text, int from, int to, Set<String> parts) {
        if (to - from >= SHORTEST_PART && to - from <= LONGEST) {
            parts.add(lower(text, from, to));
        }
    }

    /// What a name of several words is found by: its words, and the parts of these.
    public static Set<String> ofName(String name) {
        Set<String> words = new LinkedHashSet<>(withParts(name));
        words.removeIf(word -> word.length() < SHORTEST_PART);
        return words;
    }

    /// True if a part of a compound name begins with `c`: an upper-case letter that follows a lower-case one or a
    /// digit, or that a lower-case one follows.
    public static boolean cuts(int before, int c, int next) {
        boolean upper = c >= 'A' && c <= 'Z';
        boolean behindLower = before >= 'a' && before <= 'z' || before >= '0' && before <= '9';
        return upper && (behindLower || before >= 'A' && before <= 'Z' && next >= 'a' && next <= 'z');
    }

    /// A whole value as it is compared: lower case, at most `LONGEST_KEYWORD` characters.
    public static String keyword(String value) {
        return value.substring(0, Math.min(value.length(), LONGEST_KEYWORD)).toLowerCase(Locale.ROOT);
    }

    /// Where the next word starts at or after `from`; the length of the text if there is none.
    public static int start(String text, int from) {
        int i = from;
        while (i < text.length() && !inWord(text, i)) {
            i++;
        }
        return i;
    }

    /// Where the word that starts at `from` ends.
    public static int end(String text, int from) {
        int i = from;
        int most = Math.min(text.length(), from + LONGEST);
        while (i < most && inWord(text, i)) {
            i++;
        }
        boolean splitsPair = i < text.length()
                && i > from + 1
                && Character.isLowSurrogate(text.charAt(i))
                && Character.isHighSurrogate(text.charAt(i - 1));
        return splitsPair ? i - 1 : i;
    }

    /// True if the character at `i` belongs to a word; both halves of a pair answer the same.
    public static boolean inWord(String text, int i) {
        char c = text.charAt(i);
        if (c < 128) {
            return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c >= 'A' && c <= 'Z';
        }
        if (!Character.isSurrogate(c)) {
            return Character.isLetterOrDigit(c);
        }
        int pair = Character.isLowSurrogate(c) && i > 0 ? i - 1 : i;
        return Character.isSurrogatePair(text.charAt(pair), pair + 1 < text.length() ? text.charAt(pair + 1) : ' ')
                && Character.isLetterOrDigit(text.codePointAt(pair));
    }

    /// True if a word goes on across `i`, so that cutting there would make two of it.
    public static boolean crosses(String text, int i) {
        return i > 0 && i < text.length() && inWord(text, i - 1) && inWord(text, i);
    }

    /// What follows the last of some separators in a name; all of it if none is there.
    public static String last(String name, String separators) {
        int i = name.length();
        while (i > 0 && separators.indexOf(name.charAt(i - 1)) < 0) {
            i--;
        }
        return name.substring(i);
    }

    /// True if a text has a word.
    public static boolean any(String text) {
        return start(text, 0) < text.length();
    }

    /// A part of a text in lower case, character by character.
    public static String lower(String text, int from, int to) {
        boolean asIs = true;
        for (int i = from; i < to && asIs; i++) {
            char c = text.charAt(i);
            asIs = c >= 'a' && c <= 'z' || c >= '0' && c <= '9';
        }
        if (asIs) {
            return text.substring(from, to);
        }
        StringBuilder lower = new StringBuilder(to - from);
        text.substring(from, to).codePoints().map(Character::toLowerCase).forEach(lower::appendCodePoint);
        return lower.toString();
    }
}
