package dev.nightjar.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/// Reads what `Json` writes and people edit: one object of at most 16 MB, with 100 levels
/// and a million characters a text at most.
public final class JsonReader {

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(100)
                    .maxStringLength(1 << 20)
                    .maxNumberLength(100)
                    .maxDocumentLength(1 << 24)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private JsonReader() {}

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

    private static double finite(JsonParser parser) {
        double number = parser.getDoubleValue();
        if (Double.isInfinite(number)) {
            throw new IllegalArgumentException(
                    "column " + parser.currentTokenLocation().getColumnNr() + ": a number beyond 1.8e308");
        }
        return number;
    }

    private static @Nullable Object value(JsonParser parser) {
        return switch (Objects.requireNonNull(parser.currentToken())) {
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
            case VALUE_NUMBER_FLOAT -> finite(parser);
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> parser.getString();
        };
    }
}
