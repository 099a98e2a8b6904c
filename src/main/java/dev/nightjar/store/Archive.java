package dev.nightjar.store;

import dev.nightjar.store.query.IssueProperties;

/// A reader of the last commit. Takes no lock and needs no writer. Who needs only a part of it asks for that.
public interface Archive extends Events, Issues, Counts, Facts, AutoCloseable {

    /// Lets queries from now on use what is not in the index: states and owners, which are made of people's
    /// decisions, and times in words.
    void know(IssueProperties properties);

    @Override
    void close();
}
