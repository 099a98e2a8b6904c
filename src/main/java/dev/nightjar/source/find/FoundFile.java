package dev.nightjar.source.find;

import dev.nightjar.config.Project;
import dev.nightjar.source.packed.Bundle;
import dev.nightjar.source.packed.Unpacked;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/// A file that matches a glob now, or a member of an archive that does.
///
/// @param path absolute, links resolved; a member's is the archive's with `!/name`
/// @param shown as the glob found it
/// @param logs what the configuration says of it
/// @param size of the file as stored; a member's is that of its content
/// @param changed last change of status, which nobody can set back
/// @param bundle the archive of a member, else null
/// @param member its number in there
public record FoundFile(
        Path path,
        Path shown,
        String project,
        String host,
        ZoneId zone,
        Project.Logs logs,
        long device,
        long inode,
        long size,
        Instant modified,
        Instant changed,
        @Nullable Bundle bundle,
        int member) {

    private static final int BUFFER = 1 << 16;

    /// The content from its first byte on, unpacked.
    public Unpacked open() throws IOException {
        return bundle != null
                ? bundle.open(member)
                : Unpacked.of(new BufferedInputStream(Files.newInputStream(path), BUFFER));
    }

    /// True for a file in an archive: it has no device and inode of its own.
    public boolean isMember() {
        return bundle != null;
    }

    /// A member of this archive.
    public FoundFile member(Bundle archive, Bundle.Member of, long length) {
        return new FoundFile(
                Path.of(path + "!/" + of.name()),
                Path.of(shown + "!/" + of.name()),
                project,
                host,
                zone,
                logs,
                0,
                0,
                length,
                of.modified().equals(Instant.EPOCH) ? modified : of.modified(),
                changed,
                archive,
                of.number());
    }

    /// What it is called in messages.
    public String name() {
        return shown.toString();
    }
}
