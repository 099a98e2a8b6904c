package dev.nightjar.cli.call;

import dev.nightjar.config.Job;
import dev.nightjar.model.Failure;
import dev.nightjar.model.Failure.Exit;
import dev.nightjar.model.Window;
import dev.nightjar.text.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// What time a command covers and how much of it is listed: options that mean the same wherever they stand.
public final class WindowOptions {

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

        /// Empty for all time.
        ///
        /// @throws Failure with exit code 64 for words that are no time, and for a span
        ///     that ends before it begins
        public Optional<Window> window(Session session) {
            if (since == null && until == null) {
                return Optional.empty();
            }
            Instant from = since == null ? Instant.EPOCH : session.time(since);
            Instant to = until == null ? session.clock.instant() : session.time(until);
            if (from.isAfter(to)) {
                throw new Failure(
                        Exit.USAGE, "--since " + since + " is after --until " + (until == null ? "now" : until));
            }
            return Optional.of(new Window(from, to));
        }

        /// What was asked for, or else so long up to the newest event, or up to now if there is none.
        public Window orLast(Duration length, Session session) {
            return window(session)
                    .orElseGet(() -> Window.until(
                            session.archive()
                                    .newest()
                                    .map(newest -> newest.plusMillis(1))
                                    .orElse(session.clock.instant()),
                            length));
        }
    }

    /// A time of fixed length that ends now or at the newest event.
    public static final class Length {

        @Option(
                names = "--window",
                paramLabel = "DURATION",
                defaultValue = "24h",
                description = "Time covered (default 24h).")
        String window = "24h";

        @Mixin
        Newest newest = new Newest();

        /// @throws Failure with exit code 64 for words that are no duration
        public Duration duration() {
            return Times.duration(window);
        }

        /// Where the time ends: now, or with `--newest` at the newest event.
        public Job.At end() {
            return newest.or(Job.At.NOW);
        }
    }

    /// Where a time of fixed length ends.
    public static final class Newest {

        @Option(names = "--newest", description = "Let the time that is covered end at the newest event, not now.")
        boolean newest;

        /// @param otherwise where it ends if nobody asks
        public Job.At or(Job.At otherwise) {
            return newest ? Job.At.NEWEST : otherwise;
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
