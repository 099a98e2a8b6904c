package dev.nightjar.format;

import dev.nightjar.model.Level;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which named values of a structured record (JSON members with dotted names, logfmt keys) play which role.
final class Members {

    /// What a value is for. Of several names for one role the first that is present counts.
    enum Role {
        TIME,
        LEVEL,
        MESSAGE,
        LOGGER,
        THREAD,
        HOST,
        PROCESS,
        STACK,
        TYPE,
        REASON
    }

    private static final List<TimePattern> TIMES =
            List.of(TimePattern.of("iso"), TimePattern.of("epoch"), TimePattern.of("dd/MMM/yyyy:HH:mm:ss[ Z]"));

    private final Map<Role, List<String>> names;
    private final Set<String> all = new LinkedHashSet<>();
    private final List<String> required;
    private final Levels levels;
    private final @Nullable Level otherwise;

    /// @param required names without which a record is not of this kind
    /// @param otherwise the level of a record that has no level member
    Members(Map<Role, List<String>> names, List<String> required, Levels levels, @Nullable Level otherwise) {
        this.names = names;
        this.required = required;
        this.levels = levels;
        this.otherwise = otherwise;
        names.values().forEach(all::addAll);
    }

    Levels levels() {
        return levels;
    }

    int levelOtherwise() {
        return otherwise == null ? Levels.NONE : otherwise.ordinal();
    }

    /// `"name"` for each name of a role, and for the last part of a dotted one, which may be nested.
    List<byte[]> needles(Role role) {
        Set<String> quoted = new LinkedHashSet<>();
        for (String name : names.getOrDefault(role, List.of())) {
            quoted.add('"' + name + '"');
            quoted.add('"' + name.substring(name.lastIndexOf('.') + 1) + '"');
        }
        List<byte[]> needles = new ArrayList<>();
        quoted.forEach(q -> needles.add(q.getBytes(StandardCharsets.UTF_8)));
        return needles;
    }

    List<String> names(Role role) {
        return names.getOrDefault(role, List.of());
    }

    /// Which names make the difference, in words.
    String form() {
        return "with " + String.join(", ", required.isEmpty() ? List.of("a time or a level") : required);
    }

    /// How much a record speaks for these names: 0 if a required one is missing or nothing but a message is
    /// there, else eight for every required name and four for every role that is filled.
    int evidence(Map<String, String> values) {
        if (!values.keySet().containsAll(required)) {
            return 0;
        }
        int filled = 0;
        for (List<String> list : names.values()) {
            filled += list.stream().anyMatch(values::containsKey) ? 1 : 0;
        }
        boolean placed = names(Role.TIME).stream().anyMatch(values::containsKey)
                || names(Role.LEVEL).stream().anyMatch(values::containsKey);
        return placed ? 8 * required.size() + 4 * filled : 0;
    }

    /// Distributes a record's values: those with a role to their places, the others to its fields.
    void distribute(Map<String, String> values, RecordBuilder record) {
        Map<Role, String> found = new HashMap<>();
        names.forEach((role, list) -> list.stream()
                .map(values::get)
                .filter(v -> v != null && !v.isEmpty())
                .findFirst()
                .ifPresent(v -> found.put(role, v)));
        values.forEach((name, value) -> {
            if (!all.contains(name)) {
                record.fields.put(name, value);
            }
        });
        record.time = time(found.get(Role.TIME));
        record.timeRaw = found.get(Role.TIME);
        String level = found.get(Role.LEVEL);
        if (level == null) {
            record.level = otherwise;
        } else {
            record.level = levels.of(level);
            record.levelRaw = level;
        }
        record.logger = found.get(Role.LOGGER);
        record.thread = found.get(Role.THREAD);
        record.host = found.get(Role.HOST);
        record.process = found.get(Role.PROCESS);
        record.text = text(found);
    }

    /// A record's second on a scale of its own, `Wrapper.NO_TIME` without a time.
    long second(Map<String, String> values) {
        TimeParts time = names(Role.TIME).stream()
                .map(n -> time(values.get(n)))
                .filter(t -> t != null)
                .findFirst()
                .orElse(null);
        return time == null ? Wrapper.NO_TIME : time.second();
    }

    /// The message, then the stack trace; without one the type and its reason.
    private static String text(Map<Role, String> found) {
        String message = found.getOrDefault(Role.MESSAGE, "");
        String stack = found.getOrDefault(Role.STACK, "");
        if (stack.isEmpty() && found.containsKey(Role.TYPE)) {
            String reason = found.getOrDefault(Role.REASON, "");
            stack = found.get(Role.TYPE) + (reason.isEmpty() ? "" : ": " + reason);
        } else if (stack.isEmpty() && message.isEmpty()) {
            return found.getOrDefault(Role.REASON, "");
        } else if (found.containsKey(Role.TYPE) && (startsWithFrame(stack) || !stack.contains(found.get(Role.TYPE)))) {
            stack = found.get(Role.TYPE) + ": " + found.getOrDefault(Role.REASON, message) + "\n" + stack;
        }
        if (stack.isEmpty() || message.contains(stack)) {
            return message;
        }
        return message.isEmpty() ? stack : message + "\n" + stack;
    }

    private static boolean startsWithFrame(String stack) {
        String line = stack.stripLeading();
        return line.startsWith("at ") || line.startsWith("#0 ");
    }

    private static @Nullable TimeParts time(@Nullable String text) {
        if (text == null) {
            return null;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (TimePattern pattern : TIMES) {
            TimeParts parts = new TimeParts();
            if (pattern.match(bytes, 0, bytes.length, parts) > 0) {
                return parts;
            }
        }
        return null;
    }

    /// Values in the order they came, the first of equal names.
    static Map<String, String> values() {
        return new LinkedHashMap<>();
    }
}
