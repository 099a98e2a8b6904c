package dev.nightjar.store.lucene.count;

import dev.nightjar.model.Failure;
import dev.nightjar.model.Failure.Exit;
import dev.nightjar.model.IssueId;
import dev.nightjar.model.event.Trace;
import dev.nightjar.model.event.Trace.Thrown;
import dev.nightjar.store.Counts.Value;
import dev.nightjar.store.lucene.block.Dictionary;
import dev.nightjar.store.lucene.block.EventBlock;
import dev.nightjar.store.lucene.event.Condition;
import dev.nightjar.store.lucene.event.EventBlocks;
import dev.nightjar.store.lucene.event.EventReader;
import dev.nightjar.store.lucene.event.ReferenceCounts;
import dev.nightjar.store.lucene.event.Segment;
import dev.nightjar.store.lucene.index.Patience;
import dev.nightjar.store.lucene.text.StoredTemplate;
import dev.nightjar.store.lucene.text.Variants;
import java.io.IOException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How often each value of a field occurs. What events share is counted by reference; only what each has of its own
/// is read from each.
public final class Distribution {

    private static final int MOST_VALUES = 200_000;

    private final EventBlocks blocks;
    private final EventReader events;
    private final Function<IssueId, IssueId> merged;
    private final Map<String, Long> counts = new HashMap<>();

    public Distribution(EventBlocks blocks, EventReader events, Function<IssueId, IssueId> merged) {
        this.blocks = blocks;
        this.events = events;
        this.merged = merged;
    }

    /// The values that a number of a segment stands for.
    private interface Values {
        Collection<String> of(Segment segment, long number) throws IOException;
    }

    /// The most frequent values of a field among events that a condition holds for, most often first. Counts once:
    /// to be made anew for each.
    ///
    /// @param field one of the query language, or a kind of id
    /// @param most values given
    public List<Value> of(Condition condition, String field, int most) throws IOException {
        switch (field) {
            case "host" -> names(condition, field, Dictionary.HOSTS);
            case "thread" -> names(condition, field, Dictionary.THREADS);
            case "release" -> names(condition, field, Dictionary.RELEASES);
            case "issue" ->
                shared(
                        condition,
                        field,
                        Dictionary.ISSUES,
                        (in, number) -> List.of(merged.apply(new IssueId(in.name(Dictionary.ISSUES, number)))
                                .shown()));
            case "file" ->
                shared(
                        condition,
                        field,
                        Dictionary.FILES,
                        (in, number) -> List.of(events.path(in.name(Dictionary.FILES, number))));
            case "project" -> templates(condition, field, StoredTemplate::project);
            case "level" -> templates(condition, field, StoredTemplate::level);
            case "logger" -> templates(condition, field, StoredTemplate::logger);
            case "template" -> templates(condition, field, StoredTemplate::shown);
            case "type" ->
                shared(
                        condition,
                        field,
                        Dictionary.VARIANTS,
                        (in, number) -> events.variant(in, number).chain().stream()
                                .map(Thrown::type)
                                .distinct()
                                .toList());
            case "frame" -> frames(condition, field);
            case "user" -> users(condition, field);
            default -> own(condition, field);
        }
        return counts.entrySet().stream()
                .map(entry -> new Value(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingLong(Value::count).reversed().thenComparing(Value::value))
                .limit(Math.max(most, 0))
                .toList();
    }

    private static List<String> some(@Nullable Object value) {
        return value == null ? List.of() : List.of(value.toString());
    }

    private void names(Condition condition, String field, Dictionary dictionary) throws IOException {
        shared(condition, field, dictionary, (in, number) -> List.of(in.name(dictionary, number)));
    }

    private void templates(Condition condition, String field, Function<StoredTemplate, @Nullable Object> value)
            throws IOException {
        shared(condition, field, Dictionary.TEMPLATES, (in, number) -> some(value.apply(events.template(in, number))));
    }

    private void shared(Condition condition, String field, Dictionary dictionary, Values values) throws IOException {
        Map<Segment, ReferenceCounts> segments = new LinkedHashMap<>();
        blocks.each(condition, Patience.ofPeople(), segment -> {
            ReferenceCounts numbers = new ReferenceCounts(segment, dictionary);
            segments.put(segment, numbers);
            return (number, block, rows) -> numbers.count(block, rows);
        });
        for (Map.Entry<Segment, ReferenceCounts> segment : segments.entrySet()) {
            segment.getValue().each((number, count) -> {
                for (String value : values.of(segment.getKey(), number)) {
                    count(value, count, field);
                }
            });
        }
    }

    /// Functions of traces: those with masked words differ from event to event.
    private void frames(Condition condition, String field) throws IOException {
        shared(condition, field, Dictionary.VARIANTS, (in, number) -> {
            List<String> calls = Variants.calls(events.variant(in, number));
            return calls.stream().anyMatch(Distribution::isMasked) ? List.of() : calls;
        });
        blocks.each(condition, Patience.ofPeople(), segment -> (number, block, rows) -> {
            for (int row = rows.next(0); row >= 0; row = rows.next(row + 1)) {
                boolean masked = block.places(Dictionary.VARIANTS)[row] >= 0
                        && Variants.calls(events.variant(segment, block, row)).stream()
                                .anyMatch(Distribution::isMasked);
                for (String call : masked ? events.calls(segment, block, row) : List.<String>of()) {
                    count(call, 1, field);
                }
            }
        });
    }

    private static boolean isMasked(String call) {
        return call.indexOf(Trace.HOLE) >= 0;
    }

    /// Each block knows its users: they are counted there first.
    private void users(Condition condition, String field) throws IOException {
        blocks.each(condition, Patience.ofPeople(), segment -> (number, block, rows) -> {
            int[] times = new int[block.users().length];
            for (int row = rows.next(0); row >= 0; row = rows.next(row + 1)) {
                if (block.userOf(row) >= 0) {
                    times[block.userOf(row)]++;
                }
            }
            for (int user = 0; user < times.length; user++) {
                if (times[user] > 0) {
                    count(block.users()[user], times[user], field);
                }
            }
        });
    }

    private void own(Condition condition, String field) throws IOException {
        blocks.each(condition, Patience.ofPeople(), segment -> (number, block, rows) -> {
            for (int row = rows.next(0); row >= 0; row = rows.next(row + 1)) {
                for (String value : own(field, segment, block, row)) {
                    count(value, 1, field);
                }
            }
        });
    }

    private Collection<String> own(String field, Segment segment, EventBlock block, int row) throws IOException {
        return switch (field) {
            case "message" -> List.of(events.message(segment, block, row));
            case "id" -> new HashSet<>(block.ids(row).values());
            default ->
                Stream.of(block.ids(row), block.fields(row))
                        .flatMap(named -> named.entrySet().stream())
                        .filter(each -> each.getKey().equalsIgnoreCase(field))
                        .map(Map.Entry::getValue)
                        .toList();
        };
    }

    private void count(String value, long times, String field) {
        counts.merge(value, times, Long::sum);
        if (counts.size() > MOST_VALUES) {
            String what = field + " has more than " + MOST_VALUES + " different values: look for less at once";
            throw new Failure(Exit.USAGE, what);
        }
    }
}
