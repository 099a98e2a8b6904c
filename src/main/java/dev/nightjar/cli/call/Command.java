package dev.nightjar.cli.call;

import dev.nightjar.model.Failure.Exit;

/// A command with its options filled in.
public interface Command {

    /// Does it.
    ///
    /// @throws dev.nightjar.model.Failure with a sentence for the person and the exit code
    Exit run(Session session) throws Exception;

    /// What it prints is read from its beginning, page by page if a terminal is too small for it.
    default boolean paged() {
        return false;
    }

    /// It runs jobs or tells of them: their schedules are checked with the rest of the configuration. What checks
    /// them takes some ms to load.
    default boolean scheduled() {
        return false;
    }
}
