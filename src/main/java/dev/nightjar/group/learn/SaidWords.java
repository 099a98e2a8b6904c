package dev.nightjar.group.learn;

import com.dynatrace.hash4j.hashing.Hashing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A counted template, or a pattern, as words and what stands between them. Does not change.
final class SaidWords {

    /// Words and what stands between; what has more is left alone.
    static final int MOST = 160;

    /// Punctuation or a blank.
    static final byte BETWEEN = 0;

    static final byte WORD = 1;

    /// What a rule masked.
    static final byte STAR = 2;

    /// Places of a pattern, the narrowest first: numbered names, names, any word.
    static final byte NUMBERED = 3;

    static final byte NAME = 4;
    static final byte ANY = 5;

    private static final String APART = ",;:=()[]{}<>\"'|!?`";
    private static final String ENDS = ".-/";
    private static final long MIX = 0x9E3779B97F4A7C15L;
    private static final long VARIES = 0x632BE59BD9B4E019L;

    final String[] tokens;
    final byte[] kinds;
    final WordShape[] shapes;
    private final long[] mixed;
    private final long total;

    private SaidWords(String[] tokens, byte[] kinds, WordShape[] shapes) {
        this.tokens = tokens;
        this.kinds = kinds;
        this.shapes = shapes;
        this.mixed = new long[tokens.length];
        long sum = tokens.length;
        for (int i = 0; i < tokens.length; i++) {
            boolean fixed = kinds[i] == BETWEEN || kinds[i] == WORD;
            mixed[i] = mix(i, fixed ? Hashing.xxh3_64().hashCharsToLong(tokens[i]) : VARIES);
            sum += mixed[i];
        }
        total = sum;
    }

    private static long mix(long at, long hash) {
        long mixed = (hash ^ at * MIX) * MIX;
        mixed = (mixed ^ mixed >>> 32) * 0xD6E8FEB86659FD93L;
        return mixed ^ mixed >>> 29;
    }

    static SaidWords of(String counted, ValueWords words) {
        return new Cutting(words).cut(counted);
    }

    /// The same with the tokens and kinds of a pattern.
    static SaidWords of(List<String> tokens, List<Byte> kinds, ValueWords words) {
        byte[] kind = new byte[kinds.size()];
        WordShape[] shapes = new WordShape[kinds.size()];
        for (int i = 0; i < kind.length; i++) {
            kind[i] = kinds.get(i);
            shapes[i] = kind[i] == WORD ? WordShape.of(tokens.get(i), words) : WordShape.NUMBERED;
            shapes[i] = shapes[i].isName() && isHost(tokens, kinds, i) ? WordShape.LOCATED : shapes[i];
        }
        return new SaidWords(tokens.toArray(new String[0]), kind, shapes);
    }

    /// `till-b:*`: a port follows.
    private static boolean isHost(List<String> tokens, List<Byte> kinds, int i) {
        String word = tokens.get(i);
        return i > 0
                && i + 2 < tokens.size()
                && kinds.get(i) == WORD
                && word.indexOf('-') > 0
                && word.indexOf('_') < 0
                && tokens.get(i - 1).equals(" ")
                && tokens.get(i + 1).equals(":")
                && kinds.get(i + 2) == STAR;
    }

    /// The same with places.
    SaidWords with(byte[] places) {
        String[] others = tokens.clone();
        WordShape[] shape = shapes.clone();
        for (int i = 0; i < others.length; i++) {
            if (places[i] > WORD) {
                others[i] = "*";
                shape[i] = WordShape.NUMBERED;
            }
        }
        return new SaidWords(others, places, shape);
    }

    int size() {
        return tokens.length;
    }

    /// Whether a word or something varying stands there, no punctuation.
    boolean isWord(int i) {
        return kinds[i] != BETWEEN;
    }

    /// Whether what stands there is the same in all messages, and no name with a number.
    boolean isConstant(int i) {
        return kinds[i] == WORD && !shapes[i].isNumbered();
    }

    boolean isPlain(int i) {
        return kinds[i] == WORD && shapes[i] == WordShape.PLAIN;
    }

    long hash() {
        return total;
    }

    /// The same for all that differ in nothing but this place.
    long without(int i) {
        return mix(i, total - mixed[i] + mix(i, VARIES));
    }

    /// The same for all that differ in nothing but these places, and have them.
    long without(boolean[] places) {
        long sum = total;
        long marks = 0;
        for (int i = 0; i < places.length; i++) {
            if (places[i]) {
                sum += mix(i, VARIES) - mixed[i];
                marks += mix(i, MIX);
            }
        }
        return sum ^ marks;
    }

    /// The hash of the word at a place.
    long word(int i) {
        return mixed[i];
    }

    /// The same for those with this first word and the same between the words.
    long form() {
        long sum = tokens.length;
        boolean first = true;
        for (int i = 0; i < tokens.length; i++) {
            sum += kinds[i] == WORD && !first ? mix(i, VARIES) : mixed[i];
            first &= kinds[i] == BETWEEN;
        }
        return sum;
    }

    /// The next word before a place, -1 if there is none.
    int before(int i) {
        int at = i - 1;
        while (at >= 0 && kinds[at] == BETWEEN) {
            at--;
        }
        return at;
    }

    private static final class Cutting {

        private final ValueWords words;
        private final List<String> tokens = new ArrayList<>();
        private final List<Byte> kinds = new ArrayList<>();

        Cutting(ValueWords words) {
            this.words = words;
        }

        SaidWords cut(String text) {
            int from = 0;
            for (int i = 0; i <= text.length(); i++) {
                if (i == text.length() || isApart(text.charAt(i))) {
                    run(text, from, i);
                    if (i < text.length()) {
                        add(text.substring(i, i + 1), BETWEEN);
                    }
                    from = i + 1;
                }
            }
            return SaidWords.of(tokens, kinds, words);
        }

        private void run(String text, int start, int end) {
            int from = start;
            int to = end;
            while (from < to && ENDS.indexOf(text.charAt(from)) >= 0) {
                from++;
            }
            while (to > from && ENDS.indexOf(text.charAt(to - 1)) >= 0) {
                to--;
            }
            single(text, start, from);
            if (from < to) {
                String word = text.substring(from, to);
                add(word, word.equals("*") ? STAR : hasText(word) ? WORD : BETWEEN);
            }
            single(text, to, end);
        }

        private void single(String text, int from, int to) {
            for (int i = from; i < to; i++) {
                add(text.substring(i, i + 1), BETWEEN);
            }
        }

        private void add(String token, byte kind) {
            tokens.add(token);
            kinds.add(kind);
        }

        private static boolean hasText(String word) {
            return word.chars().anyMatch(c -> c == '*' || Character.isLetterOrDigit(c));
        }
    }

    /// Whether words end there.
    static boolean isApart(char c) {
        return c <= ' ' || APART.indexOf(c) >= 0;
    }

    @Override
    public String toString() {
        return Arrays.toString(tokens);
    }
}
