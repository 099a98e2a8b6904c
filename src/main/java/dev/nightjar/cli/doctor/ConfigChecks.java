package dev.nightjar.cli.doctor;

import dev.nightjar.cli.call.Session;
import dev.nightjar.cli.terminal.Phrases;
import dev.nightjar.config.Settings;
import dev.nightjar.model.Failure;
import dev.nightjar.model.Failure.Exit;
import java.nio.file.Path;
import java.util.List;

/// Checks of the configuration and the definitions beside it.
final class ConfigChecks {

    private ConfigChecks() {}

    static List<Finding> of(Session session) {
        try {
            Settings settings = session.settings();
            session.nightjar().checkDefinitions(session.projects());
            if (settings.home().isEmpty()) {
                return List.of(Finding.ok(
                        "config", "none: files given on the command line need none; nightjar init writes one"));
            }
            String said = "%s: %s, %s"
                    .formatted(
                            settings.home().map(Path::toString).orElse(""),
                            Phrases.count(settings.projects().size(), "project"),
                            Phrases.count(settings.jobs().size(), "job"));
            return List.of(
                    settings.projects().isEmpty()
                            ? Finding.warn("config", said, "write projects/NAME.yaml, or let nightjar init DIR do it")
                            : Finding.ok("config", said));
        } catch (Failure e) {
            return String.valueOf(e.getMessage())
                    .lines()
                    .map(problem ->
                            Finding.fail("config", Exit.CONFIGURATION, problem, "correct it, then: nightjar check"))
                    .toList();
        }
    }
}
