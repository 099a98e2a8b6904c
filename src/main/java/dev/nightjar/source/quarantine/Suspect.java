package dev.nightjar.source.quarantine;

import dev.nightjar.source.find.ContentHash;
import dev.nightjar.source.find.FoundFile;
import dev.nightjar.text.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/// A file at which a run ended.
///
/// @param place where it was read when the last such run ended
/// @param prefixLength how many of its first bytes, as stored, are proven by `prefix`
/// @param ends how many runs ended there, 1 or more
/// @param run id of the last of them
/// @param last when that was noticed
public record Suspect(Whereabouts place, int prefixLength, String prefix, int ends, String run, Instant last) {

    /// So many runs may end at a file.
    static final int MOST_ENDS = 2;

    private static final int PREFIX = 1024;

    /// It is left out.
    public boolean isQuarantined() {
        return ends >= MOST_ENDS;
    }

    /// A file that ended one run. What lies at its path now proves it, if it is the same file still.
    static Suspect of(Whereabouts place, String run, Instant now) {
        Path file = Path.of(place.path());
        try {
            Map<String, Object> is = Files.readAttributes(file, "unix:dev,ino");
            long device = ((Number) Objects.requireNonNull(is.get("dev"))).longValue();
            long inode = ((Number) Objects.requireNonNull(is.get("ino"))).longValue();
            if (place.inode() == 0 || place.inode() == inode && place.device() == device) {
                byte[] first = first(file, PREFIX);
                Whereabouts known =
                        new Whereabouts(place.path(), device, inode, place.fileId(), place.from(), place.to());
                return new Suspect(known, first.length, proof(first), 1, run, now);
            }
        } catch (IOException | RuntimeException e) {
            // It is gone, renamed, or on a system without inodes: what the note says is all there is.
        }
        return new Suspect(place, 0, "", 1, run, now);
    }

    private static byte[] first(Path file, int most) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(most);
        }
    }

    private static String proof(byte[] first) {
        return ContentHash.sha256(first, 0, first.length);
    }

    /// Whether a file that was found is this one: the same inode, with the same first bytes.
    boolean is(FoundFile file) {
        boolean there = place.inode() == file.inode() && place.device() == file.device();
        if (file.isMember() || place.inode() == 0 || !there) {
            return false;
        }
        try {
            byte[] first = first(file.path(), prefixLength);
            return first.length == prefixLength
                    && (prefixLength == 0 || proof(first).equals(prefix));
        } catch (IOException e) {
            return false;
        }
    }

    /// The same file at a place that was noted before.
    boolean isSameAs(Suspect other) {
        return !place.fileId().isEmpty() && place.fileId().equals(other.place.fileId())
                || place.inode() == other.place.inode()
                        && place.device() == other.place.device()
                        && (place.inode() != 0 || place.path().equals(other.place.path()));
    }

    /// Once more: there again, or for the first time somewhere else; or where another thread of the same run
    /// was.
    Suspect again(Suspect now) {
        if (run.equals(now.run)) {
            return new Suspect(place.and(now.place), prefixLength, prefix, ends, run, last);
        }
        boolean there = now.place.from() <= place.to() && place.from() <= now.place.to();
        return new Suspect(
                now.place, now.prefixLength, now.prefix, there || isQuarantined() ? ends + 1 : 1, now.run, now.last);
    }

    /// What it did.
    public String sentence() {
        String at = place.to() == 0
                ? " while it was opened"
                : place.from() == place.to()
                        ? " behind byte " + place.from()
                        : " at bytes " + place.from() + " to " + place.to();
        return "ended " + ends + (ends == 1 ? " run" : " runs") + at + ", the last is " + run;
    }

    /// What takes it out again.
    public String command() {
        return "nightjar sources --readmit '" + place.path().replace("'", "'\\''") + "'";
    }

    Json json() {
        return new Json()
                .put("path", place.path())
                .put("device", place.device())
                .put("inode", place.inode())
                .put("file_id", place.fileId())
                .put("from", place.from())
                .put("to", place.to())
                .put("prefix_length", prefixLength)
                .put("prefix", prefix)
                .put("ends", ends)
                .put("run", run)
                .put("last", last);
    }

    /// @throws RuntimeException if a member is missing or is something else
    static Suspect of(Map<String, Object> line) {
        Whereabouts place = new Whereabouts(
                text(line, "path"),
                number(line, "device"),
                number(line, "inode"),
                text(line, "file_id"),
                number(line, "from"),
                number(line, "to"));
        return new Suspect(
                place,
                Math.clamp(number(line, "prefix_length"), 0, PREFIX),
                text(line, "prefix"),
                Math.toIntExact(number(line, "ends")),
                text(line, "run"),
                Instant.parse(text(line, "last")));
    }

    private static String text(Map<String, Object> line, String name) {
        return (String) Objects.requireNonNull(line.get(name));
    }

    private static long number(Map<String, Object> line, String name) {
        return (Long) Objects.requireNonNull(line.get(name));
    }
}
