package dev.nightjar.store.lucene.count;

import dev.nightjar.model.IssueId;
import dev.nightjar.model.Window;
import dev.nightjar.model.issue.Activity;
import dev.nightjar.model.issue.Issue;
import dev.nightjar.store.Issues.Slice;
import dev.nightjar.store.encoded.Pseudonyms;
import dev.nightjar.store.issue.IdNumbers;
import dev.nightjar.store.issue.Merged;
import dev.nightjar.store.issue.Sampling;
import dev.nightjar.store.lucene.block.Dictionary;
import dev.nightjar.store.lucene.block.EventBlock;
import dev.nightjar.store.lucene.count.Tallies.Sum;
import dev.nightjar.store.lucene.event.Condition;
import dev.nightjar.store.lucene.event.EventBlocks;
import dev.nightjar.store.lucene.event.EventReader;
import dev.nightjar.store.lucene.event.Referring;
import dev.nightjar.store.lucene.event.Segment;
import dev.nightjar.store.lucene.index.Patience;
import dev.nightjar.store.lucene.index.Queries;
import dev.nightjar.store.lucene.index.Schema;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/// What each issue did in a window. Whole hours come from tallies. An hour that the window cuts is counted
/// from the events themselves while they are kept, and afterwards from its tally if it begins in the
/// window. Where only a sample of the hour is kept, how many there were in the part is estimated: by the
/// numbers that the kept ones had, as parts of the tally.
public final class Activities {

    /// Beyond this `hourly` would be longer than anybody draws: it is left empty.
    private static final long MOST_HOURS = 24 * 400;

    public static final Comparator<Activity> MOST_FIRST = Comparator.comparing(Activity::count)
            .reversed()
            .thenComparing(a -> a.issue().id());

    private final IndexSearcher searcher;
    private final EventBlocks blocks;
    private final Pseudonyms pseudonyms;
    private final long horizon;
    private final Sampling sampling;
    private final Merged merged;
    private final Query only;
    private final Slice slice;
    private final Map<Long, Account> accounts = new HashMap<>();

    /// @param horizon events before this were deleted
    /// @param sampling which events of later hours were kept
    /// @param only whose tallies are looked at
    /// @param slice of which issues
    public Activities(
            IndexSearcher searcher,
            EventBlocks blocks,
            Pseudonyms pseudonyms,
            long horizon,
            Sampling sampling,
            Merged merged,
            Query only,
            Slice slice) {
        this.searcher = searcher;
        this.blocks = blocks;
        this.pseudonyms = pseudonyms;
        this.horizon = horizon;
        this.sampling = sampling;
        this.merged = merged;
        this.only = only;
        this.slice = slice;
    }

    /// Tallies of these issues alone.
    public static Query issues(Set<IssueId> ids) {
        return new TermInSetQuery(
                Schema.OWN, ids.stream().map(id -> new BytesRef(id.text())).toList());
    }

    /// What each issue did.
    public List<Activity> in(Window window, LongFunction<@Nullable Issue> issues) throws IOException {
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
        accounts.forEach((id, account) -> {
            Issue issue = account.count > 0 ? issues.apply(id) : null;
            if (issue != null) {
                active.add(activity(issue, window, account));
            }
        });
        return active;
    }

    /// Tallies of hours that begin in `[from, to)`.
    private void tallies(long from, long to) throws IOException {
        if (from < to) {
            TallyReader.read(
                    searcher,
                    Queries.all(only, Queries.kind(Schema.TALLY_KIND), Queries.between(Schema.TIME, from, to - 1)),
                    (issue, hour) -> account(issue));
        }
    }

    /// Part of one hour. An issue whose events of that hour all lie in the part counts by its tally; only
    /// of the others the events are read.
    private void edge(long from, long to) throws IOException {
        if (from >= to) {
            return;
        }
        if (from < horizon) {
            tallies(from, to);
            return;
        }
        long hour = Tallies.hour(from);
        Map<Long, Sum> cut = new HashMap<>();
        TallyReader.read(
                searcher,
                Queries.all(only, Queries.kind(Schema.TALLY_KIND), Queries.between(Schema.TIME, hour, hour)),
                (issue, any) -> slice.has(merged.of(issue)) ? cut.computeIfAbsent(issue, unused -> new Sum()) : null);
        boolean whole = true;
        for (Map.Entry<Long, Sum> entry : cut.entrySet()) {
            Sum sum = entry.getValue();
            boolean inside = sum.first >= from && sum.last < to;
            whole &= inside || sum.first >= to || sum.last < from;
            if (inside) {
                sure(entry.getKey()).add(hour, sum);
            }
        }
        if (!whole) {
            events(from, to, hour, cut);
        }
    }

    /// Counts the events of issues that the part cuts.
    private void events(long from, long to, long hour, Map<Long, Sum> tallies) throws IOException {
        Map<Long, Part> cut = new HashMap<>();
        tallies.forEach((issue, sum) -> {
            if (sum.first < to && sum.last >= from && (sum.first < from || sum.last >= to)) {
                cut.put(issue, new Part());
            }
        });
        if (!cut.isEmpty()) {
            Condition of = Condition.every(List.of(
                    Condition.between(hour, hour + Tallies.HOUR - 1),
                    Referring.to(Dictionary.ISSUES, names(cut.keySet()))));
            blocks.each(of, Patience.endless(), segment -> (number, block, rows) -> {
                for (int row = rows.next(0); row >= 0; row = rows.next(row + 1)) {
                    Part part = cut.get(EventReader.issue(segment, block, row).number());
                    if (part != null) {
                        see(segment, block, row, part, from, to);
                    }
                }
            });
        }
        cut.forEach((issue, part) -> {
            part.estimate(sampling, java.util.Objects.requireNonNull(tallies.get(issue)).count);
            if (part.sum.count > 0) {
                sure(issue).add(hour, part.sum);
            }
        });
    }

    /// What is kept of an issue in an hour: in a part of it, and before and behind that part.
    private static final class Part {
        private final Sum sum = new Sum();
        private long before;
        private long behind;

        /// @param counted in the whole hour
        void estimate(Sampling sampling, long counted) {
            long inside = sum.count;
            long kept = before + inside + behind;
            if (kept < counted && inside > 0) {
                double all = sampling.counted(kept);
                long share = sampling.counted(before + inside) - sampling.counted(before);
                sum.count = Math.clamp(Math.round(share / all * counted), inside, counted - before - behind);
            }
        }
    }

    private static Set<BytesRef> names(Set<Long> issues) {
        return issues.stream()
                .map(issue -> new BytesRef(IdNumbers.id(issue).text()))
                .collect(Collectors.toSet());
    }

    private void see(Segment segment, EventBlock block, int row, Part part, long from, long to) throws IOException {
        long time = block.times()[row];
        if (time < from) {
            part.before++;
        } else if (time >= to) {
            part.behind++;
        } else {
            part.sum.seen(time, segment.name(Dictionary.HOSTS, block.number(Dictionary.HOSTS, row)));
            String user = block.user(row);
            if (user != null) {
                part.sum.user(pseudonyms.hash(user));
            }
        }
    }

    private @Nullable Account account(long issue) {
        return slice.has(merged.of(issue)) ? sure(issue) : null;
    }

    private Account sure(long issue) {
        return accounts.computeIfAbsent(merged.of(issue), unused -> new Account());
    }

    private static Activity activity(Issue issue, Window window, Account account) {
        Instant first = window.contains(issue.firstSeen()) ? issue.firstSeen() : Schema.instant(account.first);
        Instant last = window.contains(issue.lastSeen()) ? issue.lastSeen() : Schema.instant(account.last);
        return new Activity(
                issue,
                window,
                account.count,
                account.users(),
                Set.copyOf(account.hosts()),
                first,
                last,
                hourly(window, account));
    }

    private static List<Long> hourly(Window window, Account account) {
        long from = Schema.micros(window.from());
        long first = from + Math.floorMod(-from, Tallies.HOUR);
        long hours = Math.ceilDiv(Schema.micros(window.to()) - first, Tallies.HOUR);
        return hours <= 0 || hours > MOST_HOURS ? List.of() : account.hourly(first, (int) hours);
    }
}
