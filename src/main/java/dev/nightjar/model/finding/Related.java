package dev.nightjar.model.finding;

import dev.nightjar.model.IssueId;
import java.util.List;

/// What belongs together in a window: requests that failed in several projects, and issues that follow
/// others.
///
/// @param paths those of most ids first
/// @param cascades surest first
public record Related(List<SharedPath> paths, List<Cascade> cascades) {

    public Related {
        paths = List.copyOf(paths);
        cascades = List.copyOf(cascades);
    }

    /// What of it concerns one issue.
    public Related with(IssueId issue) {
        return new Related(
                paths.stream()
                        .filter(path -> path.steps().stream()
                                .anyMatch(step -> step.issue().equals(issue)))
                        .toList(),
                cascades.stream()
                        .filter(one -> one.cause().equals(issue) || one.effect().equals(issue))
                        .toList());
    }

    /// Whether ids join the two issues as well: the effect is then of the same requests.
    public boolean joined(Cascade cascade) {
        return paths.stream()
                .map(path -> path.steps().stream().map(SharedPath.Step::issue).toList())
                .anyMatch(steps -> steps.contains(cascade.cause()) && steps.contains(cascade.effect()));
    }
}
