package dev.nightjar.config.yaml;

import dev.nightjar.model.Failure;
import dev.nightjar.text.Visible;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Collects what is wrong in configuration and definitions, so that a person hears it all at once.
public final class Problems {

    private final List<Problem> found = new ArrayList<>();

    private final boolean trusting;

    public Problems() {
        this(false);
    }

    /// @param trusting what anybody may write to is no problem
    public Problems(boolean trusting) {
        this.trusting = trusting;
    }

    boolean isTrusting() {
        return trusting;
    }

    private record Problem(Place place, String message) {}

    /// Notes a problem: `file:line:column: message`.
    public void add(Place place, String message) {
        found.add(new Problem(place, Visible.line(message)));
    }

    /// Notes what others have found, behind what was found here.
    public void addAll(Problems others) {
        found.addAll(others.found);
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    /// What was found: file by file as they were read, from the top of each to its bottom.
    public List<String> all() {
        List<String> files =
                found.stream().map(problem -> problem.place().file()).distinct().toList();
        return found.stream()
                .sorted(Comparator.comparingInt((Problem problem) ->
                                files.indexOf(problem.place().file()))
                        .thenComparingInt(problem -> problem.place().line())
                        .thenComparingInt(problem -> problem.place().column()))
                .map(problem -> problem.place() + ": " + problem.message())
                .distinct()
                .toList();
    }

    /// Fails with exit code 78 and every problem, one a line, if there is any.
    public void failIfAny() {
        if (!found.isEmpty()) {
            throw new Failure(Failure.Exit.CONFIGURATION, String.join("\n", all()));
        }
    }

    /// Where something stands: line and column are 1-based.
    public record Place(String file, int line, int column) {
        @Override
        public String toString() {
            return file + ":" + line + ":" + column;
        }
    }
}
