package dev.nightjar.read;

import dev.nightjar.config.Machine;
import dev.nightjar.config.Project;
import dev.nightjar.insight.Likeness;
import dev.nightjar.insight.Listening;
import dev.nightjar.insight.Unseen;
import dev.nightjar.model.IssueId;
import dev.nightjar.model.Run;
import dev.nightjar.model.Scope;
import dev.nightjar.model.Window;
import dev.nightjar.model.event.StoredEvent;
import dev.nightjar.model.finding.Night;
import dev.nightjar.model.issue.Late;
import dev.nightjar.model.issue.Tops;
import dev.nightjar.model.issue.Totals;
import dev.nightjar.model.issue.Triaged;
import dev.nightjar.model.quality.LogQuality;
import dev.nightjar.read.lint.LogReview;
import dev.nightjar.read.merged.MergedSamples;
import dev.nightjar.store.Archive;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Gathers what a report or a letter about a window needs.
public record NightBuilder(Workspace workspace) {

    private static final Duration MONTH = Duration.ofDays(30);

    /// Issues that pages and letters show one by one: the worst.
    public static final int MOST_ISSUES = 2_000;

    private static final int SAMPLES = 10;
    private static final int AT_ONCE = 250;

    /// Of issues beyond the worst 250: their pages are read by few, and would take most of the time.
    private static final int FEW_SAMPLES = 3;

    private static final int LATEST = 20_000;
    private static final int RUNS = 20;

    /// A run every five minutes for a week.
    private static final int MOST_RUNS = 2_016;
    private static final int TOP = 10;
    private static final List<String> FIELDS =
            List.of("host", "logger", "thread", "file", "release", "user", "template");

    /// What letters say of a window.
    ///
    /// @param scope its window begins at a whole hour: from there on tallies tell all
    /// @param told the number of the commit that was told of last; what later ones hold of before the window
    ///     is told as read late. Empty: nothing is
    public Night told(Archive archive, Scope scope, List<Project> projects, OptionalLong told) {
        Night night = of(archive, scope, projects, false);
        Window window = scope.window();
        return told.isEmpty()
                ? night
                : night.late(
                        late(archive, workspace.triaging(archive, projects), told.getAsLong(), Instant.EPOCH, window));
    }

    /// What was read of before a window, what needs a look first.
    ///
    /// @param told what this commit and earlier ones hold is left out
    /// @param read what was read earlier is left out
    public static List<Late.News> late(Archive archive, IssueReader triaging, long told, Instant read, Window window) {
        Map<IssueId, Late> late = archive.late(told, read, window.from()).stream()
                .limit(MOST_ISSUES)
                .collect(Collectors.toMap(Late::issue, Function.identity()));
        if (late.isEmpty()) {
            return List.of();
        }
        Instant first = late.values().stream()
                .map(Late::first)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        Window then = new Window(first.truncatedTo(ChronoUnit.HOURS), window.from());
        return triaging.in(then, late.keySet()).stream()
                .sorted(Triaged.WORST_FIRST)
                .flatMap(t -> Stream.ofNullable(late.get(t.id())).map(one -> new Late.News(t, one)))
                .toList();
    }

    /// The same with what only pages show, which takes longer.
    public Night shown(Archive archive, Scope scope, List<Project> projects) {
        return of(archive, scope, projects, true);
    }

    private Night of(Archive archive, Scope scope, List<Project> projects, boolean pages) {
        Window window = scope.window();
        IssueReader triaging = workspace.triaging(archive, projects);
        Listed listed = scope.first() ? triaging.whole(window, MOST_ISSUES) : triaging.worst(window, MOST_ISSUES);
        List<Triaged> issues = listed.read();
        Map<String, Totals> totals = HourlyTotals.of(
                archive, window, MONTH, projects.stream().map(Project::name).collect(Collectors.toSet()));
        return new Night(
                scope,
                workspace.settings().zone(),
                Machine.name(),
                projects.stream().map(Project::name).toList(),
                issues,
                listed.without(issues),
                new Sampled(
                        archive,
                        window,
                        issues.stream().sorted(Triaged.WORST_FIRST).toList(),
                        pages ? new MergedSamples(workspace.settings(), archive)::around : UnaryOperator.identity()),
                runs(archive, window),
                Optional.ofNullable(totals.get("")).flatMap(all -> HourlyTotals.usual(all, window)),
                workspace.settings().report().link(),
                Workspace.version(),
                insight(archive, window, projects, triaging, issues, totals, pages));
    }

    /// Those of the window, and at least the newest few.
    private static List<Run> runs(Archive archive, Window window) {
        List<Run> all = archive.runs(MOST_RUNS);
        int of = 0;
        while (of < all.size() && (of < RUNS || all.get(of).end().isAfter(window.from()))) {
            of++;
        }
        return all.subList(0, of);
    }

    /// @param totals of all issues
    /// @param pages whether values and likeness are wanted
    private Night.Insight insight(
            Archive archive,
            Window window,
            List<Project> projects,
            IssueReader triaging,
            List<Triaged> shown,
            Map<String, Totals> totals,
            boolean pages) {
        List<Project> awaited = projects.stream()
                .filter(project -> workspace.settings().projects().containsKey(project.name()))
                .toList();
        Set<IssueId> ids = shown.stream().map(t -> t.activity().issue().id()).collect(Collectors.toSet());
        Window month = new Window(window.to().minus(MONTH).truncatedTo(ChronoUnit.HOURS), window.to());
        return new Night.Insight(
                workspace.related(archive, window),
                workspace.audited(archive, window),
                workspace.unusual(archive, window, projects),
                triaging.silent(),
                awaited.stream()
                        .flatMap(project ->
                                Listening.gaps(project.name(), archive.lived(project.name()), window).stream())
                        .toList(),
                Unseen.unwatched(awaited.stream()
                        .filter(project -> !project.unseen())
                        .map(Project::name)
                        .toList()),
                triaging.deploys(),
                totals,
                ids.isEmpty() ? Map.of() : archive.hourly(month, ids),
                pages && !ids.isEmpty() ? archive.tops(window, ids, FIELDS, TOP) : Tops.NONE,
                archive.users(window),
                pages
                        ? Likeness.of(
                                shown.stream().map(t -> t.activity().issue()).toList())
                        : Map.of(),
                pages ? workspace.quality(archive, window, projects, LogReview.MOST_OF_PAGES) : LogQuality.NONE,
                IssueReader.impactFormula(),
                pages ? late(archive, triaging, 0, window.from(), window) : List.of(),
                pages ? kept(archive, ids) : Map.of(),
                () -> archive.ids(window, LATEST));
    }

    private static Map<IssueId, Long> kept(Archive archive, Set<IssueId> of) {
        Map<IssueId, Long> stored = of.isEmpty() ? Map.of() : archive.kept(of);
        return of.stream().collect(Collectors.toMap(Function.identity(), id -> stored.getOrDefault(id, 0L)));
    }

    /// Samples of issues, read together for many of those that are asked for next: one after the other would
    /// take many times as long, and all together too much memory.
    private static final class Sampled implements Function<IssueId, List<StoredEvent>> {
        private static final Comparator<StoredEvent> NEWEST_FIRST =
                Comparator.comparing(StoredEvent::time).reversed();

        private final Archive archive;
        private final Window window;
        private final List<IssueId> order;
        private final UnaryOperator<List<StoredEvent>> around;
        private Map<IssueId, List<StoredEvent>> read = Map.of();

        /// @param issues in the order in which they will be asked for
        /// @param around puts lines around the events of an issue
        Sampled(Archive archive, Window window, List<Triaged> issues, UnaryOperator<List<StoredEvent>> around) {
            this.around = around;
            this.archive = archive;
            this.window = window;
            this.order = issues.stream().map(t -> t.activity().issue().id()).toList();
        }

        @Override
        public List<StoredEvent> apply(IssueId issue) {
            if (!read.containsKey(issue)) {
                int from = order.indexOf(issue);
                read = read(
                        from < 0 ? List.of(issue) : order.subList(from, Math.min(order.size(), from + AT_ONCE)),
                        from < AT_ONCE ? SAMPLES : FEW_SAMPLES);
            }
            return read.getOrDefault(issue, List.of());
        }

        /// Of the window; of what is silent in it, of all time.
        private Map<IssueId, List<StoredEvent>> read(List<IssueId> issues, int most) {
            Map<IssueId, List<StoredEvent>> found = new HashMap<>(archive.samples(issues, window, most));
            List<IssueId> silent = issues.stream()
                    .filter(id -> found.getOrDefault(id, List.of()).isEmpty())
                    .toList();
            if (!silent.isEmpty()) {
                found.putAll(archive.samples(silent, most));
            }
            found.replaceAll(
                    (id, events) -> events.stream().sorted(NEWEST_FIRST).toList());
            issues.forEach(id -> found.computeIfPresent(id, (any, events) -> around.apply(events)));
            return found;
        }
    }
}
