package dev.nightjar.config;

import dev.nightjar.config.Problems.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A mapping in a YAML file whose values are asked for by name and kind. A wrong kind is noted as a problem with its
/// place and a default returned, so that reading goes on and finds the next problem. `done()` notes members that nobody
/// asked for, with the nearest name that somebody did.
public final class Doc {

    /// A value with its place: a `String` (scalars are text), a `List<Value>` or a `Map<String, Value>`.
    record Value(Place place, Object content) {}

    private final Place place;
    private final Map<String, Value> members;
    private final Problems problems;
    private final Set<String> asked = new LinkedHashSet<>();

    Doc(Place place, Map<String, Value> members, Problems problems) {
        this.place = place;
        this.members = members;
        this.problems = problems;
    }

    public Place place() {
        return place;
    }

    /// The file's name without folder and ending.
    public String fileName() {
        String name = place.file().substring(place.file().lastIndexOf('/') + 1);
        return name.contains(".") ? name.substring(0, name.lastIndexOf('.')) : name;
    }

    public Problems problems() {
        return problems;
    }

    /// Notes a problem with member `key`, or with the whole if there is no such member.
    public void problem(String key, String message) {
        Value value = members.get(key);
        problems.add(value == null ? place : value.place(), message);
    }

    public boolean has(String key) {
        asked.add(key);
        return members.containsKey(key);
    }

    /// The names of all members, in the order of the file; asking for them counts as asking for each.
    public List<String> keys() {
        asked.addAll(members.keySet());
        return List.copyOf(members.keySet());
    }

    /// A required text.
    public String text(String key) {
        Optional<String> text = textIf(key);
        if (text.isEmpty() && !members.containsKey(key)) {
            problems.add(place, "'" + key + "' is missing");
        }
        return text.orElse("");
    }

    public Optional<String> textIf(String key) {
        asked.add(key);
        Value value = members.get(key);
        if (value == null) {
            return Optional.empty();
        }
        if (value.content() instanceof String text) {
            return Optional.of(text);
        }
        problems.add(value.place(), "'" + key + "' must be text");
        return Optional.empty();
    }

    /// A list of texts; a single text is a list of one; missing is empty.
    public List<String> texts(String key) {
        asked.add(key);
        Value value = members.get(key);
        List<String> texts = new ArrayList<>();
        if (value == null) {
            return texts;
        }
        List<?> items = value.content() instanceof List<?> list ? list : List.of(value);
        for (Object item : items) {
            if (item instanceof Value v && v.content() instanceof String text) {
                texts.add(text);
            } else {
                problems.add(((Value) item).place(), "'" + key + "' must be a list of texts");
            }
        }
        return texts;
    }

    /// A mapping of text to text; missing is empty.
    public Map<String, String> map(String key) {
        Map<String, String> map = new LinkedHashMap<>();
        doc(key).ifPresent(doc -> doc.keys().forEach(name -> doc.textIf(name).ifPresent(text -> map.put(name, text))));
        return map;
    }

    public boolean flag(String key, boolean otherwise) {
        Optional<String> text = textIf(key);
        if (text.isEmpty()) {
            return otherwise;
        }
        if (!text.get().equals("true") && !text.get().equals("false")) {
            problem(key, "'" + key + "' must be true or false, not '" + text.get() + "'");
        }
        return text.get().equals("true");
    }

    public int number(String key, int otherwise) {
        Optional<String> text = textIf(key);
        try {
            return text.map(Integer::parseInt).orElse(otherwise);
        } catch (NumberFormatException e) {
            problem(key, "'" + key + "' must be a whole number, not '" + text.orElse("") + "'");
            return otherwise;
        }
    }

    /// A nested mapping.
    public Optional<Doc> doc(String key) {
        asked.add(key);
        Value value = members.get(key);
        return value == null ? Optional.empty() : nested(value, key);
    }

    /// A list of mappings; missing is empty. An item that is a plain text `name` is read as a mapping `{name: {}}`, and
    /// so are items of a mapping's form; the caller asks `keys()`.
    public List<Doc> docs(String key) {
        asked.add(key);
        Value value = members.get(key);
        List<Doc> docs = new ArrayList<>();
        if (value == null) {
            return docs;
        }
        if (!(value.content() instanceof List<?> items)) {
            problems.add(value.place(), "'" + key + "' must be a list");
            return docs;
        }
        for (Object item : items) {
            Value v = (Value) item;
            if (v.content() instanceof String name) {
                docs.add(new Doc(v.place(), Map.of(name, new Value(v.place(), Map.of())), problems));
            } else {
                nested(v, key).ifPresent(docs::add);
            }
        }
        return docs;
    }

    @SuppressWarnings("unchecked")
    private Optional<Doc> nested(Value value, String key) {
        if (value.content() instanceof Map<?, ?> map) {
            return Optional.of(new Doc(value.place(), (Map<String, Value>) map, problems));
        }
        if (value.content() instanceof String text && text.isEmpty()) {
            return Optional.of(new Doc(value.place(), Map.of(), problems));
        }
        problems.add(value.place(), "'" + key + "' must be a mapping");
        return Optional.empty();
    }

    /// Notes every member that was not asked for.
    public void done() {
        members.forEach((key, value) -> {
            if (!asked.contains(key)) {
                problems.add(value.place(), "unknown '" + key + "'" + Nearest.hint(key, asked));
            }
        });
    }
}
