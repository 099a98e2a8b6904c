package dev.nightjar.read.rules;

import dev.nightjar.group.learn.LearnedScope;
import dev.nightjar.group.learn.LearnedScope.Said;
import dev.nightjar.group.learn.ProjectLearner;
import dev.nightjar.group.learn.ValueWords;
import dev.nightjar.model.IssueId;
import dev.nightjar.model.event.Fingerprint;
import dev.nightjar.model.event.Occurrence;
import dev.nightjar.model.issue.Decision;
import dev.nightjar.model.issue.Merges;
import dev.nightjar.read.Workspace;
import dev.nightjar.scan.learned.Joining;
import dev.nightjar.scan.learned.LearnedFiles;
import dev.nightjar.store.Regrouper.Judged;
import dev.nightjar.store.Regrouper.Way;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// What is learned from all that is stored: first everything is shown to it, then it says of each event with which
/// pattern it goes.
final class Relearned {

    private static final int KEPT = 20_000;

    private final Workspace workspace;
    private final ValueWords words;
    private final Set<IssueId> apart;
    private final Merges merges;
    private final Map<String, ProjectLearner> learners = new HashMap<>();
    private final Map<IssueId, List<IssueId>> known = new HashMap<>();
    private final Set<IssueId> shown = new HashSet<>();
    private final Set<IssueId> leaving = new TreeSet<>();

    Relearned(Workspace workspace, ValueWords words) {
        this.workspace = workspace;
        this.words = words;
        List<Decision> decisions = workspace.decisions();
        this.apart = Merges.takenOut(decisions);
        this.merges = Merges.of(decisions.stream()
                .filter(decision -> decision.by().equals(Joining.WHO) || decision.kind() == Decision.Kind.UNMERGE)
                .toList());
    }

    private LearnedFiles files(String project) {
        return new LearnedFiles(workspace.settings().data(), project);
    }

    private ProjectLearner learner(Occurrence occurrence) {
        String project = occurrence.event().record().file().project();
        return learners.computeIfAbsent(project, name -> {
            LocalDate today =
                    workspace.clock().instant().atOffset(ZoneOffset.UTC).toLocalDate();
            ProjectLearner made = new ProjectLearner(
                    occurrence.fingerprint().version(), name, words, files(name).text(words), today, KEPT);
            made.remember(files(name).evidence());
            return made;
        });
    }

    /// Shows it what is stored.
    void learn(Judged judged) {
        Occurrence occurrence = judged.occurrence();
        IssueId own = occurrence.fingerprint().hashes().getFirst();
        if (!judged.left().isEmpty() || apart.contains(own) || !shown.add(own)) {
            return;
        }
        Optional<Said> said = LearnedScope.said(occurrence);
        if (said.isPresent()) {
            Instant time = occurrence.event().record().time();
            long micros = time == null ? 0 : time.toEpochMilli() * 1_000;
            learner(occurrence).see(said.get().scope(), said.get().counted(), own, micros);
        }
    }

    /// Everything was shown.
    void learned() {
        known.clear();
        shown.clear();
    }

    /// The ids of an occurrence, those of its patterns first.
    List<IssueId> hashes(Occurrence occurrence) {
        List<IssueId> usual = occurrence.fingerprint().hashes();
        if (usual.size() > 1 || apart.contains(usual.getFirst())) {
            return usual;
        }
        return known.computeIfAbsent(
                usual.getFirst(),
                own -> LearnedScope.said(occurrence)
                        .map(said -> {
                            List<IssueId> all =
                                    new ArrayList<>(learner(occurrence).fits(said.scope(), said.counted()));
                            all.add(own);
                            return List.copyOf(all);
                        })
                        .orElse(usual));
    }

    /// The same with the patterns that it fits.
    ///
    /// @param issue the one the event is in
    Judged joined(Judged judged, IssueId issue) {
        Occurrence occurrence = judged.occurrence();
        IssueId own = occurrence.fingerprint().hashes().getFirst();
        List<IssueId> hashes = hashes(occurrence);
        if (hashes.size() > occurrence.fingerprint().hashes().size()) {
            Fingerprint fingerprint = new Fingerprint(occurrence.fingerprint().version(), hashes);
            return new Judged(occurrence.with(fingerprint), judged.left(), Way.JOINED);
        }
        if (apart.contains(own) || isForbidden(occurrence)) {
            for (IssueId id : List.of(own, issue)) {
                if (merges.into().containsKey(id)) {
                    leaving.add(id);
                }
            }
            return new Judged(occurrence, judged.left(), Way.APART);
        }
        return judged;
    }

    private boolean isForbidden(Occurrence occurrence) {
        return LearnedScope.said(occurrence)
                .filter(said -> learner(occurrence).forbids(said.scope(), said.counted()))
                .isPresent();
    }

    /// Issues that leave those they were joined with, because a person forbids it.
    Map<IssueId, IssueId> leaving() {
        Map<IssueId, IssueId> from = new java.util.TreeMap<>();
        leaving.forEach(issue -> from.put(issue, merges.of(issue)));
        return from;
    }

    /// Writes what was learned, and which issues leave others.
    void write() {
        learners.forEach((project, learner) -> {
            files(project).append(learner.lines());
            if (learner.hasChanged()) {
                files(project).write(learner.memory());
            }
        });
        Instant now = workspace.clock().instant();
        for (IssueId issue : leaving) {
            workspace.decide(new Decision(
                    now,
                    Joining.WHO,
                    Decision.Kind.UNMERGE,
                    issue,
                    null,
                    "forbidden",
                    Decision.Ends.NEVER,
                    "",
                    false,
                    ""));
        }
    }
}
