package dev.nightjar.format.structured;

import dev.nightjar.format.level.LevelBy;
import dev.nightjar.format.level.Levels;
import dev.nightjar.format.record.Lines;
import dev.nightjar.format.record.RecordBuilder;
import dev.nightjar.format.time.MemberTimes;
import dev.nightjar.format.time.TimeParts;
import dev.nightjar.model.Level;
import dev.nightjar.text.Colours;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
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
    private final Map<String, List<Place>> places = new HashMap<>();
    private final List<Place> joined = new ArrayList<>();
    private final Thrown thrown;
    private final List<Scale> scales;
    private final List<String> required;
    private final Levels levels;
    private final LevelBy levelBy;
    private final JsonNeedles needles;
    private final @Nullable Level otherwise;
    private final Lines.Silent silent;
    private final boolean utc;

    /// What a value of a name is for.
    ///
    /// @param rank of several names for one role the lowest counts
    private record Place(Role role, int rank, String name) {}

    /// Case, `_` and `-` in names do not matter, but in required ones.
    ///
    /// @param required names without which a record is not of this kind
    /// @param levelBy numbers that say a level
    /// @param otherwise the level of a record that has no level member
    /// @param silent what a record without level is where no member has one
    /// @param utc times without a zone are in UTC
    /// @param thrown objects that say what was thrown
    /// @param scales of numbers that may say levels
    public Members(
            Map<Role, List<String>> names,
            List<String> required,
            Levels levels,
            LevelBy levelBy,
            @Nullable Level otherwise,
            Lines.Silent silent,
            boolean utc,
            Thrown thrown,
            List<Scale> scales) {
        this.thrown = thrown;
        this.scales = List.copyOf(scales);
        boolean says = names.containsKey(Role.LEVEL);
        this.silent = !levelBy.names().isEmpty()
                ? Lines.Silent.FINE
                : says && silent != Lines.Silent.FINE ? Lines.Silent.ODD : silent;
        this.names = new EnumMap<>(Role.class);
        for (Role role : Role.values()) {
            List<String> list = Stream.concat(names.getOrDefault(role, List.of()).stream(), thrown.names(role).stream())
                    .map(Members::plain)
                    .distinct()
                    .toList();
            if (!list.isEmpty()) {
                this.names.put(role, list);
                place(role, list);
            }
        }
        this.written = Map.copyOf(names);
        this.required = List.copyOf(required);
        this.levels = levels;
        this.levelBy = levelBy;
        this.otherwise = otherwise;
        this.utc = utc;
        List<String> byWord = levelBy.names().isEmpty() ? names.getOrDefault(Role.LEVEL, List.of()) : List.of();
        this.needles = new JsonNeedles(byWord, names(Role.STACK), levels);
        this.names.forEach((role, list) -> list.stream()
                .filter(name -> role == Role.TIME || name.indexOf('+') < 0)
                .forEach(name -> all.addAll(List.of(name.split("\\+")))));
    }

    private void place(Role role, List<String> names) {
        for (int i = 0; i < names.size(); i++) {
            Place place = new Place(role, i, names.get(i));
            if (place.name.indexOf('+') < 0) {
                places.computeIfAbsent(place.name, any -> new ArrayList<>()).add(place);
            } else {
                joined.add(place);
            }
        }
    }

    /// The same with the numbers of a scale for levels.
    Members scaled(Scale scale) {
        Map<Role, List<String>> more = new EnumMap<>(written);
        more.put(
                Role.LEVEL,
                Stream.concat(more.getOrDefault(Role.LEVEL, List.of()).stream(), scale.names().stream())
                        .toList());
        return new Members(more, required, scale.with(levels), levelBy, otherwise, silent, utc, thrown, scales);
    }

    /// The same with the scales of others, if it has none of its own.
    Members withScalesOf(Members other) {
        return scales.isEmpty()
                ? new Members(written, required, levels, levelBy, otherwise, silent, utc, thrown, other.scales)
                : this;
    }

    /// The name of the scale that the levels of records are numbers of, which no word says; empty if they are not.
    String scale(List<Map<String, String>> records) {
        List<Map<String, String>> silent = records.stream()
                .filter(values -> level(values) == Levels.NONE)
                .map(Members::plain)
                .toList();
        Scale scale = silent.isEmpty() ? null : Scale.of(scales, names(Role.LEVEL), silent);
        return scale == null ? "" : scale.name();
    }

    /// The same with the numbers of the scale of this name, if there is one.
    Members scaled(String name) {
        return scales.stream()
                .filter(scale -> scale.name().equals(name))
                .findFirst()
                .map(this::scaled)
                .orElse(this);
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
        if (values.isEmpty() || !has(values)) {
            return 0;
        }
        Map<Role, String> named = named(plain(values));
        boolean placed = named.containsKey(Role.TIME) || named.containsKey(Role.LEVEL);
        return placed ? 8 * required.size() + 4 * named.size() : 0;
    }

    boolean fills(Role role, Map<String, String> values) {
        return named(plain(values)).containsKey(role);
    }

    /// Which name says what, of those whose values are there.
    private Map<Role, String> named(Map<String, String> plain) {
        Map<Role, Place> best = new EnumMap<>(Role.class);
        plain.forEach((name, value) -> {
            List<Place> these = value.isEmpty() ? null : places.get(name);
            for (int i = 0; these != null && i < these.size(); i++) {
                best.merge(these.get(i).role, these.get(i), Members::former);
            }
        });
        for (Place place : joined) {
            if (!value(place.name, plain).isEmpty()) {
                best.merge(place.role, place, Members::former);
            }
        }
        Map<Role, String> named = new EnumMap<>(Role.class);
        best.forEach((role, place) -> named.put(role, place.name));
        return named;
    }

    private static Place former(Place one, Place other) {
        return one.rank <= other.rank ? one : other;
    }

    private static Map<String, String> plain(Map<String, String> values) {
        Map<String, String> plain = HashMap.newHashMap(values.size());
        values.forEach((name, value) -> plain.putIfAbsent(plain(name), value));
        return plain;
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
        Map<Role, String> named = named(plain);
        Map<Role, String> found = new EnumMap<>(Role.class);
        named.forEach((role, name) -> found.put(role, value(name, plain)));
        String object = object(named);
        if (object != null) {
            found.put(Role.STACK, thrown.text(object, plain, found.getOrDefault(Role.MESSAGE, "")));
            found.remove(Role.TYPE);
        }
        String text = text(found);
        values.forEach((name, value) -> {
            String bare = plain(name);
            if (object != null && bare.startsWith(object)
                    ? !text.contains(value)
                    : !all.contains(bare) || isReason(bare) && !text.contains(value)) {
                record.fields.put(name, value);
            }
        });
        time(plain, record);
        level(plain, found.get(Role.LEVEL), record);
        record.logger = found.get(Role.LOGGER);
        record.thread = found.get(Role.THREAD);
        record.host = found.get(Role.HOST);
        record.process = found.get(Role.PROCESS);
        record.text(Colours.strip(text));
        record.holdsStack = found.containsKey(Role.STACK) || found.containsKey(Role.TYPE);
    }

    private boolean isReason(String plain) {
        return places.getOrDefault(plain, List.of()).stream().anyMatch(place -> place.role == Role.REASON);
    }

    /// The object that says what was thrown; null if none does.
    private @Nullable String object(Map<Role, String> named) {
        for (Role role : List.of(Role.TYPE, Role.STACK)) {
            String object = named.containsKey(role) ? thrown.objectOf(named.get(role)) : null;
            if (object != null) {
                return object;
            }
        }
        return null;
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
