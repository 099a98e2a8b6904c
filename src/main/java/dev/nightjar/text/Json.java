package dev.nightjar.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One JSON object (RFC 8259), its members in the order they were put: what every `--json` prints, a line each, and
/// what journals, the ledger and `data.json` are written in. `JsonReader` reads it.
public final class Json {

    private static final HexFormat HEX = HexFormat.of();

    private final Map<String, @Nullable Object> members = new LinkedHashMap<>();
    private final boolean sparse;

    /// An object that writes members without a value as null.
    public Json() {
        this(false);
    }

    private Json(boolean sparse) {
        this.sparse = sparse;
    }

    /// An object that leaves out members without a value, its own and those of all objects within it.
    public static Json sparse() {
        return new Json(true);
    }

    /// Text, numbers, flags, instants (UTC, ISO 8601, cut to milliseconds), enums (lower case), optionals,
    /// collections, maps and other `Json`s; of anything else its text. A number that is not finite is text.
    public Json put(String name, @Nullable Object value) {
        members.put(name, value);
        return this;
    }

    /// A member's value as it was put; null if there is none.
    public @Nullable Object get(String name) {
        return members.get(name);
    }

    /// The names of all members, in their order.
    public Collection<String> names() {
        return Collections.unmodifiableSet(members.keySet());
    }

    /// An object of some members alone, in the order of the names.
    public Json only(Collection<String> names) {
        Json some = new Json(sparse);
        names.forEach(name -> some.put(name, members.get(name)));
        return some;
    }

    /// Writes the object on one line, without the line's end.
    public void to(Appendable out) throws IOException {
        write(members, out, sparse);
    }

    /// The object on one line, without the line's end.
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder(256);
        try {
            to(out);
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail so", e);
        }
        return out.toString();
    }

    private static void write(@Nullable Object value, Appendable out, boolean sparse) throws IOException {
        switch (value) {
            case null -> out.append("null");
            case Json json -> write(json.members, out, sparse || json.sparse);
            case Optional<?> optional -> write(bare(optional), out, sparse);
            case Boolean flag -> out.append(flag.toString());
            case Double number when !Double.isFinite(number) -> text(number.toString(), out);
            case Number number -> out.append(number.toString());
            case Instant time -> text(time.truncatedTo(ChronoUnit.MILLIS).toString(), out);
            case Enum<?> word -> text(word.name().toLowerCase(Locale.ROOT), out);
            case Map<?, ?> map -> members(map, out, sparse);
            case Collection<?> list -> items(list, out, sparse);
            default -> text(value.toString(), out);
        }
    }

    private static void members(Map<?, ?> map, Appendable out, boolean sparse) throws IOException {
        out.append('{');
        String before = "";
        for (var member : map.entrySet()) {
            Object value = bare(member.getValue());
            if (value != null || !sparse) {
                text(member.getKey().toString(), out.append(before));
                write(value, out.append(':'), sparse);
                before = ",";
            }
        }
        out.append('}');
    }

    private static @Nullable Object bare(@Nullable Object value) {
        return value instanceof Optional<?> optional ? optional.isPresent() ? optional.get() : null : value;
    }

    private static void items(Collection<?> list, Appendable out, boolean sparse) throws IOException {
        out.append('[');
        String before = "";
        for (Object item : list) {
            write(item, out.append(before), sparse);
            before = ",";
        }
        out.append(']');
    }

    private static void text(String raw, Appendable out) throws IOException {
        out.append('"');
        escape(raw, out);
        out.append('"');
    }

    /// Writes the inside of a JSON string. What is harmful to look at (`Visible.isHarmful`) is escaped, so that a
    /// hostile log harms nobody: beyond U+FFFF as both halves, a half without the other by itself.
    public static void escape(String raw, Appendable out) throws IOException {
        int done = 0;
        for (int i = 0; i < raw.length(); ) {
            int c = raw.codePointAt(i);
            int end = i + Character.charCount(c);
            if (c == '"' || c == '\\' || (c < ' ' || c > '~') && Visible.isHarmful(c)) {
                out.append(raw, done, i);
                for (; i < end; i++) {
                    escape(raw.charAt(i), out);
                }
                done = end;
            }
            i = end;
        }
        out.append(raw, done, raw.length());
    }

    private static void escape(char c, Appendable out) throws IOException {
        switch (c) {
            case '"', '\\' -> out.append('\\').append(c);
            case '\n' -> out.append("\\n");
            case '\t' -> out.append("\\t");
            case '\r' -> out.append("\\r");
            default -> out.append("\\u").append(HEX.toHexDigits(c));
        }
    }
}
