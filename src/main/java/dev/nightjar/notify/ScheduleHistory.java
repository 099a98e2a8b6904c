package dev.nightjar.notify;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// When a job was to run and what became of it: what a digest says of nights without one.
public interface ScheduleHistory {

    /// The times at which the job was to run, oldest first: after one moment, up to and with another; none if it
    /// has
    /// no schedule.
    List<Instant> between(Instant after, Instant upTo);

    /// Runs of the job that began after a moment and have ended, oldest first.
    List<Ran> ran(Instant after);

    /// A run that has ended.
    ///
    /// @param failure why it came to nothing; empty if it did what it was to do
    record Ran(Instant start, Optional<String> failure) {}

    /// Of a job that is not scheduled, and whose runs nobody remembers.
    static ScheduleHistory unknown() {
        return new ScheduleHistory() {
            @Override
            public List<Instant> between(Instant after, Instant upTo) {
                return List.of();
            }

            @Override
            public List<Ran> ran(Instant after) {
                return List.of();
            }
        };
    }
}
