package dev.nightjar;

import dev.nightjar.config.Project;
import dev.nightjar.extract.Extractor;
import dev.nightjar.format.Formats;
import dev.nightjar.format.Scanned;
import dev.nightjar.group.Grouping;
import dev.nightjar.model.Event;
import dev.nightjar.model.IssueId;
import dev.nightjar.model.LogRecord;
import dev.nightjar.model.Looked;
import dev.nightjar.model.NotRead;
import dev.nightjar.model.Occurrence;
import dev.nightjar.model.Position;
import dev.nightjar.model.Run;
import dev.nightjar.source.Loaded;
import dev.nightjar.source.Piece;
import dev.nightjar.source.Reading;
import dev.nightjar.source.Tracker;
import dev.nightjar.store.Store;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One scan through the rooms: blocks to records to events to occurrences to the store. Several workers each take
/// the next block, read it, and write what they found; writing happens in the order of the log, and everything
/// written becomes durable together with the positions it came from. A source is a project.
public final class Scan implements AutoCloseable {

    /// A kill costs the work since the last commit; each commit writes every issue anew that changed.
    private static final Duration COMMIT_EVERY = Duration.ofMinutes(1);

    private static final long COMMIT_EVENTS = 1_000_000;
    private static final long COMMIT_BYTES = 4L << 30;
    private static final long WORTH_FLUSHING = 5_000;

    private final Clock clock;
    private final Store store;
    private final Supplier<Rooms> makeRooms;
    private @Nullable Rooms rooms;
    private final String runId;
    private final Instant start;
    private final List<Project> projects;
    private final Function<List<Position>, Tracker.Plan> lookAgain;
    private final int filesFound;
    private final Map<String, SourceScan> sources = new TreeMap<>();
    private final List<SourceScan> all = new ArrayList<>();
    private final List<Position> moved = new ArrayList<>();
    private final Awaited copies = new Awaited();
    private final Unread unread = new Unread();
    private final Gathered gathered = new Gathered(unread);
    private final ReadWriteLock gate = new ReentrantReadWriteLock();
    private final AtomicReference<Instant> committed;
    private final ThreadLocal<byte[]> buffers = ThreadLocal.withInitial(() -> new byte[Reading.BUFFER]);
    private final Sofar sofar;
    private final LongAdder bytesRead = new LongAdder();
    private long eventsCommitted;
    private long bytesCommitted;
    private volatile boolean stopping;
    private volatile boolean closed;

    /// What turns bytes into occurrences. Made only if there is something to read: it takes longer than a run
    /// without.
    record Rooms(Formats formats, Extractor extractor, Grouping grouping) {}

    /// A block to be read.
    public record Work(SourceScan source, FileScan file, Piece piece, long turn) {}

    /// What a block held. To be written by the thread that read it, before it reads another one.
    ///
    /// @param loaded its bytes
    /// @param failure why it could not be read, null if it could
    public record Findings(
            Work work,
            @Nullable Loaded loaded,
            @Nullable Scanned scanned,
            FileScan.@Nullable Consumed consumed,
            BlockNotes notes,
            @Nullable IOException failure) {

        List<Occurrence> occurrences() {
            return notes.events;
        }
    }

    /// @param lookAgain plans anew after the positions given, for files that were renamed meanwhile
    Scan(
            Store store,
            Tracker.Plan plan,
            Function<List<Position>, Tracker.Plan> lookAgain,
            List<Project> projects,
            Supplier<Rooms> rooms,
            Clock clock,
            String runId) {
        this.clock = clock;
        this.store = store;
        this.makeRooms = rooms;
        this.lookAgain = lookAgain;
        this.projects = projects;
        this.runId = runId;
        this.start = clock.instant();
        this.filesFound = plan.files();
        this.committed = new AtomicReference<>(start);
        this.sofar = Sofar.of(plan.readings(), store::events);
        take(plan, sources);
        gathered.markers(projects);
    }

    private void take(Tracker.Plan plan, Map<String, SourceScan> into) {
        unread.addAll(plan.notRead());
        moved.addAll(plan.moved());
        copies.add(plan.copies());
        store.forget(plan.forgotten());
        for (Reading reading : plan.readings()) {
            Project project = projects.stream()
                    .filter(p -> p.name().equals(reading.file().project()))
                    .findFirst()
                    .orElseThrow();
            FileScan file = new FileScan(reading, rooms().formats(), project.level());
            copies.add(file);
            into.computeIfAbsent(project.name(), name -> {
                        SourceScan source = new SourceScan(project, projects.size(), unread);
                        all.add(source);
                        return source;
                    })
                    .add(file);
        }
    }

    private synchronized Rooms rooms() {
        if (rooms == null) {
            rooms = makeRooms.get();
        }
        return rooms;
    }

    /// The sources with something new: each can be worked on by several threads.
    public List<String> sources() {
        return List.copyOf(sources.keySet());
    }

    /// How many threads are of use for one source.
    public int workers() {
        return Runtime.getRuntime().availableProcessors();
    }

    /// The next block of a source, in order; empty when there is none left or the scan was told to stop.
    public Optional<Work> next(String source) {
        Optional<Work> work = stopping
                ? Optional.empty()
                : java.util.Objects.requireNonNull(sources.get(source)).next();
        if (work.isEmpty() && store.events() - eventsCommitted > WORTH_FLUSHING) {
            store.flush();
        }
        return work;
    }

    /// Reads a block. Keeps no state, so any number of threads may read at once.
    public Findings read(Work work) {
        BlockNotes found = new BlockNotes(rooms(), work, unread);
        try {
            BlockLoop.Read read = BlockLoop.read(work.file().reading(), work.piece(), buffers.get(), found);
            Loaded loaded = read.loaded();
            Scanned scanned = read.scanned();
            if (scanned.records() > 0) {
                found.times(work.file().format(), loaded.block());
            }
            FileScan.Consumed consumed = FileScan.Consumed.of(work.piece(), loaded, scanned);
            long bytes = work.piece().to() - work.piece().from();
            bytesRead.add(bytes);
            sofar.read(bytes, work.file().path());
            return new Findings(work, loaded, scanned, consumed, found, null);
        } catch (IOException e) {
            return new Findings(work, null, null, null, found, e);
        } catch (RuntimeException | StackOverflowError e) {
            IOException failure = new IOException("from byte " + work.piece().from() + " on: " + e, e);
            return new Findings(work, null, null, null, found, failure);
        }
    }

    /// Writes what was found in some blocks of one source, in their order, and commits if it is time.
    public void write(List<? extends Findings> findings) {
        List<Findings> inOrder = new ArrayList<>(findings);
        inOrder.sort(Comparator.comparingLong(f -> f.work().turn()));
        if (inOrder.isEmpty()) {
            return;
        }
        inOrder.getFirst().work().source().await(inOrder.getFirst().work().turn());
        gate.readLock().lock();
        try {
            for (Findings one : inOrder) {
                one.work().source().await(one.work().turn());
                List<Occurrence> occurrences = List.of();
                List<IssueId> issues = List.of();
                BitSet samples = new BitSet();
                long lines = one.work().file().linesBefore();
                try {
                    occurrences = settled(one);
                    samples = one.work().source().samples(occurrences);
                    issues = store.assign(occurrences);
                    account(one, occurrences, issues);
                } finally {
                    one.work().source().passed(one.work().turn());
                }
                Loaded loaded = one.loaded();
                if (loaded != null) {
                    SourceScan.surround(occurrences, samples, one.work(), loaded, rooms().extractor());
                }
                store.add(occurrences, issues, lines);
            }
        } finally {
            gate.readLock().unlock();
        }
        commitIfDue();
    }

    /// The occurrences to be added: without a record that the last run already counted.
    private List<Occurrence> settled(Findings findings) {
        FileScan file = findings.work().file();
        Loaded loaded = findings.loaded();
        if (file.stopped() || loaded == null) {
            return List.of();
        }
        Position.Open before = file.takeOpen();
        List<Occurrence> occurrences = new ArrayList<>(findings.occurrences());
        if (before != null) {
            long at = file.reading().start();
            LogRecord first = occurrences.isEmpty()
                    ? null
                    : occurrences.getFirst().event().record();
            boolean again = first != null && first.start() == at;
            if (again
                    && before.issue() != null
                    && java.util.Objects.requireNonNull(first).end() == before.end()) {
                occurrences.removeFirst();
            } else if (before.issue() != null) {
                store.retract(file.reading().file().fileId(), at, before);
            }
            file.countedTwice();
        }
        return occurrences;
    }

    private void account(Findings findings, List<Occurrence> occurrences, List<IssueId> issues) {
        Work work = findings.work();
        Scanned scanned = findings.scanned();
        FileScan.Consumed consumed = findings.consumed();
        if (scanned == null || consumed == null) {
            if (!work.file().stopped()) {
                unread.add(work.file().path(), java.util.Objects.requireNonNull(findings.failure()));
            }
            work.file().failed();
            return;
        }
        if (!work.file().stopped()) {
            gathered.take(work.source().project(), findings.notes(), work.file().linesBefore());
        }
        Position.Open open = openEvent(findings, occurrences, issues, consumed.open());
        work.file().account(work.piece(), scanned, consumed, occurrences.size(), open);
    }

    /// The event of the record with which the file ends for now: as stored just now, or by the last run; null if
    /// it is no event.
    private static Position.@Nullable Open openEvent(
            Findings findings, List<Occurrence> kept, List<IssueId> issues, Scanned.@Nullable Open last) {
        if (last == null
                || findings.occurrences().isEmpty()
                || findings.work().file().stopped()) {
            return null;
        }
        Event event = findings.occurrences().getLast().event();
        if (event.record().start() != last.start()) {
            return null;
        }
        Position before = findings.work().file().reading().before();
        return kept.isEmpty()
                ? before == null ? null : before.open()
                : new Position.Open(last.end(), last.lines(), issues.getLast(), event.time());
    }

    private void commitIfDue() {
        Instant last = committed.get();
        Instant now = clock.instant();
        boolean due = Duration.between(last, now).compareTo(COMMIT_EVERY) > 0
                || store.events() - eventsCommitted > COMMIT_EVENTS
                || bytesRead.sum() - bytesCommitted > COMMIT_BYTES;
        if (due && committed.compareAndSet(last, now)) {
            commit();
        }
    }

    private Run commit() {
        gate.writeLock().lock();
        try {
            List<Position> changed = new ArrayList<>(moved);
            Instant now = clock.instant();
            all.forEach(source -> changed.addAll(source.changed(now)));
            changed.addAll(copies.read());
            Run run = summary();
            gathered.tell(store);
            store.commit(changed, run);
            moved.clear();
            all.forEach(SourceScan::committed);
            eventsCommitted = store.events();
            bytesCommitted = bytesRead.sum();
            return run;
        } finally {
            gate.writeLock().unlock();
        }
    }

    private Run summary() {
        List<Run.ReadFile> files =
                all.stream().flatMap(s -> s.summaries().stream()).toList();
        List<NotRead> notRead = new ArrayList<>(unread.all());
        all.forEach(source -> notRead.addAll(source.leftOut()));
        return new Run(
                runId,
                start,
                clock.instant(),
                files,
                files.stream().mapToLong(Run.ReadFile::bytes).sum(),
                files.stream().mapToLong(Run.ReadFile::records).sum(),
                store.events(),
                store.newIssues(),
                rooms == null ? 0 : rooms.extractor().redactions(),
                notRead);
    }

    /// The last commit. Ends with what the scan did; nothing was read that is not stored now.
    public Run finish() {
        if (unread.lookAgain() && !stopping) {
            commit();
            Map<String, SourceScan> again = new TreeMap<>();
            take(lookAgain.apply(store.positions()), again);
            again.values().forEach(this::readAll);
        }
        return commit();
    }

    private void readAll(SourceScan source) {
        Optional<Work> work = source.next();
        while (work.isPresent() && !stopping) {
            write(List.of(read(work.get())));
            work = source.next();
        }
    }

    /// Deletes events, tallies and events of audit rules older than these, durably. After `finish`.
    void prune(Instant eventsBefore, Instant talliesBefore, Instant auditsBefore) {
        store.prune(eventsBefore, talliesBefore, auditsBefore);
        commit();
    }

    /// What it looks at, whether or not there is anything new.
    public Looked looked() {
        return new Looked(projects.stream().map(Project::name).collect(Collectors.toSet()), start);
    }

    /// No further blocks are handed out; what was read is still written and committed.
    public void stop() {
        stopping = true;
    }

    /// A worker failed: the others do not wait for what it had taken.
    public void abort() {
        stopping = true;
        all.forEach(SourceScan::abort);
    }

    public Sofar sofar() {
        return sofar;
    }

    /// How many files matched, new or not.
    public int filesFound() {
        return filesFound;
    }

    @Override
    public void close() {
        closed = true;
        all.forEach(SourceScan::close);
        store.close();
    }
}
