package dev.nightjar.store.query;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What of an event words or whole values are looked for in.
public enum Field {
    /// Words of its message, of the messages of what was thrown, and of its trace.
    ANY(true),
    /// Words of its message and of the messages of what was thrown.
    MESSAGE(true),
    /// Words of the names of functions in its trace.
    FRAME(true),
    PROJECT(false),
    HOST(false),
    LOGGER(false),
    /// Types of what was thrown, with and without their packages.
    TYPE(false),
    /// The log file, and the source files of its trace; paths and names.
    FILE(false),
    THREAD(false),
    RELEASE(false),
    USER(false),
    /// Its ids, of any kind.
    ID(false),
    REQUEST(false),
    TRACE(false),
    AUDIT(false),
    ACTOR(false),
    TARGET(false);

    private static final Map<String, Field> TYPED = Stream.of(values())
            .filter(field -> field != ANY)
            .collect(Collectors.toUnmodifiableMap(Field::typed, Function.identity()));

    private final boolean words;

    Field(boolean words) {
        this.words = words;
    }

    /// True if words are looked for; else values are, as a whole.
    public boolean hasWords() {
        return words;
    }

    /// Its name in a query.
    public String typed() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Field> of(String typed) {
        return Optional.ofNullable(TYPED.get(typed));
    }
}
