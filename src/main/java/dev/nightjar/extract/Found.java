package dev.nightjar.extract;

import dev.nightjar.extract.Layout.Token;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What the tokens of a layout hold after a match, as places in the text.
final class Found {

    private static final Token[] TOKENS = Token.values();

    private final String text;
    private int[] spans = new int[2 * TOKENS.length];

    Found(String text) {
        this.text = text;
        reset();
    }

    void reset() {
        Arrays.fill(spans, -1);
    }

    int[] state() {
        return spans.clone();
    }

    void restore(int[] state) {
        spans = state.clone();
    }

    boolean put(Token token, int from, int to) {
        spans[2 * token.ordinal()] = from;
        spans[2 * token.ordinal() + 1] = to;
        return true;
    }

    boolean has(Token token) {
        return spans[2 * token.ordinal()] >= 0;
    }

    int from(Token token) {
        return spans[2 * token.ordinal()];
    }

    int to(Token token) {
        return spans[2 * token.ordinal() + 1];
    }

    @Nullable String get(Token token) {
        return has(token) ? text.substring(from(token), to(token)) : null;
    }

    String get(Token token, String otherwise) {
        return has(token) ? text.substring(from(token), to(token)) : otherwise;
    }

    int number(Token token) {
        return has(token) ? Integer.parseInt(text, from(token), to(token), 10) : 0;
    }

    /// Notes `[from, to)` for the token if it can stand for it.
    boolean accept(Token token, int from, int to) {
        boolean fits =
                switch (token) {
                    case LINE, COLUMN, OMITTED, NUMBER -> to - from < 10 && all(from, to, Found::isDigit);
                    case TYPE -> from < to && Types.end(text, from, to) == to;
                    case MODULE -> from < to && indexOf(text, "(", from, to) < 0;
                    case FUNCTION -> from < to && text.charAt(to - 1) != ' ';
                    case SOURCE -> all(from, to, Found::inSource);
                    case PATH -> indexOf(text, "/", from, to) >= 0;
                    case URL -> indexOf(text, "://", from, to) > from;
                    case FILE, NATIVE -> from < to;
                    case HASH -> all(from, to, c -> Character.digit(c, 16) >= 0);
                    case MESSAGE, SKIP -> true;
                };
        return fits && put(token, from, to);
    }

    private boolean all(int from, int to, java.util.function.IntPredicate fits) {
        for (int i = from; i < to; i++) {
            if (!fits.test(text.charAt(i))) {
                return false;
            }
        }
        return from < to;
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private static boolean inSource(int c) {
        return c > ' ' && ":()[]{}/\\,\"'".indexOf(c) < 0;
    }

    /// Like `String.indexOf` within `[from, to)`: the whole word lies before `to`.
    static int indexOf(String text, String word, int from, int to) {
        return from > to ? -1 : text.indexOf(word, from, to);
    }

    /// Like `String.lastIndexOf` within `[from, to)`.
    static int lastIndexOf(String text, String word, int from, int to) {
        for (int i = to - word.length(); i >= from; i--) {
            if (text.startsWith(word, i)) {
                return i;
            }
        }
        return -1;
    }
}
