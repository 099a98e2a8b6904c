package dev.nightjar.model;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/// What one scan did: the summary it prints, and the report's run page.
///
/// @param id of the run, increasing
/// @param files what was looked at, each with its format, why, and what of it was understood
/// @param events stored
/// @param newIssues first seen ever
/// @param redactions secrets replaced before storing
/// @param unclear what was read and may not have been understood, the worst first; not many
public record Run(
        String id,
        Instant start,
        Instant end,
        List<ReadFile> files,
        long bytes,
        long records,
        long events,
        long newIssues,
        long redactions,
        List<NotRead> notRead,
        List<Unclear> unclear) {

    /// One file of a run.
    ///
    /// @param bytes read in this run, decompressed
    /// @param lines read in this run
    /// @param notUnderstood lines that belong to no record, or to one without time and level
    public record ReadFile(
            String path,
            String project,
            String host,
            String format,
            String reason,
            long bytes,
            long lines,
            long records,
            long events,
            long notUnderstood) {}

    private static final DateTimeFormatter ID =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS").withZone(ZoneOffset.UTC);

    /// The id of a run that starts then: its time in UTC, so that ids sort by time.
    public static String idAt(Instant start) {
        return ID.format(start);
    }

    public Run {
        files = List.copyOf(files);
        notRead = List.copyOf(notRead);
        unclear = List.copyOf(unclear);
    }
}
