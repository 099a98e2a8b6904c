package dev.nightjar.config;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where things are, and how to reach people: `nightjar.yaml` with its projects and jobs.
///
/// @param home the configuration's folder, empty without a configuration
/// @param data absolute folder of index, journal, history, outbox and report
/// @param zone for times whose text names none, and for days in reports
/// @param flushAfter a file unchanged for so long is taken to have ended its last line
/// @param staleAfter an incomplete compressed file unchanged for so long is told as one that could not be
///     read
/// @param insight when issues change their state by themselves, and what is kept of users
/// @param projects by name
/// @param jobs by name; those of the configuration override those that ship with Nightjar
public record Settings(
        Optional<Path> home,
        Path data,
        ZoneId zone,
        Optional<Smtp> smtp,
        Retention retention,
        Report report,
        Duration flushAfter,
        Duration staleAfter,
        Insight insight,
        Map<String, Project> projects,
        Map<String, Job> jobs) {

    /// How to send mail.
    public record Smtp(
            String host,
            int port,
            StartTls startTls,
            Optional<String> user,
            Optional<Path> passwordFile,
            String from) {}

    public enum StartTls {
        NONE,
        OFFERED,
        REQUIRED
    }

    /// How long things are kept.
    ///
    /// @param audit how long events of audit rules are kept
    public record Retention(Duration events, Duration tallies, Duration audit) {
        public Retention(Duration events, Duration tallies) {
            this(events, tallies, tallies);
        }
    }

    /// @param quiet an issue silent for longer, while its logs were read, is regressed when it is seen again
    /// @param resolveAfter an issue silent for so long, while its logs were read, is resolved; empty: never
    /// @param keepUsers users are stored by name; otherwise as pseudonyms that only this index can make
    public record Insight(Duration quiet, Optional<Duration> resolveAfter, boolean keepUsers) {
        public static final Insight DEFAULT = new Insight(Duration.ofDays(7), Optional.of(Duration.ofDays(30)), false);
    }

    /// Where pages go, and the address under which people reach them.
    public record Report(Path dir, Optional<String> link) {}

    /// Settings with the usual insight.
    public Settings(
            Optional<Path> home,
            Path data,
            ZoneId zone,
            Optional<Smtp> smtp,
            Retention retention,
            Report report,
            Duration flushAfter,
            Duration staleAfter,
            Map<String, Project> projects,
            Map<String, Job> jobs) {
        this(home, data, zone, smtp, retention, report, flushAfter, staleAfter, Insight.DEFAULT, projects, jobs);
    }

    public Settings {
        projects = Map.copyOf(projects);
        jobs = Map.copyOf(jobs);
    }

    /// The projects that a job names, all of them if it names none.
    public List<Project> projectsOf(Job job) {
        return projects.values().stream()
                .filter(project -> job.projects().isEmpty() || job.projects().contains(project.name()))
                .sorted(java.util.Comparator.comparing(Project::name))
                .toList();
    }
}
