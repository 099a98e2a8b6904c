package dev.nightjar.batch;

import dev.nightjar.Nightjar;
import dev.nightjar.config.Job;
import dev.nightjar.config.Project;
import dev.nightjar.model.Failure;
import dev.nightjar.model.Run;
import dev.nightjar.scan.Scan;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Runs jobs, one at a time, and remembers their runs.
public final class JobRunner {

    private final Nightjar nightjar;
    private final Clock clock;
    private final Stop stop;
    private final Consumer<Scan> watcher;

    public JobRunner(Nightjar nightjar, Clock clock, Stop stop) {
        this(nightjar, clock, stop, scan -> {});
    }

    /// @param watcher gets every scan when it begins, to see how far it is
    public JobRunner(Nightjar nightjar, Clock clock, Stop stop, Consumer<Scan> watcher) {
        this.watcher = watcher;
        this.nightjar = nightjar;
        this.clock = clock;
        this.stop = stop;
    }

    /// Runs a job now. What stops it is in the outcome; only what prevents a start is thrown: a `Failure`, as
    /// another run (75), a damaged index (65), no source at all (66).
    public Outcome run(Job job, List<Project> projects) {
        return new JobRun(nightjar, job, projects, Run.idAt(clock.instant()), stop, watcher).run();
    }

    /// Runs of the history, joined with what the index remembers of each; from the index alone if the history
    /// cannot be read. Newest first.
    ///
    /// @param indexed the runs that the index remembers
    /// @param warn hears why something is missing
    public List<Past> past(List<Run> indexed, int most, Consumer<String> warn) {
        Map<String, Past> past = new LinkedHashMap<>();
        indexed.forEach(run -> past.put(run.id(), fromIndex(run)));
        for (Past known : History.look(history(nightjar), most, warn)) {
            Past scan = past.get(known.runId());
            past.put(known.runId(), scan == null ? known : known.with(scan.scan()));
        }
        return past.values().stream()
                .sorted(Comparator.comparing(Past::start).reversed())
                .limit(most)
                .toList();
    }

    static Path history(Nightjar nightjar) {
        return nightjar.settings().data().resolve("history");
    }

    private static Past fromIndex(Run run) {
        boolean missed = run.notRead().stream().anyMatch(file -> file.degrades());
        String status = (missed ? Failure.Exit.DEGRADED : Failure.Exit.DONE).name();
        return new Past(run.id(), "", run.start(), Optional.of(run.end()), status, "", Optional.of(run));
    }
}
