package dev.nightjar.store.lucene;

import dev.nightjar.model.issue.Merges;
import dev.nightjar.store.Archive;
import dev.nightjar.store.Store;
import dev.nightjar.store.Stores;
import dev.nightjar.store.Upkeep;
import dev.nightjar.text.Budget;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;

/// One Lucene index in each data directory.
public record LuceneStores() implements Stores {

    @Override
    public Optional<Archive> read(Path data, Merges merges) {
        return LuceneArchive.open(data, merges).map(Function.identity());
    }

    @Override
    public Store write(Path data, Clock clock, boolean keepUsers, long perHour) {
        return LuceneStore.open(data, clock, keepUsers, perHour, Budget.heap());
    }

    @Override
    public Optional<String> writer(Path data) {
        return RunLock.holder(data);
    }

    @Override
    public Upkeep upkeep(Path data, Clock clock) {
        return new LuceneUpkeep(data, clock);
    }
}
