package dev.nightjar.store.lucene.count;

import dev.nightjar.model.IssueId;
import dev.nightjar.model.Window;
import dev.nightjar.model.issue.Issue;
import dev.nightjar.model.issue.Tops;
import dev.nightjar.store.lucene.block.Dictionary;
import dev.nightjar.store.lucene.block.EventBlock;
import dev.nightjar.store.lucene.block.Mask;
import dev.nightjar.store.lucene.event.Condition;
import dev.nightjar.store.lucene.event.EventBlocks;
import dev.nightjar.store.lucene.event.EventReader;
import dev.nightjar.store.lucene.event.Segment;
import dev.nightjar.store.lucene.event.SlotCounts;
import dev.nightjar.store.lucene.index.Patience;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/// The most frequent values of several fields at once, for each issue and each project. What events refer to is
/// counted number by number; users and the values in messages are read from each event.
public final class TopValues {

    /// Events of a segment beyond this are not looked at; a segment begins with its newest.
    private static final int MOST_EVENTS = 250_000;

    /// Of so many the users and the values in messages are read.
    private static final int MOST_READ = 20_000;

    private static final int MOST_VALUES = 1_000;

    private final EventBlocks blocks;
    private final EventReader events;
    private final Function<IssueId, IssueId> merged;
    private final Function<IssueId, @Nullable Issue> known;
    private final Set<IssueId> of;
    private final List<String> fields;
    private final Map<IssueId, Map<String, Map<String, Long>>> issues = new HashMap<>();
    private final Map<String, Map<String, Map<String, Long>>> projects = new HashMap<>();
    private final SlotCounts slots;

    public TopValues(
            EventBlocks blocks,
            EventReader events,
            Function<IssueId, IssueId> merged,
            Function<IssueId, @Nullable Issue> known,
            Set<IssueId> of,
            List<String> fields) {
        this.blocks = blocks;
        this.events = events;
        this.merged = merged;
        this.known = known;
        this.of = of;
        this.fields = fields;
        this.slots = new SlotCounts(events);
    }

    /// Of the newest events in the window. To be called once; fails with exit code 64 after 10 s.
    ///
    /// @param most values of a field
    public Tops in(Window window, int most) throws IOException {
        List<Counter> counters = new ArrayList<>();
        blocks.each(Condition.during(window), Patience.ofPeople(), segment -> {
            Counter counter = new Counter(segment);
            counters.add(counter);
            return counter;
        });
        for (Counter counter : counters) {
            counter.finish();
        }
        Map<IssueId, Map<String, List<Tops.Value>>> ofIssues = new HashMap<>();
        issues.forEach((id, counts) -> ofIssues.put(id, best(counts, most)));
        Map<String, Map<String, List<Tops.Value>>> ofProjects = new TreeMap<>();
        projects.forEach((name, counts) -> ofProjects.put(name, best(counts, most)));
        return new Tops(ofIssues, ofProjects, slots.best(most));
    }

    private static Map<String, List<Tops.Value>> best(Map<String, Map<String, Long>> counts, int most) {
        Map<String, List<Tops.Value>> best = new HashMap<>();
        counts.forEach((field, values) -> best.put(field, Tops.best(values, most)));
        return best;
    }

    private static @Nullable Dictionary dictionary(String field) {
        return switch (field) {
            case "host" -> Dictionary.HOSTS;
            case "file" -> Dictionary.FILES;
            case "thread" -> Dictionary.THREADS;
            case "release" -> Dictionary.RELEASES;
            case "logger", "template" -> Dictionary.TEMPLATES;
            default -> null;
        };
    }

    private final class Counter implements EventBlocks.Visitor {
        private final Segment segment;
        private final Map<Dictionary, Pairs> pairs = new EnumMap<>(Dictionary.class);
        private final FixedBitSet asked;
        private final FixedBitSet wanted;
        private int visited;

        Counter(Segment segment) throws IOException {
            this.segment = segment;
            this.asked = new FixedBitSet((int) segment.set(Dictionary.ISSUES).getValueCount());
            this.wanted = new FixedBitSet(asked.length());
            for (String field : fields) {
                Dictionary of = dictionary(field);
                if (of != null) {
                    pairs.put(of, new Pairs());
                }
            }
        }

        @Override
        public void see(int number, EventBlock block, Mask rows) throws IOException {
            if (visited < MOST_READ) {
                read(block, rows);
            }
            if (visited < MOST_EVENTS) {
                visited += rows.count();
                for (Map.Entry<Dictionary, Pairs> each : pairs.entrySet()) {
                    count(block, rows, each.getKey(), each.getValue());
                }
            }
        }

        private void count(EventBlock block, Mask rows, Dictionary of, Pairs pairs) throws IOException {
            int[] issues = block.places(Dictionary.ISSUES);
            long[] issue = block.set(Dictionary.ISSUES);
            int[] places = block.places(of);
            long[] value = block.set(of);
            for (int row = rows.next(0); row >= 0; row = rows.next(row + 1)) {
                if (places[row] >= 0 && isWanted(issue[issues[row]])) {
                    pairs.add(issue[issues[row]], value[places[row]]);
                }
            }
        }

        private void read(EventBlock block, Mask rows) throws IOException {
            boolean users = fields.contains("user");
            for (int row = rows.next(0); row >= 0; row = rows.next(row + 1)) {
                if (isWanted(block.number(Dictionary.ISSUES, row))) {
                    IssueId id = id(block.number(Dictionary.ISSUES, row));
                    slots.add(id, segment, block, row);
                    if (users) {
                        add(id, "user", block.user(row), 1);
                    }
                }
            }
        }

        private boolean isWanted(long number) throws IOException {
            if (of.isEmpty()) {
                return true;
            }
            if (!asked.getAndSet((int) number) && of.contains(id(number))) {
                wanted.set((int) number);
            }
            return wanted.get((int) number);
        }

        private IssueId id(long number) throws IOException {
            return merged.apply(new IssueId(segment.name(Dictionary.ISSUES, number)));
        }

        void finish() throws IOException {
            Pairs templates = pairs.get(Dictionary.TEMPLATES);
            if (templates != null) {
                events.expect(segment, templates.seconds());
            }
            for (String field : fields) {
                Dictionary of = dictionary(field);
                Pairs counted = of == null ? null : pairs.get(of);
                if (of != null && counted != null) {
                    counted.each((issue, value, count) -> add(id(issue), field, shown(field, of, value), count));
                }
            }
        }

        private @Nullable String shown(String field, Dictionary of, long value) throws IOException {
            return switch (field) {
                case "logger" -> events.template(segment, value).logger();
                case "template" -> events.template(segment, value).shown();
                case "file" -> events.path(segment.name(of, value));
                default -> segment.name(of, value);
            };
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
