package dev.nightjar.report.page;

import dev.nightjar.model.IssueId;
import dev.nightjar.model.finding.Cascade;
import dev.nightjar.model.finding.Night;
import dev.nightjar.model.finding.Related;
import dev.nightjar.model.finding.SharedPath;
import dev.nightjar.model.issue.Triaged;
import dev.nightjar.report.chart.Drawing;
import dev.nightjar.report.chart.Link;
import dev.nightjar.report.night.Folder;
import dev.nightjar.report.night.Verdict;
import dev.nightjar.report.night.Wording;
import dev.nightjar.text.Visible;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/// The view of what belongs together: issues that follow others, and requests that failed in several places.
/// All text is visible, none is HTML.
///
/// @param verdict the page's heading
/// @param stories issues that are tied, directly or by others: the largest first
public record RelatedPage(String verdict, List<Story> stories) {

    private static final int MOST_NODES = 60;
    private static final int MOST_STORIES = 100;

    /// Issues tied to each other.
    ///
    /// @param title projects in the order of the arrows
    /// @param drawing null if there are too many issues for one
    /// @param arrows drawn ones, in the order of the drawing
    /// @param said every tie in words
    public record Story(
            String title,
            String size,
            List<Node> nodes,
            @Nullable Drawing drawing,
            List<Arrow> arrows,
            List<Said> said) {}

    /// An issue in a drawing; `href` is empty for one that has no page.
    public record Node(String id, String href, String state, String name, String full, String project) {}

    /// The words on an arrow; kind is `follows`, `ids` or `both`.
    public record Arrow(String kind, String words) {

        /// In pixels, estimated: even, so that half of it is whole.
        public int width() {
            return words.length() * 3 * 2 + 4;
        }
    }

    /// A tie in words.
    ///
    /// @param way issues from the first to the last
    /// @param examples ids to look up
    public record Said(List<Node> way, String sentence, List<String> examples, String times) {}

    /// Of the ties between issues of any project.
    public static RelatedPage of(Night night, Wording words) {
        return new Gathering(night, words).gather();
    }

    private static final class Gathering {

        private final Related related;
        private final Wording words;
        private final Map<IssueId, Node> known = new HashMap<>();
        private final Map<IssueId, IssueId> parent = new LinkedHashMap<>();

        Gathering(Night night, Wording words) {
            this.related = night.insight().related();
            this.words = words;
            night.issues().forEach(t -> known.put(t.activity().issue().id(), node(t)));
            related.cascades().forEach(one -> tie(one.cause(), one.effect()));
            related.paths()
                    .forEach(path -> path.steps().forEach(step -> {
                        known.putIfAbsent(step.issue(), node(step.issue(), step.project()));
                        tie(path.steps().getFirst().issue(), step.issue());
                    }));
        }

        private static Node node(Triaged t) {
            var issue = t.activity().issue();
            return new Node(
                    issue.id().shown(),
                    Folder.issue(issue.id()),
                    Verdict.word(t.state()),
                    Visible.line(issue.name()),
                    Verdict.name(t),
                    Visible.line(issue.project()));
        }

        private static Node node(IssueId id, String project) {
            return new Node(id.shown(), "", "", id.shown(), id.shown(), Visible.line(project));
        }

        private Node node(IssueId id) {
            return known.computeIfAbsent(id, unknown -> node(unknown, ""));
        }

        private void tie(IssueId a, IssueId b) {
            IssueId first = root(a);
            IssueId second = root(b);
            if (!first.equals(second)) {
                parent.put(second, first);
            }
        }

        private IssueId root(IssueId id) {
            IssueId at = id;
            while (true) {
                IssueId up = parent.putIfAbsent(at, at);
                if (up == null || up.equals(at)) {
                    return at;
                }
                at = up;
            }
        }

        RelatedPage gather() {
            Map<IssueId, List<IssueId>> groups = new LinkedHashMap<>();
            List.copyOf(parent.keySet()).stream()
                    .sorted()
                    .forEach(id -> groups.computeIfAbsent(root(id), r -> new ArrayList<>())
                            .add(id));
            List<Story> stories = groups.values().stream()
                    .sorted(java.util.Comparator.comparingInt((List<IssueId> group) -> -group.size())
                            .thenComparing(List::getFirst))
                    .limit(MOST_STORIES)
                    .map(this::story)
                    .toList();
            return new RelatedPage(verdict(stories.size()), stories);
        }

        private String verdict(int stories) {
            if (stories == 0) {
                return "Nothing belongs together: no issue followed another, no request failed in two places";
            }
            int cascades = related.cascades().size();
            long ids = related.paths().stream().mapToLong(SharedPath::ids).sum();
            List<String> parts = new ArrayList<>();
            if (ids > 0) {
                parts.add(Wording.count(ids, "request") + " failed in several places");
            }
            if (cascades > 0) {
                parts.add(Wording.count(cascades, "time")
                                .replace("times", "issues")
                                .replace("time", "issue")
                        + (cascades == 1 ? " follows another" : " follow others"));
            }
            return String.join(", ", parts);
        }

        private Story story(List<IssueId> issues) {
            Map<Link, Arrow> arrows = new LinkedHashMap<>();
            List<Said> said = new ArrayList<>();
            related.paths().stream()
                    .filter(path -> issues.contains(path.steps().getFirst().issue()))
                    .forEach(path -> {
                        ways(path, issues, arrows);
                        said.add(said(path));
                    });
            related.cascades().stream()
                    .filter(one -> issues.contains(one.cause()))
                    .forEach(one -> {
                        arrows.merge(
                                new Link(issues.indexOf(one.cause()), issues.indexOf(one.effect())),
                                new Arrow(
                                        "follows", one.followed() + " of " + one.bursts() + ", +" + seconds(one.lag())),
                                (ids, follows) -> new Arrow("both", follows.words()));
                        said.add(said(one));
                    });
            List<Node> nodes = issues.stream().map(this::node).toList();
            List<Link> links = List.copyOf(arrows.keySet());
            Drawing drawing = nodes.size() > MOST_NODES
                    ? null
                    : Drawing.of(nodes.stream().map(Node::project).toList(), links);
            return new Story(title(nodes, drawing), size(issues), nodes, drawing, List.copyOf(arrows.values()), said);
        }

        private static String size(List<IssueId> issues) {
            return Wording.count(issues.size(), "issue");
        }

        /// The same step may be on several ways: ids add up.
        private static void ways(SharedPath path, List<IssueId> issues, Map<Link, Arrow> arrows) {
            for (int i = 1; i < path.steps().size(); i++) {
                Link link = new Link(
                        issues.indexOf(path.steps().get(i - 1).issue()),
                        issues.indexOf(path.steps().get(i).issue()));
                arrows.merge(link, new Arrow("ids", Wording.count(path.ids(), "id")), Gathering::more);
            }
        }

        private static Arrow more(Arrow a, Arrow b) {
            long sum = number(a.words()) + number(b.words());
            return new Arrow("ids", Wording.count(sum, "id"));
        }

        private static long number(String ids) {
            return Long.parseLong(ids.substring(0, ids.indexOf(' ')).replace(",", ""));
        }

        /// Projects from left to right as drawn.
        private static String title(List<Node> nodes, @Nullable Drawing drawing) {
            SequencedSet<String> projects = new LinkedHashSet<>();
            List<Integer> order = new ArrayList<>();
            for (int i = 0; i < nodes.size(); i++) {
                order.add(i);
            }
            if (drawing != null) {
                order.sort(java.util.Comparator.comparingInt(
                                (Integer i) -> drawing.boxes().get(i).x())
                        .thenComparingInt(i -> drawing.boxes().get(i).y()));
            }
            order.forEach(i -> projects.add(nodes.get(i).project()));
            return String.join(" → ", projects);
        }

        private Said said(SharedPath path) {
            return new Said(
                    path.steps().stream().map(step -> node(step.issue())).toList(),
                    Wording.count(path.ids(), "id") + " went this way",
                    path.examples().stream().map(Visible::line).toList(),
                    "");
        }

        private Said said(Cascade one) {
            String same = related.joined(one) ? "; the same requests" : "";
            return new Said(
                    List.of(node(one.cause()), node(one.effect())),
                    "the second began after " + one.followed() + " of " + one.bursts() + " bursts of the first, "
                            + seconds(one.lag()) + " later; by chance it would after " + percent(one.chance())
                            + ", and the odds that all of it is chance are below " + odds(one.odds()) + same,
                    List.of(),
                    Wording.list(one.examples().stream()
                            .limit(3)
                            .map(at -> words.at(at).full())
                            .toList()));
        }

        private static String seconds(Duration lag) {
            return String.format(Locale.ROOT, "%.1f s", lag.toMillis() / 1000.0);
        }

        private static String percent(double part) {
            return part < 0.001 ? "under 0.1 %" : String.format(Locale.ROOT, "%.1f %%", 100 * part);
        }

        private static String odds(double odds) {
            return odds < 1e-6 ? "one in a million" : "one in " + Wording.count((long) Math.floor(1 / odds));
        }
    }
}
