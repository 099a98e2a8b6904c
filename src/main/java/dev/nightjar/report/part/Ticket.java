package dev.nightjar.report.part;

import dev.nightjar.model.issue.Issue;
import dev.nightjar.model.issue.Triaged;
import dev.nightjar.report.night.Verdict;
import dev.nightjar.report.night.Wording;
import dev.nightjar.text.Visible;
import org.jspecify.annotations.Nullable;

/// An issue as a person would paste it into a ticket.
public final class Ticket {

    /// Enough for the frames that matter; the rest is on the page.
    private static final int LONGEST_TRACE = 4_000;

    private Ticket() {}

    /// As Markdown, its texts made visible.
    ///
    /// @param words writes times
    /// @param trace null if the issue has none
    public static String of(Triaged t, IssueRow row, Wording words, @Nullable TraceView trace) {
        Issue issue = t.activity().issue();
        String raw = trace == null ? "" : TraceView.cut(trace.raw(), LONGEST_TRACE);
        String fence = fence(raw);
        String code = trace == null ? "" : "\n" + fence + "\n" + raw + (raw.endsWith("\n") ? "" : "\n") + fence + "\n";
        return "**" + Visible.line(Verdict.name(t)) + "** (" + row.id() + ", " + row.state() + ")\n\n"
                + "- message: `" + IssueRow.line(issue.message()).replace('`', '\'') + "`\n"
                + "- project: " + row.project() + (row.owner().isEmpty() ? "" : ", owner: " + row.owner()) + "\n"
                + "- events: " + row.events() + " in the window, " + Wording.count(issue.count()) + " in all; users: "
                + (row.users().isEmpty() ? "none known" : row.users()) + "\n"
                + "- first seen " + words.at(issue.firstSeen()).full() + ", last seen "
                + words.at(issue.lastSeen()).full() + " (" + words.zone() + ")"
                + (row.since().isEmpty() ? "" : ", new since " + row.since()) + "\n"
                + "- " + row.reason() + "\n"
                + "- `nightjar show " + row.id() + "`\n" + code;
    }

    /// A fence longer than any run of backticks in the text.
    private static String fence(String text) {
        int most = 2;
        int run = 0;
        for (int i = 0; i < text.length(); i++) {
            run = text.charAt(i) == '`' ? run + 1 : 0;
            most = Math.max(most, run);
        }
        return "`".repeat(most + 1);
    }
}
