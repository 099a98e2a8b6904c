package dev.nightjar.extract;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The pattern of a line: literal text and `{tokens}`, as in `at {module*}.{function}({place})`. It is matched
/// without going back: from the left, a token reaches to the next occurrence of the literal behind it; behind the
/// one token marked `*` the pattern is matched from the right end of the line instead, each token reaching left
/// to the nearest occurrence of the literal before it. A token may also name a *part*: a list of layouts of which
/// the first that fits counts. Braces around any other word are literal text.
final class Layout {

    /// What a token stands for.
    enum Token {
        /// Name of what was thrown: letters, digits and `. $ \ @ + _` and `::`.
        TYPE,
        MESSAGE,
        /// Class, module or package; begins with no digit.
        MODULE,
        /// What stands before a module and does not matter: letters, digits, dots, dashes, `@`.
        LOADER,
        FUNCTION,
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

    private record Step(String text, @Nullable Token token, boolean greedy, List<Layout> parts) {
        boolean isText() {
            return token == null && parts.isEmpty();
        }
    }

    private final Step[] steps;
    private final String opening;

    private Layout(List<Step> steps) {
        this.steps = steps.toArray(Step[]::new);
        opening = steps.getFirst().isText() ? steps.getFirst().text() : "";
    }

    /// Reads a pattern.
    ///
    /// @throws IllegalArgumentException if two tokens touch, or more than one is marked `*`
    static Layout of(String pattern, Map<String, List<Layout>> parts) {
        List<Step> steps = new ArrayList<>();
        StringBuilder literal = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            int close = pattern.charAt(i) == '{' ? pattern.indexOf('}', i) : -1;
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
        return new Layout(steps);
    }

    private static void addText(List<Step> steps, StringBuilder literal) {
        if (!literal.isEmpty()) {
            steps.add(new Step(literal.toString(), null, false, List.of()));
            literal.setLength(0);
        }
    }

    private static @Nullable Step slot(String word, Map<String, List<Layout>> parts) {
        boolean greedy = word.endsWith("*");
        String name = greedy ? word.substring(0, word.length() - 1) : word;
        Token token = null;
        for (Token known : Token.values()) {
            if (known.name().toLowerCase(Locale.ROOT).equals(name)) {
                token = known;
            }
        }
        List<Layout> choices = parts.getOrDefault(name, List.of());
        return token == null && choices.isEmpty() ? null : new Step("", token, greedy, choices);
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
    String opening() {
        return opening;
    }

    /// False if what stands at `from` cannot be its beginning.
    boolean mayStart(String text, int from) {
        return text.startsWith(opening, from);
    }

    /// True if all of `[from, to)` fits; what the tokens hold is then in `found`.
    boolean match(String text, int from, int to, Found found) {
        int pos = from;
        int last = steps.length;
        for (int i = 0; i < last; i++) {
            Step step = steps[i];
            if (step.greedy()) {
                int right = matchRight(text, pos, to, i, found);
                return right >= 0 && accept(step, text, pos, right, found);
            }
            int end = step.isText()
                    ? textAt(text, step.text(), pos, to)
                    : i + 1 == last ? to : Found.indexOf(text, steps[i + 1].text(), pos, Math.min(to, pos + FURTHEST));
            if (end < 0 || !step.isText() && !accept(step, text, pos, end, found)) {
                return false;
            }
            pos = end;
        }
        return pos == to;
    }

    private static int textAt(String text, String literal, int pos, int to) {
        int end = pos + literal.length();
        return end <= to && text.startsWith(literal, pos) ? end : -1;
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

    private static boolean anyPart(List<Layout> parts, String text, int from, int to, Found found) {
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
