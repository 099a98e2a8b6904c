package dev.nightjar.store.lucene;

import dev.nightjar.model.Failure;
import dev.nightjar.model.Failure.Exit;
import dev.nightjar.model.IssueId;
import dev.nightjar.model.Trace.Thrown;
import dev.nightjar.store.Archive.Value;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/// How often each value of a field occurs. What events share is counted by reference; only what each has of its own
/// is read from each.
final class Distribution {

    private static final int MOST_VALUES = 200_000;

    private final IndexSearcher searcher;
    private final Events events;
    private final Function<IssueId, IssueId> merged;
    private final Map<String, Long> counts = new HashMap<>();

    Distribution(IndexSearcher searcher, Events events, Function<IssueId, IssueId> merged) {
        this.searcher = Queries.bounded(searcher);
        this.events = events;
        this.merged = merged;
    }

    /// The values of a reference.
    private interface Values {
        Collection<String> of(BytesRef reference) throws IOException;
    }

    List<Value> of(Query query, String field, int most) throws IOException {
        switch (field) {
            case "host" -> shared(query, Schema.MACHINE, ref -> List.of(ref.utf8ToString()));
            case "issue" ->
                shared(
                        query,
                        Schema.ISSUE,
                        ref -> List.of(
                                merged.apply(new IssueId(ref.utf8ToString())).shown()));
            case "file" -> shared(query, Schema.FILE_ID, ref -> List.of(events.path(EventDocuments.fileId(ref))));
            case "project" ->
                shared(
                        query,
                        Schema.TEMPLATE,
                        ref -> List.of(events.template(ref).project()));
            case "level" ->
                shared(query, Schema.TEMPLATE, ref -> some(events.template(ref).level()));
            case "logger" ->
                shared(query, Schema.TEMPLATE, ref -> some(events.template(ref).logger()));
            case "template" ->
                shared(query, Schema.TEMPLATE, ref -> some(events.template(ref).shown()));
            case "type" ->
                shared(
                        query,
                        Schema.VARIANT,
                        ref -> events.variant(ref).chain().stream()
                                .map(Thrown::type)
                                .distinct()
                                .toList());
            case "frame" -> shared(query, Schema.VARIANT, ref -> Variants.calls(events.variant(ref)));
            default -> own(query, field);
        }
        Queries.complete(searcher);
        return counts.entrySet().stream()
                .map(entry -> new Value(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingLong(Value::count).reversed().thenComparing(Value::value))
                .limit(Math.max(most, 0))
                .toList();
    }

    private static List<String> some(@Nullable Object value) {
        return value == null ? List.of() : List.of(value.toString());
    }

    private void shared(Query query, String reference, Values values) throws IOException {
        List<Ords> segments = new ArrayList<>();
        Queries.each(searcher, query, leaf -> {
            Ords ords = new Ords(leaf, reference);
            segments.add(ords);
            return ords;
        });
        for (Ords segment : segments) {
            for (int ord = 0; ord < segment.counts.length; ord++) {
                if (segment.counts[ord] > 0) {
                    for (String value : values.of(segment.values.lookupOrd(ord))) {
                        count(value, segment.counts[ord], reference);
                    }
                }
            }
        }
    }

    private static final class Ords implements Queries.Doc {
        final SortedDocValues values;
        final long[] counts;

        Ords(LeafReaderContext leaf, String reference) throws IOException {
            values = DocValues.getSorted(leaf.reader(), reference);
            counts = new long[values.getValueCount()];
        }

        @Override
        public void visit(int doc) throws IOException {
            if (values.advanceExact(doc)) {
                counts[values.ordValue()]++;
            }
        }
    }

    private void own(Query query, String field) throws IOException {
        Queries.each(searcher, query, leaf -> doc -> {
            for (String value : own(field, leaf.docBase + doc)) {
                count(value, 1, field);
            }
        });
    }

    private Collection<String> own(String field, int doc) throws IOException {
        Events.Parameters own = events.parameters(doc);
        return switch (field) {
            case "message" -> List.of(events.event(doc).message());
            case "thread" -> some(own.thread());
            case "user" -> some(own.user());
            case "release" -> some(own.release());
            case "id" -> new HashSet<>(own.ids().values());
            default -> some(own.ids().get(field));
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
