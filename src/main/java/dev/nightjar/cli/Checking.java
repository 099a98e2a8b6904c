package dev.nightjar.cli;

import dev.nightjar.cli.terminal.Json;
import dev.nightjar.cli.terminal.Words;
import dev.nightjar.model.Failure;
import dev.nightjar.model.Failure.Exit;
import dev.nightjar.model.Position;
import dev.nightjar.model.Visible;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/// Commands about Nightjar itself.
final class Checking {

    private Checking() {}

    @picocli.CommandLine.Command(
            description = "Lists the files that were read, with their format and how far.",
            footer = "%nExample:%n  nightjar sources")
    static final class Sources implements Command {

        @Override
        public Exit run(Session session) {
            List<Position> positions = session.archive().positions().stream()
                    .sorted(Comparator.comparing(Position::project).thenComparing(Position::path))
                    .toList();
            positions.forEach(position ->
                    session.out.println(session.json ? Fields.position(position).toString() : line(session, position)));
            session.say(Words.count(positions.size(), "file"));
            return Exit.DONE;
        }

        private static String line(Session session, Position position) {
            return Visible.line("%s  %s  %s  %s of %s, seen %s  (%s)"
                    .formatted(
                            position.path(),
                            position.project(),
                            position.format(),
                            Words.count(position.lines(), "line"),
                            Words.bytes(position.offset()),
                            Words.time(position.lastSeen(), session.settings().zone()),
                            position.reason()));
        }
    }

    @picocli.CommandLine.Command(
            description = "Checks what a scan needs, and says what is wrong.",
            footer = "%nExample:%n  nightjar doctor --config /etc/nightjar")
    static final class Doctor implements Command {

        @Override
        public Exit run(Session session) {
            Exit worst = Exit.DONE;
            session.out.println("ok    java     " + Runtime.version() + " at " + System.getProperty("java.home"));
            for (Check check : List.<Check>of(Doctor::configuration, Doctor::data, Doctor::index, Doctor::journal)) {
                try {
                    session.out.println("ok    " + check.of(session));
                } catch (Failure e) {
                    session.out.println("wrong " + Visible.text(String.valueOf(e.getMessage())));
                    worst = e.exit().compareTo(worst) < 0 ? e.exit() : worst;
                }
            }
            return worst;
        }

        /// One thing looked at; its sentence, or a failure.
        private interface Check {
            String of(Session session);
        }

        private static String configuration(Session session) {
            var settings = session.settings();
            return "config   %s, %s, %s"
                    .formatted(
                            settings.home().map(Path::toString).orElse("none needed"),
                            Words.count(settings.projects().size(), "project"),
                            Words.count(settings.jobs().size(), "job"));
        }

        private static String data(Session session) {
            Path data = session.settings().data();
            Path existing = data;
            while (existing != null && !Files.exists(existing)) {
                existing = existing.getParent();
            }
            if (existing == null || !Files.isDirectory(existing) || !Files.isWritable(existing)) {
                throw new Failure(Exit.CANNOT_CREATE, "data     cannot write to " + existing + "; choose --data DIR");
            }
            return "data     " + data + (Files.exists(data) ? "" : " (made by the first scan)");
        }

        private static String index(Session session) {
            return session.nightjar()
                    .archive()
                    .map(archive -> {
                        try (archive) {
                            String newest = archive.newest()
                                    .map(time -> ", newest event "
                                            + Words.time(
                                                    time, session.settings().zone()))
                                    .orElse("");
                            return "index    " + Words.count(archive.positions().size(), "file") + " read" + newest;
                        }
                    })
                    .orElse("index    none yet");
        }

        /// What a newer version wrote, or a merge of two copies broke.
        private static String journal(Session session) {
            int decisions = session.nightjar().decisions();
            List<String> wrong = session.nightjar().unreadableDecisions();
            if (!wrong.isEmpty()) {
                throw new Failure(Exit.DEGRADED, "journal  kept and skipped: " + String.join("\n      ", wrong));
            }
            return "journal  " + Words.count(decisions, "decision");
        }
    }

    @picocli.CommandLine.Command(description = "Prints the version.", footer = "%nExample:%n  nightjar version")
    static final class Version implements Command {

        @Override
        public Exit run(Session session) {
            String version = Version.class.getPackage().getImplementationVersion();
            String name = version == null ? "development" : version;
            session.out.println(
                    session.json
                            ? new Json()
                                    .put("version", name)
                                    .put("java", Runtime.version())
                                    .toString()
                            : "nightjar " + name + ", java " + Runtime.version());
            return Exit.DONE;
        }
    }
}
