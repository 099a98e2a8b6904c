package dev.nightjar.read.rules;

import dev.nightjar.bytes.LiteralPrefilter;
import dev.nightjar.config.Project;
import dev.nightjar.config.Settings;
import dev.nightjar.extract.Extractor;
import dev.nightjar.model.NotRead;
import dev.nightjar.model.Run;
import dev.nightjar.model.log.Position;
import dev.nightjar.read.Workspace;
import dev.nightjar.source.ReadPlan;
import dev.nightjar.source.find.Finder;
import dev.nightjar.source.find.Strays;
import dev.nightjar.source.read.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Looks at what a run depends on, without running: sources, rules, the lock.
public final class Checkup {

    private static final String NONE = "none";

    private final Workspace workspace;
    private final Settings settings;
    private final Extractor extractor;
    private final Function<Project, ReadPlan> plan;
    private final List<Source> sources = new ArrayList<>();

    /// The files of one pattern.
    ///
    /// @param files that can be read
    /// @param newest the one written last, null if there is none
    /// @param written when that was
    /// @param notRead what cannot be read, and why
    public record Source(
            String project,
            String glob,
            List<Path> files,
            long bytes,
            @Nullable Path newest,
            @Nullable Instant written,
            List<NotRead> notRead) {
        public Source {
            files = List.copyOf(files);
            notRead = List.copyOf(notRead);
        }
    }

    /// A rule that makes scans slow: nothing stands in each line it matches, so that every record is looked at.
    ///
    /// @param where it stands, `file:line:column`
    public record Slow(String project, String where, String rule) {}

    public Checkup(Workspace workspace, Extractor extractor, Function<Project, ReadPlan> plan) {
        this.workspace = workspace;
        this.settings = workspace.settings();
        this.extractor = extractor;
        this.plan = plan;
    }

    /// Every pattern of every project, in alphabetical order of projects.
    public List<Source> sources() {
        if (sources.isEmpty()) {
            settings.projects().values().stream()
                    .sorted(Comparator.comparing(Project::name))
                    .forEach(project -> project.logs().forEach(logs -> sources.add(source(project, logs))));
        }
        return List.copyOf(sources);
    }

    private Source source(Project project, Project.Logs logs) {
        Project alone = new Project(
                project.name(),
                List.of(logs),
                List.of(),
                project.level(),
                Map.of(),
                List.of(),
                List.of(),
                Map.of(),
                List.of(),
                List.of(),
                Project.Releases.NONE,
                false,
                Set.of(),
                Optional.empty());
        ReadPlan found = plan.apply(alone);
        List<Path> files = new ArrayList<>();
        long bytes = 0;
        Reading newest = null;
        for (Reading reading : found.readings()) {
            files.add(reading.file().path());
            bytes += reading.file().path().toFile().length();
            if (newest == null
                    || reading.file().modified().isAfter(newest.file().modified())) {
                newest = reading;
            }
            close(reading);
        }
        Instant written = newest == null ? null : newest.file().modified();
        Path path = newest == null ? null : newest.file().path();
        return new Source(project.name(), logs.glob(), files, bytes, path, written, found.notRead());
    }

    private static void close(Reading reading) {
        try {
            reading.close();
        } catch (IOException e) {
            // It was only looked at.
        }
    }

    /// Files that several projects have, with the projects' names: only the first of them reads such a file.
    public Map<Path, List<String>> shared() {
        Map<Path, List<String>> projects = new TreeMap<>();
        for (Source source : sources()) {
            for (Path file : source.files()) {
                List<String> names = projects.computeIfAbsent(file, path -> new ArrayList<>());
                if (!names.contains(source.project())) {
                    names.add(source.project());
                }
            }
        }
        projects.values().removeIf(names -> names.size() < 2);
        return projects;
    }

    /// Logs that lie beside those of projects and belong to none.
    ///
    /// @param now what was not written to for long before is left out
    public List<NotRead> strays(Instant now) {
        Set<Path> all = new TreeSet<>();
        for (Project project : settings.projects().values()) {
            Finder finder = new Finder(settings.zone(), "", List.of());
            finder.find(List.of(project));
            all.addAll(finder.looked());
        }
        List<Path> own = List.of(settings.data(), settings.report().dir());
        return new Strays(settings.projects().values(), own, now).beside(all);
    }

    /// Files that Nightjar writes itself, and would read: each run makes them longer.
    public List<Path> own() {
        List<Path> folders = List.of(settings.data(), settings.report().dir());
        return sources().stream()
                .flatMap(source -> source.files().stream())
                .filter(file -> folders.stream().anyMatch(file::startsWith))
                .distinct()
                .toList();
    }

    /// Rules that make scans slow.
    public List<Slow> slow() {
        List<Slow> slow = new ArrayList<>();
        for (Project project : settings.projects().values()) {
            if (project.unseen()) {
                slow.add(new Slow(project.name(), "", "unseen: true"));
            }
            for (Project.Audit rule : project.audit()) {
                if (!rule.match().equals(NONE) && isSlow(with(project, List.of(rule), List.of()))) {
                    slow.add(new Slow(project.name(), rule.where(), "audit rule " + rule.name()));
                }
            }
            for (String match : project.releases().matches()) {
                if (!match.equals(NONE) && isSlow(with(project, List.of(), List.of(match)))) {
                    slow.add(new Slow(project.name(), "", "releases: match: " + match));
                }
            }
        }
        slow.sort(Comparator.comparing(Slow::project).thenComparing(Slow::where).thenComparing(Slow::rule));
        return slow;
    }

    /// The project with these rules alone, without those that ship with Nightjar.
    private static Project with(Project project, List<Project.Audit> audit, List<String> releases) {
        List<Project.Audit> alone = new ArrayList<>(audit);
        alone.add(new Project.Audit(NONE, NONE, Optional.empty()));
        List<String> matches = new ArrayList<>(releases);
        matches.add(NONE);
        return new Project(
                project.name(),
                project.logs(),
                List.of(),
                project.level(),
                Map.of(),
                List.of(),
                alone,
                Map.of(),
                List.of(),
                List.of(),
                new Project.Releases(Optional.empty(), matches, List.of()),
                false,
                Set.of(),
                Optional.empty());
    }

    private boolean isSlow(Project project) {
        return LiteralPrefilter.of(extractor.needles(project, "plain")).isSlow();
    }

    /// Who runs now, as the lock says; empty if nobody does.
    public Optional<String> running() {
        return workspace.writer();
    }

    /// Files that had grown when the newest of these runs began, though none of the runs read a byte of anything.
    ///
    /// @param runs newest first
    public static List<Path> neglected(List<Run> runs, List<Position> positions) {
        if (runs.isEmpty() || runs.stream().anyMatch(run -> run.bytes() > 0)) {
            return List.of();
        }
        Instant looked = runs.getFirst().start();
        return positions.stream()
                .filter(position -> !position.identity().compressed())
                .filter(position -> grewBefore(position, looked))
                .map(position -> Path.of(position.path()))
                .sorted()
                .toList();
    }

    private static boolean grewBefore(Position position, Instant looked) {
        try {
            BasicFileAttributes now = Files.readAttributes(Path.of(position.path()), BasicFileAttributes.class);
            return now.size() > position.identity().size()
                    && now.lastModifiedTime().toInstant().isBefore(looked);
        } catch (IOException e) {
            return false; // gone or moved: its rotation is for the next run to understand
        }
    }
}
