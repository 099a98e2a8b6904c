package dev.nightjar.source;

import dev.nightjar.config.Project;
import dev.nightjar.model.Failure;
import dev.nightjar.model.NotRead;
import dev.nightjar.model.log.Position;
import dev.nightjar.source.read.Reading;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// What a run has to read.
///
/// @param files that match, read or not
/// @param alone ids of files among them that ended a run: to be read behind all others, by one thread
/// @param moved positions of files of which nothing is read: under another name now, copies, binary, gone
/// @param copies to be remembered as soon as what they are copies of was read
/// @param forgotten ids of files that are gone for so long that their positions can go
/// @param seenBefore earlier runs found files of these projects
public record ReadPlan(
        int files,
        List<Reading> readings,
        Set<String> alone,
        List<NotRead> notRead,
        List<Position> moved,
        List<Copy> copies,
        List<String> forgotten,
        boolean seenBefore) {

    /// The format of a file that is no text.
    public static final String BINARY = "binary";

    /// The format of a file whose content is that of another.
    public static final String COPY = "copy";

    /// The format of a file that holds others.
    public static final String ARCHIVE = "archive";

    /// A file whose content is that with which another begins.
    ///
    /// @param of id of the other
    /// @param length of the content: when the other is read so far, nothing of the copy is left
    public record Copy(String of, long length, Position position) {}

    /// Bytes that are new, without those of packed files, which nobody knows before.
    public long bytes() {
        return readings.stream().mapToLong(reading -> reading.left().orElse(0)).sum();
    }

    /// The same plan, if there is anything to read or was before.
    ///
    /// @throws Failure with exit code 66 or 77 if there is nothing that could be read
    public ReadPlan orRefuse(List<Project> projects) {
        long refused = notRead().stream()
                .filter(n -> n.reason().contains("permission denied"))
                .count();
        boolean denied = refused > 0 && refused >= files();
        if (projects.isEmpty() || (files() > 0 || seenBefore()) && !denied) {
            return this;
        }
        String told = notRead().stream().map(n -> n.path() + ": " + n.reason()).collect(Collectors.joining("\n"));
        throw new Failure(denied ? Failure.Exit.NO_PERMISSION : Failure.Exit.NO_SOURCE, told);
    }
}
