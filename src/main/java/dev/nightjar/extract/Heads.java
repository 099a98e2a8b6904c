package dev.nightjar.extract;

import dev.nightjar.extract.Layout.Token;
import dev.nightjar.model.Trace.Frame;

/// Finds in plain lines where something thrown is named, and reads its type and message.
final class Heads {

    /// A head that does not stand within so many lines is not looked for.
    private static final int MOST_LINES = 300;

    private final Grammar grammar;
    private final String text;
    private final Found found;
    private final Grammar.Marks marks;

    Heads(Grammar grammar, String text) {
        this.grammar = grammar;
        this.text = text;
        marks = grammar.marks();
        found = new Found(text);
    }

    /// True if the line begins like one of a run of frames.
    boolean startsLikeRun(Lines line) {
        return marks.startAt(text, line.content())
                || !marks.unmarked().isEmpty()
                        && !line.isBlank()
                        && matches(marks.unmarked(), line.content(), line.end());
    }

    /// The first line that is a call and begins with none of the literals of the grammar; -1 if there is none.
    int unmarkedFrame() {
        Lines line = new Lines(text, grammar.margins());
        while (!marks.unmarked().isEmpty() && line.next()) {
            if (!line.isBlank() && matches(marks.unmarked(), line.content(), line.end()) && isFrame(line)) {
                return line.start();
            }
        }
        return -1;
    }

    /// True if the line surely is a call, or tells of calls left out.
    boolean isFrame(Lines line) {
        int end = grammar.frameEnd(text, line.content(), line.end());
        return matches(grammar.frames(), line.content(), end) || matches(grammar.omitted(), line.content(), end);
    }

    private boolean matches(Iterable<Layout> layouts, int from, int to) {
        for (Layout layout : layouts) {
            found.reset();
            if (layout.mayStart(text, from) && layout.match(text, from, to, found)) {
                return true;
            }
        }
        return false;
    }

    /// True if `[from, to)`, the rest of a line behind a link, begins with a head.
    boolean isHead(int from, int to) {
        for (Layout layout : grammar.heads()) {
            String opening = layout.opening();
            if (!opening.isEmpty() && text.startsWith(opening, from)) {
                return true;
            }
        }
        int end = Types.end(text, from, to);
        return end > from && (end == to || text.charAt(end) == ':' || text.startsWith(" [", end));
    }

    /// Where the first head in a block of lines begins, -1 if there is none. A surely thrown type at the
    /// beginning of a line is preferred to one within a line, and that to anything that may be a type on the last
    /// such line.
    int find(int from, int blockEnd) {
        int to = trimmed(from, blockEnd);
        int weak = -1;
        Lines line = new Lines(text, grammar.margins());
        line.goTo(from);
        for (int i = 0; i < MOST_LINES && line.start() < to; i++) {
            int strength = strength(line, to);
            if (strength == 2) {
                return line.content();
            }
            int within = literal(line, to);
            if (within >= 0) {
                return within;
            }
            weak = strength == 1 ? line.content() : weak;
            if (!line.next()) {
                break;
            }
        }
        int within = search(from, to);
        return within >= 0 ? within : weak;
    }

    /// The first line that begins with a surely thrown type, -1 if none.
    int findStrong(int from, int blockEnd) {
        int to = trimmed(from, blockEnd);
        Lines line = new Lines(text, grammar.margins());
        line.goTo(from);
        for (int i = 0; i < MOST_LINES && line.start() < to; i++) {
            if (strength(line, to) == 2) {
                return line.content();
            }
            if (!line.next()) {
                break;
            }
        }
        return -1;
    }

    private int search(int from, int to) {
        Lines line = new Lines(text, "");
        line.goTo(from);
        for (int i = 0; i < MOST_LINES && line.start() < to; i++) {
            int at = grammar.types().search(text, line.start(), Math.min(line.end(), to));
            if (at >= 0) {
                return at;
            }
            if (!line.next()) {
                break;
            }
        }
        return -1;
    }

    /// A head with a literal beginning within the line.
    private int literal(Lines line, int to) {
        for (Layout layout : grammar.heads()) {
            if (!layout.opening().isEmpty()) {
                int at = Found.indexOf(text, layout.opening(), line.start(), Math.min(line.end(), to));
                if (at >= 0 && (fits(layout, at, to) || line.end() < to && fits(layout, at, line.end()))) {
                    return at;
                }
            }
        }
        return -1;
    }

    private boolean fits(Layout layout, int from, int to) {
        if (!layout.mayStart(text, from)) {
            return false;
        }
        found.reset();
        return layout.match(text, from, trimmed(from, to), found);
    }

    /// 2 if the line begins with a head whose type surely is thrown, 1 if it may be, else 0.
    private int strength(Lines line, int to) {
        int best = 0;
        for (Layout layout : grammar.heads()) {
            if (fits(layout, line.content(), to) || line.end() < to && fits(layout, line.content(), line.end())) {
                int from = found.from(Token.TYPE);
                int end = found.to(Token.TYPE);
                if (from < 0 || grammar.types().strong(text, from, end)) {
                    return 2;
                }
                best = grammar.types().weak(text, from, end) ? 1 : best;
            }
        }
        return best;
    }

    private int trimmed(int from, int to) {
        int end = to;
        while (end > from && text.charAt(end - 1) <= ' ') {
            end--;
        }
        return end;
    }

    /// Reads the head that begins the block into `thing`; what fits no head is its message.
    void read(Thing thing, int from, int to) {
        int start = from;
        while (start < to && text.charAt(start) <= ' ') {
            start++;
        }
        int end = trimmed(start, to);
        int newline = text.indexOf('\n', start);
        int lineEnd = newline < 0 || newline > end ? end : trimmed(start, newline);
        thing.hasHead = true;
        if (reads(thing, start, end) || reads(thing, start, lineEnd)) {
            return;
        }
        thing.message = text.substring(start, lineEnd);
    }

    private boolean reads(Thing thing, int from, int to) {
        for (Layout layout : grammar.heads()) {
            found.reset();
            if (layout.match(text, from, to, found)) {
                take(thing);
                return true;
            }
        }
        return false;
    }

    private String withoutMargin(String message) {
        if (grammar.margins().isEmpty() || message.indexOf('\n') < 0) {
            return message;
        }
        StringBuilder plain = new StringBuilder();
        Lines line = new Lines(message, grammar.margins());
        while (line.next()) {
            boolean margin = line.hasMargin();
            plain.append(message, margin ? line.content() : line.start(), line.end())
                    .append('\n');
        }
        return plain.toString();
    }

    private void take(Thing thing) {
        thing.type = found.name(Token.TYPE, "");
        thing.hash = found.get(Token.HASH);
        String message = withoutMargin(found.get(Token.MESSAGE, "")).strip();
        thing.message = grammar.empty().contains(message) ? "" : message;
        if (found.has(Token.FILE)) {
            thing.place = new Frame(
                    found.get(Token.MODULE),
                    found.get(Token.FUNCTION, ""),
                    found.get(Token.FILE),
                    found.number(Token.LINE),
                    found.number(Token.COLUMN),
                    null,
                    false,
                    false);
        }
    }
}
