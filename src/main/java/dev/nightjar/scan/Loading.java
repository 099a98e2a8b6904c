package dev.nightjar.scan;

import dev.nightjar.config.Project;
import dev.nightjar.config.Settings;
import dev.nightjar.config.yaml.Problems;
import dev.nightjar.extract.Extractor;
import dev.nightjar.format.Formats;
import dev.nightjar.group.Grouping;
import dev.nightjar.group.learn.ValueWords;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// Reads all definitions, on two threads: that is the longest part of a short scan.
public final class Loading {

    /// What turns bytes into occurrences. Made only if there is something to read: it takes longer than a run
    /// without.
    public record Rooms(Formats formats, Extractor extractor, Grouping grouping, ValueWords values) {}

    private Loading() {}

    /// What makes events of records and issues of events: which frames are masked, the rules of grouping say.
    private record Understanding(Extractor extractor, Grouping grouping) {

        static Understanding load(Optional<Path> home, Problems problems) {
            Grouping grouping = Grouping.load(home, problems);
            return new Understanding(Extractor.load(home, problems, grouping.mask()), grouping);
        }
    }

    /// All definitions, those of a configuration included.
    ///
    /// @param projects whose formats must be among them
    /// @throws dev.nightjar.model.Failure with exit code 78 and every problem
    public static Rooms rooms(Settings settings, Collection<Project> projects) {
        Problems problems = new Problems(settings.trust().all());
        Problems others = new Problems(settings.trust().all());
        Rooms rooms = rooms(settings.home(), problems, others);
        for (Project project : projects) {
            project.logs().forEach(logs -> rooms.formats().check(logs.format(), "project " + project.name()));
        }
        problems.failIfAny();
        return rooms;
    }

    /// @param home the configuration's folder
    /// @param others what others find at the same time
    private static Rooms rooms(Optional<Path> home, Problems problems, Problems others) {
        FutureTask<Understanding> task = new FutureTask<>(() -> Understanding.load(home, problems));
        Thread.ofPlatform().daemon().name("definitions").start(task);
        Formats formats = Formats.load(home, () -> await(task).extractor().traceLines(), others);
        Understanding understanding = await(task);
        ValueWords values = ValueWords.load(home, others);
        problems.addAll(others);
        return new Rooms(formats, understanding.extractor(), understanding.grouping(), values);
    }

    private static Understanding await(FutureTask<Understanding> task) {
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
