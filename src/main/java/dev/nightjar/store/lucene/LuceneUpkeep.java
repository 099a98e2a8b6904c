package dev.nightjar.store.lucene;

import dev.nightjar.store.Diagnosis;
import dev.nightjar.store.Snapshot;
import dev.nightjar.store.Upkeep;
import dev.nightjar.store.lucene.care.Examination;
import dev.nightjar.store.lucene.care.Exchange;
import dev.nightjar.store.lucene.care.PinnedFiles;
import dev.nightjar.store.lucene.care.Succession;
import dev.nightjar.store.lucene.index.Damage;
import dev.nightjar.store.lucene.index.Index;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/// Looks after the Lucene index of a data directory.
record LuceneUpkeep(Path data, Clock clock) implements Upkeep {

    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private Path index() {
        return data.resolve(Index.FOLDER);
    }

    @Override
    public Diagnosis check(boolean deep) {
        Index.quiet();
        return new Examination(index(), deep).diagnosis();
    }

    @Override
    public Optional<Snapshot> snapshot() {
        return PinnedFiles.of(index());
    }

    @Override
    public Held hold() {
        Index.quiet();
        try {
            Index.folder(data);
            RunLock lock = RunLock.take(data, clock);
            return new Holding(lock);
        } catch (IOException e) {
            throw Damage.writing(data, e);
        }
    }

    /// With the lock.
    private final class Holding implements Held {

        private final RunLock lock;

        Holding(RunLock lock) {
            this.lock = lock;
        }

        @Override
        public Optional<Path> back(Diagnosis.Saved commit) {
            return Exchange.back(index(), commit, data.resolve("index-aside-" + NAME.format(clock.instant())));
        }

        @Override
        public void replace(Path from, Path aside) {
            Exchange.replace(index(), from.resolve(Index.FOLDER), aside);
        }

        @Override
        public Optional<String> begin(Path fresh) {
            return new Succession(fresh, clock).begin(index());
        }

        @Override
        public void finish(Path fresh) {
            new Succession(fresh, clock).finish();
        }

        @Override
        public void close() {
            try {
                lock.close();
            } catch (IOException e) {
                // the lock ends with the process
            }
        }
    }
}
