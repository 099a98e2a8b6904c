package dev.nightjar.report.page;

import dev.nightjar.model.event.Occurrence;
import dev.nightjar.report.chart.Chart;
import dev.nightjar.report.part.IssueRow;
import dev.nightjar.report.part.NextStep;
import dev.nightjar.report.part.RelatedIssues;
import dev.nightjar.report.part.Story;
import dev.nightjar.report.part.TopList;
import dev.nightjar.report.part.TraceView;
import dev.nightjar.text.Visible;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The view of one issue. All text is visible, none is HTML.
///
/// @param row as in the tables
/// @param typeFull with its package, or the title of a message
/// @param inPackage how much of it is the package, with the last dot
/// @param tiles its numbers
/// @param facts name and value pairs, in order
/// @param hours the window by hour
/// @param days 30 of them, null without events in them
/// @param trace of the newest event that has one
/// @param values what stands in the variable parts of its messages, and where it happens
/// @param why the explanation of its grouping
/// @param markdown for a ticket
/// @param steps commands for what people decide
/// @param before the page of the next worse issue, empty for the first
/// @param next the page of the next better one, empty for the last
public record IssuePage(
        IssueRow row,
        String typeFull,
        String inPackage,
        String contact,
        String ownerReason,
        String note,
        List<Overview.Tile> tiles,
        List<Fact> facts,
        Chart.Bars hours,
        Chart.@Nullable Bars days,
        @Nullable TraceView trace,
        List<TopList> values,
        List<Sample> samples,
        List<String> aliases,
        List<Part> why,
        RelatedIssues kin,
        List<Story.Entry> history,
        String markdown,
        List<NextStep> steps,
        String before,
        String next) {

    private static final int LONGEST = 1_500;

    /// A named value; `iso` is set for times.
    public record Fact(String name, String value, String iso) {}

    /// A part of the grouping's explanation.
    public record Part(String name, String value, boolean counted, String reason) {
        static Part of(Occurrence.Part part) {
            return new Part(
                    Visible.line(part.name()),
                    Visible.line(TraceView.cut(part.value(), LONGEST)),
                    part.counted(),
                    Visible.line(part.reason()));
        }
    }
}
