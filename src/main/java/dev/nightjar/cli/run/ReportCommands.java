package dev.nightjar.cli.run;

import dev.nightjar.cli.call.Command;
import dev.nightjar.cli.call.Session;
import dev.nightjar.cli.call.WindowOptions;
import dev.nightjar.cli.terminal.Progress;
import dev.nightjar.cli.text.Meter;
import dev.nightjar.config.Job;
import dev.nightjar.model.Failure;
import dev.nightjar.model.Failure.Exit;
import dev.nightjar.model.Window;
import dev.nightjar.text.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Steps of a job as commands of their own.
public final class ReportCommands {

    private ReportCommands() {}

    /// The report as a folder of pages or as one file.
    @picocli.CommandLine.Command(
            description = "Writes the report's pages and prints the path of the first.",
            footer = "%nExample:%n  nightjar report --window 7d%n  nightjar report --single-file night.html")
    public static final class Report implements Command {

        @Mixin
        WindowOptions.Span span = new WindowOptions.Span();

        @Option(names = "--out", paramLabel = "DIR", description = "Folder of the pages (default: as configured).")
        @Nullable
        Path out;

        @Option(
                names = "--single-file",
                paramLabel = "FILE",
                description = "Write one file to send or attach instead, below 400 kB.")
        @Nullable
        Path single;

        @Option(
                names = "--templates",
                paramLabel = "DIR",
                description = "Folder with templates that replace those of Nightjar by name.")
        @Nullable
        Path templates;

        @Override
        public Exit run(Session session) {
            if (templates != null && !Files.isDirectory(templates)) {
                throw new Failure(Exit.CONFIGURATION, "no folder " + templates + ": give the one with your templates");
            }
            Job.Step.Report step = new Job.Step.Report(
                    WindowOptions.DAY,
                    Job.At.NOW,
                    Optional.ofNullable(out),
                    Optional.ofNullable(templates),
                    Optional.ofNullable(single));
            write(session, step, span.window(session));
            return Exit.DONE;
        }
    }

    /// Writes pages and prints the path of the first, which it returns.
    ///
    /// @param asked the window; empty: that of the step
    static Path write(Session session, Job.Step.Report step, Optional<Window> asked) {
        Path page;
        try (Progress progress = Meter.waiting(session, "writing the report")) {
            page = session.nightjar().report(step, List.of(), asked);
        }
        if (session.json || !session.quiet()) {
            session.print(session.json ? new Json().put("report", page) : page.toString());
        }
        return page;
    }

    /// The retention, applied now and not at the end of a job.
    @picocli.CommandLine.Command(
            description = "Deletes what is beyond the retention: too old, too much, too many of one issue.",
            footer = "%nExample:%n  nightjar prune")
    public static final class Prune implements Command {

        @Override
        public Exit run(Session session) {
            session.nightjar().prune(Optional.empty()).told().forEach(session::say);
            session.say("pruned, " + session.seconds());
            return Exit.DONE;
        }
    }
}
