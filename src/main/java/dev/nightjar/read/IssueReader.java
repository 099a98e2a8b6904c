package dev.nightjar.read;

import dev.nightjar.config.Project;
import dev.nightjar.config.Settings;
import dev.nightjar.model.Deploy;
import dev.nightjar.model.IssueId;
import dev.nightjar.model.Window;
import dev.nightjar.model.event.StoredEvent;
import dev.nightjar.model.finding.OwnerCoverage;
import dev.nightjar.model.finding.Silence;
import dev.nightjar.model.issue.Activity;
import dev.nightjar.model.issue.Decision;
import dev.nightjar.model.issue.Hidden;
import dev.nightjar.model.issue.Hours;
import dev.nightjar.model.issue.Issue;
import dev.nightjar.model.issue.Triaged;
import dev.nightjar.model.log.Coverage;
import dev.nightjar.model.log.Looked;
import dev.nightjar.store.Archive;
import dev.nightjar.triage.Impact;
import dev.nightjar.triage.IssueFacts;
import dev.nightjar.triage.Preview;
import dev.nightjar.triage.Triage;
import dev.nightjar.triage.journal.Journal;
import dev.nightjar.triage.owners.Owners;
import dev.nightjar.triage.owners.Owners.Entry;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Asks an archive for what triage needs to know, and has it judge. For one thread, as the archive.
public final class IssueReader {

    private static final Duration DAY = Duration.ofDays(1);

    /// For forecasts and the same weekday of four weeks.
    private static final Duration BEFORE = Duration.ofDays(28);

    /// Beyond this an archive tells no hours.
    private static final Duration MOST = Duration.ofDays(399);

    private static final Duration PREVIEWED = Duration.ofDays(90);
    private static final int RELEASES = 20;
    private static final int AT_ONCE = 500;

    private final Settings settings;
    private final Archive archive;
    private final Instant now;
    private final Map<String, Project> projects;
    private final Map<String, Coverage> lived = new HashMap<>();
    private final List<Deploy> deploys;
    private final Triage triage;
    private final Looked looked;
    private final Supplier<Instant> end;
    private final Supplier<Set<IssueId>> decided;

    /// @param projects whose issues are wanted; empty: those of all
    IssueReader(
            Settings settings, Archive archive, Journal journal, List<Project> projects, Instant now, Looked looked) {
        this.looked = looked;
        this.end = once(
                () -> Heard.end(archive, projects.stream().map(Project::name).collect(Collectors.toSet()), now)
                        .orElse(now));
        this.decided = once(() -> journal.all().stream()
                .map(Decision::issue)
                .distinct()
                .flatMap(id -> archive.issue(id).stream())
                .map(Issue::id)
                .collect(Collectors.toSet()));
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

    private static <T> Supplier<T> once(Supplier<T> of) {
        return new Supplier<>() {
            private @Nullable T known;

            @Override
            public T get() {
                T now = known == null ? of.get() : known;
                known = now;
                return now;
            }
        };
    }

    /// Releases known of, oldest first: those that logs tell, and those that people said.
    public List<Deploy> deploys() {
        return deploys;
    }

    /// The formula of the impact, for people.
    public static String impactFormula() {
        return Impact.FORMULA;
    }

    private Coverage lived(String project) {
        return lived.computeIfAbsent(project, archive::lived);
    }

    /// Shows a verdict on every issue, without what its text tells: owner, note, names.
    ///
    /// @param asked the time that is looked at; empty for all time, as `ever` does
    public void each(Optional<Window> asked, Consumer<Triaged> sink) {
        for (Archive.Slice slice : archive.slices()) {
            if (asked.isPresent()) {
                each(asked.get(), slice, sink);
            } else {
                ever(slice, sink);
            }
        }
    }

    private void each(Window window, Archive.Slice slice, Consumer<Triaged> sink) {
        Before before = before(window.from(), BEFORE, span -> archive.hourly(span, slice));
        for (Activity activity : wanted(archive.activity(window, slice))) {
            Optional<Issue> whole = decided(activity.issue());
            Activity judged = whole.map(issue -> of(issue, activity)).orElse(activity);
            IssueFacts facts = facts(judged, before);
            sink.accept(whole.isPresent() ? triage.triage(judged, facts) : triage.light(judged, judged, facts));
        }
    }

    private void ever(Archive.Slice slice, Consumer<Triaged> sink) {
        Window day = day();
        Map<IssueId, Activity> last = archive.activity(day, slice).stream()
                .collect(Collectors.toMap(a -> a.issue().id(), Function.identity()));
        Before before = before(day.from(), Duration.ZERO, span -> archive.hourly(span, slice));
        for (Activity activity : wanted(archive.activity(new Window(Instant.EPOCH, end()), slice))) {
            Optional<Issue> decided = decided(activity.issue());
            Activity whole = decided.map(issue -> of(issue, activity)).orElse(activity);
            Activity judged = last.getOrDefault(whole.issue().id(), silent(whole.issue(), day));
            Activity counted = drawn(whole, judged.hourly());
            sink.accept(
                    decided.isPresent()
                            ? triage.triage(of(decided.get(), judged), counted, facts(judged, before))
                            : triage.light(judged, counted, facts(judged, before)));
        }
    }

    /// The whole issue if people decided something about it: they may have named it by any of its ids.
    private Optional<Issue> decided(Issue light) {
        return decided.get().contains(light.id()) ? archive.issue(light.id()) : Optional.empty();
    }

    private static Activity of(Issue issue, Activity activity) {
        return new Activity(
                issue,
                activity.window(),
                activity.count(),
                activity.users(),
                activity.hosts(),
                activity.first(),
                activity.last(),
                activity.hourly());
    }

    /// The first issues in an order, and what all come to.
    ///
    /// @param asked as of `each`
    /// @param order the smallest comes first; then what is most frequent, then by id
    /// @param most that are listed
    /// @param which of them
    public Listed listed(Optional<Window> asked, ToLongFunction<Triaged> order, int most, Predicate<IssueId> which) {
        Ranking ranking = new Ranking(order, most);
        Listed.Sums sums = new Listed.Sums();
        each(asked, t -> {
            if (which.test(t.activity().issue().id())) {
                ranking.add(t);
                sums.add(t);
            }
        });
        return new Listed(ranking.first(), sums.rest(), ids -> inOrder(asked, ids));
    }

    /// The worst of those with events in the window.
    public Listed worst(Window window, int most) {
        return listed(Optional.of(window), Listed.WORST, most, id -> true);
    }

    /// The worst of all that was ever read, as `ever` has them, with every hour of the window.
    ///
    /// @param window all that was read
    public Listed whole(Window window, int most) {
        Listed listed = listed(Optional.empty(), Listed.WORST, most, id -> true);
        return listed.reading(ids -> inOrder(ever(Set.copyOf(ids), window, false), ids));
    }

    private List<Triaged> inOrder(Optional<Window> asked, List<IssueId> ids) {
        Set<IssueId> of = Set.copyOf(ids);
        return inOrder(asked.map(window -> in(window, of)).orElseGet(() -> ever(of)), ids);
    }

    private static List<Triaged> inOrder(List<Triaged> issues, List<IssueId> ids) {
        Map<IssueId, Triaged> known = issues.stream()
                .collect(Collectors.toMap(t -> t.activity().issue().id(), Function.identity()));
        return ids.stream().map(known::get).filter(Objects::nonNull).toList();
    }

    /// Shows a verdict on every issue with all that is known of it, which takes long for many.
    public void eachWhole(Optional<Window> asked, Consumer<Triaged> sink) {
        for (Archive.Slice slice : archive.slices()) {
            List<IssueId> ids =
                    archive.activity(asked.orElseGet(() -> new Window(Instant.EPOCH, end())), slice).stream()
                            .map(activity -> activity.issue().id())
                            .toList();
            for (int from = 0; from < ids.size(); from += AT_ONCE) {
                inOrder(asked, ids.subList(from, Math.min(ids.size(), from + AT_ONCE)))
                        .forEach(sink);
            }
        }
    }

    /// Issues with events in the window, most events first.
    public List<Triaged> in(Window window, Set<IssueId> of) {
        Before before = before(window.from(), BEFORE, span -> archive.hourly(span, of));
        return wanted(archive.activity(window, of)).stream()
                .map(activity -> triage.triage(activity, facts(activity, before)))
                .toList();
    }

    /// Issues over all time, most events first, with their states in the day that ends with the newest event: over
    /// all time every issue would be new. They are held against the last week alone.
    public List<Triaged> ever(Set<IssueId> of) {
        return ever(of, new Window(Instant.EPOCH, end()), true);
    }

    /// @param lately whether they are drawn with the hours of the last day alone
    private List<Triaged> ever(Set<IssueId> of, Window counted, boolean lately) {
        Window day = day();
        Map<IssueId, Activity> last = wanted(archive.activity(day, of)).stream()
                .collect(Collectors.toMap(a -> a.issue().id(), Function.identity()));
        Before before = before(day.from(), Duration.ZERO, span -> archive.hourly(span, of));
        return wanted(archive.activity(counted, of)).stream()
                .map(whole -> {
                    Activity judged = last.getOrDefault(whole.issue().id(), silent(whole.issue(), day));
                    Activity told = lately ? drawn(whole, judged.hourly()) : whole;
                    return triage.triage(judged, told, facts(judged, before));
                })
                .toList();
    }

    private Window day() {
        return new Window(end().minus(DAY).truncatedTo(ChronoUnit.HOURS), end());
    }

    /// Right behind the newest event or line: states do not stand still because nothing happens.
    private Instant end() {
        return end.get();
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
    private Before before(Instant moment, Duration least, Function<Window, Map<IssueId, List<Long>>> hourly) {
        Duration quiet = settings.insight().quiet().plus(DAY);
        Duration wanted = quiet.compareTo(least) > 0 ? quiet : least;
        Duration length = wanted.compareTo(MOST) > 0 ? MOST : wanted;
        Window window = Window.until(moment, length);
        return new Before(hourly.apply(window), Hours.silent((int) length.toHours()));
    }

    private IssueFacts facts(Activity activity, Before before) {
        IssueId id = activity.issue().id();
        return new IssueFacts(
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
    ///
    /// @param most issues that are told
    public OwnerCoverage coverage(int most) {
        Map<Entry, Long> matched = new HashMap<>();
        Map<Entry, Long> decides = new HashMap<>();
        Ranking ranking = new Ranking(t -> (long) t.state().ordinal() << 60 | Listed.byImpact(t), most);
        long[] ownerless = {0};
        eachWhole(Optional.empty(), triaged -> {
            Activity activity = triaged.activity();
            List<Entry> entries = triage.owners(activity.issue().project())
                    .matching(activity, newest(activity.issue().id()));
            entries.forEach(entry -> matched.merge(entry, 1L, Long::sum));
            entries.stream()
                    .skip(Math.max(0, entries.size() - 1))
                    .forEach(entry -> decides.merge(entry, 1L, Long::sum));
            if (triaged.owner() == null && triaged.state() != Issue.State.RESOLVED) {
                ownerless[0]++;
                ranking.add(triaged);
            }
        });
        List<OwnerCoverage.Idle> idle = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (String project : projects.keySet().stream().sorted().toList()) {
            Owners owners = triage.owners(project);
            problems.addAll(owners.problems());
            owners.entries().stream()
                    .filter(entry -> !decides.containsKey(entry))
                    .forEach(entry -> idle.add(new OwnerCoverage.Idle(
                            project, entry.written(), entry.where(), entry.owner(), matched.getOrDefault(entry, 0L))));
        }
        return new OwnerCoverage(inOrder(Optional.empty(), ranking.first()), ownerless[0], idle, problems);
    }

    /// What a mute would have hidden in the 90 days up to the newest event.
    ///
    /// @param length how long it would hold; empty for ever
    public Hidden preview(Optional<Duration> length, Decision.Ends ends, Optional<Set<IssueId>> of) {
        Instant end = end();
        Instant from = end.minus(PREVIEWED).truncatedTo(ChronoUnit.HOURS);
        Preview preview = new Preview(length.orElse(null), ends);
        Window window = new Window(from, end);
        Consumer<Activity> see = activity -> preview.add(
                activity,
                lived(activity.issue().project()),
                any -> archive.activity(any, activity.issue().id()));
        if (of.isPresent()) {
            wanted(archive.activity(window, of.get())).forEach(see);
        } else {
            archive.slices()
                    .forEach(slice -> wanted(archive.activity(window, slice)).forEach(see));
        }
        return preview.hidden();
    }

    /// Configured projects that wrote no log for longer than they usually do, when their logs were last looked at:
    /// of what was read once nobody waits for more.
    public List<Silence> silent() {
        Map<String, Project> awaited = new HashMap<>(projects);
        awaited.keySet().retainAll(settings.projects().keySet());
        return Heard.of(archive).silences(awaited.values(), looked);
    }
}
