package dev.nightjar.config;

import dev.nightjar.config.Doc.Value;
import dev.nightjar.config.Problems.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.dataformat.yaml.YAMLFactory;

/// YAML text to `Doc`, with the place of every value. Scalars stay text: what `no` or `0777` mean is for the asker to say.
public final class Yaml {

    private static final int DEEPEST = 50;

    private final String file;
    private final Problems problems;
    private final JsonParser parser;

    private Yaml(String file, Problems problems, JsonParser parser) {
        this.file = file;
        this.problems = problems;
        this.parser = parser;
    }

    /// Reads one mapping; an empty file is an empty mapping. Broken YAML is noted as a problem and gives an empty mapping.
    public static Doc read(String file, String text, Problems problems) {
        Place start = new Place(file, 1, 1);
        try (JsonParser parser = new YAMLFactory().createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() == null) {
                return new Doc(start, Map.of(), problems);
            }
            Value value = new Yaml(file, problems, parser).value(0);
            if (value.content() instanceof Map<?, ?> map) {
                @SuppressWarnings("unchecked")
                Map<String, Value> members = (Map<String, Value>) map;
                return new Doc(start, members, problems);
            }
            problems.add(start, "must be a mapping of names to values");
        } catch (JacksonException e) {
            TokenStreamLocation at = e.getLocation();
            problems.add(
                    at == null ? start : new Place(file, Math.max(1, at.getLineNr()), Math.max(1, at.getColumnNr())),
                    "not YAML: " + e.getOriginalMessage().lines().findFirst().orElse("unreadable"));
        }
        return new Doc(start, Map.of(), problems);
    }

    private Value value(int depth) {
        Place place = here();
        if (depth > DEEPEST) {
            problems.add(place, "nested deeper than " + DEEPEST);
            parser.skipChildren();
            return new Value(place, "");
        }
        return switch (parser.currentToken()) {
            case START_OBJECT -> new Value(place, members(depth));
            case START_ARRAY -> {
                List<Value> items = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    items.add(value(depth + 1));
                }
                yield new Value(place, items);
            }
            case VALUE_NULL -> new Value(place, "");
            case null, default -> new Value(place, parser.getString());
        };
    }

    private Map<String, Value> members(int depth) {
        Map<String, Value> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            Place place = here();
            parser.nextToken();
            Value value = value(depth + 1);
            if (members.put(key, new Value(place, value.content())) != null) {
                problems.add(place, "'" + key + "' stands here twice");
            }
        }
        return members;
    }

    private Place here() {
        TokenStreamLocation at = parser.currentTokenLocation();
        return new Place(file, Math.max(1, at.getLineNr()), Math.max(1, at.getColumnNr()));
    }
}
