package dev.nightjar.read.rules;

import dev.nightjar.config.Configuration;
import dev.nightjar.config.Project;
import dev.nightjar.config.Settings;
import dev.nightjar.group.Grouping;
import dev.nightjar.model.IssueId;
import dev.nightjar.model.Run;
import dev.nightjar.model.event.Occurrence;
import dev.nightjar.model.event.Occurrence.Part;
import dev.nightjar.model.event.StoredEvent;
import dev.nightjar.model.issue.Decision;
import dev.nightjar.model.issue.Issue;
import dev.nightjar.model.issue.Merges;
import dev.nightjar.model.issue.Regrouping;
import dev.nightjar.read.Workspace;
import dev.nightjar.scan.Loading;
import dev.nightjar.scan.learned.Joining;
import dev.nightjar.store.Archive;
import dev.nightjar.store.Regrouper;
import dev.nightjar.store.Regrouper.Judged;
import dev.nightjar.store.Store;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Groups what was stored as the rules say now.
public final class Regroup implements Regrouper {

    private static final String PROGRAM = "the program that wrote them is not stored";
    private static final String RULE = "rule";

    /// People's decisions about an issue, and the issue they belong to when all is done.
    public record Follows(IssueId from, IssueId to, List<Decision> decisions) {
        public Follows {
            decisions = List.copyOf(decisions);
        }
    }

    /// What changes, and which decisions go with it.
    ///
    /// @param apart issues that were joined and are not any more, and those they were joined with
    public record Planned(Regrouping regrouping, List<Follows> follows, Map<IssueId, IssueId> apart) {
        public Planned {
            follows = List.copyOf(follows);
            apart = Collections.unmodifiableMap(new TreeMap<>(apart));
        }
    }

    private final Workspace workspace;
    private final Settings settings;
    private final Grouping grouping;
    private final Optional<String> only;
    private final Relearned relearned;
    private final Map<String, Optional<Project>> projects = new HashMap<>();

    /// @param only the project whose events are looked at; empty: all
    public Regroup(Workspace workspace, Loading.Rooms rooms, Optional<String> only) {
        this.relearned = new Relearned(workspace, rooms.values());
        this.workspace = workspace;
        this.settings = workspace.settings();
        this.grouping = rooms.grouping();
        this.only = only;
    }

    @Override
    public Judged of(StoredEvent event, Issue issue) {
        Judged judged = byRules(event, issue);
        return judged.left().isEmpty() ? relearned.joined(judged, event.issue()) : judged;
    }

    private Judged byRules(StoredEvent event, Issue issue) {
        Optional<Project> project = projects.computeIfAbsent(event.project(), this::project);
        if (project.isEmpty()) {
            Project any = Configuration.adHoc(Optional.of(event.project()), List.of());
            boolean asked = only.isEmpty() || only.get().equals(event.project());
            String left = asked ? "project " + event.project() + " is not configured" : "of other projects";
            return new Judged(grouping.group(Rebuilt.of(event, null), any), left, Way.USUAL);
        }
        Judged judged = judged(event, issue, project.get());
        return judged.left().isEmpty() ? sure(judged.occurrence(), issue, project.get()) : judged;
    }

    /// Without a configuration every project is one that a path made up.
    private Optional<Project> project(String name) {
        Optional<Project> made = settings.home().isEmpty()
                ? Optional.of(Configuration.adHoc(Optional.of(name), List.of()))
                : Optional.empty();
        return only.isPresent() && !only.get().equals(name)
                ? Optional.empty()
                : Optional.ofNullable(settings.projects().get(name)).or(() -> made);
    }

    /// Where a record names no logger its program stands in, which is not stored: it is the one, among those that
    /// the
    /// issue names, that leads to the issue.
    private Judged judged(StoredEvent event, Issue issue, Project project) {
        Occurrence plain = grouping.group(Rebuilt.of(event, null), project);
        if (event.logger() != null || leads(plain, issue)) {
            return new Judged(plain, "", Way.USUAL);
        }
        Optional<String> named = named(issue);
        for (String program : Stream.concat(named.stream(), Stream.of(issue.culprit()))
                .filter(name -> !name.isEmpty())
                .toList()) {
            Occurrence likely = grouping.group(Rebuilt.of(event, program), project);
            if (leads(likely, issue)) {
                return new Judged(likely, "", Way.USUAL);
            }
        }
        if (named.isPresent() && isOfOne(issue)) {
            return new Judged(grouping.group(Rebuilt.of(event, empty(named.get())), project), "", Way.USUAL);
        }
        Occurrence other = grouping.group(Rebuilt.of(event, "nobody"), project);
        boolean equal = other.fingerprint().hashes().equals(plain.fingerprint().hashes());
        return new Judged(plain, equal ? "" : PROGRAM, Way.USUAL);
    }

    private static @Nullable String empty(String name) {
        return name.isEmpty() ? null : name;
    }

    private boolean leads(Occurrence occurrence, Issue issue) {
        IssueId own = occurrence.fingerprint().hashes().getFirst();
        IssueId first = relearned.hashes(occurrence).getFirst();
        return Stream.of(own, first)
                .anyMatch(id -> id.equals(issue.id()) || issue.aliases().contains(id.text()));
    }

    private static Optional<String> named(Issue issue) {
        return issue.why().stream()
                .filter(part -> part.name().equals("logger"))
                .map(Part::value)
                .findFirst();
    }

    /// True if all its events have one logger: no rule made it, and no id of another leads to it.
    private static boolean isOfOne(Issue issue) {
        return issue.why().stream().noneMatch(part -> part.name().equals(RULE))
                && issue.aliases().stream()
                        .allMatch(alias -> IssueId.parse(alias).isEmpty());
    }

    /// A rule that asks for what is not stored, before or now, cannot be held against the event again.
    private Judged sure(Occurrence occurrence, Issue issue, Project project) {
        Set<String> ids = occurrence.event().ids().keySet();
        Stream<String> now = project.fingerprints().isEmpty() ? Stream.empty() : asked(occurrence.why());
        return Stream.concat(asked(issue.why()), now)
                .filter(name -> name.equals("user") || !Rebuilt.STORED.contains(name))
                .filter(name -> name.equals("user")
                        || !ids.contains(name) && !project.ids().containsKey(name))
                .findFirst()
                .map(name -> new Judged(
                        occurrence, "a rule asks for '" + name + "', which is not stored as it was", Way.USUAL))
                .orElse(new Judged(occurrence, "", Way.USUAL));
    }

    /// The names that the rule of an explanation asks for.
    private static Stream<String> asked(List<Part> why) {
        List<String> names = new ArrayList<>();
        for (Part part : why) {
            if (part.name().equals("matches")) {
                names.add(part.value().substring(0, Math.max(0, part.value().indexOf(':'))));
            } else if (part.name().equals("part")) {
                String from = part.reason();
                for (int at = from.indexOf("{{"); at >= 0; at = from.indexOf("{{", at + 2)) {
                    int end = from.indexOf("}}", at);
                    names.add(from.substring(at + 2, end < 0 ? from.length() : end)
                            .strip());
                }
            }
        }
        return names.stream().filter(name -> !name.equals("default"));
    }

    /// Shows all that is stored to what learns from it.
    private void learn(Archive before) {
        before.regroup((event, issue) -> {
            Judged judged = byRules(event, issue);
            relearned.learn(judged);
            return judged;
        });
        relearned.learned();
    }

    /// What would change, without a lock; empty if nothing was ever scanned.
    public Optional<Planned> preview() {
        return unmerged().map(before -> {
            try (before) {
                learn(before);
                return planned(before.regroup(this), before, workspace.decisions(), relearned.leaving());
            }
        });
    }

    /// Changes it, durably and in one step; empty if nothing was ever scanned.
    public Optional<Planned> apply() {
        if (unmerged().filter(Regroup::hasRun).isEmpty()) {
            return Optional.empty();
        }
        try (Store store = workspace.write();
                Archive before = unmerged().orElseThrow()) {
            learn(before);
            Planned planned = planned(store.regroup(this), before, workspace.decisions(), relearned.leaving());
            relearned.write();
            Optional<Run> last = before.runs(1).stream().findFirst();
            if (!planned.regrouping().groups().isEmpty() && last.isPresent()) {
                store.commit(List.of(), last.get());
            }
            return Optional.of(planned);
        }
    }

    /// Issues as the rules made them, whatever people merged.
    private Optional<Archive> unmerged() {
        return workspace.stores().read(settings.data(), Merges.NONE);
    }

    private static boolean hasRun(Archive archive) {
        try (archive) {
            return !archive.runs(1).isEmpty();
        }
    }

    /// What changes, with the decisions about the issues as they were in `before`.
    static Planned planned(Regrouping regrouping, Archive before, List<Decision> journal, Map<IssueId, IssueId> apart) {
        Set<IssueId> changed = new HashSet<>();
        regrouping.groups().forEach(group -> changed.addAll(group.from().keySet()));
        Map<IssueId, List<Decision>> about = new TreeMap<>();
        Map<IssueId, Optional<IssueId>> known = new LinkedHashMap<>();
        for (Decision decision : journal) {
            if (decision.by().equals(Joining.WHO)) {
                continue;
            }
            known.computeIfAbsent(decision.issue(), id -> before.issue(id).map(Issue::id))
                    .filter(changed::contains)
                    .ifPresent(id ->
                            about.computeIfAbsent(id, any -> new ArrayList<>()).add(decision));
        }
        List<Follows> follows = new ArrayList<>();
        about.forEach((id, decisions) ->
                follows.add(new Follows(id, regrouping.leads().getOrDefault(id, id), decisions)));
        return new Planned(regrouping, follows, apart);
    }
}
