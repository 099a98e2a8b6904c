package dev.nightjar.config;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/// What to do and when: a file in `jobs/`.
///
/// @param name the file's name without ending
/// @param projects names of projects, empty for all
public record Job(String name, Optional<Schedule> schedule, List<String> projects, List<Step> steps) {

    /// Six fields, seconds first, in a zone.
    public record Schedule(String cron, ZoneId zone) {}

    /// A part of a job.
    public sealed interface Step {
        /// As written in the file.
        String name();

        /// Reads what is new.
        record Scan() implements Step {
            @Override
            public String name() {
                return "scan";
            }
        }

        /// Writes the pages.
        ///
        /// @param window the time the report covers
        /// @param at where it ends
        record Report(Duration window, At at) implements Step {
            @Override
            public String name() {
                return "report";
            }
        }

        /// Sends the digest.
        record Mail(List<String> to, Duration window, At at) implements Step {
            public Mail {
                to = List.copyOf(to);
            }

            @Override
            public String name() {
                return "mail";
            }
        }

        /// Deletes events and tallies beyond retention.
        record Prune() implements Step {
            @Override
            public String name() {
                return "prune";
            }
        }
    }

    /// The end of a window: the time of the run, or just behind the newest event.
    public enum At {
        NOW,
        NEWEST
    }

    public Job {
        projects = List.copyOf(projects);
        steps = List.copyOf(steps);
    }
}
