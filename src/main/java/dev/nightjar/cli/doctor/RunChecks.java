package dev.nightjar.cli.doctor;

import dev.nightjar.batch.Daemon;
import dev.nightjar.batch.JobRunner;
import dev.nightjar.batch.Past;
import dev.nightjar.batch.Stop;
import dev.nightjar.cli.call.Session;
import dev.nightjar.cli.terminal.Phrases;
import dev.nightjar.config.Job;
import dev.nightjar.model.Run;
import dev.nightjar.store.Archive;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Checks of jobs and their runs.
final class RunChecks {

    private static final Duration LATE = Duration.ofHours(26);

    private RunChecks() {}

    static List<Finding> of(Session session) {
        List<Finding> all = new ArrayList<>();
        session.settings().jobs().values().stream()
                .sorted(Comparator.comparing(Job::name))
                .forEach(job -> all.add(job(session, job)));
        all.add(last(session));
        return all;
    }

    private static Finding job(Session session, Job job) {
        if (session.settings().projectsOf(job).isEmpty()) {
            return Finding.ok("job", job.name() + ": no project to run for");
        }
        return Daemon.next(job, session.clock.instant())
                .map(next -> Finding.ok(
                        "job",
                        job.name() + ": next at "
                                + Phrases.time(next, session.settings().zone()) + " where nightjar daemon runs"))
                .orElseGet(() -> Finding.ok("job", job.name() + ": no schedule of its own"));
    }

    private static Finding last(Session session) {
        List<String> said = new ArrayList<>();
        Optional<Past> last = past(session, 1, said).stream().findFirst();
        if (last.isEmpty()) {
            return Finding.ok("last run", "none yet");
        }
        Past past = last.get();
        Instant end = past.end().orElse(past.start());
        Duration age = Duration.between(end, session.clock.instant());
        String what = (past.job().isEmpty() ? "a scan" : past.job()) + " at "
                + Phrases.time(past.start(), session.settings().zone()) + ", " + Phrases.age(age) + " ago: "
                + past.status()
                + (past.message().isBlank() ? "" : ", " + past.message());
        boolean good = List.of("DONE", "RUNNING").contains(past.status());
        if (!good) {
            return Finding.warn("last run", what, "see what it left out: nightjar runs --limit 1 --verbose");
        }
        boolean nightly = session.settings().jobs().values().stream()
                .anyMatch(job -> job.schedule().isPresent()
                        && !session.settings().projectsOf(job).isEmpty());
        return nightly && age.compareTo(LATE) > 0
                ? Finding.warn(
                        "last run",
                        what,
                        "nothing starts it: is there a line in crontab, a timer, or nightjar daemon running?")
                : said.isEmpty()
                        ? Finding.ok("last run", what)
                        : Finding.warn("last run", what + "; " + String.join("; ", said), "a scan goes on without it");
    }

    /// Newest first.
    static List<Past> past(Session session, int most, List<String> said) {
        List<Run> indexed = session.nightjar()
                .workspace()
                .archive()
                .map(archive -> {
                    try (Archive open = archive) {
                        return open.runs(most);
                    }
                })
                .orElse(List.of());
        return new JobRunner(session.nightjar(), session.clock, new Stop()).past(indexed, most, said::add);
    }
}
