package dev.nightjar.read;

import dev.nightjar.config.Job;
import dev.nightjar.config.Project;
import dev.nightjar.model.Scope;
import dev.nightjar.model.Scope.Silent;
import dev.nightjar.model.Window;
import dev.nightjar.model.issue.Activity;
import dev.nightjar.store.Archive;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Decides which time is told of, and says why. What somebody asks for is shown as it is. Else the first report covers
/// all that was read; later ones the time up to now, or up to the newest event; and pages on which there would be no
/// log line at all show what the newest run read.
public final class Scopes {

    private final Archive archive;
    private final Instant now;
    private final Set<String> projects;
    private final Heard heard;
    private final Map<Instant, Map<String, Long>> issues = new HashMap<>();

    /// @param projects those of the configuration; empty: all that were read
    /// @param now when it is asked
    public Scopes(Archive archive, List<Project> projects, Instant now) {
        this.archive = archive;
        this.now = now;
        this.heard = Heard.of(archive);
        this.projects = projects.isEmpty()
                ? heard.projects()
                : projects.stream().map(Project::name).collect(Collectors.toSet());
    }

    /// What a page shows if nobody asks for a time.
    ///
    /// @param fresh there is no report yet
    public Scope page(Duration length, Job.At at, boolean fresh) {
        if (fresh || heard.runs(projects) <= 1) {
            Optional<Scope> first = first(
                    fresh ? "this is the first report" : "one run read it",
                    at == Job.At.NEWEST ? Instant.MAX : now.minus(length));
            if (first.isPresent()) {
                return first.get();
            }
        }
        Scope usual = usual(length, at);
        Optional<Window> newest = usual.silence().isEmpty() ? Optional.empty() : heard.newest(projects);
        return newest.map(times -> new Scope(
                        whole(times.from(), times.to().plusMillis(1)),
                        "what the newest run read, as the last " + Scope.exactly(length) + " have no log",
                        false,
                        usual.silent()))
                .or(() -> backfilled(usual))
                .orElse(usual);
    }

    /// A run that read only what is older than the usual window was made for that.
    private Optional<Scope> backfilled(Scope usual) {
        return heard.newest(projects)
                .filter(times -> times.to().isBefore(usual.window().from()))
                .map(times -> scope(
                        whole(times.from(), times.to().plusMillis(1)),
                        "what the newest run read, which is older than the usual time",
                        false));
    }

    /// What a letter tells if nobody asks for a time.
    ///
    /// @param fresh none was sent yet
    public Scope letter(Duration length, Job.At at, boolean fresh) {
        return (fresh
                        ? first("this is the first report", at == Job.At.NEWEST ? Instant.MAX : Instant.EPOCH)
                        : Optional.<Scope>empty())
                .orElseGet(() -> usual(length, at));
    }

    /// The time up to now or to the newest event.
    public Scope usual(Duration length, Job.At at) {
        String words = Scope.exactly(length);
        Instant end = at == Job.At.NEWEST ? newest().orElse(now) : now;
        Window window = whole(end.minus(length), end);
        String hour = window.length().equals(length) ? "" : ", from the whole hour on";
        return scope(
                window,
                (at == Job.At.NEWEST ? words + " up to the newest line of the logs" : "the last " + words) + hour,
                false);
    }

    /// What somebody asked for.
    public Scope asked(Window window) {
        return because(window, "as asked for");
    }

    /// A window with a reason of its own.
    public Scope because(Window window, String why) {
        return scope(whole(window.from(), window.to()), why, false);
    }

    /// All that was read; empty if nothing was.
    ///
    /// @param as why that
    /// @param lately it ends now if there was a line since then, else with the last line
    private Optional<Scope> first(String as, Instant lately) {
        List<Window> times = projects.stream()
                .flatMap(project -> heard.lived().apply(project).since().stream()
                        .flatMap(since -> heard.newestLine(project).stream()
                                .map(last -> new Window(since, last.isBefore(since) ? since : last))))
                .toList();
        return times.stream()
                .reduce(Window::around)
                .map(lines -> {
                    Instant last = newest().filter(event -> event.isAfter(lines.to()))
                            .orElse(lines.to().plusMillis(1));
                    return new Window(lines.from(), last.isBefore(lately) || last.isAfter(now) ? last : now);
                })
                .map(all -> new Scope(all, "all that was read, as " + as, true, Map.of()));
    }

    /// Right behind the newest event or line: a week without events moves no window.
    public Optional<Instant> newest() {
        return Heard.end(archive, projects, now);
    }

    private static Window whole(Instant from, Instant to) {
        return new Window(from.truncatedTo(ChronoUnit.HOURS), to);
    }

    private Scope scope(Window window, String why, boolean first) {
        Map<String, Silent> silent = new HashMap<>();
        for (String project : projects) {
            if (!heard.anything(project, window)) {
                silent.put(project, silent(Set.of(project), window));
            }
        }
        if (!projects.isEmpty() && silent.size() == projects.size()) {
            silent.put("", silent(projects, window));
        }
        return new Scope(window, why, first, silent);
    }

    private Silent silent(Set<String> of, Window window) {
        Instant last = of.stream()
                .flatMap(project -> heard.last(project, window.from()).stream())
                .max(Instant::compareTo)
                .orElse(null);
        return new Silent(last, window.to(), last == null ? 0 : before(of, window));
    }

    private long before(Set<String> of, Window window) {
        Map<String, Long> counts = issues.computeIfAbsent(window.from(), this::before);
        return of.stream()
                .mapToLong(project -> counts.getOrDefault(project, 0L))
                .sum();
    }

    /// Issues with events before a moment, by project.
    private Map<String, Long> before(Instant moment) {
        Map<String, Long> counts = new HashMap<>();
        for (Archive.Slice slice : archive.slices()) {
            for (Activity activity : archive.activity(new Window(Instant.EPOCH, moment), slice)) {
                counts.merge(activity.issue().project(), 1L, Long::sum);
            }
        }
        return counts;
    }
}
