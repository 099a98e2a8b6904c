package dev.nightjar.report.page;

import dev.nightjar.model.Deploy;
import dev.nightjar.model.finding.Night;
import dev.nightjar.model.issue.Issue.State;
import dev.nightjar.model.issue.Triaged;
import dev.nightjar.report.chart.Chart;
import dev.nightjar.report.night.Folder;
import dev.nightjar.report.night.Verdict;
import dev.nightjar.report.night.Wording;
import dev.nightjar.report.part.IssueRow;
import dev.nightjar.text.Visible;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The view of the overview page, and of a project's page, which is the same for the issues of one project.
///
/// @param verdict the page's heading
/// @param coverage what was read
/// @param quiet no issue needs a look, all was understood, and there was something to understand
/// @param silent there is no log line in the window, and nothing is shown
/// @param rows worst first
/// @param all how many issues there are, listed or not
/// @param listed which of them the rows are, in words; empty if they are all
/// @param rest where the issues beyond the rows are, by project
/// @param more how many issues have no page, empty if all have
/// @param chips states with their number of issues, listed or not
/// @param projects worst first; empty on a project's page
/// @param formula how impact is computed, line by line
public record Overview(
        String verdict,
        String coverage,
        boolean quiet,
        boolean silent,
        List<Tile> tiles,
        List<IssueRow> rows,
        String all,
        String listed,
        List<Rest> rest,
        String more,
        List<Chip> chips,
        Chart.Bars chart,
        List<ProjectRow> projects,
        String formula) {

    /// A page of so many rows has less than 400 kB.
    static final int MOST_ROWS = 200;

    private static final int MOST_LAYERS = 6;

    /// A number with its name. Tone is `new`, `regressed`, `escalating` or empty.
    public record Tile(String label, String value, String note, String tone) {}

    /// A state and how many issues have it.
    public record Chip(String state, String count) {}

    /// Issues of a project that are not among the rows.
    public record Rest(String project, String href, String count) {}

    /// A project in a table.
    public record ProjectRow(
            String name,
            String href,
            long fresh,
            long regressed,
            long escalating,
            String issues,
            String errors,
            String warnings,
            Chart.Spark spark) {}

    /// The view of the whole night.
    public static Overview of(Night night) {
        Wording words = new Wording(night.zone(), night.window());
        Chart chart = new Chart(words, night.window());
        List<Triaged> sorted = sorted(night);
        List<Triaged> shown = sorted.stream().limit(MOST_ROWS).toList();
        return of(
                night,
                "",
                new Verdict(night),
                shown,
                0,
                rest(sorted.subList(shown.size(), sorted.size())),
                chart.hours(byProject(sorted), List.of(), night.insight().deploys(), false),
                projects(night, chart));
    }

    /// The view of one project, in pages of so many rows; the first has all else.
    public static List<Overview> of(Night night, String project) {
        Night part = night.of(project);
        List<Triaged> sorted = sorted(part);
        Chart chart = new Chart(new Wording(night.zone(), night.window()), night.window());
        Chart.Bars bars = chart.hours(byLevel(sorted), List.of(), deploys(night, project), true);
        List<Overview> pages = new ArrayList<>();
        for (int from = 0; from == 0 || from < sorted.size(); from += MOST_ROWS) {
            List<Triaged> shown = sorted.subList(from, Math.min(sorted.size(), from + MOST_ROWS));
            pages.add(of(part, project, Verdict.of(part, project), shown, from, List.of(), bars, List.of()));
        }
        return pages;
    }

    private static Overview of(
            Night night,
            String project,
            Verdict verdict,
            List<Triaged> shown,
            int from,
            List<Rest> rest,
            Chart.Bars bars,
            List<ProjectRow> projects) {
        Wording words = new Wording(night.zone(), night.window());
        Chart chart = new Chart(words, night.window());
        long all = night.issues().size() + night.rest().issues();
        return new Overview(
                verdict.sentence(),
                verdict.coverage(),
                verdict.look() == 0
                        && verdict.files() == 0
                        && night.insight().silent().isEmpty()
                        && night.scope().silence().isEmpty(),
                shown.isEmpty() && night.scope().silence().isPresent(),
                tiles(verdict, night, project),
                shown.stream().map(t -> IssueRow.of(t, words, chart)).toList(),
                Wording.count(all),
                listed(from, shown.size(), all),
                rest,
                more(night.rest()),
                chips(verdict),
                bars,
                projects,
                Visible.text(night.insight().formula()));
    }

    /// Names of all projects, also of those that only issues know.
    public static List<String> names(Night night) {
        TreeSet<String> names = new TreeSet<>(night.projects());
        night.issues().forEach(t -> names.add(t.activity().issue().project()));
        return List.copyOf(names);
    }

    static List<Triaged> of(List<Triaged> issues, String project) {
        return issues.stream()
                .filter(t -> t.activity().issue().project().equals(project))
                .toList();
    }

    static List<Deploy> deploys(Night night, String project) {
        return night.insight().deploys().stream()
                .filter(deploy -> deploy.project().equals(project))
                .toList();
    }

    private static List<Triaged> sorted(Night night) {
        return night.issues().stream().sorted(Triaged.WORST_FIRST).toList();
    }

    /// What is said of issues that have no page; empty if all have.
    static String more(dev.nightjar.model.issue.Rest rest) {
        return rest.issues() == 0
                ? ""
                : "and " + Wording.count(rest.issues()) + " more " + (rest.issues() == 1 ? "issue" : "issues")
                        + " with " + Wording.count(rest.events(), "event")
                        + ", none worse than these: nightjar issues lists them";
    }

    private static List<Rest> rest(List<Triaged> left) {
        Map<String, Long> counts = left.stream()
                .collect(Collectors.groupingBy(
                        t -> t.activity().issue().project(), TreeMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .map(e -> new Rest(Visible.line(e.getKey()), Folder.project(e.getKey()), Wording.count(e.getValue())))
                .toList();
    }

    /// @param project empty for all
    private static List<Tile> tiles(Verdict verdict, Night night, String project) {
        List<Tile> tiles = new ArrayList<>();
        for (State state : List.of(State.NEW, State.REGRESSED, State.ESCALATING)) {
            long count = verdict.count(state);
            String word = Verdict.word(state);
            tiles.add(new Tile(
                    word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1),
                    Wording.count(count),
                    count == 1 ? "issue" : "issues",
                    count == 0 ? "" : word));
        }
        tiles.add(events(verdict, night, project.isEmpty(), true));
        tiles.add(events(verdict, night, project.isEmpty(), false));
        tiles.add(users(night, project));
        return tiles;
    }

    /// Distinct ones over all issues; where only those of each issue are known, the most of one.
    private static Tile users(Night night, String project) {
        Long users = night.insight().users().get(project);
        long most = users != null
                ? users
                : night.issues().stream()
                        .mapToLong(t -> t.activity().users())
                        .max()
                        .orElse(0);
        return most == 0
                ? new Tile("Users", "–", "none known", "")
                : new Tile("Users", Wording.distinct(most), users != null ? "affected" : "or more", "");
    }

    /// @param whole of all projects: their usual number is known
    private static Tile events(Verdict verdict, Night night, boolean whole, boolean errors) {
        long count = verdict.events(errors);
        String note = whole && night.usual().isPresent()
                ? "usual "
                        + Wording.count(
                                errors
                                        ? night.usual().get().errors()
                                        : night.usual().get().warnings())
                : count == 1 ? "event" : "events";
        return new Tile(errors ? "Errors" : "Warnings", Wording.count(count), note, "");
    }

    private static List<Chip> chips(Verdict verdict) {
        return Stream.of(State.values())
                .filter(state -> verdict.count(state) > 0)
                .map(state -> new Chip(Verdict.word(state), Wording.count(verdict.count(state))))
                .toList();
    }

    /// `the 200 worst of 1,980`, `201 to 400 of 790`.
    private static String listed(int from, int rows, long all) {
        if (rows == all) {
            return "";
        }
        return (from == 0
                        ? "the " + Wording.count(rows) + " worst"
                        : Wording.count(from + 1) + " to " + Wording.count(from + rows))
                + " of " + Wording.count(all);
    }

    /// Errors of the projects with most of them, and of the others together; warnings in the table alone.
    private static List<Chart.Layer> byProject(List<Triaged> issues) {
        Map<String, List<Triaged>> byProject = issues.stream()
                .filter(Triaged::isError)
                .collect(Collectors.groupingBy(
                        t -> t.activity().issue().project(), LinkedHashMap::new, Collectors.toList()));
        List<String> names = byProject.keySet().stream()
                .sorted(Comparator.comparingLong((String name) -> -events(byProject.getOrDefault(name, List.of())))
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
        List<Chart.Layer> layers = new ArrayList<>();
        List<Triaged> others = new ArrayList<>();
        for (String name : names) {
            List<Triaged> of = byProject.getOrDefault(name, List.of());
            if (layers.size() < MOST_LAYERS) {
                layers.add(new Chart.Layer("p" + layers.size(), Visible.line(name), hourly(of, t -> true)));
            } else {
                others.addAll(of);
            }
        }
        if (!others.isEmpty()) {
            String name = Wording.count(names.size() - MOST_LAYERS, "other project");
            layers.add(new Chart.Layer("rest", name, hourly(others, t -> true)));
        }
        layers.add(new Chart.Layer("warning", "all warnings", hourly(issues, Triaged::isWarning), false));
        return layers;
    }

    private static List<Chart.Layer> byLevel(List<Triaged> issues) {
        return List.of(
                new Chart.Layer("error", "errors", hourly(issues, Triaged::isError)),
                new Chart.Layer("warning", "warnings", hourly(issues, Triaged::isWarning)));
    }

    private static long events(List<Triaged> issues) {
        return issues.stream().mapToLong(t -> t.activity().count()).sum();
    }

    private static List<ProjectRow> projects(Night night, Chart chart) {
        return names(night).stream()
                .map(name -> projectRow(night.of(name), name, chart))
                .sorted(Comparator.comparingLong(row -> -(row.fresh() + row.regressed() + row.escalating())))
                .toList();
    }

    private static ProjectRow projectRow(Night part, String name, Chart chart) {
        Verdict verdict = new Verdict(part);
        return new ProjectRow(
                Visible.line(name),
                Folder.project(name),
                verdict.count(State.NEW),
                verdict.count(State.REGRESSED),
                verdict.count(State.ESCALATING),
                Wording.count(part.issues().size() + part.rest().issues()),
                Wording.count(verdict.events(true)),
                Wording.count(verdict.events(false)),
                chart.spark(hourly(part.issues(), t -> true)));
    }

    private static List<Long> hourly(List<Triaged> issues, Predicate<Triaged> which) {
        int hours = 0;
        for (Triaged t : issues) {
            hours = Math.max(hours, t.activity().hourly().size());
        }
        long[] sum = new long[hours];
        for (Triaged t : issues) {
            if (which.test(t)) {
                for (int i = 0; i < t.activity().hourly().size(); i++) {
                    sum[i] += t.activity().hourly().get(i);
                }
            }
        }
        return java.util.Arrays.stream(sum).boxed().toList();
    }
}
