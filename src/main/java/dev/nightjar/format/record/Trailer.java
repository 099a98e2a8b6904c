package dev.nightjar.format.record;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a program writes behind each of its messages, as `, client: 10.0.0.7, request: "GET / HTTP/1.1"`: pairs of
/// known keys and values up to the line's end. They become fields, the message ends before them.
public final class Trailer {

    /// Of a program that writes none.
    public static final Trailer NONE = new Trailer(List.of());

    private static final String BEFORE = ", ";
    private static final String BEHIND = ": ";

    private final Map<String, String> names = new LinkedHashMap<>();

    /// @param keys as written; `key=field` gives the field another name
    public Trailer(List<String> keys) {
        for (String key : keys) {
            int equals = key.indexOf('=');
            names.put(equals < 0 ? key : key.substring(0, equals), key.substring(equals + 1));
        }
    }

    /// Takes the tail off a record's text.
    public void cut(RecordBuilder record) {
        if (names.isEmpty()) {
            return;
        }
        String text = record.text();
        for (int i = text.indexOf(BEFORE); i >= 0; i = text.indexOf(BEFORE, i + 1)) {
            Map<String, String> found = new LinkedHashMap<>();
            int end = pairs(text, i, found);
            if (end == text.length() || end > i && text.charAt(end) == '\n') {
                record.text(text.substring(0, i) + text.substring(end));
                found.forEach(record.fields::putIfAbsent);
                return;
            }
        }
    }

    /// Takes a name in brackets off the end of a record's first line.
    ///
    /// @param behind as layouts write it: ` ({logger})`
    public static void cutName(RecordBuilder record, String behind) {
        String text = record.text();
        int newline = text.indexOf('\n');
        String line = newline < 0 ? text : text.substring(0, newline);
        int field = behind.indexOf('{');
        int close = behind.indexOf('}', field);
        String before = behind.substring(0, Math.max(0, field));
        int begin = line.lastIndexOf(before);
        int end = line.length() - (behind.length() - close - 1);
        if (field < 0
                || begin < 0
                || close < 0
                || end <= begin + before.length()
                || !line.endsWith(behind.substring(close + 1))) {
            return;
        }
        String name = line.substring(begin + before.length(), end);
        if (name.indexOf(' ') < 0) {
            record.setIf(behind.substring(field + 1, close).replace("*", ""), name);
            record.text(line.substring(0, begin).stripTrailing() + text.substring(line.length()));
        }
    }

    /// The end of the pairs that begin at `i`, `i` if none does.
    private int pairs(String text, int i, Map<String, String> found) {
        int end = i;
        while (text.startsWith(BEFORE, end)) {
            int from = end + BEFORE.length();
            int colon = text.indexOf(BEHIND, from);
            String name = colon < 0 ? null : names.get(text.substring(from, Math.min(colon, from + 40)));
            if (name == null) {
                return end;
            }
            int value = colon + BEHIND.length();
            end = valueEnd(text, value);
            boolean quoted = end > value + 1 && text.charAt(value) == '"' && text.charAt(end - 1) == '"';
            found.put(name, quoted ? text.substring(value + 1, end - 1) : text.substring(value, end));
        }
        return end;
    }

    private static int valueEnd(String text, int value) {
        int newline = text.indexOf('\n', value);
        int line = newline < 0 ? text.length() : newline;
        boolean quoted = value < line && text.charAt(value) == '"';
        int close = quoted ? text.indexOf('"', value + 1) : text.indexOf(BEFORE, value);
        return close < 0 || close >= line ? line : quoted ? close + 1 : close;
    }
}
