import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/// JSON text of maps, collections, numbers, texts and nulls.
final class Json {

    private Json() {}

    /// Spread over lines where a value is not short. Maps without an order of their own are sorted.
    static String of(Object value, int depth) {
        String line = line(value);
        if (line.length() + 2 * depth <= 118 || !(value instanceof Map || value instanceof Collection)) {
            return line;
        }
        String indent = "\n" + "  ".repeat(depth + 1);
        StringBuilder json = new StringBuilder();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, v) -> json.append(json.isEmpty() ? "{" : ",")
                    .append(indent)
                    .append(quoted("" + key))
                    .append(": ")
                    .append(of(v, depth + 1)));
            return json.append("\n").append("  ".repeat(depth)).append("}").toString();
        }
        ((Collection<?>) value)
                .forEach(v ->
                        json.append(json.isEmpty() ? "[" : ",").append(indent).append(of(v, depth + 1)));
        return json.append("\n").append("  ".repeat(depth)).append("]").toString();
    }

    /// On one line.
    static String line(Object value) {
        return switch (value) {
            case null -> "null";
            case Map<?, ?> map -> {
                StringBuilder json = new StringBuilder("{");
                Map<?, ?> ordered = map instanceof java.util.LinkedHashMap ? map : new TreeMap<>(map);
                ordered.forEach((key, v) -> json.append(json.length() > 1 ? "," : "")
                        .append(quoted("" + key))
                        .append(":")
                        .append(line(v)));
                yield json.append("}").toString();
            }
            case Collection<?> items ->
                items.stream().map(Json::line).collect(java.util.stream.Collectors.joining(",", "[", "]"));
            case Number number -> number.toString();
            case Boolean flag -> flag.toString();
            default -> quoted(value.toString());
        };
    }

    static String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            switch (c) {
                case '"' -> json.append("\\\"");
                case '\\' -> json.append("\\\\");
                case '\n' -> json.append("\\n");
                case '\t' -> json.append("\\t");
                default -> json.append(c);
            }
        }
        return json.append('"').toString();
    }
}
