package dev.nightjar.read;

import dev.nightjar.config.Project;
import dev.nightjar.insight.Listening;
import dev.nightjar.model.Run;
import dev.nightjar.model.finding.Silence;
import dev.nightjar.model.log.Coverage;
import dev.nightjar.model.log.Looked;
import dev.nightjar.store.Facts;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Finds the projects that say nothing, when their logs were last looked at: by this process, or by a run.
final class Silences {

    private static final int RUNS = 20;

    private Silences() {}

    /// @param lived the hours from which a project's logs were read
    static List<Silence> of(
            Facts facts, Collection<Project> projects, Looked looked, Function<String, Coverage> lived) {
        Set<String> names = projects.stream().map(Project::name).collect(Collectors.toSet());
        Optional<Instant> run = facts.runs(RUNS).stream()
                .filter(one -> one.files().stream().anyMatch(file -> names.contains(file.project())))
                .findFirst()
                .map(Run::start);
        return projects.stream()
                .sorted(Comparator.comparing(Project::name))
                .flatMap(project -> (looked.projects().contains(project.name()) ? Optional.of(looked.at()) : run)
                                .flatMap(at -> Listening.of(
                                        project.name(), lived.apply(project.name()), at, project.silentAfter()))
                                .stream())
                .toList();
    }
}
