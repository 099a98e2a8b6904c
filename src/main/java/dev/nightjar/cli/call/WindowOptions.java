package dev.nightjar.cli.call;

import dev.nightjar.config.Job;
import dev.nightjar.model.Failure;
import dev.nightjar.model.Failure.Exit;
import dev.nightjar.model.Window;
import dev.nightjar.read.Scopes;
import dev.nightjar.store.Archive;
import dev.nightjar.text.Nearest;
import dev.nightjar.text.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// What time and project a command covers and how much of it is listed: options that mean the same wherever they stand.
public final class WindowOptions {

    /// What is looked at if nobody says how long.
    public static final Duration DAY = Duration.ofHours(24);

    private WindowOptions() {}

    /// From one time to another, in the words of systemd.time(7).
    public static final class Span {

        @Option(
                names = "--since",
                paramLabel = "TIME",
                description = "From when: 24h, 7d, yesterday, 2026-11-22, @epoch.")
        @Nullable
        String since;

        @Option(names = "--until", paramLabel = "TIME", description = "Until when, in the same words.")
        @Nullable
        public String until;

        @Option(names = "--window", paramLabel = "DURATION", description = "How long, up to the end: 24h, 7d.")
        @Nullable
        String length;

        @Mixin
        Newest newest = new Newest();

        /// Empty if nobody asked for a time.
        ///
        /// @throws Failure with exit code 64 for words that are no time, for a beginning or an end
        ///     said twice, and for a span that ends before it begins
        public Optional<Window> window(Session session) {
            if (since == null && until == null && length == null && !newest.newest) {
                return Optional.empty();
            }
            if (until != null && newest.newest) {
                throw new Failure(Exit.USAGE, "--until and --newest both say where the time ends: give one of them");
            }
            if (since != null && length != null) {
                throw new Failure(Exit.USAGE, "--since and --window both say where the time begins: give one of them");
            }
            Instant to = end(session);
            Instant from = since != null ? since(session, since, to) : begin(to);
            if (from.isAfter(to)) {
                String end = newest.newest ? "the newest line" : "--until " + (until == null ? "now" : until);
                throw new Failure(Exit.USAGE, "--since " + since + " is after " + end);
            }
            return Optional.of(new Window(from, to));
        }

        /// A length of time counts back from where the time ends: with `--newest` from the newest line.
        private Instant since(Session session, String words, Instant to) {
            return newest.newest && Times.isDuration(words) ? to.minus(Times.duration(words)) : session.time(words);
        }

        private Instant end(Session session) {
            if (until != null) {
                return session.time(until);
            }
            return newest.newest ? newest(session) : session.clock.instant();
        }

        /// An end alone asks for all before it, the newest event for a day.
        private Instant begin(Instant to) {
            if (length != null) {
                return to.minus(Times.duration(length));
            }
            return newest.newest ? to.minus(DAY) : Instant.EPOCH;
        }

        private static Instant newest(Session session) {
            Instant now = session.clock.instant();
            return new Scopes(session.archive(), session.shown(), now).newest().orElse(now);
        }

        /// What was asked for, or else so long up to the newest line, or up to now if there is none.
        public Window orLast(Duration length, Session session) {
            return window(session).orElseGet(() -> Window.until(newest(session), length));
        }
    }

    /// Where a time of fixed length ends.
    public static final class Newest {

        @Option(
                names = "--newest",
                description = "Let the time that is covered end at the newest line of the logs, not now.")
        boolean newest;

        /// @param otherwise where it ends if nobody asks
        public Job.At or(Job.At otherwise) {
            return newest ? Job.At.NEWEST : otherwise;
        }
    }

    /// One project of several.
    public static final class OfProject {

        @Option(
                names = {"-p", "--project"},
                paramLabel = "NAME",
                description = "Only events of this project.")
        @Nullable
        String project;

        /// The query for what is asked for in that project alone.
        ///
        /// @throws Failure with exit code 64 if nothing was stored of a project of this name
        public String of(Session session, List<String> words) {
            String typed = String.join(" ", words);
            if (project == null) {
                return typed;
            }
            Set<String> known = session.archive().top("", null, "project", 10_000).stream()
                    .map(Archive.Value::value)
                    .collect(Collectors.toSet());
            if (!known.contains(project)) {
                throw new Failure(
                        Exit.USAGE, "no events of a project '" + project + "'" + Nearest.hint(project, known));
            }
            String only = "project:\"" + project.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
            return typed.isBlank() ? only : "(" + typed + ") AND " + only;
        }
    }

    /// How many lines, blocks or objects are printed.
    public static final class Limit {

        @Option(names = "--limit", paramLabel = "N", description = "At most so many (default ${DEFAULT-VALUE}).")
        public int most;

        public Limit() {
            this(25);
        }

        /// @param most if nobody asks
        public Limit(int most) {
            this.most = most;
        }
    }
}
