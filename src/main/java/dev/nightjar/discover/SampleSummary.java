package dev.nightjar.discover;

import dev.nightjar.model.Level;
import dev.nightjar.model.event.Event;
import dev.nightjar.model.event.Occurrence;
import dev.nightjar.model.event.Title;
import dev.nightjar.model.event.Trace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the events of a sample say: the issues a report would have, whose code is in their traces, which ids they
/// name. Keeps counts, no events.
public final class SampleSummary {

    private static final int VALUES = 1000;
    private static final Set<String> OF_AUDIT = Set.of("audit", "action", "actor", "target");

    private final Map<String, Expected> issues = new HashMap<>();
    private final Map<Code, Long> code = new HashMap<>();
    private final Map<String, Named> ids = new HashMap<>();
    private final Map<String, Set<String>> values = new HashMap<>();
    private final Set<String> foreign = new HashSet<>();
    private long traces;

    /// An issue that a report would have.
    ///
    /// @param template of its title
    /// @param values what the template's holes have had, null where that differs
    /// @param thrown it has a stack trace
    /// @param level the worst of its events
    public record Expected(
            String template,
            List<@Nullable String> values,
            boolean thrown,
            @Nullable Level level,
            long count) {

        private static Expected of(Occurrence occurrence) {
            Event event = occurrence.event();
            List<String> values = Title.values(occurrence.title(), event);
            return new Expected(
                    occurrence.title(),
                    values == null ? List.of() : new ArrayList<>(values),
                    event instanceof Event.ExceptionEvent,
                    event.record().level(),
                    1);
        }

        private Expected and(Expected other) {
            boolean worse = other.level != null && (level == null || other.level.compareTo(level) > 0);
            return new Expected(
                    template,
                    template.equals(other.template) ? Title.common(values, other.values) : List.of(),
                    thrown,
                    worse ? other.level : level,
                    count + other.count);
        }

        /// What it would be called.
        public String title() {
            return Title.filled(template, values);
        }

        /// No mere warning.
        public boolean isError() {
            return level == null ? thrown : level.compareTo(Level.ERROR) >= 0;
        }
    }

    /// Code that no rule knows as a library's.
    ///
    /// @param module null where the language has none
    /// @param file null if the trace has none
    public record Code(
            String language,
            @Nullable String module,
            @Nullable String file) {}

    /// How many records have a name, how many values it has among the first thousand, and one of them.
    public record Named(long records, int values, String example) {}

    /// Adds an event.
    void add(Occurrence occurrence) {
        Event event = occurrence.event();
        issues.merge(occurrence.fingerprint().hashes().getFirst().text(), Expected.of(occurrence), Expected::and);
        if (event instanceof Event.ExceptionEvent exception) {
            traces++;
            Set<Code> here = new HashSet<>();
            exception.whole().chain().forEach(one -> own(exception.trace().language(), one, here));
            here.forEach(one -> code.merge(one, 1L, Long::sum));
        }
        event.ids().entrySet().stream()
                .filter(id -> !OF_AUDIT.contains(id.getKey()))
                .forEach(id -> id(id.getKey(), id.getValue()));
        if (event.user() != null) {
            id("user", event.user());
        }
    }

    private void own(String language, Trace.Thrown thrown, Set<Code> here) {
        for (Trace.Frame frame : thrown.frames()) {
            if (frame.inApp()) {
                here.add(new Code(language, frame.module(), frame.file()));
            } else if (frame.file() != null && foreign.size() < VALUES) {
                foreign.add(frame.file());
            }
        }
    }

    private void id(String kind, String value) {
        Set<String> some = values.computeIfAbsent(kind, k -> new HashSet<>());
        if (some.size() < VALUES) {
            some.add(value);
        }
        ids.merge(kind, new Named(1, 1, value), (a, b) -> new Named(a.records() + 1, some.size(), a.example()));
    }

    /// Adds what another sample says.
    public void add(SampleSummary other) {
        other.issues.forEach((id, issue) -> issues.merge(id, issue, Expected::and));
        other.code.forEach((one, count) -> code.merge(one, count, Long::sum));
        other.ids.forEach((kind, named) -> ids.merge(
                kind, named, (a, b) -> new Named(a.records() + b.records(), a.values() + b.values(), a.example())));
        foreign.addAll(other.foreign);
        traces += other.traces;
    }

    /// Errors first, then most events first.
    public List<Expected> issues() {
        return issues.values().stream()
                .sorted(Comparator.comparing(Expected::isError)
                        .thenComparing(Expected::thrown)
                        .thenComparing(Expected::count)
                        .reversed()
                        .thenComparing(Expected::title))
                .toList();
    }

    /// In how many traces each piece of code stands.
    public Map<Code, Long> code() {
        return Map.copyOf(code);
    }

    /// Files of libraries, as far as traces name them.
    public Set<String> foreign() {
        Set<String> others = new HashSet<>(foreign);
        code.keySet().forEach(own -> others.remove(own.file())); // a frame may not count though its file is own code
        return others;
    }

    /// The ids that events name, by kind; `user` is one. Without what audit rules name.
    public Map<String, Named> ids() {
        return Map.copyOf(ids);
    }

    /// Events with a stack trace.
    public long traces() {
        return traces;
    }
}
