package dev.nightjar.group.learn;

import org.jspecify.annotations.Nullable;

/// Says where a word means something, so that two messages which differ there are never one.
final class PlaceGuard {

    private static final String NEAR = " :='\"`([<";
    private static final String OPENERS = "'\"`([{<|";
    private static final String CLOSERS = "'\"`)]}>|";

    private final ValueWords words;

    PlaceGuard(ValueWords words) {
        this.words = words;
    }

    /// Why the word at a place counts as one of the message: it opens it, is a key, stands behind a telling
    /// word, or is no value anywhere. Null if nothing is known against it.
    @Nullable
    String against(SaidWords said, int i) {
        boolean word = said.kinds[i] == SaidWords.WORD;
        WordShape shape = said.shapes[i];
        int before = said.before(i);
        if (before < 0 && word && !shape.isNumbered() && !hasTwoDots(said.tokens[i])) {
            return "the first word says what the message is about";
        }
        if (word && words.isNever(said.tokens[i])) {
            return "'" + said.tokens[i] + "' is no value anywhere";
        }
        if (isKey(said, i)) {
            return "a key in front of '='";
        }
        return before < 0 || said.kinds[before] != SaidWords.WORD ? null : behind(said, i, before, shape);
    }

    private @Nullable String behind(SaidWords said, int i, int before, WordShape shape) {
        boolean equals = false;
        for (int at = before + 1; at < i; at++) {
            String token = said.tokens[at];
            if (token.length() > 1 || NEAR.indexOf(token.charAt(0)) < 0) {
                return null;
            }
            equals |= token.equals("=");
        }
        String word = said.tokens[before];
        boolean said1 = shape == WordShape.PLAIN || shape == WordShape.COMPOUND || shape == WordShape.TRUTH;
        if ((equals || said1) && words.tells(word)) {
            return "behind '" + word + "'";
        }
        boolean right = i == before + 2 && said.tokens[i - 1].equals(" ");
        return right && (shape == WordShape.PLAIN || shape == WordShape.TRUTH) && words.links(word)
                ? "right behind '" + word + "'"
                : null;
    }

    private static boolean isKey(SaidWords said, int i) {
        int next = i + 1;
        while (next < said.size() && said.tokens[next].equals(" ")) {
            next++;
        }
        return next < said.size() && said.tokens[next].equals("=");
    }

    private static boolean hasTwoDots(String word) {
        return word.chars().filter(c -> c == '.').count() > 1;
    }

    /// Whether the message keeps enough words of its own without the one at this place.
    static boolean hasOthers(SaidWords said, int i) {
        int others = 0;
        for (int at = 0; at < said.size(); at++) {
            others += at != i && said.isConstant(at) ? 1 : 0;
        }
        return others >= (said.shapes[i].isNumbered() ? 1 : 2);
    }

    /// Whether values stand there: behind `=` or a colon, or alone in quotes or brackets.
    static boolean isValue(SaidWords said, int i) {
        String last = i > 0 ? said.tokens[i - 1] : "";
        String next = i + 1 < said.size() ? said.tokens[i + 1] : "";
        int equals = i - 1;
        while (equals > 0 && said.tokens[equals].equals(" ")) {
            equals--;
        }
        boolean assigned = equals > 0 && said.tokens[equals].equals("=");
        boolean named = last.equals(":") && i > 1 && said.isWord(i - 2);
        int open = last.length() == 1 ? OPENERS.indexOf(last) : -1;
        return assigned || named || open >= 0 && next.length() == 1 && CLOSERS.charAt(open) == next.charAt(0);
    }
}
