package dev.nightjar.store.lucene.care;

import dev.nightjar.store.Snapshot;
import dev.nightjar.store.lucene.index.Index;
import dev.nightjar.store.lucene.index.Witness;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.NIOFSDirectory;

/// The files of the newest commit, held open: a file that a run deletes stays readable as long as somebody has it open.
/// Files of an index are never written twice.
public final class PinnedFiles implements Snapshot {

    private static final int TRIES = 10;

    private final Map<Part, FileChannel> open;
    private final String run;

    private PinnedFiles(Map<Part, FileChannel> open, String run) {
        this.open = open;
        this.run = run;
    }

    /// Opens them; empty if there is no index, and never was.
    ///
    /// @throws dev.nightjar.model.Failure with exit code 65 for an index that is not served
    public static Optional<Snapshot> of(Path index) {
        return Index.reading(index, () -> {
            return Index.isFolder(index) ? opened(index) : Optional.empty();
        });
    }

    private static Optional<Snapshot> opened(Path index) throws IOException {
        try (Directory directory = new NIOFSDirectory(index)) {
            for (int i = 1; ; i++) {
                Optional<Witness> last = Witness.read(index);
                if (!Index.exists(directory, index)) {
                    return Optional.empty();
                }
                CommitFile commit =
                        CommitFile.read(directory, CommitFile.names(directory).getFirst());
                Index.check(commit.getUserData(), index);
                Witness.compare(last, commit.getUserData(), index);
                try {
                    return Optional.of(open(index, commit));
                } catch (NoSuchFileException goneMeanwhile) {
                    if (i == TRIES) {
                        throw goneMeanwhile;
                    }
                }
            }
        }
    }

    private static Snapshot open(Path index, CommitFile commit) throws IOException {
        Map<Part, FileChannel> open = new LinkedHashMap<>();
        try {
            for (String name : commit.getFileNames().stream().sorted().toList()) {
                FileChannel channel = FileChannel.open(index.resolve(name), StandardOpenOption.READ);
                open.put(new Part(Index.FOLDER + "/" + name, channel.size()), channel);
            }
            return new PinnedFiles(open, Witness.of(commit.getUserData()).run());
        } catch (IOException e) {
            for (FileChannel channel : open.values()) {
                channel.close();
            }
            throw e;
        }
    }

    @Override
    public List<Part> parts() {
        return new ArrayList<>(open.keySet());
    }

    @Override
    public void copy(Part part, OutputStream to) throws IOException {
        FileChannel channel = open.get(part);
        if (channel == null) {
            throw new IllegalArgumentException("no part " + part.name());
        }
        channel.position(0);
        Channels.newInputStream(channel).transferTo(to);
    }

    @Override
    public String run() {
        return run;
    }

    @Override
    public void close() {
        for (FileChannel channel : open.values()) {
            try {
                channel.close();
            } catch (IOException e) {
                // it was only read
            }
        }
    }
}
