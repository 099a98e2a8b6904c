package dev.nightjar.cli.terminal;

import dev.nightjar.model.Level;
import dev.nightjar.model.issue.Issue;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Colours by what a text is, or none. What they wrap has been made harmless before. Only those of the 16 colours
/// that can be read on black and on white: red, magenta, green, cyan, bold and dim; never alone: a word says it
/// too.
///
/// @param on only for a terminal or if forced, and never against `NO_COLOR` or `--no-color`
public record Style(boolean on) {

    /// A variable part of a template, as `<int>`.
    private static final Pattern VARIABLE = Pattern.compile("<[a-z][a-z0-9 -]{0,20}>");

    /// @param tty the stream is a terminal
    public static Style of(boolean unwanted, Map<String, String> environment, boolean tty) {
        return new Style(!unwanted && Terminal.colours(environment, tty));
    }

    /// What the eye should find first.
    public String bold(String text) {
        return wrap("1", text);
    }

    /// What may be passed over.
    public String dim(String text) {
        return wrap("2", text);
    }

    /// An issue's or event's id.
    public String id(String text) {
        return wrap("1", text);
    }

    /// A file and line, for editors to open.
    public String place(String text) {
        return wrap("36", text);
    }

    /// A frame of people's own code.
    public String own(String text) {
        return wrap("1", text);
    }

    /// What is there for completeness.
    public String aside(String text) {
        return wrap("2", text);
    }

    /// Good news.
    public String good(String text) {
        return wrap("32", text);
    }

    /// Bad news.
    public String bad(String text) {
        return wrap("31;1", text);
    }

    /// The line that is selected.
    public String selected(String text) {
        return wrap("7", text);
    }

    /// A template, its variable parts set apart.
    public String template(String text) {
        return on ? VARIABLE.matcher(text).replaceAll("\u001b[36m$0\u001b[39m") : text;
    }

    /// The state's own word, in lower case and in its colour.
    public String state(Issue.State state) {
        return state(state, state.name().toLowerCase(Locale.ROOT));
    }

    /// A text in the colour of a state.
    public String state(Issue.State state, String text) {
        return switch (state) {
            case NEW, ESCALATING -> wrap("31;1", text);
            case REGRESSED -> wrap("35;1", text);
            case ONGOING -> wrap("1", text);
            case RESOLVED -> wrap("32", text);
            case MUTED -> dim(text);
        };
    }

    /// The level's own word in its colour, `-` without a level.
    public String level(@Nullable Level level) {
        return level == null ? "-" : level(level, level.name());
    }

    /// A text in the colour of a level.
    public String level(@Nullable Level level, String text) {
        return switch (level) {
            case ERROR, FATAL -> wrap("31", text);
            case WARN -> wrap("35", text);
            case null -> text;
            case INFO, DEBUG, TRACE -> text;
        };
    }

    private String wrap(String code, String text) {
        return on && !text.isEmpty() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
