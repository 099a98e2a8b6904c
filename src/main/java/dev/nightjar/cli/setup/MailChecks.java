package dev.nightjar.cli.setup;

import dev.nightjar.cli.Session;
import dev.nightjar.config.Job;
import dev.nightjar.config.Settings;
import java.util.ArrayList;
import java.util.List;

/// Checks of the way out.
final class MailChecks {

    private MailChecks() {}

    static List<Finding> of(Session session, boolean offline) {
        Settings settings = session.settings();
        List<Finding> all = new ArrayList<>();
        boolean wanted = settings.jobs().values().stream()
                .flatMap(job -> job.steps().stream())
                .anyMatch(step -> step instanceof Job.Step.Mail);
        if (settings.smtp().isEmpty()) {
            all.add(wanted
                    ? Finding.warn(
                            "mail",
                            "a job sends mail, and no server is configured: it stays in "
                                    + settings.data().resolve("outbox"),
                            "say which in nightjar.yaml: smtp: {host: localhost}")
                    : Finding.ok("mail", "none is sent"));
        }
        return all;
    }
}
