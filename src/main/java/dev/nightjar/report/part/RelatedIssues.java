package dev.nightjar.report.part;

import dev.nightjar.model.IssueId;
import dev.nightjar.model.finding.Alike;
import dev.nightjar.model.finding.Cascade;
import dev.nightjar.model.finding.Night;
import dev.nightjar.model.finding.Related;
import dev.nightjar.model.finding.SharedPath;
import dev.nightjar.model.issue.Triaged;
import dev.nightjar.report.night.Folder;
import dev.nightjar.report.night.Verdict;
import dev.nightjar.report.night.Wording;
import dev.nightjar.text.Visible;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Other issues that have to do with one: what it follows, what follows it, failing requests they share, and what
/// reads alike.
///
/// @param alike likest first
public record RelatedIssues(List<Follow> follows, List<Way> ways, List<Like> alike) {

    private static final int MOST = 8;

    /// An issue that another regularly follows.
    ///
    /// @param how `follows` or `is followed by`
    /// @param numbers how often, and after how long
    public record Follow(String how, Link other, String numbers) {}

    /// The way of failing requests.
    ///
    /// @param ids how many different ids, in words
    public record Way(List<Link> steps, String ids, List<String> examples) {}

    /// An issue that reads alike.
    public record Like(Link other, String percent) {}

    /// An issue; href and state are empty if it has no page, `here` is the issue itself.
    public record Link(String name, String project, String id, String state, String href, boolean here) {}

    /// At most eight issues that it follows or that follow it, and at most eight ways.
    ///
    /// @param known issues that have a page
    public static RelatedIssues of(IssueId issue, Night.Insight insight, Map<IssueId, Triaged> known) {
        Related related = insight.related().with(issue);
        List<Follow> follows = new ArrayList<>();
        related.cascades().stream()
                .limit(MOST)
                .forEach(cascade -> follows.add(follow(issue, cascade, insight.related(), known)));
        return new RelatedIssues(
                follows,
                related.paths().stream()
                        .limit(MOST)
                        .map(path -> way(issue, path, known))
                        .toList(),
                insight.alike().getOrDefault(issue, List.of()).stream()
                        .map(alike -> like(alike, known))
                        .toList());
    }

    private static Follow follow(IssueId issue, Cascade cascade, Related all, Map<IssueId, Triaged> known) {
        boolean effect = cascade.effect().equals(issue);
        return new Follow(
                effect ? "follows" : "is followed by",
                link(effect ? cascade.cause() : cascade.effect(), known, false),
                Wording.count(cascade.followed()) + " of " + Wording.count(cascade.bursts(), "time") + ", after "
                        + seconds(cascade.lag())
                        + (all.joined(cascade) ? ", in the same requests" : ""));
    }

    private static Way way(IssueId issue, SharedPath path, Map<IssueId, Triaged> known) {
        return new Way(
                path.steps().stream()
                        .map(step -> link(step.issue(), known, step.issue().equals(issue)))
                        .toList(),
                Wording.count(path.ids(), "id") + " in common",
                path.examples().stream().limit(3).map(Visible::line).toList());
    }

    private static Like like(Alike alike, Map<IssueId, Triaged> known) {
        return new Like(link(alike.issue(), known, false), Math.round(alike.likeness() * 100) + " %");
    }

    private static Link link(IssueId id, Map<IssueId, Triaged> known, boolean here) {
        Triaged t = known.get(id);
        return t == null
                ? new Link(id.shown(), "", id.shown(), "", "", here)
                : new Link(
                        IssueRow.line(Verdict.name(t)),
                        Visible.line(t.activity().issue().project()),
                        id.shown(),
                        Verdict.word(t.state()),
                        Folder.issue(id),
                        here);
    }

    private static String seconds(Duration lag) {
        return String.format(Locale.ROOT, "%.1f s", lag.toMillis() / 1000.0);
    }
}
