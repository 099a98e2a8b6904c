package dev.nightjar.cli.live;

import dev.nightjar.batch.JobRunner;
import dev.nightjar.batch.Outcome;
import dev.nightjar.batch.Stop;
import dev.nightjar.cli.call.Session;
import dev.nightjar.cli.text.Meter;
import dev.nightjar.config.Configuration;
import dev.nightjar.config.Job;
import dev.nightjar.config.Project;
import dev.nightjar.model.Failure;
import dev.nightjar.model.Failure.Exit;
import dev.nightjar.text.Nearest;
import dev.nightjar.text.Times;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// What `top` and `tail` follow: words that are files or folders are scanned again and again, the others are a
/// query.
/// Without files those of the configured projects are; without any of these, the index as others write it.
final class Following {

    private static final Duration SHORTEST = Duration.ofSeconds(1);

    @Parameters(
            paramLabel = "PATH|QUERY",
            arity = "0..*",
            description = "Files or folders to read; words that are none: a query, as in search.")
    List<String> words = List.of();

    @Option(
            names = {"-p", "--project"},
            paramLabel = "NAME",
            description = "Only this project; with PATH, its name.")
    @Nullable
    String project;

    @Option(
            names = "--every",
            paramLabel = "DURATION",
            defaultValue = "5s",
            description = "Time between two looks (default 5s).")
    String every = "5s";

    /// What a look brought.
    ///
    /// @param scanned something was read
    /// @param said what people should know, empty if nothing
    record Look(boolean scanned, String said) {}

    Duration pause() {
        Duration pause = Times.duration(every);
        return pause.compareTo(SHORTEST) < 0 ? SHORTEST : pause;
    }

    private static boolean isPath(String word) {
        return word.startsWith("/") || word.startsWith("./") || word.startsWith("../") || Files.exists(Path.of(word));
    }

    /// The query, with the project if one is named.
    String query() {
        List<String> asked = new ArrayList<>();
        String typed =
                String.join(" ", words.stream().filter(word -> !isPath(word)).toList());
        if (!typed.isBlank()) {
            asked.add(project == null ? typed : "(" + typed + ")");
        }
        if (project != null) {
            asked.add("project:\"" + project.replace("\\", "\\\\").replace("\"", "\\\"") + "\"");
        }
        return String.join(" AND ", asked);
    }

    /// What is scanned; empty if nothing is.
    List<Project> projects(Session session) {
        List<Path> paths =
                words.stream().filter(Following::isPath).map(Path::of).toList();
        if (!paths.isEmpty()) {
            return List.of(Configuration.adHoc(Optional.ofNullable(project), paths));
        }
        List<Project> all = session.projects();
        List<String> names = all.stream().map(Project::name).toList();
        if (project != null && !all.isEmpty() && !names.contains(project)) {
            throw new Failure(Exit.USAGE, "there is no project '" + project + "'" + Nearest.hint(project, names));
        }
        return project == null
                ? all
                : all.stream().filter(one -> one.name().equals(project)).toList();
    }

    /// Scans as the command `scan` does, one after another, but only when a file changed. For one thread.
    static final class Scanner {

        private static final Job SCAN = new Job("scan", Optional.empty(), List.of(), List.of(new Job.Step.Scan()));

        private final List<Project> projects;
        private final JobRunner jobs;
        private final BooleanSupplier changes;
        private boolean missed;
        private boolean ever;

        Scanner(Session session, List<Project> projects, Stop stop, Meter meter) {
            this.projects = projects;
            this.jobs = new JobRunner(session.nightjar(), session.clock, stop, meter);
            this.changes = session.nightjar().changes(projects);
        }

        /// @throws Failure as a scan does if the first one fails; later ones only say so
        Look look() {
            if (projects.isEmpty() || !(changes.getAsBoolean() || missed)) {
                return new Look(false, "");
            }
            try {
                Outcome outcome = jobs.run(SCAN, projects);
                missed = false;
                ever = true;
                String why = outcome.failure().map(Failure::getMessage).orElse("");
                return new Look(true, why == null ? "" : why);
            } catch (Failure e) {
                missed = true;
                if (e.exit() == Exit.BUSY) {
                    return new Look(false, "another run is going on: this is the index as it is");
                }
                if (!ever) {
                    throw e;
                }
                return new Look(false, String.valueOf(e.getMessage()));
            }
        }
    }
}
