package dev.nightjar.cli.call;

import dev.nightjar.text.Nearest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// What can be asked for by name, for hints and for completion.
public final class FieldNames {

    /// Fields of events.
    public static final List<String> EVENTS = List.of(
            "level",
            "project",
            "host",
            "logger",
            "type",
            "message",
            "frame",
            "file",
            "thread",
            "user",
            "id",
            "request",
            "trace",
            "event",
            "issue",
            "release",
            "template");

    /// What a query may ask of issues (`Asked`).
    public static final List<String> ISSUES = List.of("is", "has", "age", "first", "last", "seen", "users", "owner");

    /// When events happened.
    public static final List<String> TIMES = List.of("time", "since", "until");

    /// What `is` may ask for.
    public static final List<String> STATES =
            List.of("new", "regressed", "escalating", "ongoing", "muted", "resolved", "mixed");

    private FieldNames() {}

    /// What was probably meant by a field of events that has no values; empty if that is its name.
    ///
    /// @param logged names that logs gave to values
    public static String hint(String name, Collection<String> logged) {
        List<String> all = new ArrayList<>(EVENTS);
        logged.stream().limit(EVENTS.size()).forEach(all::add);
        return EVENTS.contains(name) ? "" : ", no field or kind of id of that name" + Nearest.hint(name, all);
    }
}
