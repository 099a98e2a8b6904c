package dev.nightjar;

import dev.nightjar.config.Project;
import dev.nightjar.config.Settings;
import dev.nightjar.model.Activity;
import dev.nightjar.model.Coverage;
import dev.nightjar.model.Decision;
import dev.nightjar.model.Deploy;
import dev.nightjar.model.Hidden;
import dev.nightjar.model.Issue;
import dev.nightjar.model.IssueId;
import dev.nightjar.model.Lived;
import dev.nightjar.model.Run;
import dev.nightjar.model.Silence;
import dev.nightjar.model.StoredEvent;
import dev.nightjar.model.Triaged;
import dev.nightjar.model.Window;
import dev.nightjar.store.Archive;
import dev.nightjar.triage.Facts;
import dev.nightjar.triage.Impact;
import dev.nightjar.triage.Listening;
import dev.nightjar.triage.Preview;
import dev.nightjar.triage.Triage;
import dev.nightjar.triage.journal.Journal;
import dev.nightjar.triage.owners.Owners;
import dev.nightjar.triage.owners.Owners.Entry;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Asks an archive for what triage needs to know, and has it judge. For one thread, as the archive.
public final class Triaging {

    private static final Duration DAY = Duration.ofDays(1);

    /// For forecasts and the same weekday of four weeks.
    private static final Duration BEFORE = Duration.ofDays(28);

    /// Beyond this an archive tells no hours.
    private static final Duration MOST = Duration.ofDays(399);

    private static final Duration PREVIEWED = Duration.ofDays(90);
    private static final int RELEASES = 20;
    private static final int RUNS = 20;

    private final Settings settings;
    private final Archive archive;
    private final Instant now;
    private final Map<String, Project> projects;
    private final Map<String, Lived> lived = new HashMap<>();
    private final List<Deploy> deploys;
    private final Triage triage;
    private final Looked looked;

    /// Which projects' logs this process looked at, and when: a run that found nothing new does not name its files.
    record Looked(Set<String> projects, Instant at) {
        static final Looked NEVER = new Looked(Set.of(), Instant.MIN);
    }

    /// @param projects whose issues are wanted; empty: those of all
    Triaging(Settings settings, Archive archive, Journal journal, List<Project> projects, Instant now, Looked looked) {
        this.looked = looked;
        this.settings = settings;
        this.archive = archive;
        this.now = now;
        this.projects = projects.stream().collect(Collectors.toMap(Project::name, Function.identity()));
        this.deploys = Stream.concat(archive.deploys().stream(), journal.deploys().stream())
                .sorted(Comparator.comparing(Deploy::at).thenComparing(Deploy::project))
                .toList();
        this.triage = Triage.of(new Triage.Scene(
                journal.all(),
                deploys,
                this::lived,
                name -> Optional.ofNullable(this.projects.get(name)),
                settings.insight(),
                settings.zone()));
    }

    /// Releases known of, oldest first: those that logs tell, and those that people said.
    public List<Deploy> deploys() {
        return deploys;
    }

    /// The formula of the impact, for people.
    public static String impactFormula() {
        return Impact.FORMULA;
    }

    private Lived lived(String project) {
        return lived.computeIfAbsent(project, archive::lived);
    }

    /// The issues with events in the window, most events first.
    public List<Triaged> in(Window window) {
        return in(window, archive.activity(window), before(window.from(), BEFORE, Optional.empty()));
    }

    /// The same of some issues alone.
    public List<Triaged> in(Window window, Set<IssueId> of) {
        return in(window, archive.activity(window, of), before(window.from(), BEFORE, Optional.of(of)));
    }

    private List<Triaged> in(Window window, List<Activity> all, Before before) {
        List<Activity> activities = wanted(all);
        return activities.stream()
                .map(activity -> triage.triage(activity, facts(activity, before)))
                .toList();
    }

    /// All issues, most events first, with their states in the day that ends with the newest event: over
    /// all time every issue would be new. They are held against the last week alone.
    public List<Triaged> ever() {
        return ever(Optional.empty());
    }

    /// The same of some issues alone.
    public List<Triaged> ever(Set<IssueId> of) {
        return ever(Optional.of(of));
    }

    private List<Triaged> ever(Optional<Set<IssueId>> of) {
        Instant end = end();
        Window day = new Window(end.minus(DAY).truncatedTo(ChronoUnit.HOURS), end);
        Map<IssueId, Activity> last = activities(day, of).stream()
                .collect(Collectors.toMap(a -> a.issue().id(), Function.identity()));
        Before before = before(day.from(), Duration.ZERO, of);
        return activities(new Window(Instant.EPOCH, end), of).stream()
                .map(whole -> {
                    Activity judged = last.getOrDefault(whole.issue().id(), silent(whole.issue(), day));
                    return triage.triage(judged, drawn(whole, judged.hourly()), facts(judged, before));
                })
                .toList();
    }

    /// Right after the newest event.
    private Instant end() {
        return archive.newest().map(newest -> newest.plusMillis(1)).orElse(now);
    }

    private List<Activity> activities(Window window, Optional<Set<IssueId>> of) {
        return wanted(of.map(ids -> archive.activity(window, ids)).orElseGet(() -> archive.activity(window)));
    }

    private List<Activity> wanted(List<Activity> all) {
        return projects.isEmpty()
                ? all
                : all.stream()
                        .filter(activity ->
                                projects.containsKey(activity.issue().project()))
                        .toList();
    }

    private static Activity silent(Issue issue, Window window) {
        return new Activity(issue, window, 0, 0, Set.of(), issue.lastSeen(), issue.lastSeen(), List.of());
    }

    /// All counts, and the bars of one day.
    private static Activity drawn(Activity whole, List<Long> hourly) {
        return new Activity(
                whole.issue(),
                whole.window(),
                whole.count(),
                whole.users(),
                whole.hosts(),
                whole.first(),
                whole.last(),
                hourly);
    }

    /// What issues did in the hours before a moment; of those not named it is nothing.
    private record Before(Map<IssueId, List<Long>> hours, List<Long> silent) {
        List<Long> of(IssueId id) {
            return hours.getOrDefault(id, silent);
        }
    }

    /// @param least how far back, at least as far as forecasts and silences need
    private Before before(Instant moment, Duration least, Optional<Set<IssueId>> of) {
        Duration quiet = settings.insight().quiet().plus(DAY);
        Duration wanted = quiet.compareTo(least) > 0 ? quiet : least;
        Duration length = wanted.compareTo(MOST) > 0 ? MOST : wanted;
        Window window = Window.until(moment, length);
        Map<IssueId, List<Long>> hours =
                of.map(ids -> archive.hourly(window, ids)).orElseGet(() -> archive.hourly(window));
        return new Before(hours, List.copyOf(Collections.nCopies((int) length.toHours(), 0L)));
    }

    private Facts facts(Activity activity, Before before) {
        IssueId id = activity.issue().id();
        return new Facts(
                before.of(id),
                newest(id),
                window -> archive.activity(window, id),
                since ->
                        archive
                                .top(
                                        "issue:" + id.text(),
                                        new Window(since, activity.window().to()),
                                        "release",
                                        RELEASES)
                                .stream()
                                .map(Archive.Value::value)
                                .collect(Collectors.toSet()));
    }

    /// Fetched when it is asked for.
    private Supplier<Optional<StoredEvent>> newest(IssueId id) {
        return () -> archive.samples(id, 1).stream().findFirst();
    }

    /// The release that runs, as far as is known: the newest that went live, else that of the issue's last
    /// event.
    public Optional<String> live(Issue issue) {
        return triage.live(issue.project(), now).or(() -> Optional.ofNullable(issue.releaseLast()));
    }

    /// Which issues nobody owns, and which rules own nothing.
    public Coverage coverage() {
        List<Triaged> all = ever();
        Map<Entry, Long> matched = new HashMap<>();
        Map<Entry, Long> decides = new HashMap<>();
        for (Triaged triaged : all) {
            Activity activity = triaged.activity();
            List<Entry> entries = triage.owners(activity.issue().project())
                    .matching(activity, newest(activity.issue().id()));
            entries.forEach(entry -> matched.merge(entry, 1L, Long::sum));
            entries.stream()
                    .skip(Math.max(0, entries.size() - 1))
                    .forEach(entry -> decides.merge(entry, 1L, Long::sum));
        }
        List<Coverage.Idle> idle = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (String project : projects.keySet().stream().sorted().toList()) {
            Owners owners = triage.owners(project);
            problems.addAll(owners.problems());
            owners.entries().stream()
                    .filter(entry -> !decides.containsKey(entry))
                    .forEach(entry -> idle.add(new Coverage.Idle(
                            project, entry.written(), entry.where(), entry.owner(), matched.getOrDefault(entry, 0L))));
        }
        List<Triaged> ownerless = all.stream()
                .filter(triaged -> triaged.owner() == null && triaged.state() != Issue.State.RESOLVED)
                .sorted(Comparator.comparing(Triaged::state)
                        .thenComparing(Comparator.comparing(Triaged::impact).reversed())
                        .thenComparing(triaged -> triaged.activity().issue().id()))
                .toList();
        return new Coverage(ownerless, idle, problems);
    }

    /// What a mute would have hidden in the 90 days up to the newest event.
    ///
    /// @param length how long it would hold; empty for ever
    public Hidden preview(Optional<Duration> length, Decision.Ends ends, Optional<Set<IssueId>> of) {
        Instant end = end();
        Instant from = end.minus(PREVIEWED).truncatedTo(ChronoUnit.HOURS);
        Preview preview = new Preview(length.orElse(null), ends);
        activities(new Window(from, end), of)
                .forEach(activity -> preview.add(
                        activity,
                        lived(activity.issue().project()),
                        window -> archive.activity(window, activity.issue().id())));
        return preview.hidden();
    }

    /// Projects that wrote no log for longer than they usually do, when their logs were last looked at.
    public List<Silence> silent() {
        Optional<Instant> run = archive.runs(RUNS).stream()
                .filter(one -> one.files().stream().anyMatch(file -> projects.containsKey(file.project())))
                .findFirst()
                .map(Run::start);
        return projects.values().stream()
                .sorted(Comparator.comparing(Project::name))
                .flatMap(project -> (looked.projects().contains(project.name()) ? Optional.of(looked.at()) : run)
                                .flatMap(at ->
                                        Listening.of(project.name(), lived(project.name()), at, project.silentAfter()))
                                .stream())
                .toList();
    }
}
