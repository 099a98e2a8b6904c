package dev.nightjar.model;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What one scan did: the summary it prints, and the report's run page.
///
/// @param id of the run, increasing
/// @param files what was looked at, each with its format, why, and what of it was understood
/// @param events counted
/// @param newIssues first seen ever
/// @param redactions secrets replaced in events; in the lines around them they are replaced and not counted
/// @param unclear what was read and may not have been understood, the worst first; not many
/// @param thinned which of its events were not kept, and which of all were deleted for want of room
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
        List<Unclear> unclear,
        Thinned thinned) {

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

    /// Events that are counted and not kept, because there were too many of their issue.
    ///
    /// @param left not stored by a scan: more than a sample of them came in one hour
    /// @param leftOf of so many issues
    /// @param gone deleted by `prune`, which holds the index within its size and issues within their number
    /// @param goneOf of so many issues
    public record Thinned(long left, long leftOf, long gone, long goneOf) {

        /// All events are kept, as far as their age allows.
        public static final Thinned NONE = new Thinned(0, 0, 0, 0);

        /// True if nothing was left out.
        public boolean isNone() {
            return left == 0 && gone == 0;
        }

        /// The same with what a `prune` deleted besides.
        public Thinned with(Thinned pruned) {
            return new Thinned(left + pruned.left, leftOf + pruned.leftOf, gone + pruned.gone, goneOf + pruned.goneOf);
        }

        /// A sentence for people about each kind; none if nothing was left out.
        public List<String> told() {
            List<String> told = new ArrayList<>();
            if (left > 0) {
                told.add(of(left, leftOf) + " counted and not kept: more than a sample of them came in one hour");
            }
            if (gone > 0) {
                told.add(of(gone, goneOf) + " thinned, counts stay");
            }
            return told;
        }

        private static String of(long events, long issues) {
            return String.format(Locale.ROOT, "%,d event%s of %,d issue%s", events, s(events), issues, s(issues));
        }

        private static String s(long of) {
            return of == 1 ? "" : "s";
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
        return new Run(
                id, start, end, others, bytes, records, events, newIssues, redactions, notRead, unclear, thinned);
    }

    /// The same with other events that were not kept.
    public Run having(Thinned other) {
        return new Run(id, start, end, files, bytes, records, events, newIssues, redactions, notRead, unclear, other);
    }

    /// One that kept all.
    public Run(
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
        this(id, start, end, files, bytes, records, events, newIssues, redactions, notRead, unclear, Thinned.NONE);
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
