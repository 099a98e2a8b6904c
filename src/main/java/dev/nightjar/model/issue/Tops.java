package dev.nightjar.model.issue;

import dev.nightjar.model.IssueId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// Which values of some fields occur most often in a window.
///
/// @param issues by issue, then by field
/// @param projects by project, then by field
/// @param slots what stands in the variable parts of messages, by issue: the template with the most events first
public record Tops(
        Map<IssueId, Map<String, List<Value>>> issues,
        Map<String, Map<String, List<Value>>> projects,
        Map<IssueId, List<Slots>> slots) {

    public static final Tops NONE = new Tops(Map.of(), Map.of(), Map.of());

    /// A value, and how many events have it.
    public record Value(String value, long count) {}

    /// What stands in the messages of one template.
    ///
    /// @param events that were looked at
    /// @param slots of each variable part, in the order of the template; of very many the first
    public record Slots(String template, long events, List<Slot> slots) {}

    /// What stands in one variable part.
    ///
    /// @param values the most frequent first
    /// @param different how many there are
    /// @param more whether there are more that were not told apart
    public record Slot(List<Value> values, int different, boolean more) {}

    /// The most frequent values, first those that come first by their text.
    public static List<Value> best(Map<String, Long> counts, int most) {
        return counts.entrySet().stream()
                .map(entry -> new Value(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingLong(Value::count).reversed().thenComparing(Value::value))
                .limit(Math.max(most, 0))
                .toList();
    }

    public Tops {
        slots = Map.copyOf(slots);
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
