package dev.nightjar.cli.doctor;

import dev.nightjar.cli.call.Session;
import dev.nightjar.cli.terminal.Phrases;
import dev.nightjar.config.Job;
import dev.nightjar.config.Settings;
import dev.nightjar.model.Failure.Exit;
import dev.nightjar.notify.OutboxView;
import java.nio.file.Files;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/// Checks of the way out.
final class MailChecks {

    private static final int NAMED = 3;

    private MailChecks() {}

    static List<Finding> of(Session session, boolean offline) {
        Settings settings = session.settings();
        List<Finding> all = new ArrayList<>();
        OutboxView outgoing = new OutboxView(settings, session.clock);
        boolean wanted = settings.jobs().values().stream()
                .flatMap(job -> job.steps().stream())
                .anyMatch(step -> step instanceof Job.Step.Mail);
        List<OutboxView.Item> waiting = Files.isDirectory(settings.data()) ? outgoing.items() : List.of();
        all.add(settings.smtp()
                .map(smtp -> server(smtp, offline, outgoing))
                .orElseGet(() -> wanted
                        ? Finding.warn(
                                "mail",
                                "a job sends mail, and no server is configured: it stays in "
                                        + settings.data().resolve("outbox"),
                                "say which in nightjar.yaml: smtp: {host: localhost}")
                        : Finding.ok("mail", "none is sent")));
        waiting.stream()
                .filter(OutboxView.Item::dead)
                .limit(NAMED)
                .forEach(item -> all.add(letter(
                        item,
                        Exit.UNAVAILABLE,
                        "never arrived at ",
                        "see all: nightjar mail --outbox; then move its file back, or delete it")));
        waiting.stream()
                .filter(item -> !item.dead() && item.tries() > 0)
                .limit(NAMED)
                .forEach(item -> all.add(letter(item, Exit.DEGRADED, "waits for ", "the next run tries again")));
        return all;
    }

    private static Finding server(Settings.Smtp smtp, boolean offline, OutboxView outgoing) {
        String where = smtp.host() + ":" + smtp.port();
        if (offline) {
            return Finding.ok("mail", where + " (not asked)");
        }
        return outgoing.unreachable()
                .map(why -> Finding.fail(
                        "mail", Exit.UNAVAILABLE, where + ": " + why, "see each step: nightjar mail --test ADDRESS"))
                .orElseGet(() -> Finding.ok("mail", where + " answers"));
    }

    private static Finding letter(OutboxView.Item item, Exit exit, String what, String remedy) {
        String said =
                "since " + item.since().truncatedTo(ChronoUnit.SECONDS) + " " + item.what() + " " + what + item.to()
                        + " (" + Phrases.count(item.tries(), "try").replace("trys", "tries") + "): " + item.reason();
        return new Finding("outbox", said, remedy, exit);
    }
}
