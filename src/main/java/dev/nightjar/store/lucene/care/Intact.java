package dev.nightjar.store.lucene.care;

import dev.nightjar.model.Failure;
import dev.nightjar.store.lucene.index.Damage;
import dev.nightjar.store.lucene.index.Index;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.index.CheckIndex;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.NIOFSDirectory;

/// What can be read of an index, damaged or not: a copy of it without the segments that are damaged. Such a copy is no
/// index to go on with, as events refer to texts in other segments; issues, runs and counts stand for themselves.
final class Intact {

    private final Path copy;

    /// @param copy folder for it, on the same file system; its files are links to those of the index
    Intact(Path copy) {
        this.copy = copy;
    }

    /// Makes the copy from the newest commit of which something can be read.
    ///
    /// @return what was left out; empty if nothing
    Optional<String> take(Path index) {
        if (!Files.isDirectory(index)) {
            return Optional.of(index + " is gone");
        }
        String why = "it has no commit";
        try (Directory directory = new NIOFSDirectory(index)) {
            for (String name : CommitFile.names(directory)) {
                try {
                    return take(index, CommitFile.read(directory, name));
                } catch (Failure otherForm) {
                    why = "it was written by another version of nightjar";
                } catch (IOException | RuntimeException | InternalError e) {
                    why = Damage.said(index, e);
                }
            }
        } catch (IOException e) {
            why = Damage.said(index, e);
        }
        return Optional.of("nothing of the old index could be read: " + why);
    }

    private Optional<String> take(Path index, CommitFile commit) throws IOException {
        Index.check(commit.getUserData(), index);
        clear();
        Index.folder(copy);
        for (String file : commit.getFileNames()) {
            if (Files.exists(index.resolve(file))) {
                link(index.resolve(file), copy.resolve(file));
            }
        }
        try (Directory directory = new NIOFSDirectory(copy);
                CheckIndex check = new CheckIndex(directory)) {
            CheckIndex.Status status = check.checkIndex();
            if (!status.clean) {
                check.exorciseIndex(status);
            }
            return status.clean
                    ? Optional.empty()
                    : Optional.of(status.numBadSegments + " of " + status.numSegments
                            + " segments are damaged, issues that stand in them are known by their logs alone");
        }
    }

    /// `exorciseIndex` writes a new list, and changes no file that is there.
    private static void link(Path from, Path to) throws IOException {
        try {
            Files.createLink(to, from);
        } catch (UnsupportedOperationException | IOException noLinks) {
            Files.copy(from, to);
        }
    }

    /// Whether there is a copy with a commit.
    boolean exists() throws IOException {
        if (!Files.isDirectory(copy)) {
            return false;
        }
        try (Directory directory = new NIOFSDirectory(copy)) {
            return !CommitFile.names(directory).isEmpty();
        }
    }

    /// Opens what is left.
    DirectoryReader open(Directory directory) throws IOException {
        return DirectoryReader.open(directory);
    }

    /// The copy's folder.
    Directory directory() throws IOException {
        return new NIOFSDirectory(copy);
    }

    /// Deletes it.
    void clear() throws IOException {
        if (Files.isDirectory(copy)) {
            try (var files = Files.list(copy)) {
                List<Path> all = files.toList();
                for (Path file : all) {
                    Files.delete(file);
                }
            }
            Files.delete(copy);
        }
    }
}
