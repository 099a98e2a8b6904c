package dev.nightjar.cli.terminal;

import dev.nightjar.model.Issue;
import dev.nightjar.model.Level;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Colours, or none. What they wrap has been made harmless before.
///
/// @param on only for a terminal, and never against `NO_COLOR`, `TERM=dumb` or `--no-color`
public record Style(boolean on) {

    /// The launcher says in `nightjar.tty` whether standard output is a terminal: the shell knows without cost.
    public static Style of(boolean unwanted, Map<String, String> environment) {
        boolean refused = unwanted
                || !environment.getOrDefault("NO_COLOR", "").isEmpty()
                || environment.getOrDefault("TERM", "").equals("dumb");
        return new Style(!refused && System.getProperty("nightjar.tty", "").contains("1"));
    }

    public String bold(String text) {
        return wrap("1", text);
    }

    public String dim(String text) {
        return wrap("2", text);
    }

    public String state(Issue.State state) {
        String name = state.name().toLowerCase(java.util.Locale.ROOT);
        return switch (state) {
            case NEW, ESCALATING -> wrap("31;1", name);
            case REGRESSED -> wrap("35;1", name);
            case ONGOING -> wrap("33", name);
            case RESOLVED -> wrap("32", name);
            case MUTED -> dim(name);
        };
    }

    public String level(@Nullable Level level) {
        return switch (level) {
            case null -> "-";
            case ERROR, FATAL -> wrap("31", level.name());
            case WARN -> wrap("33", level.name());
            case INFO, DEBUG, TRACE -> level.name();
        };
    }

    private String wrap(String code, String text) {
        return on ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
