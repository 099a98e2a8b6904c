package dev.nightjar.extract.line;

import dev.nightjar.extract.line.LinePattern.Token;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What the tokens of a layout hold after a match, as places in the text.
public final class Found {

    private static final Token[] TOKENS = Token.values();

    private final String text;
    /// From, to and round of each token: what was put in an earlier round does not count.
    private final int[] spans = new int[3 * TOKENS.length];
    private int round = 1;
    /// What each `put` replaced: where, and the three numbers.
    private int[] log = new int[32];
    private int logged;

    public Found(String text) {
        this.text = text;
    }

    /// Forgets everything, for the next line of the same text.
    public void reset() {
        round++;
        logged = 0;
    }

    /// A mark to which `undo` goes back.
    int mark() {
        return logged;
    }

    void undo(int mark) {
        while (logged > mark) {
            logged -= 4;
            System.arraycopy(log, logged + 1, spans, log[logged], 3);
        }
    }

    boolean put(Token token, int from, int to) {
        int at = 3 * token.ordinal();
        if (logged + 4 > log.length) {
            log = Arrays.copyOf(log, 2 * log.length);
        }
        log[logged] = at;
        System.arraycopy(spans, at, log, logged + 1, 3);
        logged += 4;
        spans[at] = from;
        spans[at + 1] = to;
        spans[at + 2] = round;
        return true;
    }

    /// True if the token was found; what it holds may be empty.
    public boolean has(Token token) {
        return spans[3 * token.ordinal() + 2] == round;
    }

    /// Where the token begins, -1 if it was not found.
    public int from(Token token) {
        return has(token) ? spans[3 * token.ordinal()] : -1;
    }

    /// Where the token ends, -1 if it was not found.
    public int to(Token token) {
        return has(token) ? spans[3 * token.ordinal() + 1] : -1;
    }

    /// What the token holds; null if it was not found.
    @Nullable
    public String get(Token token) {
        return has(token) ? text.substring(from(token), to(token)) : null;
    }

    /// What the token holds; `otherwise` if it was not found.
    public String get(Token token, String otherwise) {
        return has(token) ? text.substring(from(token), to(token)) : otherwise;
    }

    /// A name, without the second of two backslashes: a name that was written into JSON.
    public String name(Token token, String otherwise) {
        String name = get(token, otherwise);
        return name.indexOf('\\') < 0 ? name : name.replace("\\\\", "\\");
    }

    /// What the token holds, for those that are digits; 0 if it was not found.
    public int number(Token token) {
        return has(token) ? Integer.parseInt(text, from(token), to(token), 10) : 0;
    }

    /// Notes `[from, to)` for the token if it can stand for it.
    boolean accept(Token token, int from, int to) {
        boolean fits = switch (token) {
            case LINE, COLUMN, OMITTED, NUMBER -> to - from < 10 && from < to && endOfDigits(text, from, to) == to;
            case TYPE -> from < to && Types.end(text, from, to) == to;
            case MODULE -> from < to && !isDigit(text.charAt(from)) && isModule(from, to);
            case LOADER -> all(from, to, Found::inLoader);
            case FUNCTION -> from < to && text.charAt(to - 1) != ' ' && isLine(from, to);
            case KIND -> from < to && to - from < 120 && isLine(from, to);
            case NAME -> isName(from, to);
            case SOURCE -> all(from, to, Found::inSource);
            case PATH -> indexOf(text, "/", from, to) >= 0;
            case URL -> all(from, indexOf(text, "://", from, to), Character::isLetter);
            case FILE -> from < to && isLine(from, to);
            case NATIVE -> from < to;
            case HASH -> all(from, to, c -> Character.digit(c, 16) >= 0);
            case MESSAGE, SKIP -> true;
        };
        return fits && put(token == Token.KIND ? Token.TYPE : token, from, to);
    }

    /// True if it is a package and a function; both are noted.
    private boolean isName(int from, int to) {
        int dot = indexOf(text, ".", Math.max(from, lastIndexOf(text, "/", from, to)), to);
        return dot > from
                && dot + 1 < to
                && !isDigit(text.charAt(from))
                && indexOf(text, " ", from, to) < 0
                && isLine(from, to)
                && put(Token.MODULE, from, dot)
                && put(Token.FUNCTION, dot + 1, to);
    }

    /// No bracket, and blanks only within `<…>`.
    private boolean isModule(int from, int to) {
        int depth = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            depth += c == '<' ? 1 : c == '>' ? -1 : 0;
            if (c == '(' || c == ' ' && depth <= 0) {
                return false;
            }
        }
        return true;
    }

    private boolean isLine(int from, int to) {
        return indexOf(text, "\n", from, to) < 0;
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

    static int endOfDigits(String text, int from, int to) {
        int end = from;
        while (end < to && isDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean inLoader(int c) {
        return Character.isLetterOrDigit(c) || c == '.' || c == '-' || c == '_' || c == '@';
    }

    private static boolean inSource(int c) {
        return c > ' ' && ":()[]{}/\\,\"'".indexOf(c) < 0;
    }

    /// Like `String.indexOf` within `[from, to)`: the whole word lies before `to`.
    public static int indexOf(String text, String word, int from, int to) {
        return from > to ? -1 : text.indexOf(word, from, to);
    }

    /// Like `String.lastIndexOf` within `[from, to)`.
    public static int lastIndexOf(String text, String word, int from, int to) {
        char first = word.charAt(0);
        for (int i = to - word.length(); i >= from; i--) {
            if (text.charAt(i) == first && text.startsWith(word, i)) {
                return i;
            }
        }
        return -1;
    }
}
