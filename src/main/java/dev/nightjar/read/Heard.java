package dev.nightjar.read;

import dev.nightjar.config.Project;
import dev.nightjar.insight.Listening;
import dev.nightjar.model.Run;
import dev.nightjar.model.Window;
import dev.nightjar.model.finding.Silence;
import dev.nightjar.model.log.Coverage;
import dev.nightjar.model.log.Looked;
import dev.nightjar.store.Archive;
import dev.nightjar.store.Facts;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// When the logs of projects wrote lines, and which of them say nothing. Hours outlive runs; to the second it is known
/// as long as the run that read the line is.
///
/// @param runs newest first
/// @param lived the hours from which a project's logs were read
record Heard(List<Run> runs, Function<String, Coverage> lived) {

    private static final Duration HOUR = Duration.ofHours(1);

    static Heard of(Facts facts) {
        return new Heard(facts.runs(Integer.MAX_VALUE), facts::lived);
    }

    /// Any line of the project lies in the window, which begins at a whole hour.
    boolean anything(String project, Window window) {
        return !lived.apply(project).within(window.from(), window.to()).isZero();
    }

    /// The last line before a moment, or the end of its hour.
    Optional<Instant> last(String project, Instant before) {
        Optional<Instant> hour = lived.apply(project).until(before);
        return hour.map(end -> runs.stream()
                .flatMap(run -> run.files().stream())
                .filter(file -> file.project().equals(project) && file.times() != null)
                .map(file -> java.util.Objects.requireNonNull(file.times()).to())
                .filter(line -> line.isBefore(end) && !line.isBefore(end.minus(HOUR)))
                .max(Comparator.naturalOrder())
                .orElse(end));
    }

    /// The newest line that says its time; of logs without times their last change.
    Optional<Instant> newestLine(String project) {
        return runs.stream()
                .flatMap(run -> run.times(project::equals).stream())
                .map(Window::to)
                .max(Comparator.naturalOrder())
                .or(() -> last(project, Instant.MAX));
    }

    /// Right behind the newest event of all or line of these projects, whichever is later; no line of the future
    /// counts, nor one that says no time.
    static Optional<Instant> end(Archive archive, Set<String> projects, Instant now) {
        Heard heard = of(archive);
        Set<String> names = projects.isEmpty() ? heard.projects() : projects;
        return Stream.concat(
                        archive.newest().stream(),
                        heard.runs.stream()
                                .flatMap(run -> run.times(names::contains).stream())
                                .map(Window::to)
                                .filter(line -> !line.isAfter(now)))
                .max(Comparator.naturalOrder())
                .map(newest -> newest.plusMillis(1));
    }

    /// The newest run that read lines of these projects, and their first and last time.
    Optional<Window> newest(Set<String> projects) {
        return reading(projects).flatMap(run -> run.times(projects::contains));
    }

    private Optional<Run> reading(Set<String> projects) {
        return runs.stream()
                .filter(run -> run.times(projects::contains).isPresent())
                .findFirst();
    }

    /// All whose logs were read.
    Set<String> projects() {
        return runs.stream()
                .flatMap(run -> run.files().stream())
                .map(Run.ReadFile::project)
                .collect(Collectors.toSet());
    }

    /// How many runs read lines of these projects.
    long runs(Set<String> projects) {
        return runs.stream()
                .filter(run ->
                        run.files().stream().anyMatch(file -> file.records() > 0 && projects.contains(file.project())))
                .count();
    }

    /// The projects that say nothing, when their logs were last looked at: by this process, or by a run.
    List<Silence> silences(Collection<Project> projects, Looked looked) {
        Set<String> names = projects.stream().map(Project::name).collect(Collectors.toSet());
        Optional<Instant> run = runs.stream()
                .filter(one -> one.files().stream().anyMatch(file -> names.contains(file.project())))
                .findFirst()
                .map(Run::start);
        return projects.stream()
                .sorted(Comparator.comparing(Project::name))
                .flatMap(project -> (looked.projects().contains(project.name()) ? Optional.of(looked.at()) : run)
                        .flatMap(at -> silence(project, at)).stream())
                .toList();
    }

    private Optional<Silence> silence(Project project, Instant at) {
        String name = project.name();
        return Listening.of(name, lived.apply(name), at, project.silentAfter())
                .map(found -> last(name, at).map(found::since).orElse(found));
    }
}
