package dev.nightjar.source;

import dev.nightjar.config.Project;
import dev.nightjar.config.Settings;
import dev.nightjar.model.NotRead;
import dev.nightjar.model.Position;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/// Recognises files whatever they are called now: by device and inode where prefix and tail still prove the content,
/// else by the content itself, unpacked if need be. A file is skipped only on proof.
public final class Tracker {

    /// The format of a file that is no text.
    public static final String BINARY = "binary";

    /// The format of a file whose content is that of another.
    public static final String COPY = "copy";

    /// The format of a file that holds others.
    public static final String ARCHIVE = "archive";

    /// Files may be renamed while they are listed; then they are listed again.
    private static final int LOOKS = 3;

    private final Settings settings;
    private final Known known;
    private final ContentHash hash;
    private final Instant now;

    /// @param positions of the last commit
    /// @param key the index's secret
    public Tracker(Settings settings, List<Position> positions, byte[] key, Instant now) {
        this.settings = settings;
        this.known = new Known(positions);
        this.hash = new ContentHash(key);
        this.now = now;
    }

    /// What a run has to read.
    ///
    /// @param files that match, read or not
    /// @param moved positions of files of which nothing is read: under another name now, copies, binary, gone
    /// @param copies to be remembered as soon as what they are copies of was read
    /// @param forgotten ids of files that are gone for so long that their positions can go
    /// @param seenBefore earlier runs found files of these projects
    public record Plan(
            int files,
            List<Reading> readings,
            List<NotRead> notRead,
            List<Position> moved,
            List<Copy> copies,
            List<String> forgotten,
            boolean seenBefore) {}

    /// A file whose content is that with which another begins.
    ///
    /// @param of id of the other
    /// @param length of the content: when the other is read so far, nothing of the copy is left
    public record Copy(String of, long length, Position position) {}

    /// Finds the projects' files and what is new in each.
    public Plan plan(List<Project> projects) {
        return plan(projects, false);
    }

    /// All of the projects' files from their beginning, as if none was ever read and none could grow: copies too.
    /// Those of projects made up for a command line are read in the encodings that the configuration names.
    public Plan everything(List<Project> projects) {
        return plan(projects, true);
    }

    private Plan plan(List<Project> projects, boolean everything) {
        for (int look = 1; ; look++) {
            Planning planning = new Planning(settings, known, hash, now, everything);
            Plan plan = planning.plan(projects);
            if (look == LOOKS || !planning.unsettled()) {
                return plan;
            }
        }
    }

    /// The name of this machine.
    public static String hostName() {
        String host = System.getenv("HOSTNAME");
        if (host != null && !host.isBlank()) {
            return host;
        }
        try {
            return Files.readString(Path.of("/etc/hostname")).strip();
        } catch (IOException e) {
            return "localhost";
        }
    }
}
