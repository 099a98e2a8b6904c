package dev.nightjar.store;

import dev.nightjar.model.IssueId;
import dev.nightjar.model.Window;
import dev.nightjar.model.issue.Activity;
import dev.nightjar.model.issue.Issue;
import dev.nightjar.model.issue.Regrouping;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Issues and what they did: from tallies, which outlive the events that were counted.
public interface Issues {

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
    default Map<IssueId, List<Long>> hourly(Window window) {
        return hourly(window, Slice.ALL);
    }

    /// The same of some issues alone.
    Map<IssueId, List<Long>> hourly(Window window, Set<IssueId> of);

    /// A part of all issues, by their ids.
    ///
    /// @param to first number behind it
    record Slice(long from, long to) {

        /// Of all issues.
        public static final Slice ALL = new Slice(0, Long.MAX_VALUE);

        /// True if the issue with this number is in it.
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

    /// When the events of these issues in the window happened: micros since 1970, ascending; at most the newest
    /// 10,000 of an issue.
    List<Timeline> timelines(Window window, Set<IssueId> of);

    /// When the events of an issue happened.
    ///
    /// @param micros since 1970, ascending
    record Timeline(IssueId issue, String project, long[] micros) {}

    /// The issue with this id or alias.
    Optional<Issue> issue(IssueId id);

    /// What would become of the issues if every stored event were grouped anew. Changes nothing.
    Regrouping regroup(Regrouper judge);
}
