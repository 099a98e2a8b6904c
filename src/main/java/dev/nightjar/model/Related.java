package dev.nightjar.model;

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
}
