package dev.nightjar.cli.run;

import dev.nightjar.cli.call.Command;
import dev.nightjar.cli.call.Session;
import dev.nightjar.cli.terminal.Phrases;
import dev.nightjar.model.Failure.Exit;
import dev.nightjar.model.log.Position;
import dev.nightjar.source.quarantine.Quarantine;
import dev.nightjar.source.quarantine.Suspect;
import dev.nightjar.text.Json;
import dev.nightjar.text.Visible;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Commands about Nightjar itself.
public final class Checking {

    private Checking() {}

    /// The files that were read and how far, as the last commit has it.
    @picocli.CommandLine.Command(
            description = "Lists the files that were read, with their format and how far.",
            footer = {
                "%nA file at which two runs ended is in quarantine: it is left out, and `doctor` names it.",
                "%nExamples:%n  nightjar sources%n  nightjar sources --readmit /var/log/shop/app.log"
            })
    public static final class Sources implements Command {

        @picocli.CommandLine.Option(
                names = "--readmit",
                paramLabel = "PATH",
                description = "Takes this file out of quarantine: the next run reads it from where it stood.")
        private @Nullable String readmit;

        @Override
        public Exit run(Session session) {
            if (readmit != null) {
                return readmit(session, Path.of(readmit).toAbsolutePath().normalize());
            }
            List<Position> positions = session.archive().positions().stream()
                    .sorted(Comparator.comparing(Position::project).thenComparing(Position::path))
                    .toList();
            positions.forEach(position -> session.print(session.json ? json(position) : line(session, position)));
            session.say(Phrases.count(positions.size(), "file"));
            return Exit.DONE;
        }

        private static Exit readmit(Session session, Path file) {
            Predicate<Suspect> wanted = one -> Path.of(one.place().path()).equals(file);
            if (Quarantine.readmit(session.settings().data(), wanted) == 0) {
                session.say(Visible.line(file + " is not in quarantine"));
                return Exit.NOTHING_FOUND;
            }
            session.say(Visible.line(file + " is read again by the next run"));
            return Exit.DONE;
        }

        private static Json json(Position position) {
            return new Json()
                    .put("file", position.path())
                    .put("project", position.project())
                    .put("host", position.host())
                    .put("format", position.format())
                    .put("reason", position.reason())
                    .put("offset", position.offset())
                    .put("lines", position.lines())
                    .put("finished", position.identity().finished())
                    .put("last_seen", position.lastSeen())
                    .put("file_id", position.fileId());
        }

        private static String line(Session session, Position position) {
            return Visible.line("%s  %s  %s  %s of %s, seen %s  (%s)"
                    .formatted(
                            position.path(),
                            position.project(),
                            position.format(),
                            Phrases.count(position.lines(), "line"),
                            Phrases.bytes(position.offset()),
                            Phrases.time(position.lastSeen(), session.settings().zone()),
                            position.reason()));
        }
    }

    /// The version of the jar and of Java; `development` where no jar was built.
    @picocli.CommandLine.Command(description = "Prints the version.", footer = "%nExample:%n  nightjar version")
    public static final class Version implements Command {

        @Override
        public Exit run(Session session) {
            String version = Version.class.getPackage().getImplementationVersion();
            String name = version == null ? "development" : version;
            session.print(
                    session.json
                            ? new Json().put("version", name).put("java", Runtime.version())
                            : "nightjar " + name + ", java " + Runtime.version());
            return Exit.DONE;
        }
    }
}
