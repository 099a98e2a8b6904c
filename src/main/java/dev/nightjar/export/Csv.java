package dev.nightjar.export;

import dev.nightjar.text.Json;
import dev.nightjar.text.Visible;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Comma-separated values, RFC 4180: lines end with CR LF, cells with commas, quotes or line ends are quoted. A
/// text
/// that a spreadsheet would take for a formula gets an apostrophe (CWE-1236).
///
/// @param columns names of the members of each object
public record Csv(List<String> columns) {

    /// Members of an event that make a table, of `Fields.cells`.
    public static final List<String> EVENTS = List.of(
            "id",
            "issue",
            "project",
            "ts",
            "level",
            "logger",
            "thread",
            "host",
            "type",
            "message",
            "user",
            "release",
            "file",
            "line_start");

    /// Members of an issue that make a table.
    public static final List<String> ISSUES = List.of(
            "id",
            "project",
            "status",
            "level",
            "type",
            "title",
            "message",
            "culprit",
            "count",
            "total",
            "users",
            "first_seen",
            "last_seen",
            "owner",
            "release_first",
            "release_last");

    public Csv {
        columns = List.copyOf(columns);
    }

    /// The names of the columns as a line.
    public String head() {
        return String.join(",", columns) + "\r\n";
    }

    /// One object as a line. What it does not have is an empty cell; lists are joined by blanks.
    public String row(Json json) {
        return columns.stream().map(name -> cell(json.get(name))).collect(Collectors.joining(",")) + "\r\n";
    }

    static String cell(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case Number number -> number.toString();
            case Enum<?> word -> word.name().toLowerCase(Locale.ROOT);
            case Collection<?> many -> text(many.stream().map(String::valueOf).collect(Collectors.joining(" ")));
            default -> text(value.toString());
        };
    }

    /// Control characters are written out; line ends and tabs stay.
    private static String text(String raw) {
        boolean formula = !raw.isEmpty() && "=+-@\t\r".indexOf(raw.charAt(0)) >= 0;
        String shown = (formula ? "'" : "") + Visible.text(raw);
        boolean quoted = shown.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r') || formula;
        return quoted ? "\"" + shown.replace("\"", "\"\"") + "\"" : shown;
    }
}
