package dev.nightjar.format.layout;

import dev.nightjar.format.layout.Element.Kind;
import dev.nightjar.format.level.Levels;
import dev.nightjar.format.time.TimePattern;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Compiles layouts: `{time:iso} {level} {process#} --- [{thread}] {logger} : {message}`. A blank stands for
/// one or more. Fields: `time:PATTERN`, `level`, `priority` (of syslog), `message` (the rest, with the lines
/// that follow), `thread` (may contain blanks), `mdc` (pairs), any other name is a word (`logger`, `host`,
/// `process` and `skip` have a meaning, others become fields); `#` behind a name: digits only, `#.`: digits
/// with a fraction, `*`: may contain blanks, `=a|b`: one of these words. `{begin}`: the message begins here,
/// and the layout goes on; `{end}`: the line ends here. `{? … }` is optional; `{{` is a brace; `{+}` at the
/// beginning: such lines go on with the record before; `{.}`: such lines stand between records; `{-}`: such
/// lines alone do not speak for the format; a line end: the layout's second line. `docs/formats.md` has the
/// table.
public final class LayoutParser {

    /// At the beginning of a layout whose lines alone do not speak for its format.
    static final String QUIET = "{-}";

    private static final String GOES_ON = "{+}";
    private static final String BETWEEN = "{.}";
    private static final int MOST_OPTIONAL = 6;
    private static final byte[] EMPTY = new byte[0];
    private static final Set<String> WITH_BLANKS = Set.of("thread", "mdc");

    private final String text;
    private int at;

    private LayoutParser(String text) {
        this.text = text;
    }

    /// One layout for every choice of optional parts, the fullest first. Fails with an
    /// `IllegalArgumentException`.
    ///
    /// @param wrapper the message's indentation counts: only one blank stands before it
    public static List<Layout> parse(String text, Levels levels, boolean wrapper) {
        int optional = text.split("\\{\\?", -1).length - 1;
        if (optional > MOST_OPTIONAL) {
            throw new IllegalArgumentException(optional + " optional parts '{?…}', at most " + MOST_OPTIONAL
                    + ": each doubles the layouts to try");
        }
        List<Layout> layouts = new ArrayList<>();
        for (String choice : choices(text)) {
            int lineEnd = choice.indexOf('\n');
            Layout below = lineEnd < 0 ? null : one(choice.substring(lineEnd + 1), levels, wrapper, null);
            layouts.add(one(lineEnd < 0 ? choice : choice.substring(0, lineEnd), levels, wrapper, below));
        }
        return layouts;
    }

    private static Layout one(String text, Levels levels, boolean wrapper, @Nullable Layout below) {
        boolean between = text.startsWith(BETWEEN);
        boolean goesOn = text.startsWith(GOES_ON) || between;
        boolean marked = goesOn || text.startsWith(QUIET);
        int message = text.indexOf(Layout.MESSAGE);
        String head = message < 0 ? text : text.substring(0, message + Layout.MESSAGE.length());
        List<Element> elements = new LayoutParser(marked ? head.substring(GOES_ON.length()) : head).elements();
        if (elements.isEmpty()) {
            throw new IllegalArgumentException("the layout is empty");
        }
        int blanks = elements.size() - 2;
        if (wrapper && blanks >= 0 && elements.get(blanks).kind() == Kind.BLANKS) {
            elements.set(blanks, new Element(Kind.LITERAL, "", new byte[] {' '}, null));
        }
        return new Layout(text, elements, levels, goesOn, between, below);
    }

    /// Expands `{? … }` with and without its content.
    private static List<String> choices(String text) {
        int open = text.indexOf("{?");
        if (open < 0) {
            return List.of(text);
        }
        int depth = 0;
        int close = open;
        for (; close < text.length(); close++) {
            depth += text.charAt(close) == '{' ? 1 : text.charAt(close) == '}' ? -1 : 0;
            if (depth == 0) {
                break;
            }
        }
        if (close == text.length()) {
            throw new IllegalArgumentException("'{?' without '}' in '" + text + "'");
        }
        List<String> all = new ArrayList<>();
        String before = text.substring(0, open);
        String after = text.substring(close + 1);
        all.addAll(choices(before + text.substring(open + 2, close) + after));
        all.addAll(choices(before + after));
        return all;
    }

    private List<Element> elements() {
        List<Element> elements = new ArrayList<>();
        StringBuilder literal = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '{' && !text.startsWith("{{", at)) {
                flush(literal, elements);
                elements.add(field());
            } else if (c == ' ') {
                flush(literal, elements);
                elements.add(new Element(Kind.BLANKS, "", EMPTY, null));
                at++;
            } else {
                literal.append(c);
                at += c == '{' ? 2 : 1;
            }
        }
        flush(literal, elements);
        return elements;
    }

    private static void flush(StringBuilder literal, List<Element> elements) {
        if (!literal.isEmpty()) {
            byte[] bytes = literal.toString().getBytes(StandardCharsets.UTF_8);
            elements.add(new Element(Kind.LITERAL, "", bytes, null));
            literal.setLength(0);
        }
    }

    private Element field() {
        int close = text.indexOf('}', at);
        if (close < 0) {
            throw new IllegalArgumentException("'{' without '}' in '" + text + "'");
        }
        String field = text.substring(at + 1, close);
        at = close + 1;
        if (field.startsWith("time:")) {
            return new Element(Kind.TIME, "time", EMPTY, TimePattern.of(field.substring(5)));
        }
        int equals = field.indexOf('=');
        if (equals > 0) {
            byte[] choices = field.substring(equals + 1).getBytes(StandardCharsets.UTF_8);
            String name = field.substring(0, equals);
            return new Element(name.equals("level") ? Kind.LEVEL : Kind.CHOICE, name, choices, null);
        }
        if (field.endsWith("#.")) {
            return new Element(Kind.DECIMAL, field.substring(0, field.length() - 2), EMPTY, null);
        }
        if (field.endsWith("#")) {
            return new Element(Kind.DIGITS, field.substring(0, field.length() - 1), EMPTY, null);
        }
        if (field.endsWith("*")) {
            return new Element(Kind.PHRASE, field.substring(0, field.length() - 1), EMPTY, null);
        }
        Kind kind = switch (field) {
            case "level" -> Kind.LEVEL;
            case "priority" -> Kind.PRIORITY;
            case "message" -> Kind.MESSAGE;
            case "begin" -> Kind.BEGIN;
            case "end" -> Kind.END;
            case "host" -> Kind.HOST;
            case "time" -> throw new IllegalArgumentException("'{time}' needs a pattern: {time:iso}");
            default -> WITH_BLANKS.contains(field) ? Kind.PHRASE : Kind.WORD;
        };
        return new Element(kind, field, EMPTY, null);
    }
}
