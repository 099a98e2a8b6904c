package dev.nightjar.format;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/// Flattens one JSON object to dotted names. Bounded in depth, number and string length, so that no line can
/// exhaust anything.
final class Json {

    private static final int MOST_VALUES = 500;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(100)
                    .maxNumberLength(100)
                    .maxStringLength(1 << 20)
                    .build())
            .build();

    private Json() {}

    /// Puts the members of the object in `[from, to)` into `values`; members of nested objects as `outer.inner`,
    /// the texts of an array joined by line ends. Fails with a `JacksonException` if it is not JSON.
    static void read(byte[] b, int from, int to, Map<String, String> values) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), b, from, to - from)) {
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                object(parser, "", values);
            }
        }
    }

    /// The members of the object in `[from, to)`, null if it is not one whole object.
    static @Nullable Map<String, String> tryRead(byte[] b, int from, int to) {
        if (from >= to || b[from] != '{') {
            return null;
        }
        try {
            Map<String, String> values = Members.values();
            read(b, from, to, values);
            return values;
        } catch (JacksonException e) {
            return null;
        }
    }

    private static void object(JsonParser parser, String prefix, Map<String, String> values) {
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = prefix + parser.currentName();
            parser.nextToken();
            value(parser, name, values);
        }
    }

    private static void value(JsonParser parser, String name, Map<String, String> values) {
        switch (java.util.Objects.requireNonNull(parser.currentToken())) {
            case START_OBJECT -> object(parser, name + ".", values);
            case START_ARRAY -> {
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    value(parser, name, values);
                }
            }
            case VALUE_NULL -> {}
            default -> {
                if (values.size() < MOST_VALUES) {
                    values.merge(name, parser.getString(), (a, c) -> a + "\n" + c);
                }
            }
        }
    }
}
