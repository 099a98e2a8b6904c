package dev.nightjar.config.yaml;

import dev.nightjar.config.yaml.Problems.Place;
import dev.nightjar.model.Failure;
import dev.nightjar.text.Nearest;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A mapping in a YAML file whose values are asked for by name and kind. A wrong kind is noted as a problem with
/// its place and a default returned, so that reading goes on and finds the next problem. A name without a value
/// is as good as not there. `done()` notes members that nobody asked for, with the nearest name that somebody
/// did.
public final class Doc {

    /// A value with its place: a `String` (scalars are text), a `List<Value>`, a `Map<String, Member>` or
    /// `Nothing`.
    public record Value(Place place, Object content) {}

    /// A named value, and the place of the name.
    public record Member(Place key, Value value) {}

    /// The absence of a value: `name:` or `name: ~`.
    record Nothing() {}

    private final Place place;
    private final Map<String, Member> members;
    private final Problems problems;
    private final Set<String> asked = new LinkedHashSet<>();

    public Doc(Place place, Map<String, Member> members, Problems problems) {
        this.place = place;
        this.members = members;
        this.problems = problems;
    }

    /// Where the mapping begins: file, line, column.
    public Place place() {
        return place;
    }

    Map<String, Member> members() {
        return members;
    }

    /// The file's name without folder and ending.
    public String fileName() {
        String name = place.file().substring(place.file().lastIndexOf('/') + 1);
        return name.contains(".") ? name.substring(0, name.lastIndexOf('.')) : name;
    }

    /// Where problems of this mapping are noted, for readers that note their own.
    public Problems problems() {
        return problems;
    }

    /// Notes a problem with the value of `key`, or with the whole if there is none.
    public void problem(String key, String message) {
        Member member = members.get(key);
        problems.add(member == null ? place : member.value().place(), message);
    }

    /// Notes a problem with the name `key` itself.
    public void problemWithName(String key, String message) {
        Member member = members.get(key);
        problems.add(member == null ? place : member.key(), message);
    }

    /// True if the name stands there, also without a value. Counts as asking for it.
    public boolean has(String key) {
        asked.add(key);
        return members.containsKey(key);
    }

    /// True if there is no value, or a list of nothing.
    public boolean isEmpty(String key) {
        Value value = ask(key);
        return value == null || (value.content() instanceof List<?> items && items.isEmpty());
    }

    /// The names of all members, in the order of the file; asking for them counts as asking for each.
    public List<String> keys() {
        asked.addAll(members.keySet());
        return List.copyOf(members.keySet());
    }

    /// A required text.
    public String text(String key) {
        Value value = ask(key);
        if (value == null) {
            problem(key, "'" + key + "' is missing");
        }
        return textIf(key).orElse("");
    }

    /// A text that may be missing; empty as well, and noted, if it is no text.
    public Optional<String> textIf(String key) {
        Value value = ask(key);
        if (value == null) {
            return Optional.empty();
        }
        if (value.content() instanceof String text) {
            return Optional.of(text);
        }
        problems.add(value.place(), "'" + key + "' must be text");
        return Optional.empty();
    }

    /// A text turned into something else by `reader`; what it throws (`Failure`, `IllegalArgumentException`,
    /// `DateTimeException`) is noted as a problem with the value.
    public <T> Optional<T> value(String key, Function<String, T> reader) {
        try {
            return textIf(key).map(reader);
        } catch (Failure | IllegalArgumentException | DateTimeException e) {
            problem(key, "'" + key + "': " + e.getMessage());
            return Optional.empty();
        }
    }

    /// A list of texts; a single text is a list of one; missing is empty.
    public List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        texts(key, (where, text) -> texts.add(text));
        return texts;
    }

    /// A list of texts, each with its place; a single text is a list of one; missing is empty.
    public void texts(String key, BiConsumer<Place, String> use) {
        Value value = ask(key);
        if (value == null) {
            return;
        }
        for (Value item : value.content() instanceof List<?> ? items(value) : List.of(value)) {
            if (item.content() instanceof String text) {
                use.accept(item.place(), text);
            } else {
                problems.add(item.place(), "'" + key + "' must be a list of texts");
            }
        }
    }

    /// A mapping of text to text; missing is empty.
    public Map<String, String> map(String key) {
        Map<String, String> map = new LinkedHashMap<>();
        doc(key).ifPresent(doc -> doc.keys().forEach(name -> doc.textIf(name).ifPresent(text -> map.put(name, text))));
        return map;
    }

    /// `true` or `false`; anything else is noted and counts as false.
    ///
    /// @param otherwise what a missing one is
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

    /// A whole number of 32 bits; anything else is noted.
    ///
    /// @param otherwise what a missing or wrong one is
    public int number(String key, int otherwise) {
        Optional<String> text = textIf(key);
        try {
            return text.map(Integer::parseInt).orElse(otherwise);
        } catch (NumberFormatException e) {
            problem(key, "'" + key + "' must be a whole number, not '" + text.orElse("") + "'");
            return otherwise;
        }
    }

    /// A nested mapping; one without a value is empty.
    public Optional<Doc> doc(String key) {
        asked.add(key);
        Member member = members.get(key);
        return member == null ? Optional.empty() : nested(member.value(), key);
    }

    /// A nested mapping; a plain text stands for `{textAs: text}`.
    public Optional<Doc> doc(String key, String textAs) {
        Value value = ask(key);
        return value == null ? Optional.empty() : nested(value, key, textAs);
    }

    /// A list of mappings; missing is empty. An item that is a plain text `name` is read as a mapping `{name:
    /// {}}`, and so are items of a mapping's form; the caller asks `keys()`.
    public List<Doc> docs(String key) {
        Value value = ask(key);
        List<Doc> docs = new ArrayList<>();
        if (value != null && !(value.content() instanceof List<?>)) {
            problems.add(value.place(), "'" + key + "' must be a list");
        }
        for (Value item : value == null ? List.<Value>of() : items(value)) {
            if (item.content() instanceof String name) {
                Member member = new Member(item.place(), new Value(item.place(), new Nothing()));
                docs.add(new Doc(item.place(), Map.of(name, member), problems));
            } else {
                nested(item, key).ifPresent(docs::add);
            }
        }
        return docs;
    }

    /// A list of mappings; missing is empty. An item that is a plain text stands for `{textAs: text}`, and a
    /// single item for a list of one.
    public List<Doc> docs(String key, String textAs) {
        Value value = ask(key);
        List<Doc> docs = new ArrayList<>();
        if (value != null) {
            List<Value> items = value.content() instanceof List<?> ? items(value) : List.of(value);
            items.forEach(item -> nested(item, key, textAs).ifPresent(docs::add));
        }
        return docs;
    }

    /// Notes every member that was not asked for.
    public void done() {
        members.forEach((key, member) -> {
            if (!asked.contains(key)) {
                problems.add(member.key(), "unknown '" + key + "'" + Nearest.hint(key, asked));
            }
        });
    }

    private @Nullable Value ask(String key) {
        asked.add(key);
        Member member = members.get(key);
        return member == null || member.value().content() instanceof Nothing ? null : member.value();
    }

    @SuppressWarnings("unchecked")
    private static List<Value> items(Value value) {
        return value.content() instanceof List<?> list ? (List<Value>) list : List.of();
    }

    private Optional<Doc> nested(Value value, String key, String textAs) {
        return value.content() instanceof String
                ? Optional.of(new Doc(value.place(), Map.of(textAs, new Member(value.place(), value)), problems))
                : nested(value, key);
    }

    @SuppressWarnings("unchecked")
    private Optional<Doc> nested(Value value, String key) {
        if (value.content() instanceof Map<?, ?> map) {
            return Optional.of(new Doc(value.place(), (Map<String, Member>) map, problems));
        }
        if (value.content() instanceof Nothing) {
            return Optional.of(new Doc(value.place(), Map.of(), problems));
        }
        problems.add(value.place(), "'" + key + "' must be a mapping");
        return Optional.empty();
    }
}
