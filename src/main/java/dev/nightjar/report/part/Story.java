package dev.nightjar.report.part;

import dev.nightjar.model.Deploy;
import dev.nightjar.model.issue.Decision;
import dev.nightjar.model.issue.Issue;
import dev.nightjar.model.issue.Triaged;
import dev.nightjar.report.night.Wording;
import dev.nightjar.text.Visible;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What became of an issue: when it began, what people decided, which releases went live, when it was last seen.
public final class Story {

    private static final int MOST_RELEASES = 12;

    private Story() {}

    /// Something that happened.
    ///
    /// @param kind `seen`, `release` or `decision`
    /// @param by who, empty for what nobody decided
    public record Entry(Wording.Time at, String kind, String what, String by, String text) {}

    private record Dated(Instant at, Entry entry) {}

    /// Oldest first.
    public static List<Entry> of(Triaged t, List<Deploy> deploys, Wording words) {
        Issue issue = t.activity().issue();
        List<Dated> all = new ArrayList<>();
        all.add(seen(issue.firstSeen(), "first seen", t.releaseFirst(), words));
        List<Deploy> since = deploys.stream()
                .filter(deploy -> deploy.at().isAfter(issue.firstSeen())
                        || deploy.release().equals(t.releaseFirst()))
                .filter(deploy -> deploy.at().isBefore(t.activity().window().to()))
                .toList();
        since.stream()
                .skip(Math.max(0, since.size() - MOST_RELEASES))
                .forEach(deploy -> all.add(release(deploy, words)));
        t.history().forEach(decision -> all.add(decision(decision, words)));
        if (issue.lastSeen().isAfter(issue.firstSeen())) {
            all.add(seen(issue.lastSeen(), "last seen", t.releaseLast(), words));
        }
        return all.stream()
                .sorted(Comparator.comparing(Dated::at))
                .map(Dated::entry)
                .toList();
    }

    private static Dated seen(
            Instant at, String what, @org.jspecify.annotations.Nullable String release, Wording words) {
        String in = release == null ? "" : "in " + Visible.line(release);
        return new Dated(at, new Entry(words.at(at), "seen", what, "", in));
    }

    private static Dated release(Deploy deploy, Wording words) {
        return new Dated(
                deploy.at(),
                new Entry(
                        words.at(deploy.at()),
                        "release",
                        Visible.line(deploy.release()) + " went live",
                        "",
                        Visible.line(deploy.how())));
    }

    private static Dated decision(Decision decision, Wording words) {
        return new Dated(
                decision.at(),
                new Entry(
                        words.at(decision.at()),
                        "decision",
                        what(decision, words),
                        Visible.line(decision.by()),
                        Visible.line((decision.text() + " " + decision.reason()).strip())));
    }

    private static String what(Decision decision, Wording words) {
        return switch (decision.kind()) {
            case RESOLVE -> decision.next() ? "resolved in the next release" : "resolved";
            case MUTE ->
                "muted"
                        + (decision.until() == null
                                ? ""
                                : " until " + words.at(decision.until()).full());
            case UNMUTE -> "unmuted";
            case ASSIGN -> "assigned";
            case NOTE -> "noted";
            case MERGE -> "merged into";
            case UNMERGE -> "taken out of a merge";
            case TICKET -> "ticket";
            case REOPEN -> "reopened";
        };
    }
}
