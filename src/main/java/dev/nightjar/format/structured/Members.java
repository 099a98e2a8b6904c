package dev.nightjar.format.structured;

import dev.nightjar.format.level.LevelBy;
import dev.nightjar.format.level.Levels;
import dev.nightjar.format.record.Lines;
import dev.nightjar.format.record.RecordBuilder;
import dev.nightjar.format.time.MemberTimes;
import dev.nightjar.format.time.TimeParts;
import dev.nightjar.model.Level;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which named values of a structured record (JSON members with dotted names, logfmt keys) play which role.
public final class Members {

    /// In place of a second where a record has no time.
    public static final long NO_TIME = Long.MIN_VALUE;

    /// What a value is for. Of several names for one role the first that is present counts.
    public enum Role {
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

    private final Map<Role, List<String>> names;
    private final Map<Role, List<String>> written;
    private final Set<String> all = new HashSet<>();
    private final List<String> required;
    private final Levels levels;
    private final LevelBy levelBy;
    private final JsonNeedles needles;
    private final @Nullable Level otherwise;
    private final Lines.Silent silent;
    private final boolean utc;

    /// Case, `_` and `-` in names do not matter, but in required ones.
    ///
    /// @param required names without which a record is not of this kind
    /// @param levelBy numbers that say a level
    /// @param otherwise the level of a record that has no level member
    /// @param silent what a record without level is where no member has one
    /// @param utc times without a zone are in UTC
    public Members(
            Map<Role, List<String>> names,
            List<String> required,
            Levels levels,
            LevelBy levelBy,
            @Nullable Level otherwise,
            Lines.Silent silent,
            boolean utc) {
        boolean says = names.containsKey(Role.LEVEL);
        this.silent = !levelBy.names().isEmpty()
                ? Lines.Silent.FINE
                : says && silent != Lines.Silent.FINE ? Lines.Silent.ODD : silent;
        this.names = new EnumMap<>(Role.class);
        names.forEach((role, list) ->
                this.names.put(role, list.stream().map(Members::plain).toList()));
        this.written = Map.copyOf(names);
        this.required = List.copyOf(required);
        this.levels = levels;
        this.levelBy = levelBy;
        this.otherwise = otherwise;
        this.utc = utc;
        List<String> byWord = levelBy.names().isEmpty() ? names.getOrDefault(Role.LEVEL, List.of()) : List.of();
        this.needles = new JsonNeedles(byWord, names.getOrDefault(Role.STACK, List.of()), levels);
        this.names.forEach((role, list) -> list.stream()
                .filter(name -> role == Role.TIME || name.indexOf('+') < 0)
                .forEach(name -> all.addAll(List.of(name.split("\\+")))));
    }

    /// A name as names are compared.
    static String plain(String name) {
        int i = 0;
        while (i < name.length() && isPlain(name.charAt(i))) {
            i++;
        }
        return i == name.length() ? name : lower(name);
    }

    private static boolean isPlain(char c) {
        return c != '_' && c != '-' && (c < 'A' || c > 'Z');
    }

    private static String lower(String name) {
        StringBuilder plain = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c != '_' && c != '-') {
                plain.append(c >= 'A' && c <= 'Z' ? (char) (c | 0x20) : c);
            }
        }
        return plain.toString();
    }

    /// What a record without level is.
    Lines.Silent silent() {
        return silent;
    }

    Levels levels() {
        return levels;
    }

    LevelBy levelBy() {
        return levelBy;
    }

    JsonNeedles needles() {
        return needles;
    }

    int levelOtherwise() {
        return otherwise == null ? Levels.NONE : otherwise.ordinal();
    }

    /// As the definition has them.
    public List<String> written(Role role) {
        return written.getOrDefault(role, List.of());
    }

    List<String> names(Role role) {
        return names.getOrDefault(role, List.of());
    }

    /// Which names make the difference, in words.
    String form() {
        return "with " + String.join(", ", required.isEmpty() ? List.of("a time or a level") : required);
    }

    /// Whether all that is required is there.
    public boolean has(Map<String, String> values) {
        return values.keySet().containsAll(required);
    }

    /// How much a record speaks for these names: 0 if a required one is missing or nothing but a message is
    /// there, else eight for every required name and four for every role that is filled.
    int evidence(Map<String, String> values) {
        if (!has(values)) {
            return 0;
        }
        Map<String, String> plain = plain(values);
        int filled = 0;
        for (Role role : names.keySet()) {
            filled += isFilled(role, plain) ? 1 : 0;
        }
        boolean placed = isFilled(Role.TIME, plain) || isFilled(Role.LEVEL, plain);
        return placed ? 8 * required.size() + 4 * filled : 0;
    }

    boolean fills(Role role, Map<String, String> values) {
        return isFilled(role, plain(values));
    }

    private boolean isFilled(Role role, Map<String, String> plain) {
        return !first(names(role), plain).isEmpty();
    }

    private static Map<String, String> plain(Map<String, String> values) {
        Map<String, String> plain = HashMap.newHashMap(values.size());
        values.forEach((name, value) -> plain.putIfAbsent(plain(name), value));
        return plain;
    }

    /// The first value of several names that is there; empty if none is.
    private static String first(List<String> names, Map<String, String> plain) {
        for (String name : names) {
            String value = value(name, plain);
            if (!value.isEmpty()) {
                return value;
            }
        }
        return "";
    }

    /// The value of a name, or of several joined by `+`; empty if one is missing.
    private static String value(String name, Map<String, String> plain) {
        int plus = name.indexOf('+');
        if (plus < 0) {
            return plain.getOrDefault(name, "");
        }
        String first = plain.getOrDefault(name.substring(0, plus), "");
        String second = value(name.substring(plus + 1), plain);
        return first.isEmpty() || second.isEmpty() ? "" : MemberTimes.joined(first, second);
    }

    /// Distributes a record's values: those with a role to their places, the others to its fields.
    public void distribute(Map<String, String> values, RecordBuilder record) {
        Map<String, String> plain = plain(values);
        Map<Role, String> found = new EnumMap<>(Role.class);
        names.forEach((role, list) -> {
            String value = first(list, plain);
            if (!value.isEmpty()) {
                found.put(role, value);
            }
        });
        String text = text(found);
        values.forEach((name, value) -> {
            String bare = plain(name);
            if (!all.contains(bare) || names(Role.REASON).contains(bare) && !text.contains(value)) {
                record.fields.put(name, value);
            }
        });
        time(plain, record);
        level(plain, found.get(Role.LEVEL), record);
        record.logger = found.get(Role.LOGGER);
        record.thread = found.get(Role.THREAD);
        record.host = found.get(Role.HOST);
        record.process = found.get(Role.PROCESS);
        record.text(text);
        record.holdsStack = found.containsKey(Role.STACK) || found.containsKey(Role.TYPE);
    }

    /// The level that a number gives; else the first member that says one; else the default.
    private void level(Map<String, String> plain, @Nullable String raw, RecordBuilder record) {
        for (String name : levelBy.names()) {
            byte[] number = plain.getOrDefault(plain(name), "").getBytes(StandardCharsets.UTF_8);
            int ordinal = levelBy.ordinal(number, 0, number.length);
            if (ordinal != Levels.NONE) {
                record.level(ordinal, new String(number, StandardCharsets.UTF_8));
                return;
            }
        }
        record.level = raw == null ? otherwise : null;
        record.levelRaw = raw;
        for (String name : names(Role.LEVEL)) {
            String word = value(name, plain);
            Level level = levels.leading(word);
            if (level != null) {
                record.level = level;
                record.levelRaw = word;
                return;
            }
        }
    }

    /// The level's ordinal, `Levels.NONE` without one.
    public int level(Map<String, String> values) {
        Map<String, String> plain = plain(values);
        return names(Role.LEVEL).stream()
                .map(name -> levels.leading(value(name, plain)))
                .filter(level -> level != null)
                .findFirst()
                .map(Level::ordinal)
                .orElse(Levels.NONE);
    }

    /// The first member that says a time.
    private void time(Map<String, String> plain, RecordBuilder record) {
        for (String name : names(Role.TIME)) {
            String text = value(name, plain);
            TimeParts time = MemberTimes.read(text);
            if (time != null) {
                if (utc && time.offsetSeconds == TimeParts.UNKNOWN && time.zone == null) {
                    time.offsetSeconds = 0;
                }
                record.time = time;
                record.timeRaw = text;
                return;
            }
        }
    }

    /// A record's second on a scale of its own, `NO_TIME` without a time.
    public long second(Map<String, String> values) {
        Map<String, String> plain = plain(values);
        TimeParts time = names(Role.TIME).stream()
                .map(name -> MemberTimes.read(value(name, plain)))
                .filter(parts -> parts != null)
                .findFirst()
                .orElse(null);
        return time == null ? NO_TIME : time.second();
    }

    /// The message with its cause, then the stack trace; without one the type and its reason.
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
        } else if (!found.containsKey(Role.TYPE)) {
            boolean prose = Causes.isProse(stack);
            String reason = found.getOrDefault(Role.REASON, "");
            message = Causes.with(message, prose ? stack : reason, prose ? "" : stack);
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

    /// Values in the order they came, the first of equal names.
    static Map<String, String> values() {
        return new LinkedHashMap<>();
    }
}
