package dev.nightjar.store;

import dev.nightjar.model.Activity;
import dev.nightjar.model.Issue;
import dev.nightjar.model.IssueId;
import dev.nightjar.model.Position;
import dev.nightjar.model.Run;
import dev.nightjar.model.StoredEvent;
import dev.nightjar.model.Window;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A reader of the last commit. Takes no lock and needs no writer. A query that is wrong fails with exit code 64
/// and says where.
public interface Archive extends AutoCloseable {

    /// What each issue did in the window: only issues with events in it, most events first. From tallies alone.
    List<Activity> activity(Window window);

    /// The issue with this id or alias.
    Optional<Issue> issue(IssueId id);

    /// Issues that an id printed in a log leads to (`stack_hash`, request, trace, order id …), or an event id.
    List<IssueId> lookup(String anyId);

    Optional<StoredEvent> event(String eventId);

    /// Events of an issue, spread over its time: the newest first, then the first ever, then others; samples with
    /// context are preferred.
    List<StoredEvent> samples(IssueId issue, int most);

    /// Events that match a query in Lucene's syntax over the full text and the fields `level project host logger
    /// type message frame file thread user id issue release`, newest first. `warn:`-style levels are exact;
    /// `level:error+` means that and worse.
    ///
    /// @param window null for all time
    Hits search(String query, @Nullable Window window, int most);

    /// @param total all that match
    /// @param byIssue how many of them belong to each issue, most first
    record Hits(long total, List<StoredEvent> events, List<IssueHits> byIssue) {}

    record IssueHits(IssueId issue, long count) {}

    /// Time of the newest event; empty for an empty index.
    Optional<Instant> newest();

    List<Position> positions();

    /// Newest first.
    List<Run> runs(int most);

    @Override
    void close();
}
