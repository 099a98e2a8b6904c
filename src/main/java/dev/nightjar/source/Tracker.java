package dev.nightjar.source;

import dev.nightjar.config.Project;
import dev.nightjar.config.Settings;
import dev.nightjar.model.NotRead;
import dev.nightjar.model.Position;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Recognises files whatever they are called now: by device and inode where prefix and tail still prove the
/// content, else by the content itself, decompressed if need be. A file is skipped only on proof.
public final class Tracker {

    /// The format of a file that is no text.
    public static final String BINARY = "binary";

    private final Settings settings;
    private final ContentHash hash;
    private final Instant now;
    private final Map<String, Position> known = new HashMap<>();
    private final Map<String, Position> byInode = new HashMap<>();
    private final Map<String, FoundFile> claimed = new HashMap<>();
    private final Map<String, FoundFile> firstSeen = new HashMap<>();
    private final List<Reading> readings = new ArrayList<>();
    private final List<NotRead> notRead = new ArrayList<>();
    private final List<Position> moved = new ArrayList<>();
    private final RandomGenerator random = new java.security.SecureRandom();

    /// @param positions of the last commit
    /// @param key the index's secret
    public Tracker(Settings settings, List<Position> positions, byte[] key, Instant now) {
        this.settings = settings;
        this.hash = new ContentHash(key);
        this.now = now;
        for (Position position : positions) {
            known.put(position.fileId(), position);
            byInode.put(inode(position.identity().device(), position.identity().inode()), position);
        }
    }

    /// What a run has to read.
    ///
    /// @param files that match, read or not
    /// @param moved positions of files that only have another name now
    public record Plan(int files, List<Reading> readings, List<NotRead> notRead, List<Position> moved) {}

    /// Finds the projects' files and what is new in each.
    public Plan plan(List<Project> projects) {
        Finder finder = new Finder(settings.zone(), hostName());
        List<FoundFile> files = finder.find(projects);
        notRead.addAll(finder.notRead());
        List<FoundFile> strangers = new ArrayList<>();
        for (FoundFile file : files) {
            Position position = byInode.get(inode(file.device(), file.inode()));
            if (position == null || !attempt(file, () -> sameInode(file, position))) {
                strangers.add(file);
            }
        }
        Map<String, List<Position>> byPrefix = new HashMap<>();
        known.values()
                .forEach(p -> byPrefix.computeIfAbsent(p.identity().prefix(), k -> new ArrayList<>())
                        .add(p));
        Set<Integer> lengths = new HashSet<>();
        known.values().forEach(p -> lengths.add(p.identity().prefixLength()));
        strangers.forEach(file -> attempt(file, () -> stranger(file, byPrefix, lengths)));
        reportVanished(projects);
        return new Plan(files.size(), readings, notRead, moved);
    }

    /// All of the projects' files from their beginning, as if none was ever read and none could grow: copies too.
    public Plan everything(List<Project> projects) {
        Finder finder = new Finder(settings.zone(), hostName());
        List<FoundFile> files = finder.find(projects);
        notRead.addAll(finder.notRead());
        for (FoundFile file : files) {
            attempt(file, () -> file.size() == 0 || whole(file));
        }
        return new Plan(files.size(), readings, notRead, List.of());
    }

    private boolean whole(FoundFile file) throws IOException {
        Inflated content = file.compressed() ? new Inflated(file) : null;
        Head head = content == null ? Head.of(file) : content.head();
        if (head.looksBinary()) {
            notRead.add(new NotRead(file.shown().toString(), "skipped: looks binary", true));
            close(content);
            return true;
        }
        return readings.add(new Reading(file, newId(), null, true, head, hash, content));
    }

    private interface Attempt {
        boolean make() throws IOException;
    }

    private boolean attempt(FoundFile file, Attempt attempt) {
        try {
            return attempt.make();
        } catch (java.nio.file.NoSuchFileException e) {
            return true; // it was renamed or deleted since it was listed: the next run finds it again
        } catch (IOException e) {
            notRead.add(new NotRead(file.shown().toString(), Reading.why(e), true));
            return true;
        }
    }

    /// True if the file at a known inode is still the known file; then it is dealt with.
    private boolean sameInode(FoundFile file, Position position) throws IOException {
        Position.Identity identity = position.identity();
        boolean untouched = identity.size() == file.size()
                && identity.modified().equals(file.modified())
                && identity.changed().equals(file.changed());
        if (untouched
                && (identity.finished()
                        || end(position) >= file.size()
                        || position.format().equals(BINARY))) {
            claim(file, position);
            return true;
        }
        if (file.compressed() != identity.compressed()) {
            return false;
        }
        if (file.compressed()) {
            return untouched && compressed(file, List.of(position));
        }
        if (file.size() < position.offset()) {
            return false;
        }
        Head head = Head.of(file);
        if (!head.prefix(identity.prefixLength()).equals(identity.prefix()) || !tailMatches(file, position)) {
            return false;
        }
        claim(file, position);
        read(file, position, head, null);
        return true;
    }

    private static long end(Position position) {
        return position.open() == null ? position.offset() : position.open().end();
    }

    private boolean tailMatches(FoundFile file, Position position) throws IOException {
        int length = (int) Math.min(Head.TAIL, position.offset());
        return Content.tail(file, position.offset(), length)
                .equals(position.identity().tail());
    }

    /// A file at an inode never seen, or whose content is not what it was.
    private boolean stranger(FoundFile file, Map<String, List<Position>> byPrefix, Set<Integer> lengths)
            throws IOException {
        if (file.size() == 0) {
            return true;
        }
        Head head;
        if (file.compressed()) {
            try (Inflated content = new Inflated(file)) {
                head = content.head();
            }
        } else {
            head = Head.of(file);
        }
        List<Position> candidates = new ArrayList<>();
        for (int length : lengths) {
            candidates.addAll(byPrefix.getOrDefault(head.prefix(length), List.of()));
        }
        candidates.removeIf(p -> p.identity().prefixLength() == 0);
        if (file.compressed()) {
            return compressed(file, candidates);
        }
        for (Position candidate : candidates) {
            if (file.size() >= candidate.offset() && Content.proves(file, candidate, hash)) {
                FoundFile other = claimed.get(candidate.fileId());
                if (other == null) {
                    claim(file, candidate);
                    read(file, candidate, head, null);
                    return true;
                }
                if (isCopy(file, other)) {
                    return true;
                }
            }
        }
        return fresh(file, head);
    }

    /// A compressed file: continued if its content proves to be a known one's, put off if it ends too early, else
    /// new.
    private boolean compressed(FoundFile file, List<Position> candidates) throws IOException {
        for (Position candidate : candidates) {
            Inflated content = new Inflated(file);
            Head head = content.head();
            Optional<Inflated.Proof> proof = content.skip(candidate.offset(), hash);
            boolean same = proof.isPresent()
                    && proof.get().chain().equals(candidate.identity().chain())
                    && proof.get().tail().equals(candidate.identity().tail());
            FoundFile other = claimed.get(candidate.fileId());
            if (same && other == null) {
                claim(file, candidate);
                read(file, candidate, head, content);
                return true;
            }
            content.close();
            if (same && isCopy(file, java.util.Objects.requireNonNull(other))) {
                return true;
            }
            if (proof.isEmpty() && content.damage().isPresent()) {
                notRead.add(
                        new NotRead(file.shown().toString(), "waiting: incomplete gzip, read in a later run", false));
                return true;
            }
        }
        Inflated content = new Inflated(file);
        Head head = content.head();
        if (head.bytes().length == 0) {
            content.damage().ifPresent(d -> notRead.add(new NotRead(file.shown().toString(), d, true)));
            content.close();
            return true;
        }
        return fresh(file, head, content);
    }

    private boolean fresh(FoundFile file, Head head) throws IOException {
        return fresh(file, head, null);
    }

    /// A file never read. Binary ones are noted once; one with the content of another new one is read once.
    private boolean fresh(FoundFile file, Head head, @Nullable Inflated content) throws IOException {
        FoundFile twin = firstSeen.putIfAbsent(head.prefix(), file);
        if (twin != null && Content.same(twin, file)) {
            notRead.add(new NotRead(file.shown().toString(), "a copy of " + twin.shown() + ", which was read", false));
            close(content);
            return true;
        }
        String fileId = newId();
        if (head.looksBinary()) {
            notRead.add(new NotRead(file.shown().toString(), "skipped: looks binary", true));
            close(content);
            Reading reading = new Reading(file, fileId, null, true, head, hash, null);
            moved.add(reading.position(0, 0, null, "", null, BINARY, "more than 5 % control characters", true, now));
            return true;
        }
        claimed.put(fileId, file);
        readings.add(new Reading(file, fileId, null, isQuiet(file), head, hash, content));
        return true;
    }

    private static void close(@Nullable Inflated content) throws IOException {
        if (content != null) {
            content.close();
        }
    }

    /// Whether the file that goes on with a known one is already at hand under another name. If that has other
    /// content by now, the two only began alike.
    private boolean isCopy(FoundFile file, FoundFile other) throws IOException {
        boolean copy = Content.same(other, file);
        if (copy) {
            notRead.add(new NotRead(file.shown().toString(), "a copy of " + other.shown() + ", which was read", false));
        }
        return copy;
    }

    private void claim(FoundFile file, Position position) {
        claimed.put(position.fileId(), file);
    }

    private void read(FoundFile file, Position position, Head head, @Nullable Inflated content) {
        readings.add(new Reading(file, position.fileId(), position, isQuiet(file), head, hash, content));
    }

    private boolean isQuiet(FoundFile file) {
        return file.modified().isBefore(now.minus(settings.flushAfter()));
    }

    /// Files that are gone though their end was not read, of the projects at hand.
    private void reportVanished(List<Project> projects) {
        Set<String> names = new HashSet<>();
        projects.forEach(p -> names.add(p.name()));
        for (Position position : known.values()) {
            Position.Identity identity = position.identity();
            long unread =
                    identity.compressed() || position.format().equals(BINARY) ? 0 : identity.size() - end(position);
            boolean there = claimed.containsKey(position.fileId())
                    || java.nio.file.Files.exists(java.nio.file.Path.of(position.path()));
            if (names.contains(position.project()) && unread > 0 && !there) {
                notRead.add(new NotRead(
                        position.path(), "vanished with " + unread + " known bytes unread", !identity.finished()));
            }
        }
    }

    private String newId() {
        byte[] id = new byte[16];
        random.nextBytes(id);
        return HexFormat.of().formatHex(id);
    }

    private static String inode(long device, long inode) {
        return device + ":" + inode;
    }

    /// The name of this machine.
    public static String hostName() {
        String host = System.getenv("HOSTNAME");
        if (host != null && !host.isBlank()) {
            return host;
        }
        try {
            return java.nio.file.Files.readString(java.nio.file.Path.of("/etc/hostname"))
                    .strip();
        } catch (IOException e) {
            return "localhost";
        }
    }
}
