package dev.nightjar.config;

import dev.nightjar.model.Failure;
import java.util.ArrayList;
import java.util.List;

/// Collects what is wrong in configuration and definitions, so that a person hears it all at once.
public final class Problems {

    private final List<String> found = new ArrayList<>();

    /// Notes a problem: `file:line:column: message`.
    public void add(Place place, String message) {
        found.add(place + ": " + message);
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    public List<String> all() {
        return List.copyOf(found);
    }

    /// Fails with exit code 78 and every problem, one a line, if there is any.
    public void failIfAny() {
        if (!found.isEmpty()) {
            throw new Failure(Failure.Exit.CONFIGURATION, String.join("\n", found));
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
