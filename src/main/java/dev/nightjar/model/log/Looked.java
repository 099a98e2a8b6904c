package dev.nightjar.model.log;

import java.time.Instant;
import java.util.Set;

/// Which projects' logs a process looked at itself, and when: a run that found nothing new does not name its files.
public record Looked(Set<String> projects, Instant at) {

    /// At none.
    public static final Looked NEVER = new Looked(Set.of(), Instant.MIN);

    public Looked {
        projects = Set.copyOf(projects);
    }
}
