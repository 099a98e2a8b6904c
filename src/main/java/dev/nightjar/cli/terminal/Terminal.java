package dev.nightjar.cli.terminal;

import java.util.Map;

/// What is printed to: whether people look, and how much room there is.
///
/// @param out standard output is a terminal
/// @param err standard error is one
/// @param columns of the one there is; `ENDLESS` without any: no text is ever cut then
/// @param rows of it
public record Terminal(boolean out, boolean err, int columns, int rows) {

    /// More columns than any text has.
    public static final int ENDLESS = 1_000_000;

    /// No terminal: a pipe, a file, cron.
    public static final Terminal NONE = new Terminal(false, false, ENDLESS, ENDLESS);

    private static final int COLUMNS = 80;
    private static final int ROWS = 24;

    /// Fewer hold no word.
    private static final int LEAST = 20;

    /// The launcher says in `nightjar.tty` which streams are terminals (`1`, `2`) and in `nightjar.size` its rows
    /// and columns: the shell knows almost without cost. `COLUMNS` and `LINES` win.
    public static Terminal of(Map<String, String> environment) {
        String tty = System.getProperty("nightjar.tty", "");
        String[] size =
                (System.getProperty("nightjar.size", "") + " 0 0").strip().split(" +");
        if (tty.isEmpty()) {
            return NONE;
        }
        return new Terminal(
                tty.contains("1"),
                tty.contains("2"),
                Math.max(LEAST, number(environment.get("COLUMNS"), size[1], COLUMNS)),
                number(environment.get("LINES"), size[0], ROWS));
    }

    private static int number(@org.jspecify.annotations.Nullable String wanted, String told, int usual) {
        int number = positive(wanted == null ? "" : wanted);
        int second = number > 0 ? number : positive(told);
        return second > 0 ? second : usual;
    }

    private static int positive(String text) {
        return text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : 0;
    }

    /// Whether colours are wanted on a stream: `NO_COLOR` and `CLICOLOR=0` forbid them, `CLICOLOR_FORCE` asks for
    /// them in a pipe too, `TERM=dumb` has none.
    ///
    /// @param tty the stream is a terminal
    static boolean colours(Map<String, String> environment, boolean tty) {
        if (!environment.getOrDefault("NO_COLOR", "").isEmpty()) {
            return false;
        }
        String force = environment.getOrDefault("CLICOLOR_FORCE", "");
        if (!force.isEmpty() && !force.equals("0")) {
            return true;
        }
        return tty
                && !environment.getOrDefault("TERM", "").equals("dumb")
                && !environment.getOrDefault("CLICOLOR", "").equals("0");
    }
}
