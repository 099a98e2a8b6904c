package dev.nightjar.store.lucene;

import dev.nightjar.model.Issue;
import dev.nightjar.model.IssueId;
import dev.nightjar.model.Tops;
import dev.nightjar.model.Window;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/// The most frequent values of several fields at once, for each issue and each project. What events refer to is
/// counted number by number; what stands in each event alone is read from each, in the order in which they are
/// stored.
final class TopValues {

    /// Events of a segment beyond this are not looked at; a segment begins with its newest.
    private static final int MOST_EVENTS = 250_000;

    /// Of so many, what stands in them alone is read.
    private static final int MOST_READ = 20_000;

    private static final int MOST_VALUES = 1_000;

    private final IndexSearcher searcher;
    private final Events events;
    private final Function<IssueId, IssueId> merged;
    private final Function<IssueId, @Nullable Issue> known;
    private final Set<IssueId> of;
    private final List<String> fields;
    private final Map<IssueId, Map<String, Map<String, Long>>> issues = new HashMap<>();
    private final Map<String, Map<String, Map<String, Long>>> projects = new HashMap<>();
    private final InOrder blobs;

    TopValues(
            IndexSearcher searcher,
            Events events,
            Function<IssueId, IssueId> merged,
            Function<IssueId, @Nullable Issue> known,
            Set<IssueId> of,
            List<String> fields) {
        this.of = of;
        this.searcher = Queries.bounded(searcher);
        this.events = events;
        this.blobs = new InOrder(searcher.getIndexReader());
        this.merged = merged;
        this.known = known;
        this.fields = fields;
    }

    /// Values of one field in a segment: the number of each document's, and what a number stands for.
    private record Column(String field, SortedDocValues numbers) {}

    private record Seen(int issue, String field, int number) {}

    Tops in(Window window, int most) throws IOException {
        List<Segment> segments = new ArrayList<>();
        Queries.each(searcher, Queries.all(Leaves.all(), Queries.during(window)), leaf -> {
            Segment segment = new Segment(leaf);
            segments.add(segment);
            return segment;
        });
        Queries.complete(searcher);
        for (Segment segment : segments) {
            segment.finish();
        }
        Map<IssueId, Map<String, List<Tops.Value>>> ofIssues = new HashMap<>();
        issues.forEach((id, counts) -> ofIssues.put(id, best(counts, most)));
        Map<String, Map<String, List<Tops.Value>>> ofProjects = new TreeMap<>();
        projects.forEach((name, counts) -> ofProjects.put(name, best(counts, most)));
        return new Tops(ofIssues, ofProjects);
    }

    private static Map<String, List<Tops.Value>> best(Map<String, Map<String, Long>> counts, int most) {
        Map<String, List<Tops.Value>> best = new HashMap<>();
        counts.forEach((field, values) -> best.put(
                field,
                values.entrySet().stream()
                        .map(entry -> new Tops.Value(entry.getKey(), entry.getValue()))
                        .sorted(Comparator.comparingLong(Tops.Value::count)
                                .reversed()
                                .thenComparing(Tops.Value::value))
                        .limit(Math.max(most, 0))
                        .toList()));
        return best;
    }

    private final class Segment implements Queries.Doc {
        private final int base;
        private final SortedDocValues issue;
        private final List<Column> columns = new ArrayList<>();
        private final Map<Seen, long[]> counts = new HashMap<>();
        private final Map<Integer, IssueId> ids = new HashMap<>();
        private final FixedBitSet wanted;
        private final FixedBitSet unwanted;
        private final boolean own;
        private int visited;

        Segment(LeafReaderContext leaf) throws IOException {
            base = leaf.docBase;
            issue = DocValues.getSorted(leaf.reader(), Schema.ISSUE);
            wanted = new FixedBitSet(issue.getValueCount());
            unwanted = new FixedBitSet(issue.getValueCount());
            for (String field : fields) {
                String column = switch (field) {
                    case "host" -> Schema.MACHINE;
                    case "file" -> Schema.FILE_ID;
                    case "logger", "template" -> Schema.TEMPLATE;
                    default -> "";
                };
                if (!column.isEmpty()) {
                    columns.add(new Column(field, DocValues.getSorted(leaf.reader(), column)));
                }
            }
            own = columns.size() < fields.size();
        }

        @Override
        public void visit(int doc) throws IOException {
            if (visited++ >= MOST_EVENTS || !issue.advanceExact(doc) || !wanted(issue.ordValue())) {
                return;
            }
            for (Column column : columns) {
                if (column.numbers.advanceExact(doc)) {
                    Seen seen = new Seen(issue.ordValue(), column.field, column.numbers.ordValue());
                    counts.computeIfAbsent(seen, any -> new long[1])[0]++;
                }
            }
            if (own && visited <= MOST_READ) {
                own(id(issue.ordValue()), base + doc);
            }
        }

        private boolean wanted(int number) throws IOException {
            if (of.isEmpty() || wanted.get(number)) {
                return true;
            }
            if (unwanted.get(number)) {
                return false;
            }
            (of.contains(merged.apply(new IssueId(issue.lookupOrd(number).utf8ToString()))) ? wanted : unwanted)
                    .set(number);
            return wanted.get(number);
        }

        private IssueId id(int number) throws IOException {
            IssueId known = ids.get(number);
            if (known == null) {
                known = merged.apply(new IssueId(issue.lookupOrd(number).utf8ToString()));
                ids.put(number, known);
            }
            return known;
        }

        private void own(IssueId id, int doc) throws IOException {
            Events.Parameters parameters = Events.Parameters.decode(blobs.blob(doc));
            for (String field : fields) {
                switch (field) {
                    case "thread" -> add(id, field, parameters.thread(), 1);
                    case "user" -> add(id, field, parameters.user(), 1);
                    case "release" -> add(id, field, parameters.release(), 1);
                    default -> {}
                }
            }
        }

        void finish() throws IOException {
            Set<BytesRef> templates = new HashSet<>();
            for (Seen seen : counts.keySet()) {
                if (seen.field.equals("logger") || seen.field.equals("template")) {
                    templates.add(BytesRef.deepCopyOf(column(seen.field).lookupOrd(seen.number)));
                }
            }
            events.expect(templates);
            for (Map.Entry<Seen, long[]> entry : counts.entrySet()) {
                Seen seen = entry.getKey();
                add(id(seen.issue), seen.field, shown(seen), entry.getValue()[0]);
            }
        }

        private @Nullable String shown(Seen seen) throws IOException {
            BytesRef value = column(seen.field).lookupOrd(seen.number);
            return switch (seen.field) {
                case "logger" -> events.template(value).logger();
                case "template" -> events.template(value).shown();
                case "file" -> events.path(EventDocuments.fileId(value));
                default -> value.utf8ToString();
            };
        }

        private SortedDocValues column(String field) {
            return columns.stream()
                    .filter(column -> column.field.equals(field))
                    .findFirst()
                    .orElseThrow()
                    .numbers;
        }
    }

    private void add(IssueId id, String field, @Nullable String value, long times) {
        if (value != null && !value.isEmpty()) {
            count(issues.computeIfAbsent(id, any -> new HashMap<>()), field, value, times);
            count(projects.computeIfAbsent(project(id), any -> new HashMap<>()), field, value, times);
        }
    }

    private String project(IssueId id) {
        Issue issue = known.apply(id);
        return issue == null ? "" : issue.project();
    }

    /// Values beyond the first thousand of a field are not new ones any more.
    private static void count(Map<String, Map<String, Long>> counts, String field, String value, long times) {
        Map<String, Long> values = counts.computeIfAbsent(field, any -> new HashMap<>());
        if (values.size() < MOST_VALUES || values.containsKey(value)) {
            values.merge(value, times, Long::sum);
        }
    }
}
