package dev.nightjar.cli.run;

import dev.nightjar.cli.call.Command;
import dev.nightjar.cli.call.Session;
import dev.nightjar.cli.terminal.Phrases;
import dev.nightjar.cli.text.FormatText;
import dev.nightjar.config.Configuration;
import dev.nightjar.export.Fields;
import dev.nightjar.model.Failure;
import dev.nightjar.model.Failure.Exit;
import dev.nightjar.model.Level;
import dev.nightjar.model.NotRead;
import dev.nightjar.model.event.Event;
import dev.nightjar.model.event.Occurrence;
import dev.nightjar.model.log.LogRecord;
import dev.nightjar.text.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Commands that say how logs are understood. They store nothing.
public final class Understanding {

    private Understanding() {}

    /// Each record as one line of JSON, in the order of the file.
    @picocli.CommandLine.Command(
            description = "Prints every record of files or folders as a line of JSON; stores nothing.",
            footer = {
                "%nA record has file, line_start, line_end, format, ts, level, logger, message, group, template,",
                "exceptions with frames (crash frame first) and more; what the text does not say is null.",
                "%nExample:%n  nightjar parse /var/log/shop | jq -r 'select(.level == \"ERROR\") | .message'"
            })
    public static final class Parse implements Command {

        @Parameters(paramLabel = "PATH", arity = "1..*", description = "Log files, or folders to search for them.")
        List<Path> paths = List.of();

        @Option(
                names = "--format",
                paramLabel = "NAME",
                defaultValue = "auto",
                description = "Read all of them as this format.")
        String format = "auto";

        @Option(
                names = "--level",
                paramLabel = "LEVEL",
                description = "Only records of this level; none: those that say no level.")
        @Nullable
        String level;

        @Override
        public Exit run(Session session) {
            List<Path> roots = paths.stream()
                    .map(path -> path.toAbsolutePath().normalize())
                    .toList();
            AtomicLong records = new AtomicLong();
            List<NotRead> notRead = session.nightjar()
                    .firstLook()
                    .parse(Configuration.adHoc(Optional.of("parse"), paths, format), parsed -> {
                        Path file = parsed.occurrence().event().record().file().path();
                        if (!isWanted(parsed.occurrence().event().record())) {
                            return;
                        }
                        session.print(json(parsed, relative(file, roots)));
                        records.incrementAndGet();
                    })
                    .notRead();
            notRead.forEach(one -> session.warn(one.path() + ": " + one.reason()));
            session.say(Phrases.count(records.get(), "record") + " in " + session.seconds());
            return notRead.stream().anyMatch(NotRead::degrades) ? Exit.DEGRADED : Exit.DONE;
        }

        private boolean isWanted(LogRecord record) {
            Level said = record.level();
            return level == null || (said == null ? "none" : said.name()).equalsIgnoreCase(level);
        }

        /// The names are a contract with scripts.
        ///
        /// @param file path relative to what was given
        private static Json json(dev.nightjar.scan.Parse.Parsed parsed, String file) {
            Occurrence occurrence = parsed.occurrence();
            Event event = occurrence.event();
            LogRecord record = event.record();
            String format = parsed.format();
            Instant time = record.time();
            LogRecord.Written written = record.written();
            return new Json()
                    .put("file", file)
                    .put("line_start", parsed.line())
                    .put("line_end", parsed.line() + parsed.lines() - 1)
                    .put("byte_start", record.start())
                    .put("byte_end", record.end())
                    .put("format", format.equals("plain") ? null : format)
                    .put("ts", time == null ? null : time.toString())
                    .put("ts_local", written == null || written.local() == null ? null : local(written.local()))
                    .put("ts_raw", written == null ? null : written.raw())
                    .put(
                            "ts_inferred",
                            record.inferred().stream()
                                    .map(i -> i.name().toLowerCase(Locale.ROOT))
                                    .sorted()
                                    .toList())
                    .put("level", record.level() == null ? null : record.level().name())
                    .put("level_raw", record.levelRaw())
                    .put("logger", record.logger())
                    .put("thread", record.thread())
                    .put("host", record.host())
                    .put("process", record.process())
                    .put("message", event.message())
                    .put("group", occurrence.fingerprint().hashes().getFirst().shown())
                    .put("template", wildcards(event.message(), occurrence.slots()))
                    .put(
                            "exceptions",
                            event instanceof Event.ExceptionEvent e ? Fields.exceptions(e.whole()) : List.of())
                    .put("truncated", record.truncated() ? true : null)
                    .put("lines", parsed.apart().isEmpty() ? null : parsed.apart());
        }

        /// A message with its variable parts as `<*>`, as tools that compare templates want it.
        private static String wildcards(String message, List<Occurrence.Slot> slots) {
            StringBuilder template = new StringBuilder();
            int done = 0;
            for (Occurrence.Slot slot : slots) {
                template.append(message, done, slot.from()).append("<*>");
                done = slot.to();
            }
            return template.append(message, done, message.length()).toString();
        }

        /// With seconds, even where they are zero.
        private static String local(LocalDateTime written) {
            return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(written);
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

    /// The formats that ship with Nightjar and the operator's own.
    @picocli.CommandLine.Command(
            description = "Lists the log formats that are known.",
            subcommands = {Test.class, New.class},
            footer = {
                "%nExample:%n  nightjar formats",
                "  nightjar formats test app.log     what was detected, and why",
                "  nightjar formats new till.log > /etc/nightjar/formats/till.yaml"
            })
    public static final class Formats implements Command {

        @Override
        public Exit run(Session session) {
            Map<String, String> formats = session.nightjar().firstLook().formats();
            int width = formats.keySet().stream().mapToInt(String::length).max().orElse(0);
            formats.forEach((name, title) -> session.print(
                    session.json
                            ? new Json().put("name", name).put("title", title)
                            : ("%-" + width + "s  %s").formatted(name, title)));
            session.say(Phrases.count(formats.size(), "format"));
            return Exit.DONE;
        }
    }

    @picocli.CommandLine.Command(
            name = "test",
            description = "Says how a file is understood: its format, why, some records, and the lines that are not.",
            footer = "%nExample:%n  nightjar formats test /var/log/shop/app.log")
    static final class Test implements Command {

        @Parameters(paramLabel = "FILE", description = "A log file.")
        Path file = Path.of("");

        @Option(
                names = "--format",
                paramLabel = "NAME",
                defaultValue = "auto",
                description = "Try this one, whatever is detected.")
        String format = "auto";

        @Override
        public Exit run(Session session) {
            return new FormatText(session).test(Configuration.adHoc(Optional.of("test"), List.of(file), format));
        }
    }

    @picocli.CommandLine.Command(
            name = "new",
            description = "Proposes a definition for a file's format, to edit. It goes to standard output.",
            footer = "%nExample:%n  nightjar formats new till.log > /etc/nightjar/formats/till.yaml")
    static final class New implements Command {

        @Parameters(paramLabel = "FILE", description = "A log file.")
        Path file = Path.of("");

        @Override
        public Exit run(Session session) {
            Optional<String> definition =
                    session.nightjar().firstLook().propose(Configuration.adHoc(Optional.of("test"), List.of(file)));
            session.out.print(definition.orElseThrow(() -> new Failure(
                    Exit.NOTHING_FOUND,
                    file + ": most lines have neither a time nor a level nor names in common;"
                            + " docs/formats.md tells how to write a definition by hand")));
            return Exit.DONE;
        }
    }
}
