package dev.nightjar.cli.look;

import dev.nightjar.cli.call.QueryArguments;
import dev.nightjar.cli.call.Session;
import dev.nightjar.cli.terminal.Phrases;
import dev.nightjar.config.Project;
import dev.nightjar.model.Level;
import dev.nightjar.model.Window;
import dev.nightjar.model.event.StoredEvent;
import dev.nightjar.model.event.Trace.Thrown;
import dev.nightjar.store.Archive;
import dev.nightjar.store.query.Field;
import dev.nightjar.store.query.Query;
import dev.nightjar.store.query.QueryReader;
import dev.nightjar.store.query.QueryText;
import dev.nightjar.text.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Says why a query found nothing: the time that was looked at, levels that are not kept, words that occur in no
/// event and what is nearly like them, values that a field never had.
final class NothingFound {

    private static final int MOST_WORDS = 4;
    private static final int MOST_NEAR = 3;
    private static final int MOST_VALUES = 200;

    private final Session session;
    private final Archive archive;
    private final @Nullable Window window;

    NothingFound(Session session, Optional<Window> window) {
        this.session = session;
        this.archive = session.archive();
        this.window = window.orElse(null);
    }

    /// Why, in sentences; empty if nothing is known but that there is none.
    List<String> why(String typed) {
        List<String> lines = new ArrayList<>();
        elsewhere(typed, lines);
        Parts parts = new Parts();
        parts.take(QueryReader.read(
                new QueryText(typed), new QueryArguments(session, Optional.ofNullable(window)), archive::names));
        quiet(parts.levels, lines);
        words(parts.words, lines);
        parts.values.entrySet().stream()
                .limit(MOST_WORDS)
                .forEach(value -> value(value.getKey(), value.getValue(), lines));
        return lines;
    }

    /// What a query asks for, as far as it can be explained.
    private static final class Parts {
        private final Set<String> words = new LinkedHashSet<>();
        /// Whole values by their fields.
        private final Map<String, String> values = new LinkedHashMap<>();
        private final Set<Level> levels = new LinkedHashSet<>();

        void take(Query query) {
            switch (query) {
                case Query.And(var parts) -> parts.forEach(this::take);
                case Query.Or(var parts) -> {
                    boolean another =
                            parts.getFirst() instanceof Query.Word || parts.getFirst() instanceof Query.Phrase;
                    parts.stream().limit(another ? 1 : parts.size()).forEach(this::take);
                }
                case Query.Word(var in, var word) -> words.add(word);
                case Query.Phrase(var in, var all, var slop) -> words.addAll(all);
                case Query.Is(var field, var value) when field != Field.USER -> values.put(field.typed(), value);
                case Query.Named(var name, Query.Value.Whole(var value)) when name != null -> values.put(name, value);
                case Query.AtLevel(var wanted) -> levels.addAll(wanted);
                default -> {
                    // what else there is needs no explanation
                }
            }
        }
    }

    private void elsewhere(String typed, List<String> lines) {
        if (window == null) {
            return;
        }
        Archive.Hits ever = archive.search(typed, null, 1);
        if (ever.total() > 0) {
            lines.add(Phrases.count(ever.total(), "event") + " at other times, the newest "
                    + Phrases.time(
                            ever.events().getFirst().time(), session.settings().zone())
                    + ": leave out --since, --until and --window");
        }
    }

    /// Levels that no project keeps, or that no event has.
    private void quiet(Set<Level> levels, List<String> lines) {
        Level kept = session.projects().stream()
                .map(Project::level)
                .min(Level::compareTo)
                .orElse(Level.WARN);
        if (levels.isEmpty()) {
            return;
        }
        if (levels.stream().noneMatch(level -> level.atLeast(kept))) {
            lines.add("records below " + kept + " are counted but not kept (level: in a project's file);"
                    + " those around an event stand with it: search -C 5");
            return;
        }
        List<String> known = values("level");
        if (levels.stream().noneMatch(level -> known.contains(level.name()))) {
            lines.add("no event is of that level" + (known.isEmpty() ? "" : ", known: " + String.join(", ", known)));
        }
    }

    private List<String> values(String field) {
        return archive.top("", window, field, MOST_VALUES).stream()
                .map(Archive.Value::value)
                .toList();
    }

    private void words(Set<String> words, List<String> lines) {
        List<String> there = new ArrayList<>();
        for (String word : words.stream().limit(MOST_WORDS).toList()) {
            long alone = count(word);
            if (alone > 0) {
                there.add("'" + word + "' in " + Phrases.count(alone, "event"));
            } else {
                String near = near(word);
                lines.add("no event says '" + word + "'" + (near.isEmpty() ? "" : "; did you mean " + near + "?"));
            }
        }
        if (there.size() > 1 && there.size() == words.size()) {
            lines.add("each word is found, but not all in one event: " + String.join(", ", there));
        }
    }

    private long count(String word) {
        return archive.search('"' + word + '"', window, 0).total();
    }

    private String near(String word) {
        return archive.near(word, MOST_NEAR).stream()
                .map(this::withCount)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private String withCount(String word) {
        Archive.Hits hits = archive.search('"' + word + '"', window, 1);
        return hits.total() == 0
                ? ""
                : "%s (%,d)".formatted(asWritten(word, hits.events().getFirst()), hits.total());
    }

    /// The word as the event has it.
    private static String asWritten(String word, StoredEvent event) {
        Stream<String> texts = Stream.concat(
                event.trace() == null
                        ? Stream.empty()
                        : event.trace().chain().stream().map(Thrown::type),
                Stream.of(event.message()));
        Pattern whole = Pattern.compile(
                "(?<![\\p{L}\\p{N}])" + Pattern.quote(word) + "(?![\\p{L}\\p{N}])",
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
        return texts.map(whole::matcher)
                .filter(Matcher::find)
                .map(Matcher::group)
                .findFirst()
                .orElse(word);
    }

    private void value(String field, String value, List<String> lines) {
        List<String> known = values(field);
        boolean there =
                known.stream().anyMatch(other -> other.toLowerCase(Locale.ROOT).contains(value));
        if (known.isEmpty()) {
            lines.add("no event has a " + field);
        } else if (!there) {
            lines.add("no event has " + field + " '" + value + "'" + Nearest.hint(value, some(known)));
        }
    }

    private static List<String> some(List<String> known) {
        return known.stream().limit(MOST_VALUES / 10).toList();
    }
}
