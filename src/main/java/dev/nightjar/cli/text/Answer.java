package dev.nightjar.cli.text;

import dev.nightjar.cli.terminal.Phrases;
import dev.nightjar.model.event.StoredEvent;
import dev.nightjar.model.issue.Activity;
import dev.nightjar.model.issue.Decision;
import dev.nightjar.model.issue.Issue;
import dev.nightjar.model.issue.Triaged;
import dev.nightjar.report.night.Wording;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/// What a support person wants to know of an issue, in plain sentences: whether it is known, since when, how many
/// others have it, when exactly it happened, what to tell the customer, whom to talk to. Not escaped.
///
/// @param zone of the times
public record Answer(ZoneId zone) {

    private static final int EVENTS = 3;

    /// @param asked the events that were asked for, the newest first
    public List<String> sentences(Triaged triaged, List<StoredEvent> asked) {
        List<String> said = new ArrayList<>();
        said.add(known(triaged));
        said.add("Why: " + triaged.reason() + ".");
        said.add(others(triaged.activity()));
        if (triaged.newSince() != null) {
            said.add("New since release " + triaged.newSince().release() + ", live since "
                    + time(triaged.newSince().at()) + ".");
        }
        asked.stream().limit(EVENTS).forEach(event -> said.add(event(event)));
        if (asked.size() > EVENTS) {
            said.add((asked.size() - EVENTS) + " more events carry the same id.");
        }
        said.add(tell(triaged));
        said.add(owner(triaged));
        triaged.history().stream()
                .filter(decision -> decision.kind() == Decision.Kind.TICKET)
                .reduce((older, newer) -> newer)
                .ifPresent(decision -> said.add("Ticket: " + decision.text().strip()));
        return said;
    }

    /// What to tell the customer, or how to write it down.
    static String tell(Triaged triaged) {
        return triaged.note().isBlank()
                ? "Nobody has written yet what to tell the customer: nightjar note "
                        + triaged.activity().issue().id() + " 'TEXT'"
                : "Tell the customer: " + triaged.note().strip();
    }

    /// A problem is known if it is not new, or if people have said something about it.
    String known(Triaged triaged) {
        Issue issue = triaged.activity().issue();
        String since = " since " + time(issue.firstSeen());
        boolean attended = !triaged.note().isBlank() || !triaged.history().isEmpty();
        return switch (triaged.state()) {
            case NEW ->
                (attended
                        ? "New" + since + "; people have noted or decided something about it."
                        : "Not a known problem yet: new" + since + ".");
            case REGRESSED -> "Known problem that came back; first seen " + time(issue.firstSeen()) + ".";
            case ESCALATING -> "Known problem that is getting worse;" + since.replace(" since", " seen since") + ".";
            case ONGOING -> "Known problem, ongoing" + since + ".";
            case RESOLVED -> "Known problem, resolved; last seen " + time(issue.lastSeen()) + ".";
            case MUTED -> "Known problem, muted; seen" + since + ".";
        };
    }

    private String others(Activity activity) {
        Issue issue = activity.issue();
        String users = activity.users() == 0
                ? "the log does not say how many users"
                : Wording.users(activity.users()) + " affected";
        return "Seen " + Phrases.count(issue.count(), "time") + ", " + users + "; last " + time(issue.lastSeen()) + ".";
    }

    private String event(StoredEvent event) {
        String host = event.host() == null ? "" : " on " + event.host();
        return "The event asked for happened " + time(event.time()) + host + ", in " + event.project() + ".";
    }

    static String owner(Triaged triaged) {
        if (triaged.owner() == null) {
            return "Nobody owns it yet: nightjar assign "
                    + triaged.activity().issue().id() + " OWNER";
        }
        String contact = triaged.contact().isEmpty() ? "" : " <" + triaged.contact() + ">";
        String why = triaged.ownerReason().isEmpty() ? "" : " (" + triaged.ownerReason() + ")";
        return "Talk to: " + triaged.owner() + contact + why + ".";
    }

    private String time(Instant time) {
        return Phrases.time(time, zone);
    }
}
