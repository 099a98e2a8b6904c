package dev.nightjar.report;

import dev.nightjar.model.IssueId;
import dev.nightjar.model.Run;
import dev.nightjar.model.StoredEvent;
import dev.nightjar.model.Triaged;
import dev.nightjar.model.Window;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Everything the pages of one window need. Nothing else is read: the same night gives the same bytes.
///
/// @param zone in which times are shown
/// @param host the machine Nightjar runs on
/// @param projects names of all projects, also of those without issues
/// @param issues those with events in the window, and those that recently changed state
/// @param samples events of an issue, newest first, asked once per issue; at most a dozen are shown
/// @param runs newest first
/// @param usual what other windows of this length had, empty without enough history
/// @param link address under which people reach `index.html`, for the letter
/// @param version of Nightjar
public record Night(
        Window window,
        ZoneId zone,
        String host,
        List<String> projects,
        List<Triaged> issues,
        Function<IssueId, List<StoredEvent>> samples,
        List<Run> runs,
        Optional<Usual> usual,
        Optional<String> link,
        String version) {

    /// Medians over earlier windows of the same length.
    ///
    /// @param windows how many
    public record Usual(long errors, long warnings, int windows) {}

    public Night {
        projects = List.copyOf(projects);
        issues = List.copyOf(issues);
        runs = List.copyOf(runs);
    }

    /// The same night with only these issues.
    Night with(List<Triaged> others) {
        return new Night(window, zone, host, projects, others, samples, runs, usual, link, version);
    }
}
