package dev.nightjar.export;

/// A format of log records: one JSON object a line.
public interface ExportFormat {

    /// Without a line end.
    String line(ExportEntry entry);
}
