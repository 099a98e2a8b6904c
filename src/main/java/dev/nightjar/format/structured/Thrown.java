package dev.nightjar.format.structured;

import dev.nightjar.config.yaml.Doc;
import dev.nightjar.format.structured.Members.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What was thrown, written as an object: its type, its reason, its stack, perhaps the place, and what caused it as an
/// object of the same kind within. It is put into the words in which the language prints it, so that the grammars of
/// stack
/// traces read it.
///
/// @param in names of the objects, dotted if they are nested
/// @param cause names of an object within such an object that says what caused it
public record Thrown(
        List<String> in,
        List<String> type,
        List<String> reason,
        List<String> stack,
        List<String> file,
        List<String> line,
        List<String> cause) {

    /// Nothing is known of objects.
    public static final Thrown NONE =
            new Thrown(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

    private static final int DEEPEST = 8;

    /// Reads `thrown` of a definition.
    public static Thrown read(Doc doc) {
        Optional<Doc> thrown = doc.doc("thrown");
        return thrown.map(names -> {
                    Thrown read = new Thrown(
                            names.texts("in"),
                            plain(names.texts("type")),
                            plain(names.texts("reason")),
                            plain(names.texts("stack")),
                            plain(names.texts("file")),
                            plain(names.texts("line")),
                            plain(names.texts("cause")));
                    names.done();
                    return read;
                })
                .orElse(NONE);
    }

    private static List<String> plain(List<String> names) {
        return names.stream().map(Members::plain).toList();
    }

    /// The names of members within the objects that play a role.
    List<String> names(Role role) {
        List<String> inner = switch (role) {
            case TYPE -> type;
            case REASON -> reason;
            case STACK -> stack;
            default -> List.<String>of();
        };
        List<String> names = new ArrayList<>();
        in.forEach(outer -> inner.forEach(name -> names.add(outer + "." + name)));
        return names;
    }

    /// The name of the object that a member lies in, by the member's name as names are compared; null if it is none.
    @Nullable
    String objectOf(String member) {
        for (String outer : in) {
            String plain = Members.plain(outer);
            if (member.startsWith(plain) && member.startsWith(".", plain.length())) {
                return plain;
            }
        }
        return null;
    }

    /// What was thrown as its language prints it.
    ///
    /// @param object its name
    /// @param values by their names as names are compared
    /// @param otherwise the reason where it says none
    String text(String object, Map<String, String> values, String otherwise) {
        return text(object, values, otherwise, 0);
    }

    private String text(String object, Map<String, String> values, String otherwise, int depth) {
        String name = first(type, object, values);
        String trace = numbered(first(stack, object, values).stripTrailing());
        String head = head(object, values, otherwise);
        String inner = causeOf(object, values);
        String caused = inner == null || depth == DEEPEST || trace.contains(head(inner, values, ""))
                ? ""
                : text(inner, values, "", depth + 1);
        String first = trace.stripLeading();
        if (first.startsWith("#0 ")) {
            return php(head + place(object, values), trace, caused);
        }
        if (first.startsWith("File \"") || first.startsWith("Traceback (most")) {
            return python(head, trace, caused);
        }
        boolean whole = !trace.isEmpty()
                && (name.isEmpty() || !isFrame(first) && first.contains(name.substring(name.lastIndexOf('.') + 1)));
        String own = whole ? trace : trace.isEmpty() ? head : head + "\n" + trace;
        if (caused.isEmpty()) {
            return own;
        }
        return isDotnet(trace) ? dotnet(head, trace, caused) : own + "\nCaused by: " + caused;
    }

    private String head(String object, Map<String, String> values, String otherwise) {
        String name = first(type, object, values);
        String why = first(reason, object, values);
        String said = why.isEmpty() ? otherwise : why;
        return name.isEmpty() ? said : name + (said.isEmpty() || said.equals(name) ? "" : ": " + said);
    }

    private @Nullable String causeOf(String object, Map<String, String> values) {
        for (String name : cause) {
            String inner = object + "." + name;
            if (!first(type, inner, values).isEmpty()
                    || !first(stack, inner, values).isEmpty()) {
                return inner;
            }
        }
        return null;
    }

    private static String first(List<String> names, String object, Map<String, String> values) {
        for (String name : names) {
            String value = values.getOrDefault(object + "." + name, "");
            if (!value.isEmpty()) {
                return value;
            }
        }
        return "";
    }

    private String place(String object, Map<String, String> values) {
        String where = first(file, object, values);
        String at = first(line, object, values);
        return where.isEmpty() ? "" : " in " + where + (at.isEmpty() ? "" : ":" + at);
    }

    /// What it caused stands behind it.
    private static String php(String head, String trace, String caused) {
        String own = head + "\nStack trace:\n" + trace;
        return caused.isEmpty() ? own : caused + "\n\nNext " + own;
    }

    /// The head stands behind the calls.
    private static String python(String head, String trace, String caused) {
        String name = head.indexOf(':') < 0 ? head : head.substring(0, head.indexOf(':'));
        boolean ends = trace.substring(trace.lastIndexOf('\n') + 1).contains(name.substring(name.lastIndexOf('.') + 1));
        String calls = trace.stripLeading().startsWith("File") ? "Traceback (most recent call last):\n" + trace : trace;
        String own = ends ? calls : calls + "\n" + head;
        return caused.isEmpty()
                ? own
                : caused + "\n\nThe above exception was the direct cause of the following exception:\n\n" + own;
    }

    /// PHP's places without functions (`/srv/cart.php:7`) as frames.
    private static String numbered(String trace) {
        String[] lines = trace.split("\n");
        StringBuilder frames = new StringBuilder();
        for (int i = 0; i < lines.length; i++) {
            int colon = lines[i].lastIndexOf(".php:") + 4;
            if (colon < 4 || !lines[i].substring(colon + 1).chars().allMatch(c -> c >= '0' && c <= '9')) {
                return trace;
            }
            frames.append(i == 0 ? "#" : "\n#").append(i).append(' ').append(lines[i], 0, colon);
            frames.append('(').append(lines[i].substring(colon + 1)).append(')');
        }
        return frames.toString();
    }

    private static boolean isDotnet(String trace) {
        return trace.contains(":line ") && trace.stripLeading().startsWith("at ");
    }

    private static String dotnet(String head, String trace, String caused) {
        return head + "\n ---> " + caused + "\n   --- End of inner exception stack trace ---\n" + trace;
    }

    private static boolean isFrame(String line) {
        return line.startsWith("at ") || line.startsWith("#");
    }
}
