package dev.nightjar.cli.look;

import dev.nightjar.cli.call.Command;
import dev.nightjar.cli.call.IssuesInWindow;
import dev.nightjar.cli.call.QueryArguments;
import dev.nightjar.cli.call.Session;
import dev.nightjar.cli.call.WindowOptions;
import dev.nightjar.cli.terminal.Phrases;
import dev.nightjar.cli.terminal.Progress;
import dev.nightjar.cli.text.Meter;
import dev.nightjar.export.Csv;
import dev.nightjar.export.Ecs;
import dev.nightjar.export.ExportEntry;
import dev.nightjar.export.ExportFormat;
import dev.nightjar.export.Fields;
import dev.nightjar.export.Gelf;
import dev.nightjar.export.MarkdownEntry;
import dev.nightjar.export.Otel;
import dev.nightjar.model.Failure;
import dev.nightjar.model.Failure.Exit;
import dev.nightjar.model.Window;
import dev.nightjar.model.event.StoredEvent;
import dev.nightjar.model.issue.Triaged;
import dev.nightjar.read.Listed;
import dev.nightjar.store.Archive;
import dev.nightjar.text.Json;
import dev.nightjar.text.Nearest;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Everything that was found, for other tools.
@picocli.CommandLine.Command(
        description = "Writes events or issues for other tools, oldest events first, as many as there are.",
        footer = {
            "%nFormats: json (as --json everywhere), ecs (Elastic), otel (OpenTelemetry, OTLP as JSON), gelf (Graylog),",
            "  all one object a line; csv (RFC 4180; what a spreadsheet takes for a formula gets an apostrophe),",
            "  markdown (a table).",
            "%nExample:%n  nightjar export level:error --since 7d --format csv > errors.csv",
            "  nightjar export --issues --format markdown is:new",
            "  nightjar export --format otel project:shop > shop.jsonl"
        })
public final class Exporting implements Command {

    private static final List<String> FORMATS = List.of("json", "ecs", "otel", "gelf", "csv", "markdown");

    @Option(
            names = {"-f", "--format"},
            paramLabel = "FORMAT",
            defaultValue = "json",
            description = "json, ecs, otel, gelf, csv or markdown (default json).")
    String format = "json";

    @Option(names = "--issues", description = "Issues, not events.")
    boolean issues;

    @Option(names = "--events", description = "Events (default).")
    boolean events;

    @Mixin
    WindowOptions.OfProject project = new WindowOptions.OfProject();

    @Mixin
    WindowOptions.Span span = new WindowOptions.Span();

    @Parameters(paramLabel = "QUERY", arity = "0..*", description = "Only what matches; everything without.")
    List<String> query = List.of();

    @Override
    public Exit run(Session session) {
        if (!FORMATS.contains(format)) {
            throw new Failure(Exit.USAGE, "no format '" + format + "'" + Nearest.hint(format, FORMATS));
        }
        if (issues && events) {
            throw new Failure(Exit.USAGE, "either --issues or --events");
        }
        Optional<Window> window = span.window(session);
        long written = issues ? issues(session, window) : events(session, window);
        session.out.flush();
        session.say(Phrases.count(written, issues ? "issue" : "event") + " as " + format + ", " + session.seconds());
        return written == 0 ? Exit.NOTHING_FOUND : Exit.DONE;
    }

    private long events(Session session, Optional<Window> window) {
        Archive archive = session.archive();
        archive.know(new QueryArguments(session, window));
        Function<StoredEvent, String> form =
                form(session, ExportEntry::of, Csv.EVENTS, MarkdownEntry.EVENTS, Fields::cells, Fields::event);
        long[] written = {0};
        try (Progress progress = Meter.counting(session, "event", () -> written[0])) {
            archive.each(project.of(session, query), window.orElse(null), event -> {
                session.out.print(form.apply(event));
                return ++written[0] % 1000 != 0 || !session.out.checkError();
            });
        }
        return written[0];
    }

    private long issues(Session session, Optional<Window> window) {
        Listed all = IssuesInWindow.matching(
                session, window, project.of(session, query), ListCommands.Order.worst.key, Integer.MAX_VALUE);
        Function<Triaged, String> form =
                form(session, ExportEntry::of, Csv.ISSUES, MarkdownEntry.ISSUES, Fields::issue, Fields::issue);
        all.each(one -> session.out.print(form.apply(one)));
        return all.issues();
    }

    /// How one thing is written. Prints what stands before all.
    private <T> Function<T, String> form(
            Session session,
            Function<T, ExportEntry> entry,
            List<String> columns,
            List<String> table,
            Function<T, Json> cells,
            Function<T, Json> json) {
        ExportFormat layout = switch (format) {
            case "ecs" -> new Ecs();
            case "otel" -> new Otel();
            case "gelf" -> new Gelf();
            default -> null;
        };
        if (layout != null) {
            return one -> layout.line(entry.apply(one)) + "\n";
        }
        if (format.equals("csv")) {
            Csv csv = new Csv(columns);
            session.out.print(csv.head());
            return one -> csv.row(cells.apply(one));
        }
        if (format.equals("markdown")) {
            MarkdownEntry markdown = new MarkdownEntry(table);
            session.out.print(markdown.head());
            return one -> markdown.row(cells.apply(one));
        }
        return one -> json.apply(one) + "\n";
    }
}
