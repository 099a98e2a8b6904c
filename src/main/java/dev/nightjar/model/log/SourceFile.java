package dev.nightjar.model.log;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;

/// A log file as a run found it.
///
/// @param fileId 32 hex digits given once to a logical file; it stays when the file is renamed or compressed
/// @param path absolute path at the time of the run
/// @param project name of the project it belongs to
/// @param host the machine that wrote it: from the path where the glob says so, else this machine
/// @param zone for times whose text names none
/// @param modified last modification: the reference for times without year or date
public record SourceFile(String fileId, Path path, String project, String host, ZoneId zone, Instant modified) {}
