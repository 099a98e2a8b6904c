package dev.nightjar.store.lucene.index;

import dev.nightjar.model.Failure;
import dev.nightjar.model.Failure.Exit;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What was committed last, in a file beside the index. Lucene serves the newest list of segments that it finds: if
/// that of the last commit is lost, an older one, and nothing in the index tells. Written behind each commit: it
/// may be behind the index, never ahead of it.
///
/// @param uuid of the index
/// @param sequence of its last commit
/// @param run that committed it
public record Witness(String uuid, long sequence, String run) {

    private static final String FILE = "index.last";

    private static final int MOST = 1_000;

    /// What the data of a commit say.
    public static Witness of(Map<String, String> data) {
        return new Witness(
                data.getOrDefault(Index.UUID, ""),
                Long.parseLong(data.getOrDefault(Index.SEQUENCE, "0")),
                data.getOrDefault(Index.RUN, "-"));
    }

    private static Path file(Path index) {
        return index.resolveSibling(FILE);
    }

    /// What stands beside an index; empty if nothing does, or nothing that can be understood. To be read before the
    /// index, which may be written meanwhile.
    public static Optional<Witness> read(Path index) {
        Path file = file(index);
        try {
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) > MOST) {
                return Optional.empty();
            }
            String[] words = Files.readString(file).strip().split(" ");
            return words.length == 3
                    ? Optional.of(new Witness(words[0], Long.parseLong(words[1]), words[2]))
                    : Optional.empty();
        } catch (IOException | NumberFormatException unknown) {
            return Optional.empty();
        }
    }

    /// Writes it beside the index. If that fails, it stays behind.
    public void write(Path index) {
        Path file = file(index);
        Path fresh = index.resolveSibling(FILE + ".new");
        try {
            Files.deleteIfExists(fresh);
            try (FileChannel channel = FileChannel.open(
                    fresh,
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
                channel.write(
                        ByteBuffer.wrap((uuid + " " + sequence + " " + run + "\n").getBytes(StandardCharsets.UTF_8)));
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException behind) {
            // the commit is durable; a disk that is full is told by what has to be written
        }
    }

    /// Nothing is known of an index any more.
    public static void forget(Path index) throws IOException {
        Files.deleteIfExists(file(index));
    }

    /// Fails with exit code 65 if a commit is not the one that was written last, or a later one.
    ///
    /// @param last as it was read before the index; empty: nothing is known
    /// @param data of the commit that is there
    public static void compare(Optional<Witness> last, Map<String, String> data, Path index) {
        Witness found = of(data);
        last.ifPresent(told -> told.mustBe(found, index));
    }

    private void mustBe(Witness found, Path index) {
        if (!found.uuid.equals(uuid)) {
            throw lost(index, "it is another index than the one that run " + run + " wrote");
        }
        if (found.sequence < sequence) {
            throw lost(
                    index,
                    "its newest commit (" + sequence + ", of run " + run + ") is gone, the one before ("
                            + found.sequence + (found.run.equals("-") ? "" : ", of run " + found.run)
                            + ") is not served in its place");
        }
    }

    /// Fails with exit code 65 if an index that is not there was written before.
    public static void missing(Path index) {
        read(index).filter(told -> told.sequence > 0).ifPresent(told -> {
            throw lost(index, "it is gone; run " + told.run + " wrote it last");
        });
    }

    private static Failure lost(Path index, String what) {
        return new Failure(Exit.INDEX_DAMAGED, "index damaged: " + index + ": " + what + "; " + Damage.REMEDY);
    }
}
