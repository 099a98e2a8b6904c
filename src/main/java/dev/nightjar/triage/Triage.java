package dev.nightjar.triage;

import dev.nightjar.config.Project;
import dev.nightjar.model.Activity;
import dev.nightjar.model.Decision;
import dev.nightjar.model.Issue;
import dev.nightjar.model.IssueId;
import dev.nightjar.model.StoredEvent;
import dev.nightjar.model.Triaged;
import dev.nightjar.triage.Owners.Found;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Joins what an issue did with what people decided and with the project's owners and notes. Pure: the same input
/// gives the same verdict, whatever the time of day. Thread-safe.
public final class Triage {

    private final Map<IssueId, List<Decision>> decisions;
    private final Function<String, Optional<Project>> projects;
    private final States states;

    private Triage(List<Decision> decisions, Function<String, Optional<Project>> projects, States states) {
        this.decisions = decisions.stream().collect(Collectors.groupingBy(Decision::issue));
        this.projects = projects;
        this.states = states;
    }

    /// As below, with the times in reasons in UTC.
    public static Triage of(List<Decision> decisions, Function<String, Optional<Project>> projects, Duration quiet) {
        return of(decisions, projects, quiet, ZoneOffset.UTC);
    }

    /// Prepares verdicts over a journal.
    ///
    /// @param decisions all of the journal, in any order
    /// @param projects by name; an issue of a project that is not configured any more has no owner by rule
    /// @param quiet how long an issue must have been silent before the window to have regressed when it is seen
    ///     again
    /// @param zone of the times in reasons
    public static Triage of(
            List<Decision> decisions, Function<String, Optional<Project>> projects, Duration quiet, ZoneId zone) {
        return new Triage(decisions, projects, new States(quiet, new Sentences(zone)));
    }

    /// The verdict on an issue at the end of its activity's window.
    ///
    /// @param hourlyBefore events in each of the hours before the window, oldest first, silent hours as 0: of the
    ///     last 7 days at least, and at least as far back as `quiet`, or an issue's coming back cannot be seen.
    ///     Empty if nothing is known: the issue is then never called escalating or, but for a decision, regressed
    /// @param newest the issue's newest event, with whose logger, host and own frames owners are found
    public Triaged triage(Activity activity, List<Long> hourlyBefore, Optional<StoredEvent> newest) {
        Issue issue = activity.issue();
        List<Decision> history = history(issue);
        Optional<Project> project = projects.apply(issue.project());
        States.Verdict verdict = states.of(
                activity, history, new Usual(hourlyBefore, activity.window().from()));
        Optional<Found> owner = Owners.of(project, activity, history, newest);
        return new Triaged(
                activity,
                verdict.state(),
                verdict.reason(),
                owner.map(Found::owner).orElse(null),
                owner.map(Found::contact).orElse(""),
                owner.map(Found::reason).orElse(""),
                history,
                note(issue, project, history));
    }

    /// Decisions about the issue and about ids that lead to it, oldest first.
    private List<Decision> history(Issue issue) {
        return ids(issue)
                .flatMap(id -> decisions.getOrDefault(id, List.of()).stream())
                .sorted(Comparator.comparing(Decision::at))
                .toList();
    }

    private static Stream<IssueId> ids(Issue issue) {
        Stream<IssueId> aliases =
                issue.aliases().stream().sorted().map(IssueId::parse).flatMap(Optional::stream);
        return Stream.concat(Stream.of(issue.id()), aliases).distinct();
    }

    /// What the project says about the issue, then about its type, then what people noted, a line each.
    private static String note(Issue issue, Optional<Project> project, List<Decision> history) {
        List<String> notes = new ArrayList<>();
        Map<String, String> written = project.map(Project::notes).orElse(Map.of());
        ids(issue)
                .forEach(id -> written.forEach((key, text) -> {
                    if (IssueId.parse(key).filter(id::equals).isPresent()) {
                        notes.add(text.strip());
                    }
                }));
        Stream.of(Optional.ofNullable(issue.type()), simple(issue))
                .flatMap(Optional::stream)
                .distinct()
                .map(written::get)
                .filter(Objects::nonNull)
                .findFirst()
                .ifPresent(text -> notes.add(text.strip()));
        history.stream()
                .filter(decision -> decision.kind() == Decision.Kind.NOTE
                        && !decision.text().isBlank())
                .forEach(decision -> notes.add(decision.text().strip()));
        return String.join("\n", notes);
    }

    /// The type without its package or namespace.
    private static Optional<String> simple(Issue issue) {
        String type = issue.type();
        return type == null
                ? Optional.empty()
                : Optional.of(type.substring(
                        Math.max(Math.max(type.lastIndexOf('.'), type.lastIndexOf('\\')), type.lastIndexOf(':')) + 1));
    }
}
