package dev.nightjar.model.finding;

import dev.nightjar.model.issue.Triaged;
import java.util.List;

/// How far rules say who owns issues.
///
/// @param ownerless issues that nobody owns, the worst of them first
/// @param all how many nobody owns
/// @param idle rules that give no issue to anybody
/// @param problems files with rules that could not be read, `file:line: reason`
public record OwnerCoverage(List<Triaged> ownerless, long all, List<Idle> idle, List<String> problems) {

    public OwnerCoverage {
        ownerless = List.copyOf(ownerless);
        idle = List.copyOf(idle);
        problems = List.copyOf(problems);
    }

    /// @param rule as it was written
    /// @param where `file:line`, empty if unknown
    /// @param matched issues that it matches, of which a later rule decides
    public record Idle(String project, String rule, String where, String owner, long matched) {}
}
