package dev.nightjar.cli.run;

import dev.nightjar.batch.Daemon;
import dev.nightjar.batch.JobRunner;
import dev.nightjar.batch.Outcome;
import dev.nightjar.batch.Past;
import dev.nightjar.batch.Stop;
import dev.nightjar.cli.call.Command;
import dev.nightjar.cli.call.Session;
import dev.nightjar.cli.call.WindowOptions;
import dev.nightjar.cli.terminal.Progress;
import dev.nightjar.cli.text.Meter;
import dev.nightjar.cli.text.RunText;
import dev.nightjar.config.Configuration;
import dev.nightjar.config.Job;
import dev.nightjar.config.Project;
import dev.nightjar.model.Failure;
import dev.nightjar.model.Failure.Exit;
import dev.nightjar.model.Run;
import dev.nightjar.text.Nearest;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Commands that run jobs: the only ones that load Spring.
public final class Running {

    private Running() {}

    /// A scan, of what is named or of what is configured.
    @picocli.CommandLine.Command(
            description = "Reads what is new in files or folders, or in all configured projects.",
            footer = {
                "%nCompressed files and archives (tar, zip) are read as they are; what was read",
                "before is known again after rotation, compression and copies. What could not be",
                "read is named (exit code 4).",
                "%nExample:%n  nightjar scan /var/log/shop --project shop%n  nightjar scan bundle.tar.gz"
            })
    public static final class Scan implements Command {

        @Parameters(
                paramLabel = "PATH",
                arity = "0..*",
                description = "Log files, archives of them, or folders to search for them.")
        List<Path> paths = List.of();

        @Option(
                names = {"-p", "--project"},
                paramLabel = "NAME",
                description = "Name of the project (default: the folder's name); without PATH, the one to read.")
        @Nullable
        String project;

        @Override
        public Exit run(Session session) throws Exception {
            return paths.isEmpty()
                    ? scan(session, projects(session))
                    : read(session, paths, Optional.ofNullable(project));
        }

        private List<Project> projects(Session session) {
            List<Project> all = session.projects();
            if (all.isEmpty()) {
                throw new Failure(Exit.USAGE, "nothing to scan: give a PATH, or --config with projects/*.yaml");
            }
            if (project == null) {
                return all;
            }
            List<String> names = all.stream().map(Project::name).toList();
            if (!names.contains(project)) {
                throw new Failure(Exit.USAGE, "there is no project '" + project + "'" + Nearest.hint(project, names));
            }
            return all.stream().filter(p -> p.name().equals(project)).toList();
        }
    }

    /// Reads what is new in files and folders, as a project.
    ///
    /// @param project its name; empty: that of the folder
    static Exit read(Session session, List<Path> paths, Optional<String> project) {
        return scan(session, List.of(Configuration.adHoc(project, paths)));
    }

    private static Exit scan(Session session, List<Project> projects) {
        return once(session, new Job("scan", Optional.empty(), List.of(), List.of(new Job.Step.Scan())), projects);
    }

    /// One run of a job, whatever its schedule says.
    @picocli.CommandLine.Command(
            description = "Runs a job from jobs/ now.",
            footer = "%nExample:%n  nightjar run nightly --config /etc/nightjar")
    public static final class RunJob implements Command {

        @Parameters(paramLabel = "JOB", description = "Name of a file in jobs/, without .yaml.")
        String name = "";

        @Override
        public boolean scheduled() {
            return true;
        }

        @Override
        public Exit run(Session session) throws Exception {
            Job job = session.settings().jobs().get(name);
            if (job == null) {
                var known = session.settings().jobs().keySet().stream().sorted().toList();
                throw new Failure(Exit.USAGE, "there is no job '" + name + "'" + Nearest.hint(name, known));
            }
            return Running.once(session, job, session.settings().projectsOf(job));
        }
    }

    private static Exit once(Session session, Job job, List<Project> projects) {
        Stop stop = Stop.onSignal();
        try {
            Outcome outcome = run(session, job, projects, stop);
            new RunText(session).print(outcome);
            return outcome.exit();
        } finally {
            session.out.flush();
            stop.finished();
        }
    }

    private static Outcome run(Session session, Job job, List<Project> projects, Stop stop) {
        Meter meter = new Meter();
        try (Progress progress = meter.show(session)) {
            return new JobRunner(session.nightjar(), session.clock, stop, meter).run(job, projects);
        }
    }

    /// All jobs that have a schedule, until a signal comes.
    @picocli.CommandLine.Command(
            description = "Runs all jobs on their schedules until it is stopped.",
            footer = "%nExample:%n  nightjar daemon --config /etc/nightjar")
    public static final class RunDaemon implements Command {

        @Override
        public boolean scheduled() {
            return true;
        }

        @Override
        public Exit run(Session session) throws Exception {
            Stop stop = Stop.onSignal();
            try {
                JobRunner jobs = new JobRunner(session.nightjar(), session.clock, stop);
                Daemon.Runner runner = job -> {
                    session.say(job.name() + ": begins");
                    new RunText(session).print(jobs.run(job, session.settings().projectsOf(job)));
                };
                new Daemon(session.settings(), runner, session::warn).run(session.clock, stop);
                return Exit.DONE;
            } finally {
                session.out.flush();
                stop.finished();
            }
        }
    }

    /// Past runs of the history, with what the index remembers of each.
    @picocli.CommandLine.Command(
            description = "Lists past runs, newest first.",
            footer = "%nExample:%n  nightjar runs --limit 5")
    public static final class Runs implements Command {

        @Mixin
        WindowOptions.Limit limit = new WindowOptions.Limit(20);

        @Override
        public Exit run(Session session) {
            List<Run> indexed = session.nightjar()
                    .workspace()
                    .archive()
                    .map(archive -> {
                        try (archive) {
                            return archive.runs(limit.most);
                        }
                    })
                    .orElse(List.of());
            List<Past> past = new JobRunner(session.nightjar(), session.clock, new Stop())
                    .past(indexed, limit.most, session::warn);
            past.forEach(run -> new RunText(session).print(run));
            if (past.isEmpty()) {
                session.say("no runs yet");
            }
            return Exit.DONE;
        }
    }
}
