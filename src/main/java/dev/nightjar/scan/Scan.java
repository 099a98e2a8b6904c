package dev.nightjar.scan;

import dev.nightjar.config.Project;
import dev.nightjar.group.learn.ValueWords;
import dev.nightjar.model.Failure;
import dev.nightjar.model.IssueId;
import dev.nightjar.model.NotRead;
import dev.nightjar.model.Run;
import dev.nightjar.model.Run.Thinned;
import dev.nightjar.model.Unclear;
import dev.nightjar.model.event.Occurrence;
import dev.nightjar.model.log.Looked;
import dev.nightjar.model.log.Position;
import dev.nightjar.scan.learned.Joining;
import dev.nightjar.source.ReadPlan;
import dev.nightjar.source.Unread;
import dev.nightjar.source.quarantine.Quarantine;
import dev.nightjar.source.read.Reading;
import dev.nightjar.store.Bounds;
import dev.nightjar.store.Store;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One scan through the rooms: blocks to records to events to occurrences to the store. Several workers each
/// take the next block, read it, and write what they found; writing happens in the order of the log, and
/// everything written becomes durable together with the positions it came from. A source is a project.
public final class Scan implements AutoCloseable {

    private final Clock clock;
    private final Store store;
    private final Supplier<Loading.Rooms> makeRooms;
    private Loading.@Nullable Rooms rooms;
    private final String runId;
    private final Instant start;
    private final List<Project> projects;
    private final Function<List<Position>, ReadPlan> lookAgain;
    private final Quarantine quarantine;
    private final Map<String, SourceScan> sources = new TreeMap<>();
    private final Map<String, SourceScan> alone = new TreeMap<>();
    private final List<SourceScan> all = new ArrayList<>();
    private final Unread unread = new Unread();
    private final SideFacts gathered = new SideFacts(unread);
    private final ThreadLocal<byte[]> buffers = ThreadLocal.withInitial(() -> new byte[Reading.BUFFER]);
    private final ScanProgress sofar;
    private final LongAdder bytesRead = new LongAdder();
    private final Joining joining;
    private final Commits commits;
    private volatile boolean stopping;

    /// @param lookAgain plans anew after the positions given, for files that were renamed meanwhile
    /// @param quarantine told where the scan is
    /// @param joining makes it for the definitions
    public Scan(
            Store store,
            ReadPlan plan,
            Function<List<Position>, ReadPlan> lookAgain,
            Quarantine quarantine,
            List<Project> projects,
            Supplier<Loading.Rooms> rooms,
            Function<Supplier<ValueWords>, Joining> joining,
            Clock clock,
            String runId) {
        this.clock = clock;
        this.store = store;
        this.makeRooms = rooms;
        this.lookAgain = lookAgain;
        this.quarantine = quarantine;
        this.projects = projects;
        this.runId = runId;
        this.start = clock.instant();
        this.joining = joining.apply(() -> rooms().values());
        this.commits = new Commits(store, clock, bytesRead::sum, all, gathered, this.joining::save, this::summary);
        this.sofar = ScanProgress.of(plan.readings(), store::events);
        take(plan, sources);
        gathered.markers(projects);
    }

    private void take(ReadPlan plan, Map<String, SourceScan> into) {
        unread.addAll(plan.notRead());
        commits.add(plan);
        for (Reading reading : plan.readings()) {
            Project project = projects.stream()
                    .filter(p -> p.name().equals(reading.file().project()))
                    .findFirst()
                    .orElseThrow();
            FileScan file = new FileScan(reading, rooms().formats(), project.level());
            commits.add(file);
            Map<String, SourceScan> among = plan.alone().contains(reading.file().fileId()) ? alone : into;
            among.computeIfAbsent(project.name(), name -> {
                        SourceScan source = new SourceScan(project, projects.size(), unread, quarantine);
                        all.add(source);
                        return source;
                    })
                    .add(file);
        }
    }

    private synchronized Loading.Rooms rooms() {
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
    public Optional<SourceScan.Work> next(String source) {
        Optional<SourceScan.Work> work = stopping
                ? Optional.empty()
                : java.util.Objects.requireNonNull(sources.get(source)).next();
        if (work.isEmpty()) {
            commits.flushIfWorthIt();
        }
        return work;
    }

    /// Reads a block. Keeps no state, so any number of threads may read at once.
    public BlockResult read(SourceScan.Work work) {
        quarantine.at(work.place());
        BlockResult found = blamed(() -> BlockResult.of(rooms(), work, unread, buffers.get()));
        if (found.consumed() != null) {
            long bytes = work.piece().to() - work.piece().from();
            bytesRead.add(bytes);
            sofar.read(bytes, work.file().path());
        }
        return found;
    }

    /// What is no exception ends the run, and every next one: linkage, the virtual machine, memory.
    private <T> T blamed(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (Error e) {
            quarantine.blame();
            throw e;
        }
    }

    /// Writes what was found in some blocks of one source, in their order, and commits if it is time.
    public void write(List<? extends BlockResult> blocks) {
        List<BlockResult> inOrder = new ArrayList<>(blocks);
        inOrder.sort(Comparator.comparingLong(block -> block.work().turn()));
        if (inOrder.isEmpty()) {
            return;
        }
        SourceScan.Work first = inOrder.getFirst().work();
        first.source().await(first.turn());
        commits.write(() -> {
            inOrder.forEach(this::write);
            quarantine.done();
        });
    }

    private void write(BlockResult block) {
        SourceScan.Work work = block.work();
        work.source().await(work.turn());
        try {
            if (block.thrown() == null || work.file().stopped()) {
                store(block, true);
            } else {
                new Narrowing(rooms(), unread, part -> BlockResult.of(rooms(), part, unread, new byte[0]))
                        .read(work, this::part);
                work.file().whole();
            }
        } catch (Failure e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            quarantine.blame();
            throw new Failure(Failure.Exit.BUG, ended(work, e) + ": this is a bug", e);
        } catch (OutOfMemoryError e) {
            quarantine.blame();
            throw new Failure(Failure.Exit.MEMORY, ended(work, e) + ": NIGHTJAR_HEAP=512m gives more", e);
        } finally {
            work.source().passed(work.turn());
        }
    }

    private static String ended(SourceScan.Work work, Throwable e) {
        return work.file().path() + ": " + e + " at bytes " + work.piece().from() + " to "
                + work.piece().to();
    }

    private void part(BlockResult block) {
        block.work().file().part();
        bytesRead.add(
                block.consumed() == null
                        ? 0
                        : block.work().piece().to() - block.work().piece().from());
        store(block, false);
    }

    /// What must be done in the order of the log is done when its turn has come; the rest after it.
    ///
    /// @param last of its turn
    private void store(BlockResult block, boolean last) {
        SourceScan.Work work = block.work();
        block.refuseUnlessItFollows();
        FileScan.Consumed consumed = block.consumed();
        long lines = work.file().linesBefore();
        List<Occurrence> occurrences;
        List<IssueId> issues;
        BitSet samples;
        BitSet kept;
        try {
            boolean counts = consumed != null && !work.file().stopped();
            if (counts) {
                work.file().tell(block.events, block.shown);
            }
            occurrences = counts ? Seam.settled(block, store) : new ArrayList<>();
            issues = joining.assign(work.source().project().name(), occurrences);
            samples = work.source().samples(occurrences);
            kept = store.keep(occurrences, issues);
            kept.or(samples);
            account(block, occurrences, issues);
        } finally {
            if (last) {
                work.source().passed(work.turn());
            }
        }
        if (consumed != null) {
            SourceScan.surround(occurrences, samples, work, consumed.loaded(), rooms().extractor());
        }
        store.add(occurrences, issues, lines, kept);
    }

    private void account(BlockResult block, List<Occurrence> occurrences, List<IssueId> issues) {
        SourceScan.Work work = block.work();
        FileScan.Consumed consumed = block.consumed();
        if (consumed == null) {
            if (!work.file().stopped()) {
                unread.add(work.file().path(), java.util.Objects.requireNonNull(block.failure()));
            }
            work.file().failed();
            return;
        }
        if (!work.file().stopped()) {
            gathered.take(work.source().project(), block, work.file().linesBefore());
            if (!block.undated) {
                block.spans.forEach(span -> work.file().wrote(span.from(), span.to()));
            }
        }
        Position.Open open = Seam.open(block, consumed.open(), occurrences, issues);
        work.file().account(work.piece(), consumed, occurrences.size(), open);
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
                notRead,
                Unclear.worst(all.stream().flatMap(s -> s.unclear().stream()).toList()),
                store.thinned());
    }

    /// The last commit. Ends with what the scan did; nothing was read that is not stored now.
    public Run finish() {
        readAlone();
        if (unread.lookAgain() && !stopping) {
            commits.commit();
            Map<String, SourceScan> again = new TreeMap<>();
            take(lookAgain.apply(store.positions()), again);
            again.values().forEach(this::readAll);
            readAlone();
        }
        Run run = commits.commit();
        if (!stopping) {
            quarantine.settle();
        }
        return run;
    }

    /// What ended a run is read when all else is stored: should it end this one too, that is its own loss
    /// alone, and surely its doing.
    private void readAlone() {
        if (!alone.isEmpty() && !stopping) {
            List<SourceScan> now = List.copyOf(alone.values());
            alone.clear();
            commits.commit();
            now.forEach(this::readAll);
        }
    }

    private void readAll(SourceScan source) {
        Optional<SourceScan.Work> work = source.next();
        while (work.isPresent() && !stopping) {
            write(List.of(read(work.get())));
            work = source.next();
        }
    }

    /// Deletes what is beyond the bounds, durably, and says what was thinned. After `finish`.
    public Thinned prune(Bounds bounds) {
        Thinned thinned = store.prune(bounds);
        commits.commit();
        return thinned;
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

    /// Bytes and events so far; may be asked while workers read.
    public ScanProgress sofar() {
        return sofar;
    }

    @Override
    public void close() {
        all.forEach(SourceScan::close);
        try (quarantine) {
            store.close();
        }
    }
}
