package dev.nightjar.store.lucene.write;

import dev.nightjar.model.Window;
import dev.nightjar.store.lucene.index.Index;
import dev.nightjar.store.lucene.index.Schema;
import java.util.Map;
import java.util.Optional;

/// The times between which some events are counted and not kept, as the data of a commit has them. Thread-safe.
public final class SparseTimes {

    private long from = Long.MAX_VALUE;
    private long to = Long.MIN_VALUE;

    /// An event of this time, in micros since 1970, is not kept.
    synchronized void add(long micros) {
        from = Math.min(from, micros);
        to = Math.max(to, micros);
    }

    /// Adds them to what the data says already.
    public synchronized void write(Map<String, String> data) {
        of(data).ifPresent(known -> {
            add(Schema.micros(known.from()));
            add(Schema.micros(known.to()) - 1);
        });
        if (from <= to) {
            data.put(Index.SPARSE, from + " " + to);
        }
    }

    /// What the data of a commit says; empty if all events were kept, as far as their age allowed.
    public static Optional<Window> of(Map<String, String> data) {
        return Optional.ofNullable(data.get(Index.SPARSE)).map(said -> {
            int blank = said.indexOf(' ');
            long first = Long.parseLong(said.substring(0, blank));
            long last = Long.parseLong(said.substring(blank + 1));
            return new Window(Schema.instant(first), Schema.instant(last + 1));
        });
    }
}
