package dev.nightjar;

import dev.nightjar.model.Run;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One scan.
public final class Scan implements AutoCloseable {
    private final String runId;

    Scan(String runId) {
        this.runId = runId;
    }

    public record Work(String source) {}

    public record Findings(String source) {}

    public int workers() {
        return 2;
    }

    public List<String> sources() {
        return List.of();
    }

    public Optional<Work> next(String source) {
        return Optional.empty();
    }

    public Findings read(Work work) {
        return new Findings(work.source());
    }

    public void write(List<Findings> findings) {}

    public Run finish() {
        return new Run(runId, Instant.now(), Instant.now(), List.of(), 0, 0, 0, 0, 0, List.of());
    }

    public void stop() {}

    @Override
    public void close() {}
}
