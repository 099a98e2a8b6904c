package dev.nightjar.cli.doctor;

import dev.nightjar.batch.Past;
import dev.nightjar.care.Space;
import dev.nightjar.cli.call.Command;
import dev.nightjar.cli.call.Session;
import dev.nightjar.cli.terminal.Phrases;
import dev.nightjar.config.Settings;
import dev.nightjar.model.Failure;
import dev.nightjar.model.Failure.Exit;
import dev.nightjar.model.Run;
import dev.nightjar.notify.OutboxView;
import dev.nightjar.read.rules.Checkup;
import dev.nightjar.store.Archive;
import dev.nightjar.text.Json;
import dev.nightjar.text.Times;
import dev.nightjar.text.Visible;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// One line for a monitoring system, after the Monitoring Plugins' guidelines: state, text, `|`, figures.
@picocli.CommandLine.Command(
        description = "One line for a monitoring system: did the last run end well, and lately?",
        footer = {
            "%nEnds with 0 OK, 1 WARNING (something could not be read, or a mail not go out), 2 CRITICAL (too",
            "old, failed, or runs read nothing though logs grow), 3 UNKNOWN (nothing to look at).",
            "%nExample:%n  nightjar health --max-age 26h --config /etc/nightjar",
            "  nightjar health --job nightly"
        })
public final class Health implements Command {

    /// So many runs in a row that read nothing though a log grew are no accident.
    /// Clocks that are set a little are no news.
    private static final Duration CLOCKS = Duration.ofMinutes(5);

    private static final int IDLE = 3;

    private static final int LOOKED = 50;

    @Option(
            names = "--max-age",
            paramLabel = "DURATION",
            defaultValue = "26h",
            description = "Older is critical (default 26h).")
    String maxAge = "26h";

    @Option(names = "--job", paramLabel = "JOB", description = "Only runs of this job.")
    @Nullable
    String job;

    /// What is to be said.
    private record Verdict(Exit exit, String said, Optional<Past> run, Duration age) {

        String word() {
            return switch (exit) {
                case DONE -> "OK";
                case WARNING -> "WARNING";
                case CRITICAL -> "CRITICAL";
                default -> "UNKNOWN";
            };
        }
    }

    @Override
    public Exit run(Session session) {
        Duration most = Times.duration(maxAge);
        Verdict verdict;
        try {
            verdict = verdict(session, most);
        } catch (Failure e) {
            String first = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            boolean unusable = e.exit() == Exit.INDEX_DAMAGED;
            verdict = new Verdict(unusable ? Exit.CRITICAL : Exit.UNKNOWN, first, Optional.empty(), Duration.ZERO);
        }
        session.print(session.json ? json(verdict) : session.copied(line(verdict, most)));
        return verdict.exit();
    }

    /// What is wrong with the clock, if the last run ended in its future: then no age says that runs are missing.
    static Optional<String> ahead(Past last, Instant now) {
        Instant end = last.end().orElse(last.start());
        return end.isAfter(now.plus(CLOCKS))
                ? Optional.of("the last run ended at " + end + ", which is still to come: is the clock right?")
                : Optional.empty();
    }

    private Verdict verdict(Session session, Duration most) {
        List<String> said = new ArrayList<>();
        List<Past> past = RunChecks.past(session, LOOKED, said).stream()
                .filter(run -> job == null || run.job().equals(job))
                .filter(run -> !run.status().equals("RUNNING"))
                .toList();
        if (past.isEmpty()) {
            return new Verdict(
                    Exit.UNKNOWN,
                    "no run " + (job == null ? "" : "of " + job + " ") + "yet in "
                            + session.settings().data(),
                    Optional.empty(),
                    Duration.ZERO);
        }
        Past last = past.getFirst();
        Duration age = Duration.between(last.end().orElse(last.start()), session.clock.instant());
        String what = (last.job().isEmpty() ? "scan" : last.job()) + " ended " + Phrases.age(age) + " ago: ";
        Optional<Path> neglected = neglected(session);
        Optional<String> ahead = ahead(last, session.clock.instant());
        if (ahead.isPresent()) {
            return new Verdict(Exit.WARNING, ahead.get(), Optional.of(last), age);
        }
        Optional<String> lack = Space.lack(session.settings().data(), 0);
        if (lack.isPresent()) {
            return new Verdict(Exit.CRITICAL, "the disk is full, " + lack.get(), Optional.of(last), age);
        }
        if (age.compareTo(most) > 0) {
            return new Verdict(
                    Exit.CRITICAL, what + "longer than " + maxAge + "; is it still started?", Optional.of(last), age);
        }
        if (neglected.isPresent()) {
            return new Verdict(
                    Exit.CRITICAL,
                    IDLE + " runs read nothing though " + neglected.get() + " grew; see nightjar doctor",
                    Optional.of(last),
                    age);
        }
        Optional<Verdict> unsent = unsent(session, last, what, age);
        if (unsent.isPresent()) {
            return unsent.get();
        }
        return switch (last.status()) {
            case "DONE" -> new Verdict(Exit.DONE, what + read(last), Optional.of(last), age);
            case "DEGRADED", "STOPPED" ->
                new Verdict(Exit.WARNING, what + told(last) + "; see nightjar runs", Optional.of(last), age);
            default -> new Verdict(Exit.CRITICAL, what + told(last) + "; see nightjar runs", Optional.of(last), age);
        };
    }

    /// That what should be told does not arrive: at once a warning, critical once it is refused or too old.
    private static Optional<Verdict> unsent(Session session, Past last, String what, Duration age) {
        if (!List.of("DONE", "DEGRADED", Exit.UNAVAILABLE.name()).contains(last.status())) {
            return Optional.empty();
        }
        List<OutboxView.Item> waiting = new OutboxView(session.settings(), session.clock)
                .items().stream()
                        .filter(item -> item.tries() > 0 && (!item.dead() || isOf(last, item)))
                        .toList();
        if (waiting.isEmpty()) {
            return Optional.empty();
        }
        Instant oldest = session.clock
                .instant()
                .minus(session.settings().smtp().map(Settings.Smtp::maxAge).orElse(Settings.Smtp.MAX_AGE));
        boolean critical =
                waiting.stream().anyMatch(item -> item.dead() || item.since().isBefore(oldest));
        OutboxView.Item first = waiting.getFirst();
        return Optional.of(new Verdict(
                critical ? Exit.CRITICAL : Exit.WARNING,
                what + Phrases.count(waiting.size(), "mail") + " could not go out, " + Phrases.line(first.reason(), 120)
                        + "; see nightjar mail --outbox",
                Optional.of(last),
                age));
    }

    /// What was refused before the last run was told then.
    private static boolean isOf(Past run, OutboxView.Item item) {
        return !item.since().isBefore(run.start());
    }

    private static Optional<Path> neglected(Session session) {
        return session.nightjar().workspace().archive().flatMap(archive -> {
            try (Archive open = archive) {
                List<Run> runs = open.runs(IDLE);
                return runs.size() < IDLE
                        ? Optional.empty()
                        : Checkup.neglected(runs, open.positions()).stream().findFirst();
            }
        });
    }

    private static String read(Past run) {
        return run.scan()
                .map(scan -> Phrases.count(scan.files().size(), "file") + ", " + Phrases.count(scan.events(), "event"))
                .orElse("nothing to read");
    }

    private static String told(Past run) {
        String left = run.scan()
                .filter(scan -> scan.missed() > 0)
                .map(scan -> ", " + Phrases.count(scan.missed(), "file") + " not read")
                .orElse("");
        String message = run.message().lines().findFirst().orElse("");
        return run.status() + left + (message.isBlank() ? "" : ", " + Phrases.line(message, 120));
    }

    private static String line(Verdict verdict, Duration most) {
        // what stands behind a bar is read as figures
        String said = Visible.line(verdict.said()).replace('|', '/');
        String figures = verdict.run()
                .map(run -> " | age=%ds;;%d".formatted(verdict.age().toSeconds(), most.toSeconds())
                        + run.scan()
                                .map(scan -> " files=%d bytes=%dB events=%d new=%d not_read=%d"
                                        .formatted(
                                                scan.files().size(),
                                                scan.bytes(),
                                                scan.events(),
                                                scan.newIssues(),
                                                scan.notRead().size()))
                                .orElse(""))
                .orElse("");
        return "NIGHTJAR " + verdict.word() + " - " + said + figures;
    }

    private static Json json(Verdict verdict) {
        Optional<Past> run = verdict.run();
        return new Json()
                .put("state", verdict.word())
                .put("said", verdict.said())
                .put("age_seconds", run.isEmpty() ? null : verdict.age().toSeconds())
                .put("run", run.map(Past::runId))
                .put("job", run.map(Past::job))
                .put("last", run.map(one -> (Instant) one.end().orElse(one.start())))
                .put("status", run.map(Past::status));
    }
}
