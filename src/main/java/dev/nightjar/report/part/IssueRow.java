package dev.nightjar.report.part;

import dev.nightjar.model.issue.Decision;
import dev.nightjar.model.issue.Issue;
import dev.nightjar.model.issue.Triaged;
import dev.nightjar.report.chart.Chart;
import dev.nightjar.report.night.Folder;
import dev.nightjar.report.night.TextPiece;
import dev.nightjar.report.night.Verdict;
import dev.nightjar.report.night.Wording;
import dev.nightjar.text.Visible;
import java.util.List;

/// An issue in a table. All text is visible, none is HTML.
///
/// @param type the last name of the exception's type, or of the logger of a message; may be empty
/// @param message with its variable parts marked
/// @param usual `usual 46`, empty if that is not known
/// @param users empty if none is known
/// @param since the release that brought it, empty if none is known
/// @param mixed how many different things its events say, empty if one
public record IssueRow(
        String id,
        String href,
        String state,
        String reason,
        String type,
        List<TextPiece> message,
        String culprit,
        String project,
        String projectHref,
        Chart.Spark spark,
        String events,
        String usual,
        String users,
        Wording.Time last,
        String owner,
        String since,
        String mixed,
        List<Ticket> tickets) {

    private static final int LONGEST = 1_000;
    private static final int LONGEST_TICKET = 40;

    /// Where people work on an issue.
    ///
    /// @param text the last part of the address, as `SHOP-12`
    /// @param href an address of the web, empty if it is none
    public record Ticket(String text, String href) {}

    /// The row of an issue, with what it did in the window.
    public static IssueRow of(Triaged t, Wording words, Chart chart) {
        Issue issue = t.activity().issue();
        return new IssueRow(
                issue.id().shown(),
                Folder.issue(issue.id()),
                Verdict.word(t.state()),
                Visible.line(t.reason()),
                line(issue.thrown()),
                TextPiece.of(line(issue.said())),
                line(issue.culprit()),
                Visible.line(issue.project()),
                Folder.project(issue.project()),
                chart.spark(t.activity().hourly()),
                Wording.count(t.activity().count()),
                t.usual() == null ? "" : "usual " + Wording.count(t.usual().count()),
                t.activity().users() == 0 ? "" : Wording.distinct(t.activity().users()),
                words.at(t.activity().last()),
                t.owner() == null ? "" : Visible.line(t.owner()),
                t.newSince() == null ? "" : line(t.newSince().release()),
                issue.mixed() ? Wording.count(issue.templates().size()) : "",
                tickets(t));
    }

    /// One line; a very long one is cut.
    public static String line(String raw) {
        return Visible.line(raw.length() <= LONGEST ? raw : raw.substring(0, LONGEST - 1) + "…");
    }

    private static List<Ticket> tickets(Triaged t) {
        return t.history().stream()
                .filter(decision -> decision.kind() == Decision.Kind.TICKET)
                .map(decision -> ticket(decision.text().strip()))
                .distinct()
                .toList();
    }

    /// What a person named as the ticket: it is an address only with `http://` or `https://`.
    public static Ticket ticket(String address) {
        boolean web = address.startsWith("https://") || address.startsWith("http://");
        String path = address.replaceAll("[/?#]+$", "");
        String name = web ? path.substring(path.lastIndexOf('/') + 1) : address;
        String shown = Visible.line(name.isEmpty() ? address : name);
        return new Ticket(
                shown.length() <= LONGEST_TICKET ? shown : shown.substring(0, LONGEST_TICKET - 1) + "…",
                web ? Visible.line(address) : "");
    }
}
