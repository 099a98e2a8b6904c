package dev.nightjar.format.structured;

import java.util.LinkedHashMap;
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
public final class JsonScan {

    private static final int MOST_VALUES = 500;

    /// Of texts that are joined under one name.
    private static final int LONGEST_JOINED = 1 << 18;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(100)
                    .maxNumberLength(100)
                    .maxStringLength(1 << 20)
                    .build())
            .build();

    private static final String CAUSE = ".cause";
    private static final int MOST_CAUSES = 8;

    private final JsonParser parser;
    private final Map<String, CharSequence> texts = new LinkedHashMap<>();

    private JsonScan(JsonParser parser) {
        this.parser = parser;
    }

    /// What an object says.
    ///
    /// @param values members of nested objects as `outer.inner`, the texts of an array joined by line ends, the
    ///     frames of a structured stack trace as the text they stand for
    /// @param end behind the object's brace, -1 if it is no whole JSON object: then `values` has what came before
    public record Read(Map<String, String> values, int end) {

        /// True if the object was closed.
        public boolean whole() {
            return end >= 0;
        }
    }

    /// Reads the object that begins at `from`.
    public static Read read(byte[] b, int from, int to) {
        Map<String, String> values = Members.values();
        int end = -1;
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), b, from, to - from)) {
            JsonScan json = new JsonScan(parser);
            try {
                if (parser.nextToken() == JsonToken.START_OBJECT) {
                    json.object("");
                    end = from + (int) parser.currentLocation().getByteOffset();
                }
            } catch (JacksonException e) {
                end = -1;
            }
            json.texts.forEach((name, text) -> values.put(name, text.toString()));
        }
        return new Read(values, end);
    }

    /// The members of the object in `[from, to)`, null if it is not one whole object.
    static @Nullable public Map<String, String> tryRead(byte[] b, int from, int to) {
        if (from >= to || b[from] != '{') {
            return null;
        }
        Read read = read(b, from, to);
        return read.whole() ? read.values() : null;
    }

    private void object(String prefix) {
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = prefix + parser.currentName();
            parser.nextToken();
            value(name);
        }
    }

    private void value(String name) {
        switch (java.util.Objects.requireNonNull(parser.currentToken())) {
            case START_OBJECT -> object(name + ".");
            case START_ARRAY -> {
                for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
                    if (parser.currentToken() == JsonToken.START_OBJECT) {
                        element(name, i);
                    } else {
                        value(name);
                    }
                }
            }
            case VALUE_NULL -> {}
            default -> put(name, parser.getString());
        }
    }

    /// An object in an array: `{"key": …, "value": …}` is a named value (OTLP), a frame of a stack trace is one
    /// text,
    /// the members of another are joined by name.
    private void element(String name, int index) {
        JsonScan inner = new JsonScan(parser);
        inner.object("");
        String frame = JsonFrames.text(inner.texts, index);
        CharSequence key = inner.texts.get("key");
        if (key != null && inner.texts.size() == 2) {
            inner.texts.forEach((member, text) -> {
                if (member.startsWith("value")) {
                    put(name + "." + key, text);
                }
            });
        } else if (frame.isEmpty()) {
            String of = name + (isThrown(inner.texts) ? CAUSE.repeat(Math.min(index, MOST_CAUSES)) : "") + ".";
            inner.texts.forEach((member, text) -> put(of + member, text));
        } else {
            put(name, frame);
        }
    }

    /// Of several that were thrown each is the cause of the one before.
    private static boolean isThrown(Map<String, CharSequence> members) {
        return members.containsKey("exc_type")
                || members.containsKey("type") && (members.containsKey("stacktrace") || members.containsKey("stack"));
    }

    private void put(String name, CharSequence text) {
        CharSequence before = texts.get(name);
        if (before == null) {
            if (texts.size() < MOST_VALUES) {
                texts.put(name, text);
            }
        } else if (before.length() < LONGEST_JOINED) {
            StringBuilder joined = before instanceof StringBuilder some ? some : new StringBuilder(before);
            texts.put(name, joined.append('\n').append(text));
        }
    }
}
