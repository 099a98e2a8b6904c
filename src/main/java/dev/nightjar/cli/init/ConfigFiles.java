package dev.nightjar.cli.init;

import dev.nightjar.cli.call.Session;
import dev.nightjar.cli.init.Wanted.Part;
import dev.nightjar.config.ConfigurationHome;
import dev.nightjar.model.Failure;
import dev.nightjar.model.Failure.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The files of a configuration, with a line about each key. What is there is never overwritten.
final class ConfigFiles {

    private final Wanted wish;
    private final Path home;
    private final Optional<Path> data;

    ConfigFiles(Wanted wish, Path home, Optional<Path> data) {
        this.wish = wish;
        this.home = home;
        this.data = data;
    }

    /// Says which of the files are there already; fails if all projects are.
    static void refuseIfThere(Path home, Wanted wish, Session session) {
        List<String> there = wish.projects().stream()
                .map(part -> "projects/" + part.name() + ".yaml")
                .filter(file -> Files.exists(home.resolve(file)))
                .toList();
        if (there.size() == wish.projects().size()) {
            throw new Failure(
                    Exit.CANNOT_CREATE,
                    home + " has " + String.join(", ", there) + " already, and nothing is overwritten: see it with"
                            + " nightjar check --config " + home + ", or write elsewhere with --config DIR");
        }
        there.forEach(file -> session.warn(home.resolve(file) + " is there and stays as it is"));
    }

    /// Writes what is not there, and returns it.
    List<Path> write() {
        List<Path> written = new ArrayList<>();
        texts().forEach((name, text) -> {
            Path file = home.resolve(name);
            if (!Files.exists(file)) {
                written.add(write(file, text));
            }
        });
        return written;
    }

    private static Path write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            return Files.writeString(file, text, StandardOpenOption.CREATE_NEW);
        } catch (IOException e) {
            throw new Failure(
                    Exit.CANNOT_CREATE,
                    "cannot write " + file + " (" + e.getClass().getSimpleName()
                            + "): choose another folder with --config DIR",
                    e);
        }
    }

    /// Path below the folder to text, in the order in which a person would read them.
    Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("nightjar.yaml", top());
        wish.projects().forEach(part -> texts.put("projects/" + part.name() + ".yaml", project(part)));
        texts.put("jobs/nightly.yaml", job());
        Map<String, String> times = new LinkedHashMap<>(Map.of("nightly", SystemdUnits.daily(wish.at())));
        if (wish.watch()) {
            texts.put("jobs/watch.yaml", watch());
            times.put("watch", SystemdUnits.OFTEN);
        }
        texts.putAll(new SystemdUnits(SystemdUnits.installed(), home, List.of(home.resolve(dataDir())), user())
                .texts(times));
        return texts;
    }

    private Path dataDir() {
        return data.map(Path::toAbsolutePath).orElse(isSystem() ? Path.of("/var/lib/nightjar") : Path.of("data"));
    }

    private boolean isSystem() {
        return home.equals(ConfigurationHome.SYSTEM);
    }

    /// Who is to run the jobs: for the whole machine a user of its own.
    String user() {
        return isSystem() && Session.user().equals("root") ? SystemdUnits.SYSTEM_USER : Session.user();
    }

    private String top() {
        Path dir = dataDir();
        String mail = wish.to().isPresent() ? """

            # The server that takes mail. For one that wants a password:
            # smtp: {host: mail.example.org, tls: required, user: nightjar, password-file: smtp.secret}
            smtp: {host: %s}
            """.formatted(quoted(wish.smtp())) : """

                    # To send mail, a server that takes it; then a step `mail` in jobs/nightly.yaml:
                    # smtp: {host: localhost}
                    """;
        return """
            # Where things lie, and how to reach people. Check it with: nightjar check --config %s

            # Index, history, decisions, outbox and report; a relative folder begins beside this file.
            data: %s

            # For times whose text names no zone, and for days in reports.
            zone: %s
            %s
            # How long events can be searched, and counts be compared.
            retention: {events: 90d, tallies: 2y}

            # Where the pages go, and the address under which a web server shows them, for links in mails.
            # report: {dir: /srv/www/errors, link: https://errors.example.org/}
            """.formatted(home, quoted(dir.toString()), quoted(wish.zone().getId()), mail);
    }

    private String project(Part part) {
        String logs = part.seen().globs().stream()
                .map(glob -> "  - " + source(glob, part.seen().container()) + "\n")
                .collect(Collectors.joining());
        String own = part.inApp().isEmpty()
                ? """
                # Whose code is in traces: packages, or paths with slashes. Without it, what is no known library counts.
                # in-app: [com.example.%s]
                """.formatted(part.name().replace("-", ""))
                : """
                # Own code: packages, or paths with slashes. It is shown open in traces, and decides what is one issue.
                in-app: [%s]
                """.formatted(part.inApp().stream().map(ConfigFiles::quoted).collect(Collectors.joining(", ")));
        String ids = part.ids().keySet().stream()
                .filter(kind -> !kind.equals("user"))
                .collect(Collectors.joining(", "));
        return """
            # The application %s.

            # Its logs: live, rotated and packed files, also those of tomorrow; {host} is the machine's name.
            logs:
            %s
            # The format is told by the first lines; name one if that goes wrong (nightjar formats).
            format: auto

            %s
            # What counts as an event: this level and worse, and everything with a stack trace.
            level: WARN

            # Ids that customers quote%s. More, by the name of their field or key:
            # ids: {basket: basketNo}

            # Whose an issue is: by logger, file, module, host or url; the last that matches decides.
            # owners:
            #   - {logger: "**", owner: %s-team, contact: team@example.org}
            """.formatted(
                part.name(), logs, own, ids.isEmpty() ? "" : " (found without being told: " + ids + ")", part.name());
    }

    private static String source(String glob, Optional<String> container) {
        return container
                .map(name ->
                        "{glob: '%s', container: '%s'}".formatted(glob.replace("'", "''"), name.replace("'", "''")))
                .orElse(quoted(glob));
    }

    private String watch() {
        String alert = wish.to()
                .map(address ->
                        "  - alert: {to: [" + quoted(address) + "]}   # what is new, came back or grows, once\n")
                .orElse("  # - alert: {to: [on-call@example.org]}   # needs smtp in nightjar.yaml; or webhook, exec\n");
        return """
            # What to do every five minutes, so that searches are never far behind: nightjar run watch --config %s
            # Reading is cheap: what was read before is not read again.
            schedule: "0 2/5 * * * *"

            projects: all

            steps:
              - scan                       # read what is new
            %s""".formatted(home, alert);
    }

    private String job() {
        String mail = wish.to()
                .map(address -> "  - mail: {to: [" + quoted(address) + "]}   # the same, by mail\n")
                .orElse("  # - mail: {to: [team@example.org]}   # needs smtp in nightjar.yaml\n");
        return """
            # What to do every night: nightjar run nightly --config %s

            # Second, minute, hour, day of month, month, day of week: for nightjar daemon; cron has its own.
            schedule: "0 %d %d * * *"

            # All of them, or a list of names.
            projects: all

            steps:
              - scan                       # read what is new
              - report: {window: 24h}      # write the pages
            %s  - prune                      # delete what is beyond retention
            """.formatted(home, wish.at().getMinute(), wish.at().getHour(), mail);
    }

    /// A scalar of YAML that means these very characters.
    static String quoted(String text) {
        return text.matches("[A-Za-z0-9/][A-Za-z0-9/._@+-]*") ? text : "'" + text.replace("'", "''") + "'";
    }
}
