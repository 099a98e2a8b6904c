package dev.nightjar.store;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/// A commit as files that stay as they are until it is closed.
public interface Snapshot extends AutoCloseable {

    /// A file.
    ///
    /// @param name path below the data directory, with `/`
    record Part(String name, long bytes) {}

    /// What it is made of.
    List<Part> parts();

    /// Writes what a part has.
    void copy(Part part, OutputStream to) throws IOException;

    /// The run that wrote it.
    String run();

    @Override
    void close();
}
