package dev.nightjar.store.query;

import dev.nightjar.text.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What may stand before a colon: fields of events, conditions on issues, the names other tools have for these, and
/// the names that logs gave to values.
final class Names {

    static final List<String> TIMES = List.of("time", "since", "until");

    private static final List<String> FIELDS = List.of(
            "level", "project", "host", "logger", "type", "message", "frame", "file", "thread", "user", "id", "request",
            "trace", "audit", "actor", "target", "event", "issue", "release", "has", "time", "since", "until");

    /// As Sentry, Elastic's common schema, Kibana, Graylog, Datadog and Loki call them.
    private static final Map<String, String> OTHERS = Map.ofEntries(
            Map.entry("exception", "type"),
            Map.entry("exception.type", "type"),
            Map.entry("error.type", "type"),
            Map.entry("class", "type"),
            Map.entry("exception.message", "message"),
            Map.entry("error.message", "message"),
            Map.entry("msg", "message"),
            Map.entry("service", "project"),
            Map.entry("service.name", "project"),
            Map.entry("app", "project"),
            Map.entry("application", "project"),
            Map.entry("severity", "level"),
            Map.entry("log.level", "level"),
            Map.entry("loglevel", "level"),
            Map.entry("log.logger", "logger"),
            Map.entry("logger_name", "logger"),
            Map.entry("host.name", "host"),
            Map.entry("hostname", "host"),
            Map.entry("log.file.path", "file"),
            Map.entry("user.id", "user"),
            Map.entry("user.name", "user"),
            Map.entry("userid", "user"),
            Map.entry("user_id", "user"),
            Map.entry("username", "user"),
            Map.entry("trace.id", "trace"),
            Map.entry("trace_id", "trace"),
            Map.entry("traceid", "trace"),
            Map.entry("request_id", "request"),
            Map.entry("requestid", "request"),
            Map.entry("version", "release"),
            Map.entry("service.version", "release"),
            Map.entry("state", "is"),
            Map.entry("@timestamp", "time"),
            Map.entry("timestamp", "time"));

    private static final int MOST_LISTED = 40;

    private final Set<String> conditions;
    private final Supplier<Set<String>> loggedNames;
    private @Nullable Set<String> logged;

    /// @param conditions names of conditions on issues
    /// @param logged asked for when a name is none of the others
    Names(Set<String> conditions, Supplier<Set<String>> logged) {
        this.conditions = conditions;
        this.loggedNames = logged;
    }

    /// The field or condition that is meant; null if it is none.
    @Nullable
    String known(String typed) {
        String name = typed.toLowerCase(Locale.ROOT);
        String meant = FIELDS.contains(name) || isCondition(name) ? name : OTHERS.get(name);
        return meant == null || FIELDS.contains(meant) || isCondition(meant) ? meant : null;
    }

    boolean isCondition(String name) {
        return conditions.contains(name);
    }

    /// True if what follows is no text: a condition's or a time's value.
    boolean hasOwnValues(String typed) {
        String name = known(typed);
        return name != null && (isCondition(name) || TIMES.contains(name));
    }

    /// True if logs gave a value this name.
    boolean isLogged(String typed) {
        return logged().contains(typed.toLowerCase(Locale.ROOT));
    }

    private Set<String> logged() {
        Set<String> names = logged;
        if (names == null) {
            names = loggedNames.get();
            logged = names;
        }
        return names;
    }

    /// What may have been meant by a name that is none.
    String hint(String typed) {
        List<String> all = new ArrayList<>(FIELDS);
        conditions.stream().filter(name -> !FIELDS.contains(name)).sorted().forEach(all::add);
        new TreeSet<>(logged()).stream().limit(MOST_LISTED).forEach(all::add);
        return Nearest.hint(typed.toLowerCase(Locale.ROOT), all);
    }
}
