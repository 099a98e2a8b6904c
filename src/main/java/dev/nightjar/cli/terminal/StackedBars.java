package dev.nightjar.cli.terminal;

import dev.nightjar.model.Level;

/// Bars of errors, warnings and other events after each other; each has its own glyph, so that they are told apart
/// without colours.
///
/// @param columns of the longest bar
/// @param most what the longest bar stands for
public record StackedBars(Style style, int columns, long most) {

    private static final String ERROR = "█";
    private static final String WARNING = "▒";
    private static final String OTHER = "·";

    /// What is there is seen, however little it is.
    public String bar(long errors, long warnings, long others) {
        long all = errors + warnings + others;
        if (all == 0) {
            return "";
        }
        int kinds = (errors > 0 ? 1 : 0) + (warnings > 0 ? 1 : 0) + (others > 0 ? 1 : 0);
        int length = Math.max(Math.min(kinds, columns), (int) Math.round((double) all * columns / Math.max(1, most)));
        int first = part(errors, all, length);
        int last = part(others, all, length - first);
        int middle = warnings > 0 ? Math.max(1, length - first - last) : 0;
        if (warnings == 0 && others > 0) {
            last = Math.max(1, length - first);
        } else if (warnings == 0) {
            first = length;
        }
        return style.level(Level.ERROR, ERROR.repeat(first))
                + style.level(Level.WARN, WARNING.repeat(middle))
                + OTHER.repeat(last);
    }

    private static int part(long count, long all, int length) {
        return count == 0 ? 0 : (int) Math.max(1, Math.round((double) count * length / all));
    }

    /// What the glyphs mean, in one line; empty below 27 columns.
    public String legend() {
        String all = style.level(Level.ERROR, ERROR) + " error  " + style.level(Level.WARN, WARNING) + " warning  "
                + OTHER + " other";
        return columns < 27 ? "" : all;
    }
}
