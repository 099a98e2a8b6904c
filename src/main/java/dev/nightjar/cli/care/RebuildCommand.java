package dev.nightjar.cli.care;

import dev.nightjar.Nightjar;
import dev.nightjar.batch.JobRunner;
import dev.nightjar.batch.Outcome;
import dev.nightjar.batch.Stop;
import dev.nightjar.care.Rebuild;
import dev.nightjar.cli.call.Command;
import dev.nightjar.cli.call.Session;
import dev.nightjar.cli.terminal.Phrases;
import dev.nightjar.cli.terminal.Progress;
import dev.nightjar.cli.text.Meter;
import dev.nightjar.cli.text.RunText;
import dev.nightjar.config.Configuration;
import dev.nightjar.config.Job;
import dev.nightjar.config.Project;
import dev.nightjar.model.Failure;
import dev.nightjar.model.Failure.Exit;
import dev.nightjar.model.Window;
import dev.nightjar.model.log.Position;
import dev.nightjar.read.Workspace;
import dev.nightjar.store.Archive;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Makes the index anew from the logs that there are.
@picocli.CommandLine.Command(
        description = {
            "Makes the index anew from the logs that still exist: for one that is damaged, gone, or of an older form.",
            "Issues keep their ids, first seen and counts, as far as the old index can be read; decisions, and what was"
                    + " told, stay. Events of logs that are gone cannot be searched any more. Says first what would be"
                    + " lost; the old index is moved aside, and stands until the new one is whole."
        },
        footer = {"%nExample:%n  nightjar rebuild --yes --config /etc/nightjar%n  nightjar rebuild /var/log/shop --yes"
        })
public final class RebuildCommand implements Command {

    private static final int NAMED = 5;

    @Parameters(
            paramLabel = "PATH",
            arity = "0..*",
            description = "Log files or folders, where neither configuration nor index names them.")
    List<Path> paths = List.of();

    @Option(
            names = {"-p", "--project"},
            paramLabel = "NAME",
            description = "Name of the project of these PATHs (default: the folder's name).")
    @Nullable
    String project;

    @Mixin
    Consent consent = new Consent();

    /// The old index as far as it can be read.
    private record Known(List<Position> positions, Map<String, Long> events, long issues) {}

    @Override
    public Exit run(Session session) {
        Workspace workspace = session.nightjar().workspace();
        Optional<Known> known = known(session);
        List<Project> projects = projects(session, known);
        tell(session, known, projects);
        if (!consent.given(session, "make it anew?", "rebuild")) {
            return Consent.refused(session);
        }
        List<Outcome> outcomes = new ArrayList<>();
        Rebuild.Done done = new Rebuild(workspace.settings().data(), workspace::upkeep)
                .with(fresh -> read(session, fresh, projects, outcomes), session.clock.instant());
        outcomes.forEach(new RunText(session)::print);
        done.missing().ifPresent(session::warn);
        if (!done.read()) {
            session.warn("the logs were not read to the end: the index is as it was");
            return outcomes.stream().map(Outcome::exit).min(Exit::compareTo).orElse(Exit.BUG);
        }
        session.say("rebuilt" + (Files.exists(done.aside()) ? "; the old index lies in " + done.aside() : "") + "  ("
                + session.seconds() + ")");
        return outcomes.getFirst().exit();
    }

    private static boolean read(Session session, Path fresh, List<Project> projects, List<Outcome> outcomes) {
        Stop stop = Stop.onSignal();
        Meter meter = new Meter();
        try (Progress progress = meter.show(session)) {
            Nightjar into = Nightjar.of(session.settings().into(fresh), session.clock);
            Job job = new Job("rebuild", Optional.empty(), List.of(), List.of(new Job.Step.Scan()));
            Outcome outcome = new JobRunner(into, session.clock, stop, meter).run(job, projects);
            outcomes.add(outcome);
            return outcome.failure().isEmpty() && !outcome.stopped();
        } finally {
            stop.finished();
        }
    }

    private static Optional<Known> known(Session session) {
        try (Archive archive = session.nightjar().workspace().archive().orElse(null)) {
            if (archive == null) {
                return Optional.empty();
            }
            Map<String, Long> events = new TreeMap<>();
            archive.top("", null, "file", Integer.MAX_VALUE)
                    .forEach(value -> events.merge(value.value(), value.count(), Long::sum));
            return Optional.of(new Known(archive.positions(), events, issues(archive)));
        } catch (Failure damaged) {
            session.say(String.valueOf(damaged.getMessage()).split("; ", 2)[0]);
            return Optional.empty();
        }
    }

    /// Also those whose events are not kept any more.
    private static long issues(Archive archive) {
        Window ever = new Window(Instant.EPOCH, Instant.MAX);
        return archive.slices().stream()
                .mapToLong(slice -> archive.activity(ever, slice).size())
                .sum();
    }

    /// Those of the configuration, and files that were scanned by name.
    private List<Project> projects(Session session, Optional<Known> known) {
        List<Project> all = new ArrayList<>();
        if (paths.isEmpty()) {
            all.addAll(session.projects());
            Map<String, TreeSet<Path>> others = new TreeMap<>();
            known.stream()
                    .flatMap(old -> old.positions().stream())
                    .filter(position -> !session.settings().projects().containsKey(position.project()))
                    .filter(position -> Files.isRegularFile(Path.of(position.path())))
                    .forEach(position -> others.computeIfAbsent(position.project(), any -> new TreeSet<>())
                            .add(Path.of(position.path())));
            others.forEach((name, files) -> all.add(Configuration.adHoc(Optional.of(name), List.copyOf(files))));
        } else {
            all.add(Configuration.adHoc(Optional.ofNullable(project), paths));
        }
        if (all.isEmpty()) {
            throw new Failure(
                    Exit.NO_SOURCE,
                    "it is not known which logs to read: name them (nightjar rebuild PATH), or the configuration that"
                            + " does (--config DIR); nothing was changed");
        }
        return all;
    }

    private static void tell(Session session, Optional<Known> known, List<Project> projects) {
        session.say("to read again: the logs of "
                + String.join(", ", projects.stream().map(Project::name).toList()));
        if (known.isEmpty()) {
            session.say(
                    "the old index cannot be read as it is: what of it is whole is taken over; which logs are gone, is"
                            + " not known");
            return;
        }
        List<String> gone = known.get().events().keySet().stream()
                .filter(path -> !Files.exists(Path.of(path)))
                .toList();
        long events = gone.stream()
                .mapToLong(path -> known.get().events().getOrDefault(path, 0L))
                .sum();
        session.say(
                gone.isEmpty()
                        ? "no log is gone"
                        : Phrases.count(gone.size(), "log") + " with " + Phrases.count(events, "event")
                                + " may be gone, and cannot be searched then: "
                                + String.join(", ", gone.subList(0, Math.min(NAMED, gone.size())))
                                + (gone.size() > NAMED ? ", …" : ""));
        session.say("ids, first seen and counts of " + Phrases.count(known.get().issues(), "issue")
                + " stay, and so do decisions");
    }
}
