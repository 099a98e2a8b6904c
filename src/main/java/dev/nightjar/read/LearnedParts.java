package dev.nightjar.read;

import dev.nightjar.config.yaml.Problems;
import dev.nightjar.group.learn.LearnedScope;
import dev.nightjar.group.learn.LearnedText;
import dev.nightjar.group.learn.ProjectLearner;
import dev.nightjar.group.learn.ValueWords;
import dev.nightjar.model.IssueId;
import dev.nightjar.model.event.Occurrence.Part;
import dev.nightjar.model.issue.Decision;
import dev.nightjar.model.issue.Issue;
import dev.nightjar.scan.learned.Joining;
import dev.nightjar.scan.learned.LearnedFiles;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Why an issue is joined with others by what was learned; or why not yet, word by word.
final class LearnedParts {

    private static final int KEPT = 20_000;

    private LearnedParts() {}

    static List<Part> of(Workspace workspace, Issue issue) {
        Optional<String> level = value(issue, "level");
        Optional<String> counted = value(issue, "message");
        if (issue.type() != null || level.isEmpty() || counted.isEmpty()) {
            return List.of();
        }
        ValueWords words = ValueWords.load(
                workspace.settings().home(),
                new Problems(workspace.settings().trust().all()));
        LearnedFiles files = new LearnedFiles(workspace.settings().data(), issue.project());
        LearnedText text = files.text(words);
        ProjectLearner learner = new ProjectLearner("", issue.project(), words, text, LocalDate.EPOCH, KEPT);
        learner.remember(files.evidence());
        LearnedScope scope = new LearnedScope(value(issue, "logger").orElse(""), level.get());
        boolean joined = !learner.fits(scope, counted.get()).isEmpty();
        List<Part> parts = new ArrayList<>();
        learner.reasons(scope, counted.get())
                .forEach((word, reason) -> parts.add(new Part(joined ? "joined" : "word", word, joined, reason)));
        long others = joins(workspace, issue);
        if (others > 0) {
            parts.add(new Part("joins", others + " issues", true, "joined into this one; their ids lead here"));
        }
        return parts;
    }

    private static Optional<String> value(Issue issue, String name) {
        return issue.why().stream()
                .filter(part -> part.name().equals(name))
                .map(Part::value)
                .findFirst();
    }

    /// Issues that were joined into one by what was learned.
    private static long joins(Workspace workspace, Issue issue) {
        Set<IssueId> joined = workspace.decisions().stream()
                .filter(decision -> decision.by().equals(Joining.WHO))
                .map(Decision::issue)
                .collect(Collectors.toSet());
        return workspace.merges().members(issue.id()).stream()
                .filter(joined::contains)
                .count();
    }
}
