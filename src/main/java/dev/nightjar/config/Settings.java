package dev.nightjar.config;

import java.net.URI;
import java.nio.file.Files;
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
/// @param staleAfter an incomplete compressed file unchanged for so long is told as one that could not be read
/// @param insight when issues change their state by themselves, and what is kept of users
/// @param projects by name
/// @param jobs by name; those of the configuration override those that ship with Nightjar
/// @param trust which files are believed
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
        Map<String, Job> jobs,
        Trust trust) {

    /// How to send mail.
    ///
    /// @param passwordFile holds the password of `user`, readable by no stranger
    /// @param from the sender's address
    /// @param unsubscribe where a mail says it can be unsubscribed from: `mailto:` or `https:`
    /// @param trust certificates (PEM) of authorities to trust in place of the system's
    /// @param maxAge a mail that could not be sent for so long makes runs fail
    /// @param timeout of connecting, and of each answer
    public record Smtp(
            String host,
            int port,
            Tls tls,
            Optional<String> user,
            Optional<Path> passwordFile,
            String from,
            Optional<URI> unsubscribe,
            Optional<Path> trust,
            Duration maxAge,
            Duration timeout) {

        /// How long a mail may wait.
        public static final Duration MAX_AGE = Duration.ofDays(3);

        /// How long a server may take.
        public static final Duration TIMEOUT = Duration.ofSeconds(30);
    }

    /// How a connection to a mail server is protected: not at all; by STARTTLS if the server offers it; by
    /// STARTTLS or not at all; by TLS from the first byte.
    public enum Tls {
        NONE,
        OFFERED,
        REQUIRED,
        IMPLICIT
    }

    /// How long things are kept, and how many.
    ///
    /// @param audit how long events of audit rules are kept
    /// @param size bytes of the index on the disk; beyond it events of the loudest issues go, samples and
    ///     counts stay
    /// @param perIssue events of an issue; of more, samples and the newest stay. `Long.MAX_VALUE`: any number
    /// @param perHour events of an issue that are kept of one hour before only a sample of them
    ///     is. `Long.MAX_VALUE`: all
    /// @param files what is kept beside the index
    public record Retention(
            Duration events, Duration tallies, Duration audit, long size, long perIssue, long perHour, Files files) {

        /// Bytes of an index for which nothing is configured.
        public static final long SIZE = 20_000_000_000L;

        /// Events of an issue in an hour: nearly three a second.
        public static final long PER_HOUR = 50_000;

        /// By age, and by what is usual else.
        public Retention(Duration events, Duration tallies, Duration audit) {
            this(events, tallies, audit, SIZE, Long.MAX_VALUE, PER_HOUR, Files.USUAL);
        }

        /// Bounds of what lies beside the index.
        ///
        /// @param journal bytes of `triage.jsonl`: beyond it decisions that later ones have undone go
        /// @param told bytes of `sent.jsonl`: beyond it what is old and holds nothing back goes
        /// @param outbox bytes of mails that are done with, and of calls: beyond it the oldest go
        public record Files(long journal, long told, long outbox) {
            public static final Files USUAL = new Files(10_000_000, 10_000_000, 200_000_000);
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

    public Settings {
        projects = Map.copyOf(projects);
        jobs = Map.copyOf(jobs);
    }

    /// The same with data in another folder.
    public Settings into(Path folder) {
        return new Settings(
                home, folder, zone, smtp, retention, report, flushAfter, staleAfter, insight, projects, jobs, trust);
    }

    /// The operator's templates, if there are any.
    ///
    /// @throws dev.nightjar.model.Failure with exit code 78 if anybody may change them
    public Optional<Path> templates() {
        return home.map(dir -> dir.resolve("templates"))
                .filter(Files::isDirectory)
                .map(trust::tree);
    }

    /// The projects that a job names, all of them if it names none.
    public List<Project> projectsOf(Job job) {
        return projects.values().stream()
                .filter(project -> job.projects().isEmpty() || job.projects().contains(project.name()))
                .sorted(java.util.Comparator.comparing(Project::name))
                .toList();
    }
}
