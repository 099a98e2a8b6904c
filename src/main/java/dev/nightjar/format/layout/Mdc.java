package dev.nightjar.format.layout;

import dev.nightjar.format.record.RecordBuilder;
import java.util.Map;

/// Reads diagnostic contexts as layouts print them: `a=1, b=2` or `a=1 b=2`, with or without braces.
final class Mdc {

    private Mdc() {}

    static void read(String text, Map<String, String> fields) {
        String inner = text.startsWith("{") && text.endsWith("}") ? text.substring(1, text.length() - 1) : text;
        for (String pair : inner.split("[,;&] ?| ", 64)) {
            int equals = pair.indexOf('=');
            if (equals > 0 && equals < pair.length() - 1) {
                fields.put(
                        pair.substring(0, equals).strip(),
                        pair.substring(equals + 1).strip());
            }
        }
    }

    /// Sets a field; `mdc` is many.
    static void put(RecordBuilder record, String name, String value) {
        if (name.equals("mdc")) {
            read(value, record.fields);
        } else {
            record.setIf(name, value);
        }
    }
}
