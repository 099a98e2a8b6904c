package dev.nightjar.triage;

import dev.nightjar.config.Project;
import dev.nightjar.config.Settings.Insight;
import dev.nightjar.model.Deploy;
import dev.nightjar.model.IssueId;
import dev.nightjar.model.event.StoredEvent;
import dev.nightjar.model.issue.Activity;
import dev.nightjar.model.issue.Decision;
import dev.nightjar.model.issue.Issue;
import dev.nightjar.model.issue.Merges;
import dev.nightjar.model.issue.Triaged;
import dev.nightjar.model.log.Coverage;
import dev.nightjar.triage.owners.Owners;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Joins what an issue did with what people decided and with the project's owners, releases and notes.
/// Pure: the same input gives the same verdict, whatever the time of day. Thread-safe if the functions of
/// its scene are.
public final class Triage {

    private final Scene scene;
    private final Map<IssueId, List<Decision>> decisions;
    private final Merges merges;
    private final Map<String, Told> told = new ConcurrentHashMap<>();

    private Triage(Scene scene) {
        this.scene = scene;
        this.decisions = scene.decisions().stream().collect(Collectors.groupingBy(Decision::issue));
        this.merges = Merges.of(scene.decisions());
    }

    /// Everything that verdicts rest on, besides the issues themselves.
    ///
    /// @param decisions all of the journal, in any order
    /// @param deploys of all projects, in any order
    /// @param lived when a project's logs were read, by its name
    /// @param projects by name; an issue of a project that is not configured any more has no owner by rule
    /// @param zone of the times in reasons
    public record Scene(
            List<Decision> decisions,
            List<Deploy> deploys,
            Function<String, Coverage> lived,
            Function<String, Optional<Project>> projects,
            Insight insight,
            ZoneId zone) {

        public Scene {
            decisions = List.copyOf(decisions);
            deploys = List.copyOf(deploys);
        }
    }

    /// What is known of one project.
    private record Told(Optional<Project> project, Releases releases, States states, Owners owners) {}

    /// Verdicts that rest on this scene alone.
    public static Triage of(Scene scene) {
        return new Triage(scene);
    }

    /// As below, with the times in reasons in UTC.
    public static Triage of(List<Decision> decisions, Function<String, Optional<Project>> projects, Duration quiet) {
        return of(decisions, projects, quiet, ZoneOffset.UTC);
    }

    /// Verdicts of which neither the life of the logs nor deploys are known.
    public static Triage of(
            List<Decision> decisions, Function<String, Optional<Project>> projects, Duration quiet, ZoneId zone) {
        Insight insight = new Insight(quiet, Insight.DEFAULT.resolveAfter(), false);
        return of(new Scene(decisions, List.of(), name -> Coverage.NEVER, projects, insight, zone));
    }

    private Told told(String name) {
        return told.computeIfAbsent(name, any -> {
            Optional<Project> project = scene.projects().apply(name);
            Releases releases = Releases.of(name, scene.deploys());
            Life life = Life.of(scene.lived().apply(name));
            States states = new States(scene.insight(), life, releases, new Sentences(scene.zone()));
            return new Told(project, releases, states, Owners.of(name, project));
        });
    }

    /// As below, with the counts of the same activity.
    public Triaged triage(Activity activity, IssueFacts facts) {
        return triage(activity, activity, facts);
    }

    /// The same with nothing but the hours before and an event.
    public Triaged triage(Activity activity, List<Long> hourlyBefore, Optional<StoredEvent> newest) {
        return triage(activity, activity, IssueFacts.of(hourlyBefore, newest));
    }

    /// The verdict on an issue.
    ///
    /// @param judged what it did in the window at whose end its state is told
    /// @param counted what it did in the time that was asked for, which may be longer; it ends at the same
    ///     moment
    public Triaged triage(Activity judged, Activity counted, IssueFacts facts) {
        return triage(judged, counted, facts, true);
    }

    /// The same of an issue whose text is not known: without owner, note and decisions.
    public Triaged light(Activity judged, Activity counted, IssueFacts facts) {
        return triage(judged, counted, facts, false);
    }

    private Triaged triage(Activity judged, Activity counted, IssueFacts facts, boolean told) {
        Issue issue = judged.issue();
        Told on = told(issue.project());
        List<Decision> history = told ? history(issue) : List.of();
        HourlyForecast before = new HourlyForecast(
                facts.hours(), judged.window().from(), on.states().life());
        Triaged.Usual usual = SameWeekday.usual(judged, before, scene.zone()).orElse(null);
        States.Verdict verdict = on.states().of(judged, history, facts, usual);
        Optional<Owners.Found> owner = told ? on.owners().of(counted, history, facts.newest()) : Optional.empty();
        return new Triaged(
                counted,
                verdict.state(),
                verdict.reason(),
                owner.map(Owners.Found::owner).orElse(null),
                owner.map(Owners.Found::contact).orElse(""),
                owner.map(Owners.Found::reason).orElse(""),
                history,
                told ? note(issue, on.project(), history) : "",
                Impact.of(counted, Impact.trend(judged, usual)),
                usual,
                release(issue.releaseFirst(), issue.firstSeen(), on.releases()),
                release(issue.releaseLast(), issue.lastSeen(), on.releases()),
                on.states().newSince(judged).orElse(null));
    }

    /// Who answers for an issue, and which rules spoke of it.
    public Owners owners(String project) {
        return told(project).owners();
    }

    /// The release of a project that was live at a moment.
    public Optional<String> live(String project, Instant at) {
        return told(project).releases().at(at).map(Deploy::release);
    }

    private static @Nullable String release(@Nullable String said, Instant time, Releases releases) {
        return said != null ? said : releases.at(time).map(Deploy::release).orElse(null);
    }

    /// Decisions about the issue and about ids that lead to it, oldest first. Of an issue merged into it
    /// only what outlives the merge: notes, tickets and the merge itself, for what was decided about a part
    /// does not hold for the whole.
    List<Decision> history(Issue issue) {
        if (decisions.isEmpty()) {
            return List.of();
        }
        List<IssueId> members =
                ids(issue).flatMap(id -> merges.members(id).stream()).distinct().toList();
        Stream<Decision> own = ids(issue)
                .filter(id -> !members.contains(id))
                .flatMap(id -> decisions.getOrDefault(id, List.of()).stream());
        Stream<Decision> merged = members.stream()
                .flatMap(id -> decisions.getOrDefault(id, List.of()).stream())
                .filter(decision -> switch (decision.kind()) {
                    case NOTE, TICKET, MERGE, UNMERGE -> true;
                    case RESOLVE, REOPEN, MUTE, UNMUTE, ASSIGN -> false;
                });
        return Stream.concat(own, merged)
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
