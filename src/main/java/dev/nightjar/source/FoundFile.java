package dev.nightjar.source;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;

/// A file that matches a glob now.
///
/// @param path absolute, links resolved
/// @param shown as the glob found it
/// @param format wanted by the configuration, `auto` for detection
/// @param changed last change of status, which nobody can set back
record FoundFile(
        Path path,
        Path shown,
        String project,
        String host,
        ZoneId zone,
        String format,
        long device,
        long inode,
        long size,
        Instant modified,
        Instant changed) {

    boolean compressed() {
        String name = path.getFileName().toString();
        return name.endsWith(".gz") || name.endsWith(".gzip");
    }
}
