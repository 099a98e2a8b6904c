package dev.nightjar.store;

import dev.nightjar.model.Activity;
import dev.nightjar.model.Deploy;
import dev.nightjar.model.Failure;
import dev.nightjar.model.Issue;
import dev.nightjar.model.IssueId;
import dev.nightjar.model.IssueIds;
import dev.nightjar.model.Level;
import dev.nightjar.model.Lived;
import dev.nightjar.model.LogPattern;
import dev.nightjar.model.Position;
import dev.nightjar.model.Regrouping;
import dev.nightjar.model.Run;
import dev.nightjar.model.StoredEvent;
import dev.nightjar.model.Tops;
import dev.nightjar.model.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A reader of the last commit. Takes no lock and needs no writer. A query that is wrong fails with exit
/// code 64 and says where.
public interface Archive extends AutoCloseable {

    /// What each issue did in the window: only issues with events in it, most events first. From tallies
    /// alone.
    List<Activity> activity(Window window);

    /// The same of some issues alone.
    List<Activity> activity(Window window, Set<IssueId> of);

    /// The same of one issue; empty if it has no event in the window.
    default Optional<Activity> activity(Window window, IssueId issue) {
        return activity(window, Set.of(issue)).stream().findFirst();
    }

    /// Events of each issue in each hour that begins in the window, oldest first, silent hours as 0; issues
    /// without any are not there. Much cheaper than `activity`.
    Map<IssueId, List<Long>> hourly(Window window);

    /// The same of some issues alone.
    Map<IssueId, List<Long>> hourly(Window window, Set<IssueId> of);

    /// A part of all issues, by their ids.
    ///
    /// @param to first number behind it
    record Slice(long from, long to) {

        /// Of all issues.
        public static final Slice ALL = new Slice(0, Long.MAX_VALUE);

        public boolean has(long number) {
            return number >= from && number < to;
        }
    }

    /// All issues, in parts of which each fits into memory with what it did in these hours; one if they are few.
    List<Slice> slices();

    /// What each issue of a slice did in the window, in no order, without what only the text of an issue tells:
    /// title, message, culprit and reasons are empty, and its type if it has one; of aliases only those printed.
    List<Activity> activity(Window window, Slice slice);

    /// As `hourly`, of a slice.
    Map<IssueId, List<Long>> hourly(Window window, Slice slice);

    /// The issues of a query's events.
    IssueIds matching(String query, @Nullable Window window);

    /// The issue with this id or alias.
    Optional<Issue> issue(IssueId id);

    /// Issues that an id printed in a log leads to (`stack_hash`, request, trace, order id …), or an event
    /// id.
    List<IssueId> lookup(String anyId);

    Optional<StoredEvent> event(String eventId);

    /// Events of an issue, spread over its time: the newest first, then the first ever, then others;
    /// samples with context are preferred.
    default List<StoredEvent> samples(IssueId issue, int most) {
        return samples(List.of(issue), most).getOrDefault(issue, List.of());
    }

    /// The same of many issues, in the order asked for; much faster than one by one.
    Map<IssueId, List<StoredEvent>> samples(Collection<IssueId> issues, int most);

    /// Events that match a query in Lucene's syntax over the full text and the fields `level project host
    /// logger type message frame file thread user id request trace event issue release has time since
    /// until`, newest first. `level:error` is exact; `level:error+` means that and worse. What `know` was
    /// told joins in.
    ///
    /// @param window null for all time
    Hits search(String query, @Nullable Window window, int most);

    /// Hands out the events that match, oldest first, one by one, until `sink` has enough and says `false`. Few
    /// bytes of each are held.
    ///
    /// @param window null for all time
    void each(String query, @Nullable Window window, Predicate<StoredEvent> sink);

    /// The same of those that begin at or behind an offset of their file, by file id; of files that are not named,
    /// all.
    void behind(String query, Map<String, Long> offsets, Predicate<StoredEvent> sink);

    /// Counts the events that match by time and level: one bin after another from the window's beginning on, also
    /// where nothing happened.
    ///
    /// @param width of a bin, above 0; there may be at most 100,000 bins
    List<Bin> histogram(String query, Window window, Duration width);

    /// @param count of all levels, and of events without
    record Bin(Instant from, long count, Map<Level, Long> levels) {
        public Bin {
            levels = Map.copyOf(levels);
        }
    }

    /// Lets queries from now on use what is not in the index: states and owners, which are made of people's
    /// decisions, and times in words.
    void know(IssueProperties properties);

    /// Conditions in a query that hold for issues or need a clock. What it cannot read fails with exit code
    /// 64; the query's reader adds where.
    interface IssueProperties {

        IssueProperties NONE = new IssueProperties() {};

        /// Conditions that can be written `name:value`.
        default Set<String> names() {
            return Set.of();
        }

        /// The issues for which `name:value` holds.
        ///
        /// @param value as written: `new`, `>100`, `-24h`; a range is `[a TO b]`, with braces where an end
        ///     is excluded
        default Set<IssueId> issues(String name, String value) {
            throw new Failure(Failure.Exit.USAGE, "no condition '" + name + "'");
        }

        /// The time that `time:value` means, in the same notation.
        default Window time(String value) {
            throw new Failure(Failure.Exit.USAGE, "no time '" + value + "'");
        }
    }

    /// @param total all that match
    /// @param byIssue how many of them belong to each issue, most first
    record Hits(long total, List<StoredEvent> events, List<IssueHits> byIssue) {}

    record IssueHits(IssueId issue, long count) {}

    /// Releases known of, oldest first.
    List<Deploy> deploys();

    /// The hours from which a project's logs were read.
    Lived lived(String project);

    /// What a project's logs usually say, most often first; empty unless its `unseen` is on.
    List<LogPattern> patterns(String project);

    /// When the events of these issues in the window happened: micros since 1970, ascending; at most the newest
    /// 10,000 of an issue.
    List<Timeline> timelines(Window window, Set<IssueId> of);

    record Timeline(IssueId issue, String project, long[] micros) {}

    /// Ids printed in events of several issues in the window, those of most issues first: the same request
    /// that failed in several places. An id found in more than 1,000 events says nothing and is left out. The
    /// newest 500,000 events of the window are looked at.
    List<SharedId> shared(Window window, int most);

    /// @param events that have it, oldest first
    record SharedId(String id, List<StoredEvent> events) {}

    /// Events of audit rules in the window, oldest first, with the actor as it was written.
    List<StoredEvent> audits(Window window);

    /// How often each value of a field occurs among the events that match, most often first. Fields are
    /// those of `search`, `template`, and the kinds of ids.
    List<Value> top(String query, @Nullable Window window, String field, int most);

    record Value(String value, long count) {}

    /// Which values of these fields occur most often in the window, by issue and by project, in one pass over
    /// the newest 250,000 events of each segment; `user` over
    /// the newest 20,000. Fields are `host logger thread file release user template`.
    ///
    /// @param of issues whose events are looked at, for projects too; empty: all, which takes much memory for many
    Tops tops(Window window, Set<IssueId> of, List<String> fields, int most);

    /// The same of all issues.
    default Tops tops(Window window, List<String> fields, int most) {
        return tops(window, Set.of(), fields, most);
    }

    /// Distinct users in the hours that begin in the window, estimated, by project; under the empty name: of
    /// all.
    Map<String, Long> users(Window window);

    /// What would become of the issues if every stored event were grouped anew. Changes nothing.
    Regrouping regroup(Judge judge);

    /// Time of the newest event; empty for an empty index.
    Optional<Instant> newest();

    /// Time of the oldest event kept; empty for an empty index.
    Optional<Instant> oldest();

    List<Position> positions();

    /// Newest first.
    List<Run> runs(int most);

    @Override
    void close();
}
