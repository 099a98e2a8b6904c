package dev.nightjar.report.quality;

import dev.nightjar.model.IssueId;
import dev.nightjar.model.finding.Night;
import dev.nightjar.model.quality.LogFinding;
import dev.nightjar.model.quality.LogQuality;
import dev.nightjar.report.night.Folder;
import dev.nightjar.report.night.Wording;
import dev.nightjar.text.Visible;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The view of what logs should say otherwise. All text is visible, none is HTML.
///
/// @param verdict the page's heading
/// @param looked what was looked at, in words
/// @param kinds those that there is something of
public record QualityPage(String verdict, String looked, List<Section> kinds) {

    /// Findings of one kind.
    ///
    /// @param more those that are left out, in words; empty if there are none
    public record Section(String id, String title, List<Row> rows, String more) {}

    /// A finding.
    ///
    /// @param issue that the example is of, empty if none
    /// @param issueHref its page, empty if it has none
    public record Row(
            String project,
            String projectHref,
            String place,
            String sentence,
            String example,
            String where,
            String frame,
            String issue,
            String issueHref,
            Wording.Time last,
            String remedy) {}

    public static QualityPage of(Night night, Wording words) {
        LogQuality quality = night.insight().quality();
        Set<IssueId> paged =
                night.issues().stream().map(t -> t.activity().issue().id()).collect(Collectors.toSet());
        List<Section> kinds = new ArrayList<>();
        for (LogFinding.Kind kind : LogFinding.Kind.values()) {
            List<Row> rows = quality.findings().stream()
                    .filter(finding -> finding.kind() == kind)
                    .map(finding -> row(finding, words, paged))
                    .toList();
            int more = quality.more().getOrDefault(kind, 0);
            if (!rows.isEmpty()) {
                kinds.add(new Section(
                        kind.name().toLowerCase(java.util.Locale.ROOT),
                        kind.title(),
                        rows,
                        more == 0 ? "" : Wording.count(more) + " more are left out"));
            }
        }
        return new QualityPage(verdict(quality), looked(quality), kinds);
    }

    private static String verdict(LogQuality quality) {
        int findings = quality.findings().size();
        return findings == 0
                ? "Nothing to say about how logs are written"
                : Wording.count(findings, "thing") + " to log otherwise";
    }

    private static String looked(LogQuality quality) {
        return quality.all()
                ? "all " + Wording.count(quality.looked(), "event") + " were looked at"
                : "the newest " + Wording.count(quality.looked(), "event") + " were looked at";
    }

    private static Row row(LogFinding finding, Wording words, Set<IssueId> paged) {
        IssueId issue = finding.issue();
        return new Row(
                Visible.line(finding.project()),
                Folder.project(finding.project()),
                Visible.line(finding.place()),
                Visible.line(finding.sentence()),
                Visible.line(finding.example()),
                Visible.line(finding.where()),
                Visible.line(finding.frame()),
                issue == null ? "" : issue.shown(),
                issue == null || !paged.contains(issue) ? "" : Folder.issue(issue),
                words.at(finding.last()),
                finding.remedy());
    }
}
