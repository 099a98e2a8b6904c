package dev.nightjar.batch;

import dev.nightjar.model.Run;
import java.time.Instant;
import java.util.Optional;

/// A run as the history knows it.
///
/// @param job empty if only the index remembers the run
/// @param end empty while it runs, or if it was killed
/// @param status `DONE`, `DEGRADED`, `STOPPED`, `KILLED`, `RUNNING`, or the name of the failure's exit
/// @param message what the run said at its end, may be empty
/// @param scan what it read, if the index remembers
public record Past(
        String runId,
        String job,
        Instant start,
        Optional<Instant> end,
        String status,
        String message,
        Optional<Run> scan) {

    /// The same with what was read.
    Past with(Optional<Run> read) {
        return new Past(runId, job, start, end, status, message, read);
    }
}
