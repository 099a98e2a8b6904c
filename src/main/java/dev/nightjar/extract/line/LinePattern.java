package dev.nightjar.extract.line;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The pattern of a line, or of two lines with `\n` between them: literal text and `{tokens}`, as in
/// `at {module*}.{function}({place})`. It is matched without going back: from the left, a token reaches to the next
/// occurrence of the literal behind it; behind the one token marked `*` the pattern is matched from the right end
/// instead, each token reaching left to the nearest occurrence of the literal before it. A token may also name a
/// *part*: a list of layouts of which the first that fits counts, as in `{place}` or, where a token holds the
/// whole of it, `{file:code}`. `{token=text}` is literal text that the token
/// then holds. Braces around any other word are literal text. Left of `*`, a blank stands for several.
public final class LinePattern {

    /// What a token stands for.
    public enum Token {
        /// Name of what was thrown: letters, digits and `. $ \ @ + _` and `::`.
        TYPE,
        /// The same in words, on one line.
        KIND,
        MESSAGE,
        /// Class, module or package; begins with no digit.
        MODULE,
        /// What stands before a module and does not matter: letters, digits, dots, dashes, `@`.
        LOADER,
        FUNCTION,
        /// A function with its package, whose path may have slashes and whose last part no dot: Go's
        /// `net/http.(*Server).Serve`. Fills in `MODULE` and `FUNCTION`.
        NAME,
        /// Any path or address.
        FILE,
        /// A file's name without folder: no blank, bracket, slash or colon.
        SOURCE,
        /// A path with a slash in it.
        PATH,
        /// A path with a scheme.
        URL,
        LINE,
        COLUMN,
        OMITTED,
        /// Digits that do not matter.
        NUMBER,
        /// Hexadecimal digits that identify the trace.
        HASH,
        /// Says that the frame is not in a source file.
        NATIVE,
        SKIP
    }

    private static final int FURTHEST = 4096;

    private record Step(String text, @Nullable Token token, boolean greedy, List<LinePattern> parts) {
        boolean isText() {
            return !text.isEmpty();
        }

        boolean isDigits() {
            return token == Token.NUMBER || token == Token.LINE || token == Token.COLUMN || token == Token.OMITTED;
        }

        /// What is searched for to find where the token before it ends: not the blanks behind a line end.
        String probe() {
            int blank = text.indexOf("\n ");
            return blank < 0 ? text : text.substring(0, blank + 1);
        }
    }

    private final Step[] steps;
    private final String[] probes;
    private final String[] tabbed;
    private final List<String> openings;
    private final String needle;
    private final boolean two;
    private final boolean sure;

    private LinePattern(List<Step> steps) {
        this.steps = steps.toArray(Step[]::new);
        probes = steps.stream().map(Step::probe).toArray(String[]::new);
        tabbed = steps.stream()
                .map(step -> step.probe().replaceFirst("^ ", "\t"))
                .toArray(String[]::new);
        openings = openings(steps.getFirst());
        needle = needle(steps);
        two = steps.stream().anyMatch(step -> step.text().indexOf('\n') >= 0);
        sure = steps.stream()
                .anyMatch(step -> step.token() == Token.LINE
                        || step.token() == Token.KIND
                        || step.token() == Token.TYPE && step.isText()
                        || !step.parts().isEmpty() && step.parts().stream().allMatch(LinePattern::isSure));
    }

    /// The longest text without which nothing fits.
    private static String needle(List<Step> steps) {
        String longest = "";
        for (Step step : steps) {
            String text = step.token() == Token.URL ? "://" : step.probe();
            longest = text.length() > longest.length() ? text : longest;
        }
        return longest;
    }

    private static List<String> openings(Step first) {
        if (first.isText()) {
            return List.of(first.probe());
        }
        boolean all = !first.parts().isEmpty()
                && first.parts().stream().noneMatch(part -> part.openings().isEmpty());
        return all
                ? first.parts().stream()
                        .flatMap(part -> part.openings().stream())
                        .distinct()
                        .toList()
                : List.of();
    }

    /// Reads a pattern.
    ///
    /// @throws IllegalArgumentException if two tokens touch, or more than one is marked `*`
    public static LinePattern of(String pattern, Map<String, List<LinePattern>> parts) {
        List<Step> steps = new ArrayList<>();
        StringBuilder literal = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            int close = pattern.charAt(i) == '{' ? close(pattern, i) : -1;
            Step slot = close < 0 ? null : slot(pattern.substring(i + 1, close), parts);
            if (slot == null) {
                literal.append(pattern.charAt(i));
            } else {
                addText(steps, literal);
                steps.add(slot);
                i = close;
            }
        }
        addText(steps, literal);
        check(pattern, steps);
        return new LinePattern(steps);
    }

    private static int close(String pattern, int open) {
        int close = pattern.indexOf('}', open);
        int is = close < 0 ? -1 : pattern.substring(open, close).indexOf('=');
        return is > 0 && pattern.substring(open + is, close).indexOf('{') > 0 ? close + 1 : close;
    }

    private static void addText(List<Step> steps, StringBuilder literal) {
        if (!literal.isEmpty()) {
            steps.add(new Step(literal.toString(), null, false, List.of()));
            literal.setLength(0);
        }
    }

    private static @Nullable Step slot(String word, Map<String, List<LinePattern>> parts) {
        int is = word.indexOf('=');
        Token fixed = is < 0 ? null : token(word.substring(0, is));
        if (fixed != null) {
            return new Step(word.substring(is + 1), fixed, false, List.of());
        }
        boolean greedy = word.indexOf('*') >= 0;
        String name = word.replace("*", "");
        int as = name.indexOf(':');
        Token token = token(as < 0 ? name : name.substring(0, as));
        List<LinePattern> choices = parts.getOrDefault(name.substring(as + 1), List.of());
        return token == null && choices.isEmpty() ? null : new Step("", token, greedy, choices);
    }

    private static @Nullable Token token(String name) {
        for (Token known : Token.values()) {
            if (known.name().toLowerCase(Locale.ROOT).equals(name)) {
                return known;
            }
        }
        return null;
    }

    private static void check(String pattern, List<Step> steps) {
        int greedy = 0;
        for (int i = 0; i < steps.size(); i++) {
            greedy += steps.get(i).greedy() ? 1 : 0;
            if (i > 0 && !steps.get(i).isText() && !steps.get(i - 1).isText()) {
                throw new IllegalArgumentException("two tokens touch in '" + pattern + "': put text between them");
            }
        }
        if (greedy > 1 || steps.isEmpty()) {
            throw new IllegalArgumentException("'" + pattern + "' needs something, and at most one token with '*'");
        }
    }

    /// The literal text at the beginning, empty if it begins with a token.
    public String beginning() {
        return probes[0];
    }

    /// The literal text at the beginning as far as it goes within one line, over several steps.
    public String lead() {
        StringBuilder lead = new StringBuilder();
        for (int i = 0; i < steps.length && steps[i].isText(); i++) {
            lead.append(steps[i].text());
        }
        int newline = lead.indexOf("\n");
        return newline < 0 ? lead.toString() : lead.substring(0, newline);
    }

    /// The literal text behind the type, empty if nothing follows; null if the pattern does not begin with a type.
    @Nullable
    public String behindType() {
        boolean typed = steps[0].token() == Token.TYPE
                && !steps[0].isText()
                && steps[0].parts().isEmpty();
        return typed ? steps.length == 1 ? "" : steps[1].text() : null;
    }

    /// True if behind the type and a literal text nothing follows, or the message to the end.
    public boolean isTypeAndMessage() {
        return steps.length <= 2
                || steps.length == 3
                        && steps[2].token() == Token.MESSAGE
                        && !steps[2].isText()
                        && steps[2].parts().isEmpty();
    }

    /// Literal texts with which it can begin; empty if it may begin with anything.
    public List<String> openings() {
        return openings;
    }

    /// True if it is the pattern of two lines.
    public boolean isTwo() {
        return two;
    }

    /// True if what fits is surely something thrown, whatever its type's name: the pattern says so itself, or
    /// names a place.
    public boolean isSure() {
        return sure;
    }

    /// False if nothing in the text can fit, for a literal of it does not occur.
    public boolean mayOccur(String text) {
        if (!text.contains(needle)) {
            return false;
        }
        for (Step step : steps) {
            if (!step.parts().isEmpty() && !anyOccurs(step.parts(), text)) {
                return false;
            }
        }
        return true;
    }

    private static boolean anyOccurs(List<LinePattern> parts, String text) {
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i).mayOccur(text)) {
                return true;
            }
        }
        return false;
    }

    /// False if what stands at `from` cannot be its beginning.
    public boolean mayStart(String text, int from) {
        for (int i = 0; i < openings.size(); i++) {
            if (text.startsWith(openings.get(i), from)) {
                return true;
            }
        }
        return openings.isEmpty();
    }

    /// True if all of `[from, to)` fits; what the tokens hold is then in `found`.
    public boolean match(String text, int from, int to, Found found) {
        int pos = from;
        int last = steps.length;
        for (int i = 0; i < last; i++) {
            Step step = steps[i];
            if (step.greedy()) {
                int right = matchRight(text, pos, to, i, found);
                return right >= 0 && accept(step, text, pos, right, found);
            }
            int end = step.isText() ? textAt(text, step, pos, to, found) : endOf(text, i, pos, to);
            if (end < 0 || !step.isText() && !accept(step, text, pos, end, found)) {
                return false;
            }
            pos = end;
        }
        return pos == to;
    }

    private int endOf(String text, int step, int from, int to) {
        if (steps[step].isDigits()) {
            return Found.endOfDigits(text, from, to);
        }
        if (step + 1 == steps.length) {
            return to;
        }
        int limit = Math.min(to, from + FURTHEST);
        int end = Found.indexOf(text, probes[step + 1], from, limit);
        if (probes[step + 1].charAt(0) == ' ') {
            end = end < 0 ? Found.indexOf(text, tabbed[step + 1], from, limit) : end;
            while (end > from && isBlank(text.charAt(end - 1))) {
                end--;
            }
        }
        return end;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    private static int textAt(String text, Step step, int from, int to, Found found) {
        String literal = step.text();
        int pos = from;
        for (int i = 0; i < literal.length(); i++) {
            char c = literal.charAt(i);
            if (c == ' ' && i > 0 && literal.charAt(i - 1) == ' ') {
                continue;
            }
            if (pos >= to || text.charAt(pos) != c && !(c == ' ' && isBlank(text.charAt(pos)))) {
                return -1;
            }
            pos++;
            while (c == ' ' && pos < to && isBlank(text.charAt(pos))) {
                pos++;
            }
        }
        return step.token() != null && !found.put(step.token(), from, pos) ? -1 : pos;
    }

    /// Matches the steps behind `greedy` from the right; the end of what is left for it, or -1.
    private int matchRight(String text, int pos, int to, int greedy, Found found) {
        int right = to;
        for (int i = steps.length - 1; i > greedy; i--) {
            Step step = steps[i];
            int start;
            if (step.isText()) {
                start = right - step.text().length();
                if (start < pos || !text.startsWith(step.text(), start)) {
                    return -1;
                }
                if (step.token() != null) {
                    found.put(step.token(), start, right);
                }
            } else {
                String before = steps[i - 1].text();
                int at = Found.lastIndexOf(text, before, Math.max(pos, right - FURTHEST), right);
                start = at + before.length();
                if (at < 0 || !accept(step, text, start, right, found)) {
                    return -1;
                }
            }
            right = start;
        }
        return right;
    }

    private static boolean accept(Step step, String text, int from, int to, Found found) {
        if (!step.parts().isEmpty() && !anyPart(step.parts(), text, from, to, found)) {
            return false;
        }
        return step.token() == null
                || (step.parts().isEmpty() ? found.accept(step.token(), from, to) : found.put(step.token(), from, to));
    }

    private static boolean anyPart(List<LinePattern> parts, String text, int from, int to, Found found) {
        int before = found.mark();
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i).match(text, from, to, found)) {
                return true;
            }
            found.undo(before);
        }
        return false;
    }
}
