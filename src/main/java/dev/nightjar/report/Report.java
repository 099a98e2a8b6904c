package dev.nightjar.report;

import dev.nightjar.export.Fields;
import dev.nightjar.model.IssueId;
import dev.nightjar.model.event.StoredEvent;
import dev.nightjar.model.finding.Night;
import dev.nightjar.model.issue.Triaged;
import dev.nightjar.report.chart.Month;
import dev.nightjar.report.lookup.Cards;
import dev.nightjar.report.lookup.Feed;
import dev.nightjar.report.night.Crew;
import dev.nightjar.report.night.Folder;
import dev.nightjar.report.night.Verdict;
import dev.nightjar.report.night.Wording;
import dev.nightjar.report.page.Also;
import dev.nightjar.report.page.AuditPage;
import dev.nightjar.report.page.IssuePage;
import dev.nightjar.report.page.IssuePages;
import dev.nightjar.report.page.Overview;
import dev.nightjar.report.page.ProjectPage;
import dev.nightjar.report.page.RelatedPage;
import dev.nightjar.report.page.ReleasesPage;
import dev.nightjar.report.page.Runs;
import dev.nightjar.report.page.UnusualPage;
import dev.nightjar.report.quality.QualityPage;
import dev.nightjar.text.Json;
import dev.nightjar.text.Visible;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Writes the static pages of a night: `index.html`, `p/PROJECT.html`, `i/ID.html`, `find.html` and others.
/// They work from a file, without a server, load nothing from elsewhere, and can be read without JavaScript.
public final class Report {

    private final PageTemplates templates;

    private Report(PageTemplates templates) {
        this.templates = templates;
    }

    /// @param templates an operator's own folder; a file in it replaces the one of that name that ships with
    ///     Nightjar
    public static Report with(Optional<Path> templates) {
        return new Report(new PageTemplates(templates));
    }

    /// The head of every page.
    ///
    /// @param why the window is this one
    /// @param title of the document
    /// @param root path to the folder of `index.html`: empty or `../`
    /// @param here the template's name
    /// @param quality there is something to say about how logs are written
    public record Page(
            String title,
            String root,
            String here,
            String window,
            String why,
            String length,
            String host,
            String version,
            boolean quality) {}

    /// Writes the pages and returns the path of `index.html`. Only changed files are written, `index.html` last;
    /// pages of issues no longer listed are removed. A failure leaves the last report: exit code 78 for an error
    /// in a template, 73 or 74 where the folder cannot be written.
    public Path write(Path dir, Night night) {
        Path home = dir.toAbsolutePath().normalize();
        try (Folder folder = Folder.open(home);
                Crew crew = new Crew()) {
            for (String name : List.of("app.js", "find.js", "more.css", "style.css", "tables.js")) {
                folder.put(name, templates.file(name));
            }
            Month month = new Month(night);
            crew.give(() -> overview(night, folder));
            crew.give(() -> aside(night, folder));
            for (String project : Overview.names(night)) {
                crew.give(() -> project(night, project, month, folder));
            }
            issues(night, new IssuePages(night, month), folder, crew);
            return folder.publish();
        }
    }

    /// Writes the report as one file for a mail or a ticket, below 400 kB, and returns its path. It says what is
    /// left out. Fails with exit code 73 if it cannot be written, or somebody else's page is there.
    public Path single(Path file, Night night) {
        String verdict = new Verdict(night).sentence();
        return new Single(templates).write(file, night, page(night, verdict, "", "single"));
    }

    /// The path of an issue's page below `index.html`.
    public static String pageOf(IssueId id) {
        return Folder.issue(id);
    }

    private void overview(Night night, Folder folder) {
        Overview board = Overview.of(night);
        Map<String, Object> model = model(night, board.verdict(), "", "index");
        model.put("board", board);
        model.put("also", Also.of(night, new Wording(night.zone(), night.window())));
        model.put("runs", Runs.of(night));
        folder.put("index.html", templates.render("index.ftlh", model));
        model.put("page", page(night, "What was read", "", "runs"));
        folder.put("runs.html", templates.render("runs.ftlh", model));
        model.put("page", page(night, "Find", "", "find"));
        folder.put("find.html", templates.render("find.ftlh", model));
    }

    /// What is no issue: what belongs together, who acted, what is unusual, how logs are written, what went live.
    private void aside(Night night, Folder folder) {
        Wording words = new Wording(night.zone(), night.window());
        RelatedPage ties = RelatedPage.of(night, words);
        single(night, folder, "related", ties.verdict(), "ties", ties);
        AuditPage tracks = AuditPage.of(night, words);
        single(night, folder, "audit", tracks.verdict(), "tracks", tracks);
        UnusualPage odd = UnusualPage.of(night, words);
        single(night, folder, "unusual", odd.verdict(), "odd", odd);
        QualityPage quality = QualityPage.of(night, words);
        single(night, folder, "quality", quality.verdict(), "quality", quality);
        ReleasesPage lanes = ReleasesPage.of(night, words);
        single(night, folder, "releases", lanes.verdict(), "lanes", lanes);
    }

    private void single(Night night, Folder folder, String name, String title, String key, Object view) {
        Map<String, Object> model = model(night, title, "", name);
        model.put(key, view);
        folder.put(name + ".html", templates.render(name + ".ftlh", model));
    }

    private void project(Night night, String project, Month month, Folder folder) {
        List<Overview> boards = Overview.of(night, project);
        Map<String, Object> model =
                model(night, project + ": " + boards.getFirst().verdict(), "../", "project");
        model.put("project", ProjectPage.of(night, project, month));
        model.put("parts", boards.size());
        model.put(
                "files",
                Runs.of(night).files().stream()
                        .filter(f -> f.project().equals(Visible.line(project)))
                        .toList());
        for (int part = 1; part <= boards.size(); part++) {
            model.put("board", boards.get(part - 1));
            model.put("part", part);
            model.put("before", part == 1 ? "" : Folder.project(project, part - 1));
            model.put("next", part == boards.size() ? "" : Folder.project(project, part + 1));
            folder.put(Folder.project(project, part), templates.render("project.ftlh", model));
        }
    }

    /// While this thread reads samples, the crew makes pages of them.
    private void issues(Night night, IssuePages pages, Folder folder, Crew crew) {
        Cards cards = new Cards(new Wording(night.zone(), night.window()));
        String sources =
                Content.key(folder.seed(), templates.sources("issue.ftlh")).orElse("");
        crew.give(() -> folder.put("data.json", json(night, pages.sorted())));
        crew.give(() -> folder.put("feed.atom", Feed.of(night)));
        for (int nth = 0; nth < pages.sorted().size(); nth++) {
            Triaged t = pages.sorted().get(nth);
            List<StoredEvent> samples =
                    night.samples().apply(t.activity().issue().id());
            int at = nth;
            crew.give(() -> issue(night, t, pages.of(at, samples), sources, folder));
            cards.add(t, samples);
        }
        cards.latest(night.insight().latest().get());
        cards.scripts(Overview.names(night)).forEach((name, script) -> folder.put("data/" + name, script));
        crew.await();
    }

    /// The night for scripts: an object whose `issues`, a line each, are those of `nightjar issues --json`. What is
    /// unknown is left out.
    private static String json(Night night, List<Triaged> sorted) {
        return Json.sparse()
                        .put("host", night.host())
                        .put("version", night.version())
                        .put(
                                "window",
                                new Json()
                                        .put("from", night.window().from())
                                        .put("to", night.window().to()))
                        .put("why", night.scope().why())
                        .put("verdict", new Verdict(night).sentence())
                        .put("projects", Overview.names(night))
                        .put("issues", sorted.stream().map(Fields::issue).toList())
                        .toString()
                        .replace("{\"id\":", "\n{\"id\":")
                + "\n";
    }

    /// A page that would say what it says is not made again: rendering costs ten times as much as knowing that.
    private void issue(Night night, Triaged t, IssuePage issue, String sources, Folder folder) {
        String name = Folder.issue(t.activity().issue().id());
        Page head = page(night, issue.row().id() + " " + Verdict.name(t), "../", "issue");
        Map<String, Object> model = Map.of("page", head, "issue", issue);
        String key = Content.key(folder.seed(), sources, head, issue).orElse("");
        if (key.isEmpty()) {
            folder.put(name, templates.render("issue.ftlh", model));
        } else if (!folder.holds(name, key)) {
            folder.put(name, templates.render("issue.ftlh", model), key);
        }
    }

    private static Map<String, Object> model(Night night, String title, String root, String here) {
        return new HashMap<>(Map.of("page", page(night, title, root, here)));
    }

    private static Page page(Night night, String title, String root, String here) {
        Wording words = new Wording(night.zone(), night.window());
        return new Page(
                Visible.line(title),
                root,
                here,
                words.window(),
                Visible.line(night.scope().why()),
                words.length(),
                Visible.line(night.host()),
                night.version(),
                !night.insight().quality().findings().isEmpty());
    }
}
