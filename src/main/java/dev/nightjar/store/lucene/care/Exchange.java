package dev.nightjar.store.lucene.care;

import dev.nightjar.store.Diagnosis;
import dev.nightjar.store.lucene.index.Damage;
import dev.nightjar.store.lucene.index.Index;
import dev.nightjar.store.lucene.index.Witness;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.NIOFSDirectory;

/// Changes which commit, and which index, is served. Whoever calls it has the lock. Nothing is deleted; a kill anywhere
/// leaves what is refused, or what is served, and never an older state that passes for the newest.
public final class Exchange {

    private Exchange() {}

    /// Makes a commit the newest: those behind it are moved away.
    ///
    /// @param aside folder for them
    /// @return the folder, if it was needed
    public static Optional<Path> back(Path index, Diagnosis.Saved commit, Path aside) {
        return changing(index, () -> {
            Optional<Path> used = Optional.empty();
            Witness now;
            try (Directory directory = new NIOFSDirectory(index)) {
                List<String> names = CommitFile.names(directory);
                for (String newer : names.subList(0, names.indexOf(commit.name()))) {
                    Index.folder(aside);
                    Files.move(index.resolve(newer), aside.resolve(newer));
                    used = Optional.of(aside);
                }
                now = Witness.of(CommitFile.read(directory, commit.name()).getUserData());
            }
            force(index);
            now.write(index);
            return used;
        });
    }

    /// Puts another index in place, with what is noted beside it.
    ///
    /// @param from an index elsewhere on the same file system
    /// @param aside folder that takes what was there
    public static void replace(Path index, Path from, Path aside) {
        changing(index, () -> {
            Witness next;
            try (Directory directory = new NIOFSDirectory(from)) {
                next = Witness.of(
                        CommitFile.read(directory, CommitFile.names(directory).getFirst())
                                .getUserData());
            }
            if (Files.isDirectory(index)) {
                Index.folder(aside);
                Files.move(index, aside.resolve(Index.FOLDER), StandardCopyOption.ATOMIC_MOVE);
            }
            Files.move(from, index, StandardCopyOption.ATOMIC_MOVE);
            force(Objects.requireNonNull(index.toAbsolutePath().getParent()));
            next.write(index);
            return true;
        });
    }

    private static void force(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static <T> T changing(Path index, Index.Reading<T> change) {
        try {
            return change.run();
        } catch (IOException e) {
            throw Damage.writing(index, e);
        }
    }
}
