package dev.nightjar.model;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
    /// @param times of the first and the last record read in this run; null if none was, or it is not known
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
            long notUnderstood,
            @Nullable Window times) {

        /// The same with other times.
        public ReadFile during(@Nullable Window other) {
            return new ReadFile(
                    path, project, host, format, reason, bytes, lines, records, events, notUnderstood, other);
        }
    }

    private static final DateTimeFormatter ID =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS").withZone(ZoneOffset.UTC);

    /// The id of a run that starts then: its time in UTC, so that ids sort by time.
    public static String idAt(Instant start) {
        return ID.format(start);
    }

    /// The same with other files.
    public Run having(List<ReadFile> others) {
        return new Run(id, start, end, others, bytes, records, events, newIssues, redactions, notRead, unclear);
    }

    /// The times of the first and the last record that it read of these projects; empty if it read none.
    public Optional<Window> times(Predicate<String> projects) {
        return files.stream()
                .filter(file -> projects.test(file.project()))
                .flatMap(file -> Stream.ofNullable(file.times()))
                .reduce(Window::around);
    }

    /// Files that should have been read and were not; what is only worth a word does not count.
    public long missed() {
        return notRead.stream().filter(NotRead::degrades).count();
    }

    public Run {
        files = List.copyOf(files);
        notRead = List.copyOf(notRead);
        unclear = List.copyOf(unclear);
    }
}
