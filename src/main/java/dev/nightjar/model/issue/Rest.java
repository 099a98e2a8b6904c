package dev.nightjar.model.issue;

import dev.nightjar.model.issue.Issue.State;
import java.util.List;
import java.util.function.Predicate;

/// What issues come to that are not shown one by one.
public record Rest(List<Part> parts) {

    public static final Rest NONE = new Rest(List.of());

    /// Those of one project that have one state.
    ///
    /// @param active how many of the issues have events
    /// @param errors events of issues that are errors
    /// @param warnings events of issues that are warnings
    /// @param others events of the others, as acts of people
    public record Part(
            String project, State state, long issues, long active, long errors, long warnings, long others) {}

    public Rest {
        parts = List.copyOf(parts);
    }

    /// Those of one project.
    public Rest of(String project) {
        return new Rest(
                parts.stream().filter(part -> part.project().equals(project)).toList());
    }

    /// How many issues there are, with or without events.
    public long issues() {
        return issues(part -> true);
    }

    /// How many of them have this state.
    public long issues(State state) {
        return issues(part -> part.state() == state);
    }

    private long issues(Predicate<Part> of) {
        return parts.stream().filter(of).mapToLong(Part::issues).sum();
    }

    /// How many of them have events in the window.
    public long active() {
        return parts.stream().mapToLong(Part::active).sum();
    }

    /// Events of all of them in the window.
    public long events() {
        return events(true)
                + events(false)
                + parts.stream().mapToLong(Part::others).sum();
    }

    /// Events of issues that are errors, or of those that are warnings.
    public long events(boolean errors) {
        return parts.stream()
                .mapToLong(part -> errors ? part.errors() : part.warnings())
                .sum();
    }
}
