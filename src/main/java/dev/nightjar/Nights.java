package dev.nightjar;

import dev.nightjar.config.Job;
import dev.nightjar.config.Project;
import dev.nightjar.model.IssueId;
import dev.nightjar.model.StoredEvent;
import dev.nightjar.model.Triaged;
import dev.nightjar.model.Window;
import dev.nightjar.report.Night;
import dev.nightjar.source.Tracker;
import dev.nightjar.store.Archive;
import dev.nightjar.triage.alike.Likeness;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Gathers what a report or a letter about a window needs.
///
/// @param nightjar answers the questions
record Nights(Nightjar nightjar, Clock clock) {

    private static final Duration MONTH = Duration.ofDays(30);
    private static final int SAMPLES = 10;
    private static final int LATEST = 5_000;
    private static final int RUNS = 20;
    private static final int TOP = 10;
    private static final List<String> FIELDS =
            List.of("host", "logger", "thread", "file", "release", "user", "template");

    /// A window that ends now, or just behind the newest event.
    Window window(Archive archive, Duration length, Job.At at) {
        Instant end = at == Job.At.NEWEST
                ? archive.newest().map(newest -> newest.plusMillis(1)).orElse(clock.instant())
                : clock.instant();
        // From a whole hour on, tallies tell all: no event has to be looked at.
        return new Window(end.minus(length).truncatedTo(ChronoUnit.HOURS), end);
    }

    /// @param window begins at a whole hour
    Night of(Archive archive, Window window, List<Project> projects) {
        Triaging triaging = nightjar.triaging(archive, projects);
        List<Triaged> issues = triaging.in(window);
        return new Night(
                window,
                nightjar.settings().zone(),
                Tracker.hostName(),
                projects.stream().map(Project::name).toList(),
                issues,
                new Sampled(archive, issues),
                archive.runs(RUNS),
                Usually.of(archive, window),
                nightjar.settings().report().link(),
                Nightjar.version(),
                insight(archive, window, projects, triaging, issues));
    }

    private Night.Insight insight(
            Archive archive, Window window, List<Project> projects, Triaging triaging, List<Triaged> issues) {
        Window month = new Window(window.to().minus(MONTH).truncatedTo(ChronoUnit.HOURS), window.to());
        return new Night.Insight(
                nightjar.related(archive, window),
                nightjar.audited(archive, window),
                nightjar.unusual(archive, window, projects),
                triaging.silent(),
                triaging.deploys(),
                archive.hourly(month),
                archive.tops(window, FIELDS, TOP),
                archive.users(window),
                Likeness.of(issues.stream().map(t -> t.activity().issue()).toList()),
                Triaging.impactFormula(),
                () -> archive.search("", window, LATEST).events());
    }

    /// Samples of all issues, read together when the first is asked for: a letter asks for none.
    private static final class Sampled implements Function<IssueId, List<StoredEvent>> {
        private final Archive archive;
        private final List<Triaged> issues;
        private @Nullable Map<IssueId, List<StoredEvent>> read;

        Sampled(Archive archive, List<Triaged> issues) {
            this.archive = archive;
            this.issues = issues;
        }

        @Override
        public List<StoredEvent> apply(IssueId issue) {
            Map<IssueId, List<StoredEvent>> all = read;
            if (all == null) {
                all = archive.samples(
                        issues.stream().map(t -> t.activity().issue().id()).toList(), SAMPLES);
                read = all;
            }
            return all.getOrDefault(issue, List.of());
        }
    }
}
