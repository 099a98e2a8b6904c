package dev.nightjar.model.finding;

import dev.nightjar.model.IssueId;
import java.util.List;

/// The way of failing requests through projects: issues that have ids in common, in the order in which they
/// happened.
///
/// @param ids how many different ids went this way
/// @param examples some of them, those of the newest events first, at most 5
public record SharedPath(List<Step> steps, long ids, List<String> examples) {

    /// An issue on the way.
    public record Step(IssueId issue, String project) {}

    public SharedPath {
        steps = List.copyOf(steps);
        examples = List.copyOf(examples);
    }
}
