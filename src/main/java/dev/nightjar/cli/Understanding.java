package dev.nightjar.cli;

import dev.nightjar.config.Configuration;
import dev.nightjar.model.Failure.Exit;
import dev.nightjar.model.NotRead;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Commands that say how logs are understood. They store nothing.
final class Understanding {

    private Understanding() {}

    @picocli.CommandLine.Command(
            description = "Prints every record of files or folders as a line of JSON; stores nothing.",
            footer = {
                "%nA record has file, line_start, line_end, format, ts, level, logger, message, group, template,",
                "exceptions with frames (crash frame first) and more; what the text does not say is null.",
                "%nExample:%n  nightjar parse /var/log/shop | jq -r 'select(.level == \"ERROR\") | .message'"
            })
    static final class Parse implements Command {

        @Parameters(paramLabel = "PATH", arity = "1..*", description = "Log files, or folders to search for them.")
        List<Path> paths = List.of();

        @Option(
                names = "--format",
                paramLabel = "NAME",
                defaultValue = "auto",
                description = "Read all of them as this format.")
        String format = "auto";

        @Override
        public Exit run(Session session) {
            List<Path> roots = paths.stream()
                    .map(path -> path.toAbsolutePath().normalize())
                    .toList();
            AtomicLong records = new AtomicLong();
            List<NotRead> notRead = session.nightjar()
                    .parse(Configuration.adHoc(Optional.of("parse"), paths, format), parsed -> {
                        Path file = parsed.occurrence().event().record().file().path();
                        session.out.println(Fields.parsed(parsed, relative(file, roots)));
                        records.incrementAndGet();
                    });
            notRead.forEach(one -> session.warn(one.path() + ": " + one.reason()));
            session.say(Words.count(records.get(), "record") + " in " + session.seconds());
            return notRead.stream().anyMatch(NotRead::degrades) ? Exit.DEGRADED : Exit.DONE;
        }

        /// As seen from the folder that was given; a file that was given itself has its name.
        private static String relative(Path file, List<Path> roots) {
            return roots.stream()
                    .filter(file::startsWith)
                    .findFirst()
                    .map(root -> Files.isDirectory(root) ? root.relativize(file) : root.getFileName())
                    .orElse(file)
                    .toString();
        }
    }
}
