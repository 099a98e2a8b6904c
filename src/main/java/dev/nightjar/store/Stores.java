package dev.nightjar.store;

import dev.nightjar.model.issue.Merges;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/// Opens what is stored in a data directory: the one thing that a kind of store has to be chosen for.
public interface Stores {

    /// The last commit, without a lock; empty if nothing was ever scanned.
    ///
    /// @param merges issues that people merged are read as one
    Optional<Archive> read(Path data, Merges merges);

    /// The one writer, with the lock of the directory.
    ///
    /// @param keepUsers whether names of users may be stored as they are
    /// @param perHour events of an issue that are kept of an hour before its events become a sample;
    ///     `Bounds.ANY`: all
    /// @throws Failure with exit code 75 if another process writes
    Store write(Path data, Clock clock, boolean keepUsers, long perHour);

    /// Which process writes now, as its lock says; empty if none does.
    Optional<String> writer(Path data);

    /// What looks after a data directory. Opens nothing yet.
    Upkeep upkeep(Path data, Clock clock);
}
