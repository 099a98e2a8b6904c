package dev.nightjar.cli.init;

import dev.nightjar.Nightjar;
import dev.nightjar.cli.call.Command;
import dev.nightjar.cli.call.Session;
import dev.nightjar.config.Configuration;
import dev.nightjar.config.ConfigurationHome;
import dev.nightjar.config.Settings;
import dev.nightjar.discover.Survey;
import dev.nightjar.discover.SurveyedProjects;
import dev.nightjar.model.Failure;
import dev.nightjar.model.Failure.Exit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// From a folder of logs to a configuration that works.
@picocli.CommandLine.Command(
        description = "Looks through a folder of logs, proposes a configuration for it, and writes it.",
        footer = {
            "%nSays what is understood and what is not, whose code is in the traces, and what a first",
            "report would say. On a terminal it asks (Enter takes what is proposed); elsewhere it",
            "only proposes, and writes with --yes. What is there already is never overwritten.",
            "%nExample:%n  nightjar init /var/log/shop",
            "  nightjar init /var/log/shop --yes --config ./nightjar-config"
        })
public final class Init implements Command {

    private static final Path USUAL = Path.of("/var/log");

    @Parameters(paramLabel = "DIR", arity = "0..1", description = "Folder with logs (default: /var/log).")
    @Nullable
    Path dir;

    @Option(
            names = {"-y", "--yes"},
            description = "Take everything as proposed, and write it.")
    boolean yes;

    @Option(names = "--mail", paramLabel = "ADDRESS", description = "Send the report to this address, too.")
    @Nullable
    String mail;

    @Option(names = "--smtp", paramLabel = "HOST", description = "Server that takes the mail (default: localhost).")
    @Nullable
    String smtp;

    @Override
    public Exit run(Session session) {
        Path logs = folder();
        Path home = home(session);
        Settings settings = Configuration.load(
                Optional.of(home).filter(Files::isDirectory),
                session.dataTyped(),
                Path.of("").toAbsolutePath(),
                Path.of(System.getProperty("nightjar.home", ".")).toAbsolutePath());
        session.say("looking through " + logs + " …");
        Survey.Seen seen = Nightjar.of(settings, session.clock).firstLook().survey(logs);
        Wanted wish = Wanted.of(
                        SurveyedProjects.of(seen, LocalDate.ofInstant(session.clock.instant(), settings.zone())),
                        settings.zone())
                .mailed(mail, smtp);
        InitText text = new InitText(session, seen);
        if (!session.json) {
            text.found(wish);
        }
        if (wish.projects().isEmpty()) {
            throw new Failure(
                    Exit.NO_SOURCE,
                    "no log was found in " + logs + ": give the folder that your application writes to,"
                            + " nightjar init DIR");
        }
        Optional<Wanted> wanted = wanted(session, wish, home);
        List<Path> written = wanted.map(one -> new ConfigFiles(one, home, session.dataTyped()).write())
                .orElse(List.of());
        if (session.json) {
            session.print(text.json(wanted.orElse(wish), written, home));
        } else {
            text.next(wanted.orElse(wish), written, home);
        }
        return Exit.DONE;
    }

    private Path folder() {
        Path logs = dir == null ? USUAL : dir;
        Path absolute = logs.toAbsolutePath().normalize();
        if (!Files.exists(absolute)) {
            throw new Failure(
                    Exit.NO_SOURCE, absolute + " is not there: give the folder with the logs, nightjar init DIR");
        }
        if (!Files.isDirectory(absolute)) {
            throw new Failure(
                    Exit.USAGE,
                    absolute + " is a file: give its folder, nightjar init " + absolute.getParent()
                            + "; or see how it is understood, nightjar formats test " + absolute);
        }
        if (!Files.isReadable(absolute)) {
            throw new Failure(
                    Exit.NO_PERMISSION,
                    absolute + " may not be read by " + System.getProperty("user.name")
                            + ": run it as a member of the folder's group (ls -ld " + absolute + ")");
        }
        return absolute;
    }

    private static Path home(Session session) {
        boolean system = Files.isDirectory(ConfigurationHome.SYSTEM) && Files.isWritable(ConfigurationHome.SYSTEM);
        return session.configTyped()
                .orElse(system ? ConfigurationHome.SYSTEM : ConfigurationHome.WRITTEN)
                .toAbsolutePath()
                .normalize();
    }

    /// What is to be written; empty if nothing.
    private Optional<Wanted> wanted(Session session, Wanted wish, Path home) {
        ConfigFiles.refuseIfThere(home, wish, session);
        if (yes) {
            return Optional.of(wish);
        }
        boolean terminal = System.getProperty("nightjar.tty", "").matches("0.*[12]");
        return terminal && !session.json
                ? new Asking(new Prompt(System.in, session.err)).about(wish, home)
                : Optional.empty();
    }
}
