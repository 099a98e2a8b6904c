package dev.nightjar.cli.doctor;

import dev.nightjar.batch.Daemon;
import dev.nightjar.batch.JobRunner;
import dev.nightjar.batch.Past;
import dev.nightjar.batch.Stop;
import dev.nightjar.cli.call.Session;
import dev.nightjar.cli.terminal.Phrases;
import dev.nightjar.config.Job;
import dev.nightjar.config.Project;
import dev.nightjar.insight.Listening;
import dev.nightjar.insight.Unseen;
import dev.nightjar.model.NotRead;
import dev.nightjar.model.Run;
import dev.nightjar.model.Window;
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
    private static final int RUNS = 400;
    private static final int NAMED = 5;

    private RunChecks() {}

    static List<Finding> of(Session session) {
        List<Finding> all = new ArrayList<>();
        session.settings().jobs().values().stream()
                .sorted(Comparator.comparing(Job::name))
                .forEach(job -> all.add(job(session, job)));
        all.add(last(session));
        session.nightjar().workspace().archive().ifPresent(archive -> {
            try (Archive open = archive) {
                clocks(session, open.runs(RUNS)).ifPresent(all::add);
                gaps(session, open).ifPresent(all::add);
            }
        });
        unwatched(session).ifPresent(all::add);
        return all;
    }

    /// Records that say a time to come, as the runs of the last day told.
    private static Optional<Finding> clocks(Session session, List<Run> runs) {
        Instant day = session.clock.instant().minus(LATE);
        List<String> ahead = runs.stream()
                .filter(run -> run.end().isAfter(day))
                .flatMap(run -> run.notRead().stream())
                .filter(one -> one.reason().startsWith(NotRead.AHEAD))
                .map(one -> one.path() + ": " + one.reason())
                .distinct()
                .limit(NAMED)
                .toList();
        return ahead.isEmpty()
                ? Optional.empty()
                : Optional.of(Finding.warn(
                        "clocks",
                        String.join("\n", ahead),
                        "see to the clock of the machine that writes it, or 'zone'"));
    }

    private static Optional<Finding> gaps(Session session, Archive archive) {
        Instant now = session.clock.instant();
        Window window = new Window(now.minus(LATE), now);
        List<String> gaps = session.settings().projects().keySet().stream()
                .sorted()
                .flatMap(name -> Listening.gaps(name, archive.lived(name), window).stream())
                .map(gap ->
                        gap.project() + ": " + gap.sentence(session.settings().zone()))
                .limit(NAMED)
                .toList();
        return gaps.isEmpty()
                ? Optional.empty()
                : Optional.of(Finding.warn(
                        "gaps",
                        String.join("\n", gaps),
                        "was the application down, or is a file of that time missing?"));
    }

    /// No fault: somebody may want it so.
    private static Optional<Finding> unwatched(Session session) {
        return Unseen.unwatched(session.settings().projects().values().stream()
                        .filter(project -> !project.unseen())
                        .map(Project::name)
                        .toList())
                .stream()
                .findFirst()
                .map(said -> Finding.ok("watched", said));
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
