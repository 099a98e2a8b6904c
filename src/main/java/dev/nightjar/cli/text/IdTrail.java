package dev.nightjar.cli.text;

import dev.nightjar.cli.terminal.Phrases;
import dev.nightjar.model.event.StoredEvent;
import dev.nightjar.model.issue.Issue;
import dev.nightjar.model.issue.Triaged;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// What one id went through: every issue that has it, in the order in which it happened, as one answer with the cause
/// first. Not escaped.
///
/// @param id as it was asked for
/// @param links at least two, the earliest first
public record IdTrail(String id, List<Link> links) {

    /// An issue, and the first of its events that has the id.
    public record Link(Triaged triaged, StoredEvent event) {
        private Issue issue() {
            return triaged.activity().issue();
        }

        /// How it is called in a list: where, which, what.
        public String shown() {
            return event.project() + "  " + issue().id().shown() + "  " + issue().title();
        }
    }

    public IdTrail {
        links = links.stream()
                .sorted(Comparator.comparing((Link link) -> link.event().time())
                        .thenComparing(link -> link.issue().id()))
                .toList();
    }

    /// That of an id; empty if it has fewer than two issues.
    ///
    /// @param links of any issues, with events that may have the id or not
    public static Optional<IdTrail> of(String id, Stream<Link> links) {
        List<Link> those = links.filter(link -> has(link.event(), id)).toList();
        return those.size() < 2 ? Optional.empty() : Optional.of(new IdTrail(id, those));
    }

    /// Whether an event has an id, in either case.
    public static boolean has(StoredEvent event, String id) {
        String wanted = id.strip();
        return event.ids().values().stream().anyMatch(wanted::equalsIgnoreCase);
    }

    /// Where it began: the first error, else the first of all.
    public Link cause() {
        return links.stream().filter(link -> link.event().isError()).findFirst().orElse(links.getFirst());
    }

    /// What to know and to say: where it failed, what it began with, what to tell the customer, whom to ask.
    public List<String> sentences(ZoneId zone) {
        Answer answer = new Answer(zone);
        Link cause = cause();
        Instant first = links.getFirst().event().time();
        Duration took = Duration.between(first, links.getLast().event().time());
        List<String> said = new ArrayList<>();
        said.add(id.strip() + " failed in "
                + String.join(
                        ", then ",
                        links.stream()
                                .map(link -> link.event().project())
                                .distinct()
                                .toList())
                + ", " + Phrases.time(first, zone) + (took.isZero() ? "" : ", within " + seconds(took)) + ".");
        said.add("It began with " + cause.issue().title() + " (" + cause.issue().id() + ", "
                + cause.triaged().state().name().toLowerCase(Locale.ROOT) + ").");
        said.add(answer.known(cause.triaged()));
        said.add(Answer.tell(from(cause, link -> !link.triaged().note().isBlank())
                .orElse(cause)
                .triaged()));
        Link owned = from(cause, link -> link.triaged().owner() != null).orElse(cause);
        said.add(Answer.owner(owned.triaged())
                + (owned == cause || owned.triaged().owner() == null ? "" : " The cause itself has no owner yet."));
        return said;
    }

    /// The cause if a condition holds for it, else the first link for which it does.
    private Optional<Link> from(Link cause, java.util.function.Predicate<Link> condition) {
        return Stream.concat(Stream.of(cause), links.stream()).filter(condition).findFirst();
    }

    private static String seconds(Duration took) {
        return took.toMinutes() >= 2
                ? took.toMinutes() + " min"
                : String.format(Locale.ROOT, "%.1f s", Math.max(0.1, took.toMillis() / 1000.0));
    }
}
