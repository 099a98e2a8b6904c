package dev.nightjar.cli.terminal;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One JSON object, its members in the order they were put; printed on one line.
public final class Json {

    private final Map<String, @Nullable Object> members = new LinkedHashMap<>();

    /// Text, numbers, flags, instants (UTC, ISO 8601), enums (lower case), optionals, collections, maps and other
    /// `Json`s.
    public Json put(String name, @Nullable Object value) {
        members.put(name, value);
        return this;
    }

    /// A member's value as it was put; null if there is none.
    public @Nullable Object get(String name) {
        return members.get(name);
    }

    @Override
    public String toString() {
        StringBuilder out = new StringBuilder(256);
        write(members, out);
        return out.toString();
    }

    private static void write(@Nullable Object value, StringBuilder out) {
        switch (value) {
            case null -> out.append("null");
            case Json json -> write(json.members, out);
            case Optional<?> optional -> write(optional.isPresent() ? optional.get() : null, out);
            case Boolean flag -> out.append(flag.booleanValue());
            case Number number -> out.append(number);
            case Instant time -> text(time.truncatedTo(ChronoUnit.MILLIS).toString(), out);
            case Enum<?> word -> text(word.name().toLowerCase(Locale.ROOT), out);
            case Map<?, ?> map -> {
                String before = "{";
                for (var entry : map.entrySet()) {
                    out.append(before);
                    text(entry.getKey().toString(), out);
                    write(entry.getValue(), out.append(':'));
                    before = ",";
                }
                out.append(map.isEmpty() ? "{}" : "}");
            }
            case Collection<?> list -> {
                String before = "[";
                for (Object item : list) {
                    write(item, out.append(before));
                    before = ",";
                }
                out.append(list.isEmpty() ? "[]" : "]");
            }
            default -> text(value.toString(), out);
        }
    }

    /// RFC 8259; control and bidi characters, and surrogates without partner, are escaped, so that a terminal
    /// shows them.
    private static void text(String raw, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            switch (c) {
                case '"', '\\' -> out.append('\\').append(c);
                case '\n' -> out.append("\\n");
                case '\t' -> out.append("\\t");
                case '\r' -> out.append("\\r");
                default -> {
                    if (c < ' ' || (c >= 0x7f && c < 0xa0) || !pairedOrPlain(raw, i) || hidden(c)) {
                        out.append("\\u%04x".formatted((int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }

    private static boolean pairedOrPlain(String raw, int i) {
        char c = raw.charAt(i);
        return !Character.isSurrogate(c)
                || (Character.isHighSurrogate(c) && i + 1 < raw.length() && Character.isLowSurrogate(raw.charAt(i + 1)))
                || (Character.isLowSurrogate(c) && i > 0 && Character.isHighSurrogate(raw.charAt(i - 1)));
    }

    private static boolean hidden(char c) {
        return Character.getType(c) == Character.FORMAT || c == '\u2028' || c == '\u2029';
    }
}
