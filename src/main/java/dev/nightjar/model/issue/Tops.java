package dev.nightjar.model.issue;

import dev.nightjar.model.IssueId;
import java.util.List;
import java.util.Map;

/// Which values of some fields occur most often in a window.
///
/// @param issues by issue, then by field
/// @param projects by project, then by field
public record Tops(Map<IssueId, Map<String, List<Value>>> issues, Map<String, Map<String, List<Value>>> projects) {

    public static final Tops NONE = new Tops(Map.of(), Map.of());

    /// A value, and how many events have it.
    public record Value(String value, long count) {}

    public Tops {
        issues = Map.copyOf(issues);
        projects = Map.copyOf(projects);
    }

    /// Values of a field among an issue's events, most often first.
    public List<Value> of(IssueId issue, String field) {
        return issues.getOrDefault(issue, Map.of()).getOrDefault(field, List.of());
    }

    /// Values of a field among a project's events, most often first.
    public List<Value> of(String project, String field) {
        return projects.getOrDefault(project, Map.of()).getOrDefault(field, List.of());
    }
}
