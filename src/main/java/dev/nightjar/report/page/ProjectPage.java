package dev.nightjar.report.page;

import dev.nightjar.model.Deploy;
import dev.nightjar.model.Level;
import dev.nightjar.model.Run;
import dev.nightjar.model.finding.Night;
import dev.nightjar.model.issue.Issue;
import dev.nightjar.model.issue.Issue.State;
import dev.nightjar.model.issue.Tops;
import dev.nightjar.model.issue.Triaged;
import dev.nightjar.report.chart.HeatMap;
import dev.nightjar.report.chart.Month;
import dev.nightjar.report.night.Folder;
import dev.nightjar.report.night.Verdict;
import dev.nightjar.report.night.Wording;
import dev.nightjar.report.part.IssueRow;
import dev.nightjar.report.part.TopList;
import dev.nightjar.text.Visible;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// What a project's page has besides its board. All text is visible, none is HTML.
///
/// @param changes since the run before and since the last deploy
/// @param tops most frequent loggers, hosts and files, and the noisiest warnings
/// @param releases newest first
public record ProjectPage(String name, List<Change> changes, HeatMap heat, List<TopList> tops, List<Release> releases) {

    private static final int MOST_RELEASES = 12;
    private static final int MOST_TOP = 7;
    private static final int MOST_NAMED = 6;
    private static final int LONGEST_PATH = 44;

    /// What is different since a moment.
    ///
    /// @param since `Since 2.4.1`
    /// @param when and how it is known
    /// @param facts in words
    /// @param issues that began after it
    public record Change(String since, String when, List<String> facts, List<Named> issues) {}

    /// An issue by name.
    public record Named(String state, String name, String href, String id) {}

    /// A release, and how many issues began with it.
    public record Release(String name, Wording.Time at, String how, String fresh) {}

    /// Of one project, with deploys before the window's end.
    public static ProjectPage of(Night night, String project, Month month) {
        Wording words = new Wording(night.zone(), night.window());
        List<Triaged> issues = Overview.of(night.issues(), project);
        List<Deploy> deploys = Overview.deploys(night, project).stream()
                .filter(deploy -> deploy.at().isBefore(night.window().to()))
                .toList();
        List<Change> changes = new ArrayList<>();
        sinceRun(night, project, issues, words).ifPresent(changes::add);
        if (!deploys.isEmpty()) {
            changes.add(sinceDeploy(night, deploys.getLast(), issues, words));
        }
        return new ProjectPage(
                Visible.line(project),
                changes,
                HeatMap.of(month, month.hours(project)),
                tops(night, project, issues),
                deploys.reversed().stream()
                        .limit(MOST_RELEASES)
                        .map(deploy -> release(deploy, issues, words))
                        .toList());
    }

    /// The second newest run that read logs of the project.
    private static Optional<Change> sinceRun(Night night, String project, List<Triaged> issues, Wording words) {
        Optional<Run> before = night.runs().stream()
                .filter(run ->
                        run.files().stream().anyMatch(file -> file.project().equals(project)))
                .skip(1)
                .findFirst();
        return before.map(run -> change(
                "Since the run before",
                words.at(run.start()).full(),
                issues.stream().filter(t -> began(t).isAfter(run.start())).toList(),
                List.of()));
    }

    private static Change sinceDeploy(Night night, Deploy deploy, List<Triaged> issues, Wording words) {
        List<Triaged> begun =
                issues.stream().filter(t -> !began(t).isBefore(deploy.at())).toList();
        if (!night.isKnownBefore(deploy)) {
            return new Change(
                    "Since " + Visible.line(deploy.release()),
                    "live " + words.at(deploy.at()).full() + ", " + Visible.line(deploy.how()),
                    List.of("no log from before it was read: nothing is known to be new in it"),
                    List.of());
        }
        return change(
                "Since " + Visible.line(deploy.release()),
                "live " + words.at(deploy.at()).full() + ", " + Visible.line(deploy.how()),
                begun,
                rates(night, deploy, issues));
    }

    /// When an issue that needs a look became one: its first event ever, or the first after it was silent.
    private static Instant began(Triaged t) {
        Issue issue = t.activity().issue();
        return t.state().needsALook() && t.state() != State.NEW ? t.activity().first() : issue.firstSeen();
    }

    private static Change change(String since, String when, List<Triaged> begun, List<String> rates) {
        List<Triaged> sorted = begun.stream()
                .filter(t -> t.state() != State.MUTED)
                .sorted(Triaged.WORST_FIRST)
                .toList();
        List<String> facts = new ArrayList<>();
        long back = count(sorted, State.REGRESSED);
        long more = count(sorted, State.ESCALATING);
        long began = sorted.size() - back - more;
        facts.add(began == 0 ? "nothing new" : Wording.count(began, "issue") + " began");
        if (back > 0) {
            facts.add(Wording.count(back) + " came back");
        }
        if (more > 0) {
            facts.add(Wording.count(more) + (more == 1 ? " escalates" : " escalate"));
        }
        facts.addAll(rates);
        return new Change(
                since,
                when,
                facts,
                sorted.stream().limit(MOST_NAMED).map(ProjectPage::named).toList());
    }

    private static long count(List<Triaged> issues, State state) {
        return issues.stream().filter(t -> t.state() == state).count();
    }

    static Named named(Triaged t) {
        Issue issue = t.activity().issue();
        return new Named(
                Verdict.word(t.state()),
                IssueRow.line(Verdict.name(t)),
                Folder.issue(issue.id()),
                issue.id().shown());
    }

    /// Errors per hour before and since, if the release went live within the window and an hour or more on both
    /// sides is known.
    private static List<String> rates(Night night, Deploy deploy, List<Triaged> issues) {
        Duration before = Duration.between(night.window().from(), deploy.at());
        Duration since = Duration.between(deploy.at(), night.window().to());
        if (before.toHours() < 1 || since.toHours() < 1) {
            return List.of();
        }
        int split = (int) before.toHours();
        long early = 0;
        long late = 0;
        for (Triaged t : issues) {
            List<Long> hourly = t.isError() ? t.activity().hourly() : List.of();
            for (int i = 0; i < hourly.size(); i++) {
                early += i < split ? hourly.get(i) : 0;
                late += i < split ? 0 : hourly.get(i);
            }
        }
        return List.of(rate(late, since) + " errors an hour since, " + rate(early, before) + " before");
    }

    private static String rate(long count, Duration in) {
        double rate = count * 60.0 / Math.max(60, in.toMinutes());
        return rate >= 10 ? Wording.count(Math.round(rate)) : String.format(java.util.Locale.ROOT, "%.1f", rate);
    }

    private static List<TopList> tops(Night night, String project, List<Triaged> issues) {
        List<TopList> tops = new ArrayList<>();
        tops.add(warnings(issues));
        for (String field : List.of("logger", "host", "file")) {
            List<Tops.Value> values = night.insight().tops().of(project, field).stream()
                    .map(value -> field.equals("file") ? new Tops.Value(tail(value.value()), value.count()) : value)
                    .toList();
            tops.add(TopList.of("Top " + field + "s", values, MOST_TOP));
        }
        return tops.stream().filter(top -> !top.entries().isEmpty()).toList();
    }

    /// The end of a path tells files apart, the beginning seldom does.
    private static String tail(String path) {
        int from = path.length() <= LONGEST_PATH ? 0 : path.indexOf('/', path.length() - LONGEST_PATH);
        return from <= 0 ? path : "…" + path.substring(from);
    }

    private static TopList warnings(List<Triaged> issues) {
        List<Triaged> warnings = issues.stream()
                .filter(t -> t.activity().issue().level() == Level.WARN
                        && t.activity().count() > 0)
                .sorted(Comparator.comparingLong((Triaged t) -> -t.activity().count())
                        .thenComparing(t -> t.activity().issue().id()))
                .limit(MOST_TOP)
                .toList();
        long peak = warnings.isEmpty() ? 1 : warnings.getFirst().activity().count();
        return new TopList(
                "Noisiest warnings",
                warnings.stream()
                        .map(t -> TopList.entry(
                                t.activity().issue().message(),
                                t.activity().count(),
                                peak,
                                Folder.issue(t.activity().issue().id())))
                        .toList(),
                "",
                false);
    }

    private static Release release(Deploy deploy, List<Triaged> issues, Wording words) {
        long fresh = issues.stream()
                .filter(t -> Objects.equals(t.activity().issue().releaseFirst(), deploy.release())
                        || Objects.equals(t.releaseFirst(), deploy.release()))
                .count();
        return new Release(
                Visible.line(deploy.release()),
                words.at(deploy.at()),
                Visible.line(deploy.how()),
                fresh == 0 ? "" : Wording.count(fresh, "issue"));
    }
}
