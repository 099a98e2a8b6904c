package dev.nightjar.report.page;

import dev.nightjar.model.Deploy;
import dev.nightjar.model.finding.Night;
import dev.nightjar.model.issue.Decision;
import dev.nightjar.model.issue.Triaged;
import dev.nightjar.report.chart.Chart;
import dev.nightjar.report.night.Folder;
import dev.nightjar.report.night.Verdict;
import dev.nightjar.report.night.Wording;
import dev.nightjar.text.Visible;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// The view of what went live when, and what it brought. All text is visible, none is HTML.
///
/// @param verdict the page's heading
/// @param marks of the time line, from its beginning to its end
/// @param now where the window begins, in percent of the time line
/// @param lanes one for each project with releases; the one that went live last first
/// @param silent projects of which no release is known
/// @param period of the time line, in words
public record ReleasesPage(
        String verdict, List<Chart.Tick> marks, String now, List<Lane> lanes, List<String> silent, String period) {

    private static final Duration SHOWN = Duration.ofDays(30);
    private static final int MOST = 40;

    /// The releases of a project, newest first.
    ///
    /// @param points of the time line
    public record Lane(String project, String href, List<Point> points, List<Release> releases, String more) {}

    /// A release on the time line, in percent; `tone` is `new` if it brought new issues, else empty.
    public record Point(String x, String title, String tone) {}

    /// @param how it is known
    /// @param inWindow it went live in the window
    public record Release(
            String name, Wording.Time at, String how, boolean inWindow, List<Named> brought, List<Named> solved) {}

    /// An issue by its name.
    public record Named(String id, String href, String state, String name) {}

    /// Of all releases that are known, in the window and before; at most 40 of a project.
    public static ReleasesPage of(Night night, Wording words) {
        Map<String, List<Deploy>> byProject = new TreeMap<>();
        night.insight()
                .deploys()
                .forEach(deploy -> byProject
                        .computeIfAbsent(deploy.project(), project -> new ArrayList<>())
                        .add(deploy));
        Period period = Period.of(night);
        List<Lane> lanes = byProject.entrySet().stream()
                .sorted(Comparator.comparing(
                        (Map.Entry<String, List<Deploy>> entry) ->
                                entry.getValue().getLast().at(),
                        Comparator.reverseOrder()))
                .map(entry -> lane(entry.getKey(), entry.getValue(), night, words, period))
                .toList();
        return new ReleasesPage(
                verdict(night),
                period.ticks(words),
                period.x(night.window().from()),
                lanes,
                Overview.names(night).stream()
                        .filter(name -> !byProject.containsKey(name))
                        .map(Visible::line)
                        .toList(),
                Wording.count(Math.max(1, period.length().toDays()), "day"));
    }

    private static String verdict(Night night) {
        long live = night.insight().deploys().stream()
                .filter(deploy -> !deploy.at().isBefore(night.window().from()))
                .count();
        long fresh = night.issues().stream().filter(t -> t.newSince() != null).count();
        if (night.insight().deploys().isEmpty()) {
            return "No release is known";
        }
        String brought = fresh == 0 ? "" : ", " + Wording.count(fresh, "issue") + " new since the newest";
        return (live == 0 ? "Nothing went live" : Wording.count(live, "release") + " went live") + brought;
    }

    private static Lane lane(String project, List<Deploy> deploys, Night night, Wording words, Period period) {
        List<Triaged> issues = night.issues().stream()
                .filter(t -> t.activity().issue().project().equals(project))
                .sorted(Triaged.WORST_FIRST)
                .toList();
        List<Release> releases = new ArrayList<>();
        List<Point> points = new ArrayList<>();
        for (int i = deploys.size() - 1; i >= 0; i--) {
            Deploy deploy = deploys.get(i);
            Instant next = i + 1 < deploys.size() ? deploys.get(i + 1).at() : Instant.MAX;
            Release release = release(deploy, next, issues, night, words);
            releases.add(release);
            if (!deploy.at().isBefore(period.from()) && !deploy.at().isAfter(period.to())) {
                points.add(new Point(
                        period.x(deploy.at()),
                        release.name() + ", " + release.at().full() + brought(release),
                        release.brought().isEmpty() ? "" : "new"));
            }
        }
        return new Lane(
                Visible.line(project),
                Folder.project(project),
                points.reversed(),
                releases.stream().limit(MOST).toList(),
                releases.size() <= MOST ? "" : Wording.count(releases.size() - MOST, "earlier release"));
    }

    private static String brought(Release release) {
        return release.brought().isEmpty()
                ? ""
                : ": " + Wording.count(release.brought().size(), "new issue");
    }

    private static Release release(Deploy deploy, Instant next, List<Triaged> issues, Night night, Wording words) {
        return new Release(
                Visible.line(deploy.release()),
                words.at(deploy.at()),
                Visible.line(deploy.how()),
                !deploy.at().isBefore(night.window().from()),
                issues.stream()
                        .filter(t -> night.isKnownBefore(deploy) && isBrought(t, deploy, next))
                        .map(ReleasesPage::named)
                        .toList(),
                issues.stream()
                        .filter(t -> isSolved(t, deploy))
                        .map(ReleasesPage::named)
                        .toList());
    }

    /// First seen while it was live; or the events themselves say so.
    private static boolean isBrought(Triaged t, Deploy deploy, Instant next) {
        if (Objects.equals(t.newSince(), deploy)) {
            return true;
        }
        Instant first = t.activity().issue().firstSeen();
        String release = t.releaseFirst();
        return release == null
                ? !first.isBefore(deploy.at()) && first.isBefore(next)
                : release.equals(deploy.release()) && first.isBefore(next);
    }

    private static boolean isSolved(Triaged t, Deploy deploy) {
        return t.history().stream()
                .filter(decision -> decision.kind() == Decision.Kind.RESOLVE)
                .anyMatch(decision -> !decision.next() && decision.text().equals(deploy.release()));
    }

    private static Named named(Triaged t) {
        var issue = t.activity().issue();
        return new Named(issue.id().shown(), Folder.issue(issue.id()), Verdict.word(t.state()), Verdict.name(t));
    }

    /// The time line's.
    private record Period(Instant from, Instant to) {

        static Period of(Night night) {
            Instant to = night.window().to();
            Instant from = to.minus(SHOWN);
            Instant newest = night.insight().deploys().stream()
                    .map(Deploy::at)
                    .max(Comparator.naturalOrder())
                    .orElse(to);
            return new Period(newest.isBefore(from) ? newest.minus(Duration.ofDays(1)) : from, to);
        }

        Duration length() {
            return Duration.between(from, to);
        }

        String x(Instant at) {
            double part = (double) Duration.between(from, at).toSeconds() / Math.max(1, length().toSeconds());
            return String.format(Locale.ROOT, "%.2f", Math.clamp(part * 100, 0, 100));
        }

        List<Chart.Tick> ticks(Wording words) {
            List<Chart.Tick> ticks = new ArrayList<>();
            for (int part = 0; part <= 4; part++) {
                String anchor = part == 0 ? "start" : part == 4 ? "end" : "middle";
                ticks.add(new Chart.Tick(
                        Integer.toString(part * 25),
                        anchor,
                        words.day(from.plus(length().multipliedBy(part).dividedBy(4)))));
            }
            return ticks;
        }
    }
}
