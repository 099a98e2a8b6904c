package dev.nightjar.store;

import dev.nightjar.model.IssueId;
import dev.nightjar.model.IssueIds;
import dev.nightjar.model.Window;
import dev.nightjar.model.event.EventIds;
import dev.nightjar.model.event.StoredEvent;
import dev.nightjar.model.quality.BriefEvent;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The events that are kept, and the ways to find them. A query that is wrong fails with exit code 64, and says
/// where and what to do (`store.query`).
public interface Events {

    /// Events that match a query in Lucene's syntax over the full text, the fields `level project host
    /// logger type message frame file thread user id request trace event issue release has time since
    /// until`, and `names`, newest first. `level:error` is exact; `level:error+` means that and worse. What
    /// `know` was told joins in.
    ///
    /// @param window null for all time
    Hits search(String query, @Nullable Window window, int most);

    /// @param total all that match
    /// @param byIssue how many of them belong to each issue, most first
    record Hits(long total, List<StoredEvent> events, List<IssueHits> byIssue) {}

    /// How many events of a query belong to an issue.
    record IssueHits(IssueId issue, long count) {}

    /// What leads to the newest events of a window, newest first.
    List<EventIds> ids(Window window, int most);

    /// The issues of a query's events.
    IssueIds matching(String query, @Nullable Window window);

    /// Hands out the events that match, oldest first, one by one, until `sink` has enough and says `false`. Few
    /// bytes of each are held.
    ///
    /// @param window null for all time
    void each(String query, @Nullable Window window, Predicate<StoredEvent> sink);

    /// The same of those that begin at or behind an offset of their file, by file id; of files that are not
    /// named, all.
    void behind(String query, Map<String, Long> offsets, Predicate<StoredEvent> sink);

    /// The names, in lower case, of ids and of what else logs named: a query can ask for each.
    Set<String> names();

    /// Words of what was logged that are nearly this one, the nearest first; none if there are none, or if the
    /// store cannot tell.
    ///
    /// @param word in lower case
    List<String> near(String word, int most);

    /// The event with this id; empty if there is none, or not any more.
    Optional<StoredEvent> event(String eventId);

    /// Events of an issue, spread over its time: the newest first, then the first ever, then others;
    /// samples with context are preferred.
    default List<StoredEvent> samples(IssueId issue, int most) {
        return samples(List.of(issue), most).getOrDefault(issue, List.of());
    }

    /// The same of many issues, in the order asked for; much faster than one by one.
    Map<IssueId, List<StoredEvent>> samples(Collection<IssueId> issues, int most);

    /// The same of their events in a window; of an issue without any in it there are none.
    Map<IssueId, List<StoredEvent>> samples(Collection<IssueId> issues, Window window, int most);

    /// How many events of each issue are kept; those without any are not there.
    Map<IssueId, Long> kept(Collection<IssueId> issues);

    /// Issues that an id printed in a log leads to (`stack_hash`, request, trace, order id …), or an event
    /// id.
    List<IssueId> lookup(String anyId);

    /// Events of audit rules in the window, oldest first, with the actor as it was written.
    List<StoredEvent> audits(Window window);

    /// Ids printed in events of several issues in the window, those of most issues first: the same request
    /// that failed in several places. An id found in more than 1,000 events says nothing and is left out. The
    /// newest 500,000 events of the window are looked at.
    List<SharedId> shared(Window window, int most);

    /// @param events that have it, oldest first
    record SharedId(String id, List<StoredEvent> events) {}

    /// Shows the newest events of a window one by one, in no order. Much quicker than to rebuild them.
    ///
    /// @param most that are shown
    /// @return true if no event of the window was left out
    boolean briefly(Window window, long most, Consumer<BriefEvent> sink);
}
