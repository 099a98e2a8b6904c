package dev.nightjar.cli.decide;

import dev.nightjar.cli.call.Session;
import dev.nightjar.cli.terminal.Hints;
import dev.nightjar.cli.terminal.Phrases;
import dev.nightjar.model.IssueId;
import dev.nightjar.model.issue.Decision;
import dev.nightjar.model.issue.Decision.Ends;
import dev.nightjar.model.issue.Issue;
import dev.nightjar.model.issue.Triaged;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// What is said after a decision: about which issues it was, what follows from it, and how to take it back.
final class Consequence {

    /// So many ids stand in the command that takes it back.
    private static final int IDS = 20;

    private final Session session;

    Consequence(Session session) {
        this.session = session;
    }

    /// @param decisions of one kind, each about another issue
    /// @param before what was known of the issues, without what was decided
    void tell(List<Decision> decisions, List<Triaged> before) {
        Decision first = decisions.getFirst();
        if (first.kind() == Decision.Kind.UNMERGE) {
            session.renew(); // else it is still called as what it was in
        }
        decisions.forEach(
                decision -> session.say(decision.issue() + "  " + Phrases.line(title(decision.issue()), 100)));
        session.say("  " + told(first, before));
        String undo = undo(first, decisions, before);
        if (!undo.isEmpty()) {
            session.say("  undo: nightjar " + undo);
        }
    }

    private String title(IssueId id) {
        return session.archive().issue(id).map(Issue::title).orElse("");
    }

    private String told(Decision decision, List<Triaged> before) {
        String text = decision.text();
        String told = switch (decision.kind()) {
            case RESOLVE ->
                "resolved" + in(decision) + ": if it comes back" + (text.isEmpty() ? "" : " there or later")
                        + ", it is regressed, and told at once";
            case REOPEN -> "reopened: it is told as before it was resolved";
            case MUTE -> "muted" + end(decision) + ": it is counted, and not told";
            case UNMUTE ->
                before.size() == 1
                                && last(before, Decision.Kind.MUTE, Decision.Kind.UNMUTE)
                                        .isEmpty()
                        ? "was not muted: it is told as before"
                        : "mute ended: it is told again";
            case ASSIGN -> "assigned to " + text + owned(before) + ": its mails and its row name them";
            case NOTE -> "noted: show and the pages say it to who answers the customer";
            case TICKET -> "ticket: show and the pages link " + text;
            case MERGE -> "merged into " + text + ": counts, states and decisions are told there";
            case UNMERGE -> "taken out: it is told by itself again";
        };
        return decision.reason().isEmpty() ? told : told + " (" + decision.reason() + ")";
    }

    private static String in(Decision decision) {
        if (decision.next()) {
            return decision.text().isEmpty() ? " by the next release" : " by the release after " + decision.text();
        }
        return decision.text().isEmpty() ? "" : " in " + decision.text();
    }

    private String end(Decision mute) {
        List<String> ends = new ArrayList<>();
        if (mute.until() != null) {
            ends.add(Phrases.time(mute.until(), session.settings().zone()) + " "
                    + session.settings().zone());
        }
        Ends other = mute.ends();
        if (other.events() > 0) {
            ends.add(Phrases.count(other.events(), "more event"));
        }
        if (other.users() > 0) {
            ends.add(Phrases.count(other.users(), "user"));
        }
        if (other.escalating()) {
            ends.add("it escalates");
        }
        return ends.isEmpty() ? " for good" : " until " + String.join(" or ", ends);
    }

    private static String owned(List<Triaged> before) {
        String owner = before.size() == 1 ? before.getFirst().owner() : null;
        return owner == null ? "" : " instead of " + owner;
    }

    private String undo(Decision decision, List<Decision> all, List<Triaged> before) {
        String ids = all.stream().limit(IDS).map(one -> one.issue().shown()).collect(Collectors.joining(" "));
        String owner = before.size() == 1 ? before.getFirst().owner() : null;
        return switch (decision.kind()) {
            case RESOLVE -> "reopen " + ids;
            case REOPEN ->
                "resolve " + ids
                        + last(before, Decision.Kind.RESOLVE, Decision.Kind.REOPEN)
                                .map(Consequence::resolved)
                                .orElse("");
            case MUTE -> "unmute " + ids;
            case UNMUTE ->
                before.size() == 1
                        ? last(before, Decision.Kind.MUTE, Decision.Kind.UNMUTE)
                                .map(mute -> "mute " + ids + muted(mute))
                                .orElse("")
                        : "mute " + ids + " --reason 'WHY'";
            case ASSIGN -> owner == null ? "" : "assign " + ids + " " + owner;
            case MERGE -> "unmerge " + ids;
            case UNMERGE -> "merge " + ids + " " + decision.text();
            case NOTE, TICKET -> "";
        };
    }

    /// What was decided last about the only issue, if it is what is taken back now.
    private static Optional<Decision> last(List<Triaged> before, Decision.Kind kind, Decision.Kind back) {
        return before.stream()
                .limit(before.size() == 1 ? 1 : 0)
                .flatMap(triaged -> triaged.history().stream())
                .filter(decision -> decision.kind() == kind || decision.kind() == back)
                .max(Comparator.comparing(Decision::at))
                .filter(decision -> decision.kind() == kind);
    }

    private static String resolved(Decision resolve) {
        String release = resolve.text().isEmpty() ? "" : " --in " + Hints.word(resolve.text());
        return (resolve.next() ? " --next-release" : release) + reason(resolve.reason());
    }

    /// Who takes back that a mute ended wants it to end when it would have.
    private static String muted(Decision mute) {
        Decision.Ends ends = mute.ends();
        return (mute.until() == null
                        ? ""
                        : " --until " + mute.until().plusMillis(500).truncatedTo(ChronoUnit.SECONDS))
                + (ends.events() > 0 ? " --events " + ends.events() : "")
                + (ends.users() > 0 ? " --users " + ends.users() : "")
                + (ends.escalating() ? " --until-escalating" : "")
                + (mute.owner().isEmpty() || mute.owner().equals(mute.by())
                        ? ""
                        : " --owner " + Hints.word(mute.owner()))
                + reason(mute.text());
    }

    private static String reason(String text) {
        return text.isEmpty() ? "" : " --reason " + Hints.word(text);
    }
}
