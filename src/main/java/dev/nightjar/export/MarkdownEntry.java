package dev.nightjar.export;

import dev.nightjar.text.Json;
import dev.nightjar.text.Visible;
import java.util.List;
import java.util.stream.Collectors;

/// A table of GitHub's Markdown. Every text is a code span, so that nothing in it means anything.
///
/// @param columns names of the members of each object
public record MarkdownEntry(List<String> columns) {

    /// Members of an event that a page has room for, of `Fields.cells`.
    public static final List<String> EVENTS = List.of("ts", "level", "issue", "project", "type", "message");

    /// Members of an issue that a page has room for.
    public static final List<String> ISSUES =
            List.of("id", "status", "project", "title", "count", "users", "first_seen", "last_seen", "owner");

    public MarkdownEntry {
        columns = List.copyOf(columns);
    }

    /// Two lines: the names of the columns, and the rule below them.
    public String head() {
        return "| " + String.join(" | ", columns) + " |\n|" + " --- |".repeat(columns.size()) + "\n";
    }

    /// One object as a line. What it does not have is an empty cell.
    public String row(Json json) {
        return columns.stream().map(name -> cell(json.get(name))).collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    /// A pipe ends a cell even within a code span unless a backslash stands before it.
    private static String cell(@org.jspecify.annotations.Nullable Object value) {
        if (value == null || value instanceof Number) {
            return value == null ? "" : value.toString();
        }
        String text = Visible.line(
                        value instanceof Enum<?> word
                                ? word.name().toLowerCase(java.util.Locale.ROOT)
                                : value.toString())
                .strip()
                .replace("\\|", "\\ |")
                .replace("|", "\\|");
        if (text.isEmpty()) {
            return "";
        }
        String ticks = "`".repeat(longest(text) + 1);
        boolean padded = text.startsWith("`") || text.endsWith("`") || text.endsWith("\\");
        String pad = padded ? " " : "";
        return ticks + pad + text + pad + ticks;
    }

    private static int longest(String text) {
        int longest = 0;
        int run = 0;
        for (int i = 0; i < text.length(); i++) {
            run = text.charAt(i) == '`' ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return longest;
    }
}
