package dev.nightjar.export;

/// A format of log records: one JSON object a line.
public interface Layout {

    /// Without a line end.
    String line(Entry entry);
}
