package dev.nightjar.report.page;

import dev.nightjar.model.finding.Night;
import dev.nightjar.model.finding.PatternFinding;
import dev.nightjar.model.finding.Silence;
import dev.nightjar.report.night.Folder;
import dev.nightjar.report.night.TextPiece;
import dev.nightjar.report.night.Wording;
import dev.nightjar.text.Visible;
import java.util.ArrayList;
import java.util.List;

/// The view of what is out of the ordinary besides issues: projects that are silent, lines never seen before,
/// lines that are missing. All text is visible, none is HTML.
///
/// @param verdict the page's heading
/// @param more lines beyond those listed, in words
/// @param audit findings of the audit page, in words
public record UnusualPage(
        String verdict, List<Silent> silent, List<Line> unseen, List<Line> vanished, String more, String audit) {

    private static final int MOST = 300;

    /// A project that stopped to write.
    public record Silent(String project, String href, String sentence) {}

    /// A line of the logs, its variable parts marked.
    public record Line(
            String project,
            String href,
            String level,
            String logger,
            List<TextPiece> template,
            String sentence,
            Wording.Time last) {}

    /// Of at most 300 lines of each kind.
    public static UnusualPage of(Night night, Wording words) {
        Night.Insight insight = night.insight();
        List<Line> unseen = lines(insight, PatternFinding.Kind.UNSEEN, words);
        List<Line> vanished = lines(insight, PatternFinding.Kind.VANISHED, words);
        int findings = insight.audited().findings().size();
        int more = unseen.size()
                + vanished.size()
                - limit(unseen).size()
                - limit(vanished).size();
        return new UnusualPage(
                verdict(insight, unseen.size(), vanished.size()),
                insight.silent().stream().map(silence -> silent(silence, night)).toList(),
                limit(unseen),
                limit(vanished),
                more == 0 ? "" : Wording.count(more) + " more: nightjar unusual lists all",
                findings == 0 ? "" : Wording.count(findings, "finding") + " among events of security");
    }

    private static List<Line> limit(List<Line> lines) {
        return lines.stream().limit(MOST).toList();
    }

    private static String verdict(Night.Insight insight, int unseen, int vanished) {
        List<String> parts = new ArrayList<>();
        int silent = insight.silent().size();
        if (silent > 0) {
            parts.add(Wording.count(silent, "project") + (silent == 1 ? " is silent" : " are silent"));
        }
        if (unseen > 0) {
            parts.add(Wording.count(unseen, "line") + " never seen before");
        }
        if (vanished > 0) {
            parts.add(Wording.count(vanished, "line") + (vanished == 1 ? " is missing" : " are missing"));
        }
        return parts.isEmpty() ? "Nothing out of the ordinary" : String.join(", ", parts);
    }

    private static Silent silent(Silence silence, Night night) {
        return new Silent(
                Visible.line(silence.project()), Folder.project(silence.project()), silence.sentence(night.zone()));
    }

    private static List<Line> lines(Night.Insight insight, PatternFinding.Kind kind, Wording words) {
        return insight.unusual().stream()
                .filter(finding -> finding.kind() == kind)
                .map(finding -> line(finding, words))
                .toList();
    }

    private static Line line(PatternFinding finding, Wording words) {
        var pattern = finding.pattern();
        return new Line(
                Visible.line(pattern.project()),
                Folder.project(pattern.project()),
                pattern.level() == null ? "" : pattern.level().name(),
                Visible.line(pattern.logger()),
                TextPiece.of(Visible.line(pattern.template())),
                Visible.line(finding.sentence()),
                words.at(pattern.last()));
    }
}
