package dev.nightjar.store.lucene;

import dev.nightjar.model.CrashPoint;
import dev.nightjar.model.Deploy;
import dev.nightjar.model.Failure;
import dev.nightjar.model.IssueId;
import dev.nightjar.model.Run;
import dev.nightjar.model.Run.Thinned;
import dev.nightjar.model.event.Event;
import dev.nightjar.model.event.Occurrence;
import dev.nightjar.model.issue.Late;
import dev.nightjar.model.issue.Regrouping;
import dev.nightjar.model.log.LogPattern;
import dev.nightjar.model.log.Position;
import dev.nightjar.model.log.SourceFile;
import dev.nightjar.store.Bounds;
import dev.nightjar.store.Regrouper;
import dev.nightjar.store.Store;
import dev.nightjar.store.encoded.Hash;
import dev.nightjar.store.encoded.Pseudonyms;
import dev.nightjar.store.issue.Sampling;
import dev.nightjar.store.lucene.count.Tallies;
import dev.nightjar.store.lucene.index.Committed;
import dev.nightjar.store.lucene.index.Damage;
import dev.nightjar.store.lucene.index.Index;
import dev.nightjar.store.lucene.index.PositionDocuments;
import dev.nightjar.store.lucene.index.Schema;
import dev.nightjar.store.lucene.index.Witness;
import dev.nightjar.store.lucene.issue.IssueWriter;
import dev.nightjar.store.lucene.regroup.Regrouped;
import dev.nightjar.store.lucene.text.TextDictionary;
import dev.nightjar.store.lucene.write.EventDocuments;
import dev.nightjar.store.lucene.write.HourlySample;
import dev.nightjar.store.lucene.write.OwnDirectory;
import dev.nightjar.store.lucene.write.ProjectHistory;
import dev.nightjar.store.lucene.write.Retracted;
import dev.nightjar.store.lucene.write.SparseTimes;
import dev.nightjar.text.Budget;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.IORunnable;
import org.jspecify.annotations.Nullable;

/// The writer of an index in `DATA/index`. It holds the lock of the data directory as long as it is open.
public final class LuceneStore implements Store {

    private final Path index;
    private final RunLock lock;
    private final Directory directory;
    private final IndexWriter writer;
    private final Map<String, String> data;
    private final Committed committed;
    private final Pseudonyms pseudonyms;
    private final TextDictionary repeated;
    private final EventDocuments documents;
    private final Retracted retracted;
    private final IssueWriter issues;
    private final Tallies tallies;
    private final ProjectHistory chronicle;
    private final SparseTimes sparse = new SparseTimes();
    private final HourlySample sample;
    private final ReentrantReadWriteLock gate = new ReentrantReadWriteLock();
    private final Set<String> files = ConcurrentHashMap.newKeySet();
    private final AtomicLong events = new AtomicLong();
    private final Clock clock;
    private final boolean first;
    private Thinned pruned = Thinned.NONE;
    private volatile boolean dirty;
    private boolean closed;

    private LuceneStore(
            Path index,
            RunLock lock,
            Directory directory,
            IndexWriter writer,
            Map<String, String> data,
            Clock clock,
            boolean keepUsers,
            Sampling sampling,
            long heap) {
        this.index = index;
        this.lock = lock;
        this.directory = directory;
        this.writer = writer;
        this.data = new TreeMap<>(data);
        this.clock = clock;
        this.first = !data.containsKey(Index.RUN);
        this.committed = new Committed(directory);
        Hash hash = new Hash(key());
        this.repeated = new TextDictionary(writer, committed, hash);
        this.pseudonyms = new Pseudonyms(hash, keepUsers);
        this.documents = new EventDocuments(writer, repeated, pseudonyms, hash, this::sequence);
        this.retracted = new Retracted(writer, committed);
        this.issues = new IssueWriter(writer, committed, pseudonyms, hash, heap);
        this.tallies = new Tallies(pseudonyms, Budget.TALLIES.of(heap));
        this.chronicle = new ProjectHistory(committed, clock);
        this.sample = new HourlySample(sampling, committed, sparse, heap);
        this.data.put(Index.PER_HOUR, Long.toString(sampling.perHour()));
    }

    /// Opens the index of a data directory, making both if need be. Users are stored as pseudonyms.
    ///
    /// @param clock says since when the lock is held
    /// @throws Failure 75 if another run holds the lock, 65 if the index is damaged or newer, 74
    ///     if it cannot be written
    public static LuceneStore open(Path data, Clock clock) {
        return open(data, clock, false);
    }

    /// @param keepUsers users are stored by name; otherwise as pseudonyms
    public static LuceneStore open(Path data, Clock clock, boolean keepUsers) {
        return open(data, clock, keepUsers, Sampling.ALL, Budget.heap());
    }

    /// The same within a heap.
    ///
    /// @param perHour events of an issue that are kept of an hour before its events become a sample
    /// @param heap bytes, of which what waits for a commit gets shares
    public static LuceneStore open(Path data, Clock clock, boolean keepUsers, long perHour, long heap) {
        Index.quiet();
        Path index = data.resolve(Index.FOLDER);
        try {
            Index.folder(data);
            return RunLock.take(data, clock).holding(lock -> {
                Index.folder(index);
                return open(index, lock, clock, keepUsers, new Sampling(perHour), heap);
            });
        } catch (IOException e) {
            throw Damage.writing(data, e);
        }
    }

    private static LuceneStore open(
            Path index, RunLock lock, Clock clock, boolean keepUsers, Sampling sampling, long heap) throws IOException {
        OwnDirectory directory = new OwnDirectory(index);
        boolean exists = Index.exists(directory, index);
        Map<String, String> data =
                exists ? Index.reading(index, () -> Index.data(directory, index)) : Index.firstData();
        IndexWriter writer = exists
                ? Index.reading(index, () -> new IndexWriter(directory, Index.config()))
                : new IndexWriter(directory, Index.config());
        LuceneStore store = new LuceneStore(index, lock, directory, writer, data, clock, keepUsers, sampling, heap);
        try {
            if (!exists) {
                writer.setLiveCommitData(store.data.entrySet());
                writer.commit();
                Witness.of(store.data).write(index);
            }
            directory.ownAll();
            Index.reading(index, () -> {
                Index.verify(store.committed.reader());
                return true;
            });
        } catch (IOException | RuntimeException e) {
            store.abandon();
            throw e;
        }
        return store;
    }

    @Override
    public byte[] key() {
        return HexFormat.of().parseHex(data.getOrDefault(Index.SECRET, ""));
    }

    @Override
    public List<Position> positions() {
        return Index.reading(
                index,
                () -> PositionDocuments.all(committed.reader(), Schema.POSITION_KIND, PositionDocuments::position));
    }

    @Override
    public List<IssueId> assign(List<Occurrence> occurrences) {
        return Index.reading(index, () -> issues.assign(occurrences));
    }

    @Override
    public Map<IssueId, IssueId> join(List<IssueId> ids) {
        return Index.reading(index, () -> issues.join(ids));
    }

    @Override
    public BitSet keep(List<Occurrence> occurrences, List<IssueId> issueIds) {
        return Index.reading(index, () -> sample.of(occurrences, issueIds));
    }

    @Override
    public void add(List<Occurrence> occurrences, List<IssueId> issueIds, long linesBefore, BitSet kept) {
        changing(gate.readLock(), () -> {
            dirty = true;
            try (EventDocuments.Adding adding = documents.adding();
                    IssueWriter.Recording recording = issues.recording()) {
                for (int i = 0; i < occurrences.size(); i++) {
                    add(occurrences.get(i), issueIds.get(i), linesBefore, kept.get(i) ? adding : null, recording);
                }
            }
            tallies.relieve(writer, late());
            issues.relieve();
        });
        CrashPoint.here("store.after-add");
    }

    private void add(
            Occurrence occurrence,
            IssueId issue,
            long lines,
            EventDocuments.@Nullable Adding adding,
            IssueWriter.Recording recording)
            throws IOException {
        Event event = occurrence.event();
        SourceFile file = event.record().file();
        if (files.add(file.fileId())) {
            PositionDocuments.write(writer, file);
        }
        if (adding == null) {
            sample.leaves(issue, event);
        } else {
            adding.add(occurrence, issue, lines);
        }
        recording.record(issue, occurrence);
        tallies.add(issue, event);
        events.incrementAndGet();
    }

    @Override
    public void flush() {
        changing(gate.readLock(), writer::flushNextBuffer);
    }

    private void changing(Lock under, IORunnable change) {
        under.lock();
        try {
            change.run();
        } catch (IOException | IllegalStateException e) {
            throw Damage.writing(index, e);
        } finally {
            under.unlock();
        }
    }

    @Override
    public void retract(String fileId, long start, Position.Open open) {
        IssueId issue = open.issue();
        Instant time = open.time();
        if (issue == null || time == null) {
            return;
        }
        changing(gate.writeLock(), () -> {
            dirty = true;
            long micros = Schema.micros(time);
            if (!documents.remove(fileId, start)) {
                retracted.event(fileId, start, micros);
            }
            issues.retract(issue);
            tallies.retract(issue, micros);
            sample.retract(issue, micros);
            events.decrementAndGet();
        });
    }

    @Override
    public void add(Deploy deploy) {
        dirty = true;
        chronicle.add(deploy);
    }

    @Override
    public void lived(String project, Instant from, Instant to) {
        dirty = true;
        chronicle.lived(project, from, to);
    }

    @Override
    public void patterns(List<LogPattern> seen) {
        dirty = true;
        chronicle.add(seen);
    }

    @Override
    public void forget(List<String> fileIds) {
        changing(gate.readLock(), () -> {
            for (String fileId : fileIds) {
                dirty = true;
                writer.deleteDocuments(Schema.key(Schema.POSITION_KIND, fileId));
            }
        });
    }

    @Override
    public void commit(List<Position> changed, Run run) {
        gate.writeLock().lock();
        try {
            CrashPoint.here("store.before-commit");
            documents.write();
            tallies.write(writer, late());
            issues.write();
            chronicle.write(writer);
            PositionDocuments.write(writer, changed);
            CrashPoint.here("store.after-positions");
            PositionDocuments.write(writer, run);
            commit(run.id());
            CrashPoint.here("store.after-commit");
        } catch (IOException | IllegalStateException e) {
            throw failed(e);
        } finally {
            gate.writeLock().unlock();
        }
    }

    private void commit(String run) throws IOException {
        long sequence = sequence() + 1;
        data.put(Index.SEQUENCE, Long.toString(sequence));
        data.put(Index.RUN, run);
        sparse.write(data);
        writer.setLiveCommitData(data.entrySet());
        writer.commit();
        Witness.of(data).write(index);
        dirty = false;
        issues.committed();
        chronicle.committed();
        sample.committed();
        committed.renew();
        retracted.committed();
    }

    /// What marks what is counted now. Nobody was told of anything before the first run.
    private Tallies.Late late() {
        return first ? Tallies.Late.NEVER : Tallies.Late.of(sequence() + 1, clock.instant());
    }

    private long sequence() {
        return Long.parseLong(data.getOrDefault(Index.SEQUENCE, "0"));
    }

    private Failure failed(Exception e) {
        Throwable tragic = writer.getTragicException();
        dirty = true;
        try {
            close();
        } catch (RuntimeException also) {
            e.addSuppressed(also);
        }
        return Damage.writing(index, tragic == null ? e : tragic);
    }

    @Override
    public long events() {
        return events.get();
    }

    @Override
    public long newIssues() {
        return issues.made();
    }

    @Override
    public Regrouping regroup(Regrouper judge) {
        gate.writeLock().lock();
        try {
            dirty = true;
            issues.renew();
            return Regrouped.all(committed.reader(), judge, writer, documents, retracted, pseudonyms, new Hash(key()));
        } catch (IOException | IllegalStateException e) {
            throw failed(e);
        } finally {
            gate.writeLock().unlock();
        }
    }

    @Override
    public Thinned thinned() {
        return new Thinned(sample.left(), sample.leftOf(), 0, 0).with(pruned);
    }

    @Override
    public Thinned prune(Bounds bounds) {
        gate.writeLock().lock();
        try {
            dirty = true;
            tallies.write(writer, late());
            documents.write();
            Thinned gone = new Pruning(writer, documents, sparse, bounds)
                    .prune(Schema.micros(clock.instant().minus(Late.KEPT)));
            pruned = pruned.with(gone);
            long horizon = Long.parseLong(data.getOrDefault(Index.HORIZON, Long.toString(Long.MIN_VALUE)));
            data.put(Index.HORIZON, Long.toString(Math.max(horizon, Schema.micros(bounds.eventsBefore()))));
            repeated.forget();
            committed.distrust();
            retracted.distrust();
            CrashPoint.here("store.prune");
            return gone;
        } catch (IOException | IllegalStateException e) {
            throw failed(e);
        } finally {
            gate.writeLock().unlock();
        }
    }

    /// Drops what is not committed. Waits for merges that a commit began, else an index that is only ever
    /// opened for a moment would never be merged.
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            if (!dirty) {
                merge();
            }
        } catch (IOException | IllegalStateException e) {
            // the commit before stands; the next run merges again
        } finally {
            abandon();
        }
    }

    private void merge() throws IOException {
        if (writer.getConfig().getMergeScheduler() instanceof ConcurrentMergeScheduler scheduler) {
            scheduler.sync();
        }
        if (writer.isOpen() && writer.hasUncommittedChanges()) {
            writer.setLiveCommitData(data.entrySet());
            writer.commit();
        }
    }

    private void abandon() {
        try (lock;
                directory;
                committed;
                documents;
                issues) {
            writer.rollback();
        } catch (IOException | IllegalStateException e) {
            throw Damage.writing(index, e);
        }
    }
}
