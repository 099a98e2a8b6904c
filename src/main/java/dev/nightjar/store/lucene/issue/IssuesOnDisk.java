package dev.nightjar.store.lucene.issue;

import dev.nightjar.model.IssueId;
import dev.nightjar.model.Window;
import dev.nightjar.model.issue.Activity;
import dev.nightjar.model.issue.Issue;
import dev.nightjar.model.issue.Merges;
import dev.nightjar.store.Issues.Slice;
import dev.nightjar.store.issue.IdNumbers;
import dev.nightjar.store.issue.IssueCounts;
import dev.nightjar.store.issue.IssueState;
import dev.nightjar.store.issue.LongMap;
import dev.nightjar.store.issue.Merged;
import dev.nightjar.store.lucene.count.Activities;
import dev.nightjar.store.lucene.index.Queries;
import dev.nightjar.store.lucene.index.Schema;
import dev.nightjar.text.Cache;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.jspecify.annotations.Nullable;

/// The issues of an index as its readers see them: those that people merged as one. Remembers some of what it read;
/// for one thread.
public final class IssuesOnDisk {

    /// Issues remembered: about 2 kB each.
    private static final int REMEMBERED = 4_000;

    /// Bytes for where hashes lead to.
    private static final int MOST_OWN = 2 << 20;

    private final DirectoryReader reader;
    private final Roll roll;
    private final Merged merged;
    private final Cache<IssueId, IssueState> states = Cache.ofMost(REMEMBERED);
    private final Cache<IssueId, Issue> issues = Cache.ofMost(REMEMBERED);
    private final Map<Long, IssueCounts> counts = new HashMap<>();

    /// Which issue a hash leads to; `IdNumbers.END` for none.
    private final LongMap own = new LongMap();

    private @Nullable Slice counted;

    public IssuesOnDisk(DirectoryReader reader, Merges merges) {
        this.reader = reader;
        this.roll = new Roll(reader);
        this.merged = Merged.of(merges, this::own);
    }

    /// What people merged, and where it leads.
    public Merged merged() {
        return merged;
    }

    /// The id under which an issue is told, null if there is none with this id or alias.
    @Nullable
    public IssueId id(IssueId any) {
        IssueId own = own(any);
        return own == null ? null : merged.of(own);
    }

    private @Nullable IssueId own(IssueId any) {
        long known = own.get(any.number());
        if (known == LongMap.NONE) {
            known = lookUp(any);
            if (own.bytes() > MOST_OWN) {
                own.clear();
            }
            own.put(any.number(), known);
        }
        return known == IdNumbers.END ? null : IdNumbers.id(known);
    }

    /// `IdNumbers.END` if there is none.
    private long lookUp(IssueId any) {
        try {
            long number = roll.lead(any);
            return number == LongMap.NONE || !roll.hasEvents(number) ? IdNumbers.END : number;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The issue that is told under this id, null if there is none.
    @Nullable
    public Issue issue(IssueId id) {
        Issue known = issues.find(id);
        if (known == null) {
            IssueState state = whole(id);
            known = state == null ? null : state.issue();
            if (known != null) {
                issues.put(id, known);
            }
        }
        return known;
    }

    /// Says that these issues will be asked for: many at once are read much faster than one by one.
    public void expect(Collection<IssueId> ids) throws IOException {
        List<IssueId> wanted = new ArrayList<>();
        for (IssueId id : ids) {
            for (IssueId member : members(id)) {
                if (states.find(member) == null && wanted.size() < REMEMBERED / 2) {
                    wanted.add(member);
                }
            }
        }
        roll.read(wanted).forEach((number, state) -> states.put(IdNumbers.id(number), state));
    }

    /// What is known of an issue and of those merged into it.
    @Nullable
    IssueState whole(IssueId id) {
        IssueState state = state(id);
        if (state == null || merged.into(id).isEmpty()) {
            return state;
        }
        List<IssueState> others = new ArrayList<>();
        for (IssueId member : merged.into(id)) {
            IssueState other = state(member);
            if (other != null) {
                others.add(other);
            }
        }
        return state.with(others);
    }

    private @Nullable IssueState state(IssueId id) {
        IssueState state = states.find(id);
        if (state != null) {
            return state;
        }
        try {
            state = roll.read(List.of(id)).get(IdNumbers.number(id));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (state != null) {
            states.put(id, state);
        }
        return state;
    }

    /// The issues of whose events one printed this.
    public Set<IssueId> printing(String keyword) throws IOException {
        Set<IssueId> found = new LinkedHashSet<>();
        Query printed = Queries.all(Queries.kind(Schema.COUNTS_KIND), new TermQuery(new Term(Schema.ALIAS, keyword)));
        Queries.each(new IndexSearcher(reader), printed, leaf -> {
            NumericDocValues numbers = DocValues.getNumeric(leaf.reader(), Schema.ID_NUMBER);
            return doc -> {
                if (numbers.advanceExact(doc)) {
                    found.add(IdNumbers.id(merged.of(numbers.longValue())));
                }
            };
        });
        return found;
    }

    /// The ids under which the events of issues are stored.
    public Set<IssueId> allMembers(Set<IssueId> roots) {
        Set<IssueId> all = new HashSet<>();
        roots.forEach(root -> all.addAll(members(root)));
        return all;
    }

    /// The ids under which the events of an issue are stored.
    Set<IssueId> members(IssueId root) {
        if (merged.into(root).isEmpty()) {
            return Set.of(root);
        }
        Set<IssueId> members = new HashSet<>(merged.into(root));
        members.add(root);
        return members;
    }

    /// The counts of every issue of a slice, by its number; those of merged ones under that which stands for them.
    Map<Long, IssueCounts> counts(Slice slice) throws IOException {
        if (slice.equals(counted)) {
            return counts;
        }
        counts.clear();
        counted = null;
        Roll.each(reader, slice, merged, (number, one) -> {
            IssueCounts sum = counts.putIfAbsent(number, one);
            if (sum != null) {
                sum.add(one);
            }
        });
        counts.values().removeIf(sum -> sum.count <= 0);
        counted = slice;
        return counts;
    }

    /// All issues in parts, each of which takes about a seventh of the heap while it is looked at.
    public List<Slice> slices() throws IOException {
        return slices(reader);
    }

    static List<Slice> slices(DirectoryReader reader) throws IOException {
        long bytes = 1_000L * Roll.docs(reader, Schema.ISSUE_KIND) + 40L * Roll.docs(reader, Schema.TALLY_KIND);
        int parts = (int) Math.clamp(Math.ceilDiv(bytes, Runtime.getRuntime().maxMemory() / 7), 1, 10_000);
        List<Slice> slices = new ArrayList<>();
        for (int i = 0; i < parts; i++) {
            slices.add(new Slice(IdNumbers.END * i / parts, IdNumbers.END * (i + 1) / parts));
        }
        return slices;
    }

    Issue sure(IssueId id) {
        Issue issue = issue(id);
        if (issue == null) {
            throw new IllegalStateException("the issue " + id + " has counts and no text");
        }
        return issue;
    }

    /// What issues did in a window of all time; empty if the window is none. Knows no hours.
    static Optional<List<Activity>> ever(Window window, Map<Long, IssueCounts> all) {
        boolean whole = !window.from().isAfter(Instant.EPOCH)
                && all.values().stream()
                        .allMatch(one -> window.contains(one.firstSeen) && window.contains(one.lastSeen));
        if (!whole) {
            return Optional.empty();
        }
        List<Activity> activities = new ArrayList<>();
        all.forEach((number, one) -> activities.add(one.activity(one.light(number), window)));
        return Optional.of(activities);
    }

    /// What some issues did in a window of all time, most events first; empty if the window is none. Knows no
    /// hours.
    Optional<List<Activity>> ever(Window window, Set<IssueId> of) throws IOException {
        if (window.from().isAfter(Instant.EPOCH)) {
            return Optional.empty();
        }
        expect(of);
        List<Activity> activities = new ArrayList<>();
        for (IssueId id : of) {
            IssueState whole = merged.of(id).equals(id) ? whole(id) : null;
            if (whole != null && !whole.within(window)) {
                return Optional.empty();
            }
            if (whole != null) {
                activities.add(whole.activity(window));
            }
        }
        activities.sort(Activities.MOST_FIRST);
        return Optional.of(activities);
    }
}
