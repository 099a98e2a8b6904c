package dev.nightjar.cli;

import dev.nightjar.Due;
import dev.nightjar.cli.terminal.Json;
import dev.nightjar.config.Job;
import dev.nightjar.config.Times;
import dev.nightjar.model.Failure.Exit;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Option;

/// Steps of a job as commands of their own.
final class Telling {

    private Telling() {}

    /// The window of a report or a mail.
    abstract static class Covering implements Command {

        @Option(
                names = "--window",
                paramLabel = "DURATION",
                defaultValue = "24h",
                description = "Time covered (default 24h).")
        String window = "24h";

        @Option(names = "--newest", description = "Let it end at the newest event, not now.")
        boolean newest;

        Duration length() {
            return Times.duration(window);
        }

        Job.At at() {
            return newest ? Job.At.NEWEST : Job.At.NOW;
        }
    }

    @picocli.CommandLine.Command(
            description = "Writes the report's pages and prints the path of the first.",
            footer = "%nExample:%n  nightjar report --window 7d")
    static final class Report extends Covering {

        @Override
        public Exit run(Session session) {
            var page = session.nightjar().report(new Job.Step.Report(length(), at()), session.projects());
            session.out.println(session.json ? new Json().put("report", page).toString() : page.toString());
            return Exit.DONE;
        }
    }

    @picocli.CommandLine.Command(
            description = "Sends the digest.",
            footer = "%nExample:%n  nightjar mail --to team@example.org")
    static final class Mail extends Covering {

        @Option(names = "--force", description = "Send again what was sent for this date.")
        boolean force;

        @Option(names = "--to", paramLabel = "ADDRESS", required = true, split = ",", description = "Who gets it.")
        List<String> to = List.of();

        @Override
        public Exit run(Session session) {
            Job.Step.Mail step = new Job.Step.Mail(to, length(), at());
            session.nightjar()
                    .mail(step, session.projects(), "mail", force, Due.unknown())
                    .forEach(session::say);
            return Exit.DONE;
        }
    }

    @picocli.CommandLine.Command(
            description = "Deletes events and counts older than the retention.",
            footer = "%nExample:%n  nightjar prune")
    static final class Prune implements Command {

        @Override
        public Exit run(Session session) {
            session.nightjar().prune();
            session.say("pruned, " + session.seconds());
            return Exit.DONE;
        }
    }
}
