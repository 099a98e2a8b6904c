package dev.nightjar.scan;

import dev.nightjar.model.Run;
import dev.nightjar.model.log.Position;
import dev.nightjar.source.ReadPlan;
import dev.nightjar.store.Store;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// Makes what was written durable, together with the positions it came from, and knows when it is time. Any number
/// of
/// threads may write; none does while a commit runs.
final class Commits {

    /// A kill costs the work since the last commit; each commit writes every issue anew that changed.
    private static final Duration EVERY = Duration.ofMinutes(1);

    private static final long EVENTS = 1_000_000;
    private static final long BYTES = 4L << 30;
    private static final long WORTH_FLUSHING = 5_000;

    private final Store store;
    private final Clock clock;
    private final LongSupplier bytesRead;
    private final List<SourceScan> sources;
    private final SideFacts gathered;
    private final Runnable learned;
    private final Supplier<Run> summary;
    private final Copies copies = new Copies();
    private final List<Position> moved = new ArrayList<>();
    private final ReadWriteLock gate = new ReentrantReadWriteLock();
    private final AtomicReference<Instant> last;
    private long events;
    private long bytes;

    /// Copies that are remembered with the commit in which all of their content is read, in the file that has it too.
    private static final class Copies {

        private final List<ReadPlan.Copy> waiting = new ArrayList<>();
        private final Map<String, FileScan> files = new HashMap<>();

        void add(List<ReadPlan.Copy> more) {
            waiting.addAll(more);
        }

        void add(FileScan file) {
            files.put(file.reading().file().fileId(), file);
        }

        /// Positions of copies of which nothing is left.
        List<Position> read() {
            List<Position> read = new ArrayList<>();
            waiting.removeIf(copy -> {
                FileScan of = files.get(copy.of());
                return of != null && of.counted() >= copy.length() && read.add(copy.position());
            });
            return read;
        }
    }

    /// @param sources whose positions are committed; there may be more later
    /// @param gathered what is committed besides events
    /// @param learned writes what was learned, before the events that it was learned from are committed
    /// @param summary what was done until now
    Commits(
            Store store,
            Clock clock,
            LongSupplier bytesRead,
            List<SourceScan> sources,
            SideFacts gathered,
            Runnable learned,
            Supplier<Run> summary) {
        this.store = store;
        this.clock = clock;
        this.bytesRead = bytesRead;
        this.sources = sources;
        this.gathered = gathered;
        this.learned = learned;
        this.summary = summary;
        this.last = new AtomicReference<>(clock.instant());
    }

    /// Takes the positions of files of which nothing is read.
    void add(ReadPlan plan) {
        moved.addAll(plan.moved());
        copies.add(plan.copies());
        store.forget(plan.forgotten());
    }

    /// Copies of this file are remembered once it is read so far.
    void add(FileScan file) {
        copies.add(file);
    }

    /// Writes to the store; then commits if it is time.
    void write(Runnable writing) {
        gate.readLock().lock();
        try {
            writing.run();
        } finally {
            gate.readLock().unlock();
        }
        Instant before = last.get();
        Instant now = clock.instant();
        boolean due = Duration.between(before, now).compareTo(EVERY) > 0
                || store.events() - events > EVENTS
                || bytesRead.getAsLong() - bytes > BYTES;
        if (due && last.compareAndSet(before, now)) {
            commit();
        }
    }

    /// A thread that has no more to write leaves less to do for the next commit.
    void flushIfWorthIt() {
        if (store.events() - events > WORTH_FLUSHING) {
            store.flush();
        }
    }

    /// Commits now, and says what was done until then.
    Run commit() {
        gate.writeLock().lock();
        try {
            List<Position> changed = new ArrayList<>(moved);
            Instant now = clock.instant();
            sources.forEach(source -> changed.addAll(source.changed(now)));
            changed.addAll(copies.read());
            Run run = summary.get();
            gathered.tell(store);
            learned.run();
            store.commit(changed, run);
            moved.clear();
            sources.forEach(SourceScan::committed);
            events = store.events();
            bytes = bytesRead.getAsLong();
            return run;
        } finally {
            gate.writeLock().unlock();
        }
    }
}
