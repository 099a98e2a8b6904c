package dev.nightjar.store.lucene.care;

import dev.nightjar.model.Failure;
import dev.nightjar.store.Diagnosis;
import dev.nightjar.store.Diagnosis.Saved;
import dev.nightjar.store.lucene.index.Damage;
import dev.nightjar.store.lucene.index.Index;
import dev.nightjar.store.lucene.index.Witness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.NIOFSDirectory;

/// Looks at all commits of an index. What a run deletes meanwhile is looked for again.
public final class Examination {

    /// A run commits every few seconds, and keeps two.
    private static final int TRIES = 5;

    private final Path index;
    private final boolean deep;

    /// @param deep also what checksums do not tell
    public Examination(Path index, boolean deep) {
        this.index = index;
        this.deep = deep;
    }

    /// What it looks like.
    public Diagnosis diagnosis() {
        Diagnosis diagnosis = once();
        for (int i = 1; i < TRIES && !diagnosis.isWhole() && moved(diagnosis); i++) {
            diagnosis = once();
        }
        return diagnosis;
    }

    /// The commits of then are not those of now.
    private boolean moved(Diagnosis then) {
        try (Directory directory = new NIOFSDirectory(index)) {
            return !CommitFile.names(directory)
                    .equals(then.commits().stream().map(Saved::name).toList());
        } catch (IOException e) {
            return false;
        }
    }

    private Diagnosis once() {
        Optional<Witness> last = Witness.read(index);
        Optional<String> run = last.map(Witness::run);
        if (!Files.isDirectory(index)) {
            return new Diagnosis(run, told(() -> Witness.missing(index)), List.of());
        }
        List<Saved> commits = new ArrayList<>();
        try (Directory directory = new NIOFSDirectory(index)) {
            boolean exists = Index.exists(directory, index);
            for (String name : CommitFile.names(directory)) {
                commits.add(look(directory, name));
            }
            Optional<String> problem = exists ? newest(directory, last) : Optional.empty();
            return new Diagnosis(run, problem, commits);
        } catch (IOException e) {
            return new Diagnosis(run, Optional.of(Damage.said(index, e)), commits);
        } catch (Failure e) {
            return new Diagnosis(run, Optional.of(String.valueOf(e.getMessage())), commits);
        }
    }

    private Optional<String> newest(Directory directory, Optional<Witness> last) throws IOException {
        Map<String, String> data = CommitFile.read(
                        directory, CommitFile.names(directory).getFirst())
                .getUserData();
        return told(() -> {
            Index.check(data, index);
            Witness.compare(last, data, index);
        });
    }

    private static Optional<String> told(Runnable check) {
        try {
            check.run();
            return Optional.empty();
        } catch (Failure e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private Saved look(Directory directory, String name) {
        long number = -1;
        String run = "";
        try {
            CommitFile commit = CommitFile.read(directory, name);
            Witness told = Witness.of(commit.getUserData());
            number = told.sequence();
            run = told.run();
            Index.check(commit.getUserData(), index);
            return new Saved(name, number, run, events(commit), Optional.empty());
        } catch (Failure e) {
            return new Saved(name, number, run, -1, Optional.of(String.valueOf(e.getMessage())));
        } catch (IOException | RuntimeException | InternalError e) {
            return new Saved(name, number, run, -1, Optional.of(Damage.said(index, e)));
        }
    }

    private long events(CommitFile commit) throws IOException {
        try (DirectoryReader reader = commit.open()) {
            if (deep) {
                return WholeCheck.all(reader);
            }
            WholeCheck.sums(reader);
            return -1;
        }
    }
}
