package dev.nightjar.group.template;

import dev.nightjar.group.kind.Chars;
import dev.nightjar.group.kind.Lexicon;

/// Tells what quoted text is: a value, which is one variable part whatever it says, or part of what is said. Then it
/// is read like the rest. It is said if it is a sentence, if nothing else of the message is text, or if it tells what
/// happened: behind a key such as `error=`, or as a state (`ended with result 'timeout'`).
final class Quotes {

    private static final int LONGEST_STATE = 32;
    private static final int NAME = Chars.LETTER | Chars.UNDERSCORE | Chars.DASH | Chars.DOT | Chars.COLON;

    private final String s;
    private final int end;
    private final Lexicon lexicon;

    /// Where the quote ends that is being read as text, and the one around that; -1 outside of one.
    private int readTo = -1;

    private int around = -1;

    /// The last key in quotes: `[from, to)`.
    private int keyFrom;

    private int keyTo;

    Quotes(String s, int end, Lexicon lexicon) {
        this.s = s;
        this.end = end;
        this.lexicon = lexicon;
    }

    /// True for the closing quote of what is read as text.
    boolean closes(int i) {
        return i == readTo || i == around;
    }

    /// Behind a quote that is written with a backslash in what is read as text, the end of what it encloses; -1 if it
    /// is none.
    int escaped(int i) {
        if (i >= readTo || s.charAt(i - 1) != '\\') {
            return -1;
        }
        int close = s.indexOf('\\', i + 1);
        boolean same = close > i + 1 && close < readTo && s.charAt(close + 1) == s.charAt(i);
        return same ? close : -1;
    }

    void key(int from, int to) {
        keyFrom = from;
        keyTo = to;
    }

    /// True if what stands between the quotes at `i` and `j` is to be read.
    /// The compound before the quote is `[lastFrom, lastTo)`, the one before that `[beforeFrom, beforeTo)`.
    boolean reads(int i, int j, int lastFrom, int lastTo, int beforeFrom, int beforeTo) {
        boolean read = isTold(i, lastFrom, lastTo) && (isWord(i + 1, j, NAME) || hasBlank(i, j))
                || isState(i, j, lastFrom, lastTo, beforeFrom, beforeTo)
                || isSentence(i + 1, j)
                || isAll(i, j);
        around = read ? readTo : around;
        readTo = read ? j : readTo;
        return read;
    }

    private boolean isTold(int i, int from, int to) {
        char c = s.charAt(Math.max(0, i - 1));
        if (c == '=') {
            return to == i - 1 && to > from && lexicon.telling.has(s, from, to);
        }
        int colon = c == ' ' ? i - 2 : i - 1;
        return keyTo > 0 && keyTo + 1 == colon && s.charAt(colon) == ':' && lexicon.telling.has(s, keyFrom, keyTo);
    }

    /// One word without digits behind a word of states: `with result 'x'`, `status: 'x'`, `mode is "x"`.
    private boolean isState(int i, int j, int from, int to, int beforeFrom, int beforeTo) {
        if (j - i > LONGEST_STATE || to <= from || !isWord(i + 1, j, Chars.LETTER | Chars.UNDERSCORE | Chars.DASH)) {
            return false;
        }
        int gap = i - to;
        boolean near = gap == 1 && s.charAt(i - 1) == ' ' || gap == 2 && s.startsWith(": ", i - 2);
        return near
                && (lexicon.states.has(s, from, to)
                        || lexicon.copulas.has(s, from, to)
                                && beforeTo == from - 1
                                && beforeTo > beforeFrom
                                && lexicon.states.has(s, beforeFrom, beforeTo));
    }

    private boolean hasBlank(int from, int to) {
        return from < to && s.indexOf(' ', from, to) >= 0;
    }

    private boolean isWord(int from, int to, int classes) {
        for (int i = from; i < to; i++) {
            if ((Chars.of(s.charAt(i)) & classes) == 0) {
                return false;
            }
        }
        return true;
    }

    /// Three words and more, most of what is there, and not a name of several words: two begin with a small letter.
    private boolean isSentence(int from, int to) {
        int words = 0;
        int small = 0;
        int all = 0;
        for (int i = from; i < to; ) {
            int next = s.indexOf(' ', i, to);
            int behind = next < 0 ? to : next;
            if (behind > i) {
                all++;
                boolean plain = isPlain(i, behind);
                words += plain ? 1 : 0;
                small += plain && Character.isLowerCase(s.charAt(i)) ? 1 : 0;
            }
            i = behind + 1;
        }
        return words >= 3 && small >= 2 && 2 * words >= all;
    }

    /// Letters, perhaps with an apostrophe or a dash, and a mark behind them.
    private boolean isPlain(int from, int to) {
        int last = ".,:;!?".indexOf(s.charAt(to - 1)) >= 0 ? to - 1 : to;
        for (int i = from; i < last; i++) {
            if (!Chars.letter(s.charAt(i)) && s.charAt(i) != '\'' && s.charAt(i) != '-') {
                return false;
            }
        }
        return last > from;
    }

    /// True if the message begins with the quote, and behind it stand keys with values, or nothing but marks.
    private boolean isAll(int i, int j) {
        for (int k = 0; k < i; k++) {
            if (Chars.word(s.charAt(k))) {
                return false;
            }
        }
        int k = j + 1;
        while (k < end && !Chars.word(s.charAt(k))) {
            k++;
        }
        int word = k;
        while (k < end && (Chars.of(s.charAt(k)) & (Chars.WORD | Chars.DASH | Chars.DOT)) != 0) {
            k++;
        }
        return k == word || s.charAt(j + 1) == ' ' && Chars.at(s, k, end) == '=';
    }
}
