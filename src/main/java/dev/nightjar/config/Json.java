package dev.nightjar.config;

import java.io.StringWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/// JSON, one object a line (NDJSON): what the journal is written in, and what every `--json` prints.
public final class Json {

    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(100)
                    .maxStringLength(1 << 20)
                    .maxNumberLength(100)
                    .maxDocumentLength(1 << 24)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private Json() {}

    /// Reads one object. Members keep their order; a value is a `String`, `Long`, `Double`, `Boolean`,
    /// `List<Object>` or `Map<String, Object>`. Members that are null are left out.
    ///
    /// @throws IllegalArgumentException with the column, if `line` is not one JSON object
    public static Map<String, Object> object(String line) {
        if (!line.stripLeading().startsWith("{")) {
            throw new IllegalArgumentException("column 1: not an object {…}");
        }
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), line)) {
            parser.nextToken();
            Map<String, Object> members = members(parser);
            if (parser.nextToken() != null) {
                throw new IllegalArgumentException(
                        "column " + parser.currentTokenLocation().getColumnNr() + ": something follows the object");
            }
            return members;
        } catch (JacksonException e) {
            int column = e.getLocation() == null ? 1 : e.getLocation().getColumnNr();
            throw new IllegalArgumentException("column " + column + ": " + said(e), e);
        }
    }

    /// The parser's words without its remarks in brackets about where its input came from.
    private static String said(JacksonException e) {
        String message = String.valueOf(e.getOriginalMessage());
        int remark = message.indexOf(" (start marker");
        return remark < 0 ? message : message.substring(0, remark);
    }

    private static Map<String, Object> members(JsonParser parser) {
        Map<String, Object> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            Object value = value(parser);
            if (value != null) {
                members.put(name, value);
            }
        }
        return members;
    }

    private static @Nullable Object value(JsonParser parser) {
        return switch (java.util.Objects.requireNonNull(parser.currentToken())) {
            case START_OBJECT -> members(parser);
            case START_ARRAY -> {
                List<Object> items = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    Object item = value(parser);
                    items.add(item == null ? "" : item);
                }
                yield items;
            }
            case VALUE_NUMBER_INT -> parser.getLongValue();
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> parser.getString();
        };
    }

    /// Writes one object on one line. A field whose value is null is left out; times are ISO 8601 in UTC; what a
    /// terminal might obey (control characters, changes of direction) is escaped, so that a hostile log harms
    /// nobody.
    public static final class Writer {

        private final StringWriter out = new StringWriter();
        private final JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), out);

        public Writer() {
            json.writeStartObject();
        }

        public Writer field(String name, @Nullable String value) {
            return any(name, value);
        }

        public Writer field(String name, long value) {
            json.writeName(name);
            json.writeNumber(value);
            return this;
        }

        public Writer field(String name, double value) {
            json.writeName(name);
            json.writeNumber(value);
            return this;
        }

        public Writer field(String name, @Nullable Number value) {
            return any(name, value);
        }

        public Writer field(String name, boolean value) {
            json.writeName(name);
            json.writeBoolean(value);
            return this;
        }

        public Writer field(String name, @Nullable Boolean value) {
            return any(name, value);
        }

        public Writer field(String name, @Nullable Instant value) {
            return any(name, value);
        }

        /// A list whose items are what a field may be, or further lists and maps.
        public Writer field(String name, @Nullable Collection<?> value) {
            return any(name, value);
        }

        /// A mapping of names to what a field may be, in the order of its iteration.
        public Writer field(String name, @Nullable Map<String, ?> value) {
            return any(name, value);
        }

        /// The object, without the end of the line.
        public String line() {
            json.writeEndObject();
            json.close();
            return harmless(out.toString());
        }

        // The generator escapes up to U+001F; these characters stand only in strings, where an escape may replace
        // them.
        private static String harmless(String text) {
            StringBuilder safe = new StringBuilder(text.length());
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1))) {
                    safe.append(c).append(text.charAt(++i));
                } else if (isHarmful(c)) {
                    safe.append("\\u").append(HEX.toHexDigits(c));
                } else {
                    safe.append(c);
                }
            }
            return safe.toString();
        }

        private static boolean isHarmful(char c) {
            return switch (Character.getType(c)) {
                case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                    true;
                default -> Character.isSurrogate(c);
            };
        }

        private Writer any(String name, @Nullable Object value) {
            if (value != null) {
                json.writeName(name);
                write(value);
            }
            return this;
        }

        private void write(Object value) {
            switch (value) {
                case Boolean flag -> json.writeBoolean(flag);
                case Double number -> json.writeNumber(number);
                case Number number -> json.writeNumber(number.longValue());
                case Collection<?> items -> {
                    json.writeStartArray();
                    items.forEach(this::write);
                    json.writeEndArray();
                }
                case Map<?, ?> members -> {
                    json.writeStartObject();
                    members.forEach((name, member) -> any(String.valueOf(name), member));
                    json.writeEndObject();
                }
                case Object text -> json.writeString(text.toString());
            }
        }
    }
}
