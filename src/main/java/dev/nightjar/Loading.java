package dev.nightjar;

import dev.nightjar.config.Problems;
import dev.nightjar.extract.Extractor;
import dev.nightjar.format.Formats;
import dev.nightjar.group.Grouping;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// Reads all definitions, on two threads: that is the longest part of a short scan.
final class Loading {

    private Loading() {}

    /// @param home the configuration's folder
    static Scan.Rooms rooms(Optional<Path> home, Problems problems) {
        Problems others = new Problems();
        FutureTask<Extractor> extractor = new FutureTask<>(() -> Extractor.load(home, problems));
        Thread.ofPlatform().daemon().name("definitions").start(extractor);
        Formats formats = Formats.load(home, () -> await(extractor).traceLines(), others);
        Grouping grouping = Grouping.load(home, problems);
        problems.addAll(others);
        return new Scan.Rooms(formats, await(extractor), grouping);
    }

    private static Extractor await(FutureTask<Extractor> task) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
