package dev.nightjar.cli.run;

import dev.nightjar.cli.call.Command;
import dev.nightjar.cli.call.Session;
import dev.nightjar.cli.call.WindowOptions;
import dev.nightjar.config.Job;
import dev.nightjar.model.Failure;
import dev.nightjar.model.Failure.Exit;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The first command of all: reads what is named, says what it found, writes the pages and shows them. What is
/// typed without a command's name is meant so.
@picocli.CommandLine.Command(
        description = "Reads files, folders or standard input, writes the report's pages and shows them.",
        footer = {
            "%n'nightjar DIR' is the same as 'nightjar open DIR'. The pages are shown by a browser",
            "where there is a screen; their path is printed anyway. What is piped in is read to its",
            "end first.",
            "%nExamples:%n  nightjar open bundle.tar.gz%n  nightjar /var/log/shop%n  journalctl -o short-iso | nightjar -"
        })
public final class Opening implements Command {

    /// Standard input among paths.
    public static final String PIPED = "-";

    @Parameters(
            paramLabel = "PATH",
            arity = "1..*",
            description = "Log files, archives of them, or folders to search for them; - for standard input.")
    List<Path> paths = List.of();

    @Option(
            names = {"-p", "--project"},
            paramLabel = "NAME",
            description = "Name of the project (default: the folder's name).")
    @Nullable
    String project;

    @Option(names = "--no-browser", description = "Print the path of the first page, no more.")
    boolean noBrowser;

    @Override
    public Exit run(Session session) throws Exception {
        if (!paths.contains(Path.of(PIPED))) {
            return opened(session, paths);
        }
        Path folder = Files.createTempDirectory("nightjar-"); // for its owner alone
        try {
            return opened(session, piped(folder));
        } finally {
            Files.deleteIfExists(folder.resolve("stdin.log"));
            Files.deleteIfExists(folder);
        }
    }

    /// What was named, with a file in the place of standard input.
    private List<Path> piped(Path folder) throws IOException {
        Path file = folder.resolve("stdin.log");
        try (InputStream in = System.in) {
            Files.copy(in, file);
        } catch (IOException e) {
            throw new Failure(Exit.IO, "standard input cannot be kept in " + folder + ": " + e.getMessage(), e);
        }
        if (Files.size(file) == 0) {
            throw new Failure(Exit.NO_SOURCE, "nothing came through the pipe: is there a log on its other side?");
        }
        List<Path> all = new ArrayList<>(paths);
        all.replaceAll(path -> path.equals(Path.of(PIPED)) ? file : path);
        if (project == null && paths.size() == 1) {
            project = "stdin";
        }
        return all;
    }

    private Exit opened(Session session, List<Path> named) throws Exception {
        Exit read = Running.read(session, named, Optional.ofNullable(project));
        if (read != Exit.DONE && read != Exit.DEGRADED) {
            return read;
        }
        Path page = ReportCommands.write(
                session,
                new Job.Step.Report(
                        WindowOptions.DAY, Job.At.NEWEST, Optional.empty(), Optional.empty(), Optional.empty()),
                Optional.empty());
        if (!noBrowser && !session.quiet() && !session.json && session.terminal.out()) {
            Browser.show(page, session.environment());
        }
        return read;
    }
}
