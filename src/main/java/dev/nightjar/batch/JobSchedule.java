package dev.nightjar.batch;

import dev.nightjar.config.Job;
import dev.nightjar.notify.ScheduleHistory;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// When a job was to run, by its schedule, and what became of it, by the history.
record JobSchedule(Job job, History history) implements ScheduleHistory {

    /// No more are looked at: a schedule that fires every second must not take for ever.
    private static final int MOST = 100_000;

    private static final int REMEMBERED = 100;
    private static final Set<String> DONE = Set.of("DONE", "DEGRADED", "COMPLETED");

    @Override
    public List<Instant> between(Instant after, Instant upTo) {
        return job.schedule()
                .map(schedule -> Cron.times(schedule, after)
                        .takeWhile(time -> !time.isAfter(upTo))
                        .limit(MOST)
                        .toList())
                .orElse(List.of());
    }

    @Override
    public List<Ran> ran(Instant after) {
        return history.past(job.name(), REMEMBERED).stream()
                .filter(run -> run.start().isAfter(after) && !run.status().equals("RUNNING"))
                .map(run -> new Ran(run.start(), failure(run)))
                .sorted(Comparator.comparing(Ran::start))
                .toList();
    }

    private static Optional<String> failure(Past run) {
        if (DONE.contains(run.status())) {
            return Optional.empty();
        }
        return Optional.of(
                switch (run.status()) {
                    case "KILLED" -> "it was killed";
                    case "STOPPED" -> "it was stopped";
                    default -> run.message().isEmpty() ? run.status() : run.message();
                });
    }
}
