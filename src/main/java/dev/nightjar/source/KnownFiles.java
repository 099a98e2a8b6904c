package dev.nightjar.source;

import dev.nightjar.model.log.Position;
import dev.nightjar.source.find.ContentHash;
import dev.nightjar.source.find.FoundFile;
import dev.nightjar.source.find.Head;
import dev.nightjar.source.read.Places;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// The positions of earlier runs, by what a file found now can have in common with them.
final class KnownFiles {

    private static final Set<String> NO_TEXT = Set.of(ReadPlan.BINARY, ReadPlan.ARCHIVE);

    private final List<Position> all;
    private final Map<String, List<Position>> byInode = new HashMap<>();
    private final Map<String, List<Position>> byPrefix = new HashMap<>();
    private final Map<String, List<Position>> byArchive = new HashMap<>();
    private final TreeSet<Integer> lengths = new TreeSet<>();

    KnownFiles(Collection<Position> positions) {
        this.all = List.copyOf(positions);
        for (Position position : all) {
            Position.Identity identity = position.identity();
            add(byInode, identity.device() + ":" + identity.inode(), position);
            add(byPrefix, identity.prefix(), position);
            lengths.add(identity.prefixLength());
            int member = position.path().indexOf("!/");
            if (member > 0) {
                add(byArchive, position.path().substring(0, member), position);
            }
        }
    }

    private static void add(Map<String, List<Position>> to, String key, Position position) {
        to.computeIfAbsent(key, k -> new ArrayList<>(1)).add(position);
    }

    List<Position> all() {
        return all;
    }

    /// Files that were at this inode, the last seen first.
    List<Position> at(FoundFile file) {
        List<Position> there = byInode.getOrDefault(file.device() + ":" + file.inode(), List.of());
        return there.size() < 2
                ? there
                : there.stream()
                        .sorted(Comparator.comparing(Position::lastSeen).reversed())
                        .toList();
    }

    /// Members of the archive at this path.
    List<Position> membersOf(String archive) {
        return byArchive.getOrDefault(archive, List.of());
    }

    /// Files whose first bytes are these, by how much of them is known.
    List<Position> beginning(Head head) {
        List<Position> found = new ArrayList<>();
        if (head.prefixLength() == 0) {
            found.addAll(byPrefix.getOrDefault(head.prefix(0), List.of()));
        } else {
            MessageDigest digest = ContentHash.sha256();
            int done = 0;
            for (int length : lengths.subSet(1, true, head.bytes().length, true)) {
                digest.update(head.bytes(), done, length - done);
                done = length;
                found.addAll(byPrefix.getOrDefault(ContentHash.hex(digest), List.of()));
            }
        }
        found.removeIf(position -> NO_TEXT.contains(position.format()));
        found.sort(Comparator.comparingLong(Places::end));
        return found;
    }
}
