package dev.nightjar.report;

import dev.nightjar.model.Issue;
import dev.nightjar.model.Issue.State;
import dev.nightjar.model.Triaged;
import dev.nightjar.model.Visible;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// The view of the overview page, and of a project's page, which is the same for the issues of one project.
///
/// @param verdict the page's heading
/// @param coverage what was read
/// @param quiet no issue needs a look
/// @param rows worst first
/// @param more issues beyond the rows
/// @param chips states with their number of rows
/// @param projects worst first; empty on a project's page
public record Board(
        String verdict,
        String coverage,
        boolean quiet,
        List<Tile> tiles,
        List<Row> rows,
        long more,
        List<Chip> chips,
        Chart.Bars chart,
        List<ProjectRow> projects) {

    private static final int MOST_ROWS = 250;

    /// A number with its name. Tone is `new`, `regressed`, `escalating` or empty.
    public record Tile(String label, String value, String note, String tone) {}

    /// A state and how many rows have it.
    public record Chip(String state, long count) {}

    /// An issue in a table. All text is visible, none is HTML.
    ///
    /// @param type the last name of the exception's type, or of the logger of a message; may be empty
    /// @param message with its variable parts marked
    public record Row(
            String id,
            String href,
            String state,
            String reason,
            String type,
            List<Piece> message,
            String culprit,
            String project,
            String projectHref,
            Chart.Spark spark,
            String events,
            String users,
            Words.Time last,
            String owner) {}

    /// A piece of a message template; variable ones are `<int>` and the like.
    public record Piece(String text, boolean variable) {}

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
    static Board of(Night night) {
        return of(night, night, MOST_ROWS, projects(night));
    }

    /// The view of one project.
    static Board of(Night night, String project) {
        Night part = night.with(night.issues().stream().filter(in(project)).toList());
        return of(night, part, Integer.MAX_VALUE, List.of());
    }

    /// Names of all projects, also of those that only issues know.
    static List<String> names(Night night) {
        TreeSet<String> names = new TreeSet<>(night.projects());
        night.issues().forEach(t -> names.add(t.activity().issue().project()));
        return List.copyOf(names);
    }

    static Row row(Triaged t, Words words, Chart chart) {
        Issue issue = t.activity().issue();
        return new Row(
                issue.id().shown(),
                Folder.issue(issue.id()),
                Verdict.word(t.state()),
                Visible.line(t.reason()),
                Visible.line(kind(issue)),
                pieces(Visible.line(issue.message())),
                Visible.line(issue.culprit()),
                Visible.line(issue.project()),
                Folder.project(issue.project()),
                chart.spark(t.activity().hourly()),
                Words.count(t.activity().count()),
                t.activity().users() == 0 ? "–" : Words.count(t.activity().users()),
                words.at(t.activity().last()),
                t.owner() == null ? "" : Visible.line(t.owner()));
    }

    /// Cuts a template at its variable parts: `<`, lower-case letters, digits and dashes, `>`.
    static List<Piece> pieces(String template) {
        List<Piece> pieces = new ArrayList<>();
        int from = 0;
        for (int open = template.indexOf('<'); open >= 0; open = template.indexOf('<', open + 1)) {
            int close = endOfVariable(template, open + 1);
            if (close > 0) {
                if (open > from) {
                    pieces.add(new Piece(template.substring(from, open), false));
                }
                pieces.add(new Piece(template.substring(open, close), true));
                from = close;
            }
        }
        if (from < template.length()) {
            pieces.add(new Piece(template.substring(from), false));
        }
        return pieces;
    }

    private static int endOfVariable(String template, int from) {
        int at = from;
        while (at < template.length() && at - from < 20 && isName(template.charAt(at))) {
            at++;
        }
        return at > from && at < template.length() && template.charAt(at) == '>' ? at + 1 : -1;
    }

    private static boolean isName(char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    }

    private static String kind(Issue issue) {
        if (issue.type() != null) {
            return Verdict.last(issue.type(), 1);
        }
        return issue.logger() == null ? "" : Verdict.last(issue.logger(), 1);
    }

    private static Board of(Night night, Night part, int most, List<ProjectRow> projects) {
        Words words = new Words(night.zone(), night.window());
        Chart chart = new Chart(words, night.window());
        Verdict verdict = new Verdict(part, night == part);
        List<Triaged> sorted =
                part.issues().stream().sorted(Verdict.WORST_FIRST).toList();
        return new Board(
                verdict.sentence(),
                verdict.coverage(),
                verdict.look() == 0,
                tiles(verdict, part, night == part),
                sorted.stream().limit(most).map(t -> row(t, words, chart)).toList(),
                Math.max(0, sorted.size() - (long) most),
                chips(verdict),
                chart.bars(hourly(sorted, Verdict::isError), hourly(sorted, t -> !Verdict.isError(t))),
                projects);
    }

    private static List<Tile> tiles(Verdict verdict, Night night, boolean whole) {
        List<Tile> tiles = new ArrayList<>();
        for (State state : List.of(State.NEW, State.REGRESSED, State.ESCALATING)) {
            long count = verdict.count(state);
            String word = Verdict.word(state);
            tiles.add(new Tile(
                    word.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + word.substring(1),
                    Words.count(count),
                    count == 1 ? "issue" : "issues",
                    count == 0 ? "" : word));
        }
        long most = night.issues().stream()
                .mapToLong(t -> t.activity().users())
                .max()
                .orElse(0);
        tiles.add(new Tile("Errors", Words.count(verdict.events(true)), usual(night, whole, true), ""));
        tiles.add(new Tile("Warnings", Words.count(verdict.events(false)), usual(night, whole, false), ""));
        tiles.add(new Tile("Users", Words.count(most), "in one issue", ""));
        return tiles;
    }

    private static String usual(Night night, boolean whole, boolean errors) {
        if (!whole || night.usual().isEmpty()) {
            return "events";
        }
        Night.Usual usual = night.usual().get();
        return "usual " + Words.count(errors ? usual.errors() : usual.warnings());
    }

    private static List<Chip> chips(Verdict verdict) {
        return Stream.of(State.values())
                .map(state -> new Chip(Verdict.word(state), verdict.count(state)))
                .filter(chip -> chip.count() > 0)
                .toList();
    }

    private static List<ProjectRow> projects(Night night) {
        Chart chart = new Chart(new Words(night.zone(), night.window()), night.window());
        return names(night).stream()
                .map(name -> projectRow(
                        night.with(night.issues().stream().filter(in(name)).toList()), name, chart))
                .sorted(Comparator.comparing(row -> -(row.fresh() + row.regressed() + row.escalating())))
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
                Words.count(part.issues().size()),
                Words.count(verdict.events(true)),
                Words.count(verdict.events(false)),
                chart.spark(hourly(part.issues(), t -> true)));
    }

    private static List<Long> hourly(List<Triaged> issues, Predicate<Triaged> which) {
        long[] sum = new long
                [issues.stream()
                        .mapToInt(t -> t.activity().hourly().size())
                        .max()
                        .orElse(0)];
        for (Triaged t : issues) {
            if (which.test(t)) {
                for (int i = 0; i < t.activity().hourly().size(); i++) {
                    sum[i] += t.activity().hourly().get(i);
                }
            }
        }
        return java.util.Arrays.stream(sum).boxed().toList();
    }

    private static Predicate<Triaged> in(String project) {
        return t -> t.activity().issue().project().equals(project);
    }
}
