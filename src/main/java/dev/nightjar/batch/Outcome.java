package dev.nightjar.batch;

import dev.nightjar.model.Failure;
import dev.nightjar.model.NotRead;
import dev.nightjar.model.Run;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What a run of a job did.
///
/// @param runId of this run, increasing with time
/// @param scan what was read, empty without a scan step or if that failed
/// @param page the first page of the report written
/// @param said sentences for people, in the order of the steps
/// @param warnings what went wrong without stopping the run; each makes it end degraded
/// @param failure what stopped the run
/// @param stopped a signal ended the run early: what was read until then is stored
public record Outcome(
        String runId,
        Optional<Run> scan,
        Optional<Path> page,
        List<String> said,
        List<String> warnings,
        Optional<Failure> failure,
        boolean stopped) {

    public Outcome {
        said = List.copyOf(said);
        warnings = List.copyOf(warnings);
    }

    /// How the command ends: by the failure, else degraded if anything was left out, else done.
    public Failure.Exit exit() {
        if (failure.isPresent()) {
            return failure.get().exit();
        }
        boolean missed = scan.stream().flatMap(run -> run.notRead().stream()).anyMatch(NotRead::degrades);
        return missed || !warnings.isEmpty() ? Failure.Exit.DEGRADED : Failure.Exit.DONE;
    }
}
