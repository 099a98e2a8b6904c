package dev.nightjar.store.lucene;

import dev.nightjar.model.Activity;
import dev.nightjar.model.Issue;
import dev.nightjar.model.IssueId;
import dev.nightjar.model.Window;
import dev.nightjar.store.lucene.Tallies.Sum;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/// What each issue did in a window. Whole hours come from tallies. An hour that the window cuts is counted from
/// the events themselves while they are kept, and afterwards from its tally if it begins in the window.
final class Activities {

    /// Beyond this `hourly` would be longer than anybody draws: it is left empty.
    private static final long MOST_HOURS = 24 * 400;

    private final IndexSearcher searcher;
    private final Events events;
    private final Pseudonyms pseudonyms;
    private final long horizon;
    private final Map<BytesRef, TreeMap<Long, Sum>> hours = new HashMap<>();

    /// @param horizon events before this were deleted
    Activities(IndexSearcher searcher, Events events, Pseudonyms pseudonyms, long horizon) {
        this.searcher = searcher;
        this.events = events;
        this.pseudonyms = pseudonyms;
        this.horizon = horizon;
    }

    List<Activity> in(Window window, Merged merged, Function<IssueId, @Nullable Issue> issues) throws IOException {
        long from = Schema.micros(window.from());
        long to = Schema.micros(window.to());
        long firstWhole = from + Math.floorMod(-from, Tallies.HOUR);
        long lastWhole = to - Math.floorMod(to, Tallies.HOUR);
        if (firstWhole <= lastWhole) {
            edge(from, firstWhole);
            tallies(firstWhole, lastWhole);
            edge(lastWhole, to);
        } else {
            edge(from, to);
        }
        List<Activity> active = new ArrayList<>();
        merge(merged).forEach((id, sums) -> {
            Issue issue = issues.apply(id);
            if (issue != null && count(sums) > 0) {
                active.add(activity(issue, window, sums));
            }
        });
        active.sort(Comparator.comparing(Activity::count)
                .reversed()
                .thenComparing(a -> a.issue().id()));
        return active;
    }

    private Map<IssueId, TreeMap<Long, Sum>> merge(Merged merged) {
        Map<IssueId, TreeMap<Long, Sum>> all = new HashMap<>();
        hours.forEach((id, sums) -> all.merge(merged.of(new IssueId(id.utf8ToString())), sums, (a, b) -> {
            b.forEach((hour, sum) -> a.computeIfAbsent(hour, any -> new Sum()).add(sum));
            return a;
        }));
        return all;
    }

    /// Tallies of hours that begin in `[from, to)`.
    private void tallies(long from, long to) throws IOException {
        if (from < to) {
            TallyReader.read(
                    searcher,
                    Queries.all(Queries.kind(Schema.TALLY_KIND), Queries.between(Schema.TIME, from, to - 1)),
                    this::sum);
        }
    }

    /// Part of one hour. An issue whose events of that hour all lie in the part counts by its tally; only of the others
    /// the events
    /// are read.
    private void edge(long from, long to) throws IOException {
        if (from >= to) {
            return;
        }
        if (from < horizon) {
            tallies(from, to);
            return;
        }
        long hour = Tallies.hour(from);
        Map<BytesRef, Sum> cut = new HashMap<>();
        TallyReader.read(
                searcher,
                Queries.all(Queries.kind(Schema.TALLY_KIND), Queries.between(Schema.TIME, hour, hour)),
                (issue, any) -> {
                    Sum known = cut.get(issue);
                    return known != null ? known : put(cut, issue);
                });
        boolean whole = true;
        for (Map.Entry<BytesRef, Sum> entry : cut.entrySet()) {
            Sum sum = entry.getValue();
            boolean inside = sum.first >= from && sum.last < to;
            whole &= inside || sum.first >= to || sum.last < from;
            if (inside) {
                hours.computeIfAbsent(entry.getKey(), any -> new TreeMap<>()).put(hour, sum);
            }
        }
        if (!whole) {
            events(from, to, hour, cut);
        }
    }

    private static Sum put(Map<BytesRef, Sum> sums, BytesRef issue) {
        Sum sum = new Sum();
        sums.put(BytesRef.deepCopyOf(issue), sum);
        return sum;
    }

    /// Counts the events of issues that the part cuts.
    private void events(long from, long to, long hour, Map<BytesRef, Sum> tallies) throws IOException {
        Map<BytesRef, Sum> cut = new HashMap<>();
        tallies.forEach((issue, sum) -> {
            if (sum.first < to && sum.last >= from && (sum.first < from || sum.last >= to)) {
                cut.put(issue, new Sum());
            }
        });
        Queries.each(
                searcher,
                Queries.all(Queries.kind(Schema.EVENT_KIND), Queries.between(Schema.TIME, from, to - 1)),
                leaf -> events(leaf, cut));
        cut.forEach((issue, sum) -> {
            if (sum.count > 0) {
                hours.computeIfAbsent(issue, any -> new TreeMap<>()).put(hour, sum);
            }
        });
    }

    private Queries.Doc events(LeafReaderContext leaf, Map<BytesRef, Sum> cut) throws IOException {
        NumericDocValues time = DocValues.getNumeric(leaf.reader(), Schema.TIME);
        SortedDocValues issue = DocValues.getSorted(leaf.reader(), Schema.ISSUE);
        SortedDocValues machine = DocValues.getSorted(leaf.reader(), Schema.MACHINE);
        return doc -> {
            time.advanceExact(doc);
            issue.advanceExact(doc);
            Sum sum = cut.get(issue.lookupOrd(issue.ordValue()));
            if (sum != null) {
                boolean named = machine.advanceExact(doc);
                sum.seen(
                        time.longValue(),
                        named ? machine.lookupOrd(machine.ordValue()).utf8ToString() : null);
                String user = events.parameters(leaf.docBase + doc).user();
                if (user != null) {
                    sum.users.add(pseudonyms.hash(user));
                }
            }
        };
    }

    private Sum sum(BytesRef issue, long hour) {
        TreeMap<Long, Sum> sums = hours.get(issue);
        if (sums == null) {
            sums = new TreeMap<>();
            hours.put(BytesRef.deepCopyOf(issue), sums);
        }
        return sums.computeIfAbsent(hour, any -> new Sum());
    }

    private static long count(TreeMap<Long, Sum> sums) {
        return sums.values().stream().mapToLong(sum -> sum.count).sum();
    }

    private static Activity activity(Issue issue, Window window, TreeMap<Long, Sum> sums) {
        Sum all = new Sum();
        sums.values().forEach(all::add);
        Instant first = window.contains(issue.firstSeen()) ? issue.firstSeen() : Schema.instant(all.first);
        Instant last = window.contains(issue.lastSeen()) ? issue.lastSeen() : Schema.instant(all.last);
        return new Activity(
                issue, window, count(sums), all.users.estimate(), all.hosts, first, last, hourly(window, sums));
    }

    private static List<Long> hourly(Window window, TreeMap<Long, Sum> sums) {
        long from = Schema.micros(window.from());
        long first = from + Math.floorMod(-from, Tallies.HOUR);
        long hours = Math.ceilDiv(Schema.micros(window.to()) - first, Tallies.HOUR);
        if (hours <= 0 || hours > MOST_HOURS) {
            return List.of();
        }
        Long[] counts = new Long[(int) hours];
        Arrays.fill(counts, 0L);
        sums.tailMap(first).forEach((hour, sum) -> counts[(int) ((hour - first) / Tallies.HOUR)] = sum.count);
        return Arrays.asList(counts);
    }
}
