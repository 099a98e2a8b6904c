package dev.nightjar.source;

import dev.nightjar.config.Project;
import dev.nightjar.model.NotRead;
import dev.nightjar.model.log.Position;
import dev.nightjar.source.find.FoundFile;
import dev.nightjar.source.read.Places;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Known files that no run finds any more. Their positions are kept: a disk that is away for a night must not be
/// read
/// again as a whole when it is back.
final class Absent {

    /// Longer than rotation keeps files.
    static final Duration KEEP = Duration.ofDays(90);

    private final Set<String> projects = new HashSet<>();
    private final KnownFiles known;
    private final Map<String, FoundFile> claimed;
    private final Instant now;
    private final List<String> forgotten = new ArrayList<>();
    private boolean lost;
    private boolean seenBefore;

    Absent(List<Project> projects, KnownFiles known, Map<String, FoundFile> claimed, Instant now) {
        projects.forEach(project -> this.projects.add(project.name()));
        this.known = known;
        this.claimed = claimed;
        this.now = now;
    }

    void look(List<FoundFile> files, List<NotRead> notRead, List<Position> moved) {
        Set<String> found = new HashSet<>();
        files.forEach(file -> found.add(file.path().toString()));
        for (Position position : known.all()) {
            if (!projects.contains(position.project())) {
                continue;
            }
            seenBefore = true;
            if (claimed.containsKey(position.fileId()) || isElsewhere(position, found)) {
                continue;
            }
            long unread = unread(position);
            if (unread > 0) {
                lost = true;
                notRead.add(new NotRead(position.path(), "vanished with " + unread + " known bytes unread", true));
                moved.add(Places.seen(position, true, now));
            } else if (position.lastSeen().isBefore(now.minus(KEEP))) {
                forgotten.add(position.fileId());
            }
        }
    }

    /// It is there, but was not looked for this time, or cannot be seen.
    private static boolean isElsewhere(Position position, Set<String> found) {
        int member = position.path().indexOf("!/");
        String path = member < 0 ? position.path() : position.path().substring(0, member);
        try {
            return !found.contains(path) && !Files.notExists(Path.of(path));
        } catch (InvalidPathException e) {
            return false; // a name that this locale cannot spell
        }
    }

    /// Bytes that were there and not read, as far as was not said already.
    private static long unread(Position position) {
        Position.Identity identity = position.identity();
        boolean whole = identity.compressed()
                || identity.finished()
                || position.format().equals(ReadPlan.BINARY)
                || position.format().equals(ReadPlan.ARCHIVE)
                || position.format().equals(ReadPlan.COPY);
        return whole ? 0 : Math.max(0, identity.size() - Places.end(position));
    }

    boolean lost() {
        return lost;
    }

    boolean seenBefore() {
        return seenBefore;
    }

    List<String> forgotten() {
        return forgotten;
    }
}
