package dev.nightjar.format.level;

import dev.nightjar.bytes.Bytes;
import dev.nightjar.format.time.Notations;
import java.util.Map;

/// Looks for a time and a level in the header of a line whose layout is not known: what stands before the first
/// word that looks like prose.
public final class Header {

    static final int LOOK = 120;
    private static final int WIDEST_BRACKET = 80;
    private static final int MOST_WORDS = 12;
    private static final int LEAST_OF_DATE = 3;
    private static final int MOST_OF_DATE = 8;

    /// Words of a message that may stand before its `error:`, with that.
    private static final int MOST_BEFORE = 4;

    private static final String[] NO_ERROR = {
        "the",
        "a",
        "an",
        "this",
        "no",
        "not",
        "last",
        "max",
        "min",
        "mean",
        "average",
        "total",
        "previous",
        "relative",
        "absolute",
        "training",
        "test",
        "standard"
    };

    private static final Levels LEVELS = new Levels(Map.of());
    private static final boolean[] SEPARATOR = table(" \t|-:,;*>=/\"'");
    private static final boolean[] ENDS_WORD = table(" \t|:,;!=[](){}<>\"'");

    private final byte[] b;
    private final int from;
    private final int to;

    private boolean beginsWithTime;

    /// Where the first word stands that looks like prose.
    private int proseAt = -1;

    /// Where the level found stands.
    public int levelFrom;

    public int levelTo;

    public Header(byte[] b, int from, int to) {
        this.b = b;
        this.from = from;
        this.to = Math.min(to, from + LOOK);
    }

    private static boolean[] table(String signs) {
        boolean[] table = new boolean[256];
        signs.chars().forEach(sign -> table[sign] = true);
        return table;
    }

    /// Where the first time begins, -1 if there is none. It may stand behind brackets and a few words.
    public int time() {
        int words = 0;
        for (int p = from; p < to && words < MOST_WORDS; p++) {
            if ((p == from || !isWord(b[p - 1])) && Notations.canBegin(b[p])) {
                words++;
                int end = Notations.match(b, p, to, null);
                if (end > 0 && (end == to || !isWord(b[end]))) {
                    return isHalf(p) ? -1 : p;
                }
            }
        }
        return -1;
    }

    /// A clock behind a date in a notation that is not known: the day would be the wrong one.
    private boolean isHalf(int p) {
        int date = p - 1;
        if (date <= from || b[date] != ' ' && b[date] != ',' && b[date] != '-' || Notations.dated(b, p, to)) {
            return false;
        }
        int digits = 0;
        int signs = 0;
        while (date > from && !isWord(b[date])) {
            date--;
        }
        while (date >= from && (isWord(b[date]) || b[date] == '-' || b[date] == '/' || b[date] == '.')) {
            digits += Bytes.isDigit(b[date]) ? 1 : 0;
            signs += isWord(b[date]) ? 0 : 1;
            date--;
        }
        return signs == 2 && digits >= LEAST_OF_DATE && digits <= MOST_OF_DATE;
    }

    /// The level's ordinal, -1 without one: a level word in capitals or in brackets, or before a colon, or
    /// behind a time; before it nothing but times, brackets, numbers, paths, names with signs in them, from the
    /// line's beginning or from its time on.
    public int level() {
        int level = level(from);
        int time = level < 0 && !beginsWithTime ? time() : -1;
        return time > from ? level(time) : level;
    }

    /// The same, or where the message begins with what went wrong, before a colon and a text: `TLS handshake
    /// error: `. Of a line that no layout promises a level of.
    public int levelOrError() {
        proseAt = -1;
        int level = level();
        return level < 0 && proseAt >= 0 ? error(proseAt) : level;
    }

    private int error(int prose) {
        int p = prose;
        for (int words = 0; words < MOST_BEFORE && p < to; words++) {
            int end = p;
            while (end < to && (Bytes.isLetter(b[end]) || b[end] == '/')) {
                end++;
            }
            if (words > 0 && at(end) == ':' && isSaid(end + 1)) {
                boolean error = isAnyCase("error", p, end);
                return error || isAnyCase("warning", p, end) ? found(LEVELS.ordinal(b, p, end), p, end) : -1;
            }
            if (end == p || at(end) != ' ' || isMeasured(p, end)) {
                return -1;
            }
            p = end + 1;
        }
        return -1;
    }

    /// Words before `error` that make it a number, or none.
    private boolean isMeasured(int begin, int end) {
        for (String word : NO_ERROR) {
            if (isAnyCase(word, begin, end)) {
                return true;
            }
        }
        return false;
    }

    /// Behind the colon stands a text, not a number and not nothing.
    private boolean isSaid(int at) {
        int p = Bytes.skipBlanks(b, at, to);
        int end = wordEnd(p);
        return p > at
                && p < to
                && !Bytes.isDigit(b[p])
                && "-+<=".indexOf(b[p]) < 0
                && !isAnyCase("none", p, end)
                && !isAnyCase("null", p, end)
                && !isAnyCase("false", p, end)
                && !isAnyCase("success", p, end);
    }

    private boolean isAnyCase(String word, int begin, int end) {
        boolean same = end - begin == word.length();
        for (int i = 0; same && i < word.length(); i++) {
            same = (b[begin + i] | 0x20) == word.charAt(i);
        }
        return same;
    }

    private int level(int begin) {
        int p = begin;
        boolean behindTime = false;
        int words = 0;
        while (p < to && words++ < MOST_WORDS) {
            p = separatorsEnd(p);
            if (p >= to) {
                return -1;
            }
            int close = closing(p);
            int time = close > 0 ? -1 : Notations.match(b, p, to, null);
            if (close > 0) {
                int level = inBrackets(p + 1, close);
                if (level >= 0) {
                    return level;
                }
                behindTime |= Notations.dated(b, p + 1, close);
                p = close + 1;
            } else if (time > 0) {
                behindTime = true;
                beginsWithTime |= p == from;
                p = time;
            } else {
                int end = wordEnd(p);
                if (end == p) {
                    p++;
                    continue;
                }
                int level = LEVELS.ordinalInText(b, p, end);
                if (level >= 0 && end - p > 2 && (capitals(p, end) || behindTime || at(end) == ':')) {
                    return found(level, p, end);
                }
                if (at(end) == '=') {
                    level = ofKey(p, end);
                    if (level >= 0) {
                        return level;
                    }
                } else if (!isName(p, end) && at(end) != ':' && at(end) != '[' && at(end) != '(') {
                    proseAt = p;
                    return -1;
                }
                behindTime = false;
                p = end;
            }
        }
        return -1;
    }

    private int found(int level, int begin, int end) {
        levelFrom = begin;
        levelTo = end;
        return level;
    }

    /// `level=error`
    private int ofKey(int key, int equals) {
        boolean says = is("level", key, equals) || is("severity", key, equals) || is("lvl", key, equals);
        int value = at(equals + 1) == '"' ? equals + 2 : equals + 1;
        int end = wordEnd(Math.min(value, to));
        int level = says ? LEVELS.ordinal(b, value, end) : -1;
        return level < 0 ? -1 : found(level, value, end);
    }

    private boolean is(String word, int begin, int end) {
        if (end - begin != word.length()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (b[begin + i] != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /// A level that is all there is in brackets, or the only word in capitals there.
    private int inBrackets(int begin, int end) {
        int p = begin;
        while (p < end) {
            int word = p;
            while (word < end && !Bytes.isLetter(b[word])) {
                word++;
            }
            int wordEnd = word;
            while (wordEnd < end && isWord(b[wordEnd])) {
                wordEnd++;
            }
            if (wordEnd - word > 2 && (word == begin || !isWord(b[word - 1]))) {
                boolean alone = Bytes.skipBlanks(b, begin, end) == word && Bytes.skipBlanks(b, wordEnd, end) == end;
                int level = alone ? LEVELS.ordinal(b, word, wordEnd) : LEVELS.ordinalInText(b, word, wordEnd);
                if (level >= 0 && (alone || capitals(word, wordEnd) && at(wordEnd) != '.' && at(wordEnd) != '-')) {
                    return found(level, word, wordEnd);
                }
            }
            p = Math.max(wordEnd, word + 1);
        }
        return -1;
    }

    private int separatorsEnd(int p) {
        int end = p;
        while (end < to && SEPARATOR[b[end] & 0xFF]) {
            end++;
        }
        return end;
    }

    /// Where the bracket that opens at `p` closes, -1 if none does or does soon.
    private int closing(int p) {
        byte close = switch (b[p]) {
            case '[' -> ']';
            case '(' -> ')';
            case '<' -> '>';
            case '{' -> '}';
            default -> 0;
        };
        return close == 0 ? -1 : Bytes.indexOf(b, close, p, Math.min(to, p + WIDEST_BRACKET));
    }

    private int wordEnd(int p) {
        int end = p;
        while (end < to && !ENDS_WORD[b[end] & 0xFF]) {
            end++;
        }
        return end;
    }

    /// A number, a path, a host or a class: something with a sign or a digit in it, which prose has not.
    private boolean isName(int begin, int end) {
        for (int i = begin; i < end - 1; i++) {
            if (Bytes.isDigit(b[i]) || "._/-@#$\\".indexOf(b[i]) >= 0) {
                return true;
            }
        }
        return Bytes.isDigit(b[end - 1]);
    }

    private boolean capitals(int begin, int end) {
        for (int i = begin; i < end; i++) {
            if (b[i] >= 'a') {
                return false;
            }
        }
        return true;
    }

    private byte at(int p) {
        return p < to ? b[p] : 0;
    }

    private static boolean isWord(byte c) {
        return Bytes.isLetter(c) || Bytes.isDigit(c) || c == '_';
    }
}
