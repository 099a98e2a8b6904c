package dev.nightjar.format.structured;

import java.util.List;
import java.util.Map;

/// Frames of stack traces that are written as objects, as the line of text they stand for: `{"class": …, "method":
/// …,
/// "file": …, "line": …}` (log4j 2, Logback), `{"func": …, "source": …, "line": …}` (zerolog), `{"name": …,
/// "filename": …, "lineno": …}` (structlog), `{"class": …, "type": "->", "function": …, "file": …, "line": …}` (PHP).
final class JsonFrames {

    private static final List<String> CLASSES = List.of("class", "className", "declaringClass");
    private static final List<String> METHODS = List.of("method", "methodName");
    private static final List<String> FUNCTIONS = List.of("func", "function", "name");
    private static final List<String> FILES = List.of("file", "fileName", "filename", "source");
    private static final List<String> LINES = List.of("line", "lineNumber", "lineno");

    private JsonFrames() {}

    /// Empty if the members are not those of a frame.
    ///
    /// @param number of the frame, from 0
    static String text(Map<String, ? extends CharSequence> members, int number) {
        if (isPhp(members)) {
            return php(members, number);
        }
        String type = first(members, CLASSES);
        String method = first(members, METHODS);
        String file = first(members, FILES);
        String line = members.containsKey("lineno") ? first(members, List.of("lineno")) : first(members, LINES);
        if (!type.isEmpty() && !method.isEmpty()) {
            return "\tat " + type + "." + method + "(" + place(file, line) + ")";
        }
        String function = first(members, FUNCTIONS);
        if (function.isEmpty() || file.isEmpty() || line.isEmpty()) {
            return "";
        }
        return members.containsKey("lineno")
                ? "  File \"" + file + "\", line " + line + ", in " + function
                : function + "\n\t" + file + ":" + line;
    }

    /// As `debug_backtrace()` has it.
    private static boolean isPhp(Map<String, ? extends CharSequence> members) {
        String type = first(members, List.of("type"));
        return members.containsKey("function")
                && (type.equals("->")
                        || type.equals("::")
                        || first(members, List.of("file")).endsWith(".php"));
    }

    private static String php(Map<String, ? extends CharSequence> members, int number) {
        String file = first(members, List.of("file"));
        String call = first(members, List.of("class")) + first(members, List.of("type")) + first(members, FUNCTIONS);
        String where = file.isEmpty() ? "[internal function]" : file + "(" + first(members, LINES) + ")";
        return "#" + number + " " + where + ": " + call + "()";
    }

    private static String place(String file, String line) {
        if (file.isEmpty()) {
            return "Unknown Source";
        }
        return line.equals("-2") ? "Native Method" : line.isEmpty() || line.startsWith("-") ? file : file + ":" + line;
    }

    private static String first(Map<String, ? extends CharSequence> members, List<String> names) {
        for (String name : names) {
            CharSequence value = members.get(name);
            if (value != null) {
                return value.toString();
            }
        }
        return "";
    }
}
