package dev.nightjar.extract.trace;

import dev.nightjar.extract.line.Found;
import dev.nightjar.extract.line.LinePattern;
import dev.nightjar.extract.line.LinePattern.Token;
import dev.nightjar.extract.line.LineWalk;
import dev.nightjar.extract.line.Types;
import dev.nightjar.model.event.Trace.Frame;
import java.util.List;

/// Finds in plain lines where something thrown is named, and reads its type and message.
final class ThrownLines {

    /// A head that does not stand within so many lines is not looked for.
    private static final int MOST_LINES = 300;

    private final Grammar grammar;
    private final String text;
    private final Found found;
    private final Grammar.Marks marks;

    ThrownLines(Grammar grammar, String text) {
        this.grammar = grammar;
        this.text = text;
        marks = grammar.marks();
        found = new Found(text);
    }

    /// How many lines from this one on look like part of a run of frames: none, one or two.
    int linesOfRun(LineWalk line) {
        if (line.isBlank()) {
            return 0;
        }
        if (!marks.two().isEmpty() && matches(marks.two(), line, line.end())) {
            return 2;
        }
        return marks.startAt(text, line.content()) || matches(marks.unmarked(), line, line.end()) ? 1 : 0;
    }

    /// The first line that is a call and begins with none of the literals of the grammar; -1 if there is none.
    int unmarkedFrame() {
        if (grammar.announced() || !mayOccur(marks.unmarked()) && !mayOccur(marks.two())) {
            return -1;
        }
        LineWalk line = new LineWalk(text, grammar.margins());
        while (line.next()) {
            if (!line.isBlank() && isFrame(line)) {
                return line.start();
            }
        }
        return -1;
    }

    private boolean mayOccur(List<LinePattern> layouts) {
        for (int i = 0; i < layouts.size(); i++) {
            if (layouts.get(i).mayOccur(text)) {
                return true;
            }
        }
        return false;
    }

    /// True if a trace surely begins with the line.
    boolean opensTrace(LineWalk line) {
        return grammar.announced() ? starts(line) : isFrame(line);
    }

    /// True if the line surely is a call, or announces calls, or tells of calls left out.
    boolean isFrame(LineWalk line) {
        int end = grammar.frameEnd(text, line.content(), line.end());
        return matches(grammar.frames(), line, end)
                || matches(grammar.starts(), line, end)
                || matches(grammar.omitted(), line, end);
    }

    private boolean matches(List<LinePattern> layouts, LineWalk line, int end) {
        for (int i = 0; i < layouts.size(); i++) {
            if (fits(text, layouts.get(i), line, end, found)) {
                return true;
            }
        }
        return false;
    }

    /// True if the line, whose content ends at `end`, fits the layout: with the line behind it, if the layout
    /// has two.
    static boolean fits(String text, LinePattern layout, LineWalk line, int end, Found found) {
        if (!layout.mayStart(text, line.content())) {
            return false;
        }
        found.reset();
        return layout.match(text, line.content(), layout.isTwo() ? line.endOfNext() : end, found);
    }

    /// True if the line announces calls.
    boolean starts(LineWalk line) {
        return matches(grammar.starts(), line, line.end());
    }

    /// True if the line is none of a run's that matter.
    boolean skips(LineWalk line) {
        return matches(grammar.skips(), line, line.end());
    }

    /// True if the line is one behind which nothing belongs to the trace.
    boolean ends(LineWalk line) {
        return begins(grammar.ends(), line);
    }

    /// Where, if the line says that calls are printed again, the line that begins at `from` stands again: the
    /// end of the line before it; -1 if it does not.
    int again(LineWalk line, int from) {
        int end = text.indexOf('\n', from);
        return from < 1 || end < 0 || !begins(grammar.again(), line)
                ? -1
                : text.indexOf(text.substring(from - 1, end + 1), line.start());
    }

    /// True if a line of the block says that its frames are no trace of something thrown.
    boolean isNever(int from, int to) {
        LineWalk line = new LineWalk(text, grammar.margins());
        line.goTo(from);
        for (int i = 0; i < MOST_LINES && !grammar.never().isEmpty() && line.start() < to; i++) {
            if (begins(grammar.never(), line)) {
                return true;
            }
            if (!line.next()) {
                break;
            }
        }
        return false;
    }

    private static boolean begins(List<String> words, LineWalk line) {
        for (int i = 0; i < words.size(); i++) {
            if (line.begins(words.get(i))) {
                return true;
            }
        }
        return false;
    }

    /// The length of the header that ends the line; -1 if none does.
    int header(LineWalk line) {
        for (String header : grammar.headers()) {
            if (line.ends(header)) {
                return header.length();
            }
        }
        return -1;
    }

    /// True if the line begins with the link, and a head or nothing follows.
    boolean leads(LineWalk line, Grammar.Link link) {
        int behind = line.content() + link.text().length();
        return line.begins(link.text()) && (behind >= line.end() || isHead(behind, line.end()));
    }

    /// True if `[from, to)`, the rest of a line behind a link, begins with a head.
    boolean isHead(int from, int to) {
        for (LinePattern layout : grammar.heads()) {
            if (!layout.openings().isEmpty() && layout.mayStart(text, from) || isStrong(layout, from, to)) {
                return true;
            }
        }
        int end = Types.end(text, from, to);
        return end > from && (end == to || text.charAt(end) == ':' || text.startsWith(" [", end));
    }

    private boolean isStrong(LinePattern layout, int from, int to) {
        return fits(layout, from, to)
                && found.has(Token.TYPE)
                && grammar.types().strong(text, found.from(Token.TYPE), found.to(Token.TYPE));
    }

    /// Where the first head in a block of lines begins, -1 if there is none. A surely thrown type at the
    /// beginning of a line is preferred to one within a line, and that to anything that may be a type on the
    /// last such line.
    int find(int from, int blockEnd) {
        int to = trimmed(from, blockEnd);
        int weak = -1;
        LineWalk line = new LineWalk(text, grammar.margins());
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
        LineWalk line = new LineWalk(text, grammar.margins());
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
        LineWalk line = new LineWalk(text, "");
        line.goTo(from);
        for (int i = 0; i < MOST_LINES && line.start() < to; i++) {
            int lineEnd = Math.min(line.end(), to);
            int at = grammar.types().search(text, line.start(), lineEnd);
            at = at < 0 ? behindTag(line.content(), lineEnd) : at;
            if (at >= 0) {
                return at;
            }
            if (!line.next()) {
                break;
            }
        }
        return -1;
    }

    /// Where a head begins behind a tag in brackets, as of a request or a version; -1 if none does.
    private int behindTag(int from, int to) {
        int close = from < to && text.charAt(from) == '[' ? text.indexOf(']', from) : -1;
        if (close < 0 || close >= to) {
            return -1;
        }
        int at = close + 1;
        while (at < to && text.charAt(at) == ' ') {
            at++;
        }
        for (LinePattern layout : grammar.heads()) {
            if (at < to && isStrong(layout, at, to)) {
                return at;
            }
        }
        return -1;
    }

    /// A head with a literal beginning within the line.
    private int literal(LineWalk line, int to) {
        for (LinePattern layout : grammar.heads()) {
            if (!layout.beginning().isEmpty()) {
                int at = Found.indexOf(text, layout.beginning(), line.start(), Math.min(line.end(), to));
                if (at >= 0 && (fits(layout, at, to) || line.end() < to && fits(layout, at, line.end()))) {
                    return at;
                }
            }
        }
        return -1;
    }

    private boolean fits(LinePattern layout, int from, int to) {
        if (!layout.mayStart(text, from)) {
            return false;
        }
        found.reset();
        return layout.match(text, from, trimmed(from, to), found);
    }

    /// 2 if the line begins with a head whose type surely is thrown, 1 if it may be, else 0.
    private int strength(LineWalk line, int to) {
        int best = 0;
        for (LinePattern layout : grammar.heads()) {
            if (fits(layout, line.content(), to) || line.end() < to && fits(layout, line.content(), line.end())) {
                int from = found.from(Token.TYPE);
                int end = found.to(Token.TYPE);
                if (from < 0 || layout.isSure() || grammar.types().strong(text, from, end)) {
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
    void read(ThrownBuilder thing, int from, int to) {
        int start = from;
        while (start < to && text.charAt(start) <= ' ') {
            start++;
        }
        int end = trimmed(start, to);
        int newline = text.indexOf('\n', start);
        int lineEnd = newline < 0 || newline > end ? end : trimmed(start, newline);
        thing.hasHead = true;
        thing.headFrom = start;
        thing.headTo = end;
        if (reads(thing, start, end) || reads(thing, start, lineEnd)) {
            return;
        }
        thing.message = text.substring(start, lineEnd);
    }

    private boolean reads(ThrownBuilder thing, int from, int to) {
        for (LinePattern layout : grammar.heads()) {
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
        LineWalk line = new LineWalk(message, grammar.margins());
        while (line.next()) {
            boolean margin = line.hasMargin();
            plain.append(message, margin ? line.content() : line.start(), line.end())
                    .append('\n');
        }
        return plain.toString();
    }

    private void take(ThrownBuilder thing) {
        String type = found.name(Token.TYPE, "");
        thing.type = grammar.names().getOrDefault(type, type);
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
