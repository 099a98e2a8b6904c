package dev.nightjar.store.lucene;

import dev.nightjar.model.Deploy;
import dev.nightjar.model.IssueId;
import dev.nightjar.model.IssueIds;
import dev.nightjar.model.Run;
import dev.nightjar.model.Window;
import dev.nightjar.model.event.EventIds;
import dev.nightjar.model.event.StoredEvent;
import dev.nightjar.model.issue.Activity;
import dev.nightjar.model.issue.Issue;
import dev.nightjar.model.issue.Late;
import dev.nightjar.model.issue.Merges;
import dev.nightjar.model.issue.Regrouping;
import dev.nightjar.model.issue.Tops;
import dev.nightjar.model.log.Coverage;
import dev.nightjar.model.log.LogPattern;
import dev.nightjar.model.log.Position;
import dev.nightjar.model.quality.BriefEvent;
import dev.nightjar.store.Archive;
import dev.nightjar.store.Regrouper;
import dev.nightjar.store.encoded.Hash;
import dev.nightjar.store.encoded.Pseudonyms;
import dev.nightjar.store.issue.Merged;
import dev.nightjar.store.issue.Sampling;
import dev.nightjar.store.lucene.count.Activities;
import dev.nightjar.store.lucene.count.DistinctUsers;
import dev.nightjar.store.lucene.count.Distribution;
import dev.nightjar.store.lucene.count.Histogram;
import dev.nightjar.store.lucene.count.Hourly;
import dev.nightjar.store.lucene.count.SharedIds;
import dev.nightjar.store.lucene.count.Timelines;
import dev.nightjar.store.lucene.count.TopValues;
import dev.nightjar.store.lucene.event.BriefEvents;
import dev.nightjar.store.lucene.event.Condition;
import dev.nightjar.store.lucene.event.EventBlocks;
import dev.nightjar.store.lucene.event.EventReader;
import dev.nightjar.store.lucene.event.EventWalk;
import dev.nightjar.store.lucene.event.Extent;
import dev.nightjar.store.lucene.event.ReferenceCounts;
import dev.nightjar.store.lucene.event.Samples;
import dev.nightjar.store.lucene.index.Index;
import dev.nightjar.store.lucene.index.PositionDocuments;
import dev.nightjar.store.lucene.index.Schema;
import dev.nightjar.store.lucene.index.Witness;
import dev.nightjar.store.lucene.issue.ActivityReader;
import dev.nightjar.store.lucene.issue.IssuesOnDisk;
import dev.nightjar.store.lucene.issue.LateReader;
import dev.nightjar.store.lucene.query.Leaves;
import dev.nightjar.store.lucene.query.QueryCompiler;
import dev.nightjar.store.lucene.query.Search;
import dev.nightjar.store.lucene.query.Vocabulary;
import dev.nightjar.store.lucene.regroup.RegroupPlanner;
import dev.nightjar.store.lucene.text.FilterWords;
import dev.nightjar.store.lucene.write.ProjectHistory;
import dev.nightjar.store.lucene.write.ProjectPatterns;
import dev.nightjar.store.lucene.write.SparseTimes;
import dev.nightjar.store.query.IssueProperties;
import dev.nightjar.store.query.Query.Event;
import dev.nightjar.store.query.Words;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/// Reads the last commit of an index as it was when opened. For one thread.
public final class LuceneArchive implements Archive {

    private final Path index;
    private final Directory directory;
    private final DirectoryReader reader;
    private final IndexSearcher searcher;
    private final Merged merged;
    private final EventBlocks blocks;
    private final EventReader events;
    private final FilterWords filter;
    private final ActivityReader activity;
    private final Map<String, String> data;
    private final IssuesOnDisk known;
    private IssueProperties properties = IssueProperties.NONE;

    private LuceneArchive(Path index, Directory directory, DirectoryReader reader, Merges merges) throws IOException {
        this.index = index;
        this.directory = directory;
        this.reader = reader;
        this.searcher = new IndexSearcher(reader);
        this.searcher.setQueryCache(null);
        this.data = reader.getIndexCommit().getUserData();
        this.known = new IssuesOnDisk(reader, merges);
        this.merged = known.merged();
        this.blocks = new EventBlocks(reader);
        this.events = new EventReader(reader, blocks, merged);
        Hash hash = new Hash(HexFormat.of().parseHex(data.getOrDefault(Index.SECRET, "")));
        long horizon = Long.parseLong(data.getOrDefault(Index.HORIZON, Long.toString(Long.MIN_VALUE)));
        this.activity = new ActivityReader(searcher, blocks, known, new Pseudonyms(hash, false), horizon, sampling());
        this.filter = new FilterWords(hash);
    }

    /// An index that was written before events were ever left out has all.
    private Sampling sampling() {
        return new Sampling(Long.parseLong(data.getOrDefault(Index.PER_HOUR, Long.toString(Sampling.ALL))));
    }

    /// Opens the index of a data directory; empty if there is none yet.
    ///
    /// @throws Failure 65 if it is damaged or newer, 77 if it may not be read
    public static Optional<LuceneArchive> open(Path data) {
        return open(data, Merges.NONE);
    }

    /// @param merges issues that are to be seen as one: whatever is asked, the one that stands for them is told
    public static Optional<LuceneArchive> open(Path data, Merges merges) {
        Index.quiet();
        Path index = data.resolve(Index.FOLDER);
        return Index.isFolder(index) ? Index.reading(index, () -> openFolder(index, merges)) : Optional.empty();
    }

    private static Optional<LuceneArchive> openFolder(Path index, Merges merges) throws IOException {
        Optional<Witness> last = Witness.read(index);
        Directory directory = Index.readable(index);
        if (!Index.exists(directory, index)) {
            directory.close();
            return Optional.empty();
        }
        DirectoryReader reader = DirectoryReader.open(directory);
        try {
            Index.check(reader.getIndexCommit().getUserData(), index);
            Witness.compare(last, reader.getIndexCommit().getUserData(), index);
            Index.verify(reader);
            return Optional.of(new LuceneArchive(index, directory, reader, merges));
        } catch (IOException | RuntimeException e) {
            reader.close();
            throw e;
        }
    }

    /// Over all time counts are those of the issues themselves. Else whole hours are counted from tallies,
    /// and hours that the window cuts from the events, as long as they are kept. `hourly` is empty for
    /// windows of more than 400 days.
    @Override
    public List<Activity> activity(Window window) {
        return Index.reading(index, () -> activity.all(window));
    }

    @Override
    public List<Slice> slices() {
        return Index.reading(index, known::slices);
    }

    @Override
    public List<Activity> activity(Window window, Slice slice) {
        return Index.reading(index, () -> activity.of(window, slice));
    }

    @Override
    public List<Activity> activity(Window window, Set<IssueId> of) {
        return of.isEmpty() ? List.of() : Index.reading(index, () -> activity.of(window, roots(of)));
    }

    private Set<IssueId> roots(Set<IssueId> of) {
        return of.stream().map(this::canonical).collect(Collectors.toSet());
    }

    @Override
    public Map<IssueId, List<Long>> hourly(Window window, Slice slice) {
        return Index.reading(index, () -> Hourly.in(searcher, window, new MatchAllDocsQuery(), merged, slice));
    }

    @Override
    public Map<IssueId, List<Long>> hourly(Window window, Set<IssueId> of) {
        Query those = Activities.issues(known.allMembers(roots(of)));
        return Index.reading(index, () -> Hourly.in(searcher, window, those, merged, Slice.ALL));
    }

    @Override
    public Optional<Issue> issue(IssueId id) {
        return Index.reading(index, () -> {
            IssueId told = known.id(id);
            return told == null ? Optional.empty() : Optional.ofNullable(known.issue(told));
        });
    }

    @Override
    public List<IssueId> lookup(String anyId) {
        return Index.reading(index, () -> {
            Set<IssueId> found = new LinkedHashSet<>();
            Optional<IssueId> typed = IssueId.parse(anyId);
            if (typed.isPresent()) {
                issue(typed.get()).ifPresent(issue -> found.add(issue.id()));
            }
            event(anyId).ifPresent(event -> found.add(event.issue()));
            String whole = Words.keyword(anyId.strip());
            known.printing(whole).forEach(found::add);
            Leaves leaves = leaves();
            Condition ids = Condition.any(List.of(leaves.id(whole), leaves.user(whole)));
            Search.run(blocks, events, merged, ids, 0).byIssue().forEach(hits -> found.add(hits.issue()));
            return List.copyOf(found);
        });
    }

    @Override
    public Optional<StoredEvent> event(String eventId) {
        return Event.parse(eventId)
                .flatMap(wanted -> Index.reading(index, () -> {
                    Condition there = Leaves.event(wanted.fileId(), wanted.offset());
                    return Search.run(blocks, events, merged, there, 1).events().stream()
                            .findFirst();
                }));
    }

    @Override
    public Map<IssueId, List<StoredEvent>> samples(Collection<IssueId> issues, int most) {
        return samples(issues, Condition.ALL, most);
    }

    @Override
    public Map<IssueId, List<StoredEvent>> samples(Collection<IssueId> issues, Window window, int most) {
        return samples(issues, Condition.during(window), most);
    }

    private Map<IssueId, List<StoredEvent>> samples(Collection<IssueId> issues, Condition when, int most) {
        return Index.reading(index, () -> {
            Map<IssueId, Set<Long>> chosen = new LinkedHashMap<>();
            if (!issues.isEmpty()) {
                Set<IssueId> roots = roots(Set.copyOf(issues));
                Map<IssueId, Set<Long>> byRoot = new Samples(blocks, merged::of)
                        .choose(Condition.every(List.of(leaves().issues(roots), when)), most);
                issues.forEach(issue -> chosen.put(issue, byRoot.getOrDefault(canonical(issue), Set.of())));
            }
            SortedSet<Long> places =
                    chosen.values().stream().flatMap(Set::stream).collect(Collectors.toCollection(TreeSet::new));
            Map<Long, StoredEvent> read = events.events(places);
            Map<IssueId, List<StoredEvent>> found = new LinkedHashMap<>();
            chosen.forEach(
                    (issue, of) -> found.put(issue, of.stream().map(read::get).toList()));
            return found;
        });
    }

    private IssueId canonical(IssueId id) {
        IssueId told = known.id(id);
        return told == null ? id : told;
    }

    private Leaves leaves() {
        return new Leaves(searcher, events, merged, activity.pseudonyms(), filter);
    }

    @Override
    public void know(IssueProperties told) {
        properties = told;
    }

    @Override
    public Hits search(String query, @Nullable Window window, int most) {
        return Index.reading(index, () -> Search.run(blocks, events, merged, read(query, window), most));
    }

    @Override
    public List<EventIds> ids(Window window, int most) {
        return Index.reading(index, () -> Search.ids(blocks, events, merged, Condition.during(window), most));
    }

    @Override
    public IssueIds matching(String query, @Nullable Window window) {
        return Index.reading(index, () -> {
            IssueIds.Builder found = new IssueIds.Builder();
            search(query, window, 0)
                    .byIssue()
                    .forEach(hits -> found.accept(hits.issue().number()));
            return found.build();
        });
    }

    @Override
    public void each(String query, @Nullable Window window, Predicate<StoredEvent> sink) {
        Index.reading(index, () -> {
            new EventWalk(blocks, events).all(read(query, window), sink);
            return true;
        });
    }

    @Override
    public void behind(String query, Map<String, Long> offsets, Predicate<StoredEvent> sink) {
        Index.reading(index, () -> {
            Condition behind = Condition.every(List.of(EventWalk.behind(offsets), read(query, null)));
            new EventWalk(blocks, events).all(behind, sink);
            return true;
        });
    }

    @Override
    public List<Bin> histogram(String query, Window window, Duration width) {
        return Index.reading(index, () -> new Histogram(blocks, events, window, width).of(read(query, window)));
    }

    @Override
    public Set<String> names() {
        return Index.reading(index, () -> new Vocabulary(reader).names());
    }

    @Override
    public List<String> near(String word, int most) {
        return Index.reading(index, () -> new Vocabulary(reader).near(word, most));
    }

    private Condition read(String query, @Nullable Window window) throws IOException {
        try {
            Condition read = QueryCompiler.read(query, properties, leaves(), this::names, this::canonical);
            return window == null ? read : Condition.every(List.of(Condition.during(window), read));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    @Override
    public List<Deploy> deploys() {
        return Index.reading(index, () -> ProjectHistory.deploys(reader));
    }

    @Override
    public SortedSet<String> projects() {
        return Index.reading(index, () -> ProjectHistory.projects(reader));
    }

    @Override
    public Coverage lived(String project) {
        return Index.reading(index, () -> ProjectHistory.lived(reader, project));
    }

    @Override
    public List<LogPattern> patterns(String project) {
        return Index.reading(index, () -> ProjectPatterns.of(reader, project));
    }

    @Override
    public List<Timeline> timelines(Window window, Set<IssueId> of) {
        return Index.reading(index, () -> {
            known.expect(of);
            return new Timelines(blocks, of).in(window, merged::of, known::issue);
        });
    }

    @Override
    public List<SharedId> shared(Window window, int most) {
        return Index.reading(index, () -> new SharedIds(blocks, events, merged::of).in(window, most));
    }

    @Override
    public boolean briefly(Window window, long most, Consumer<BriefEvent> sink) {
        return Index.reading(index, () -> {
            BriefEvents.Newest newest = BriefEvents.Newest.of(blocks, window, most);
            try {
                new BriefEvents(blocks, events, merged::of).each(newest.condition(), sink);
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
            return newest.all();
        });
    }

    @Override
    public List<StoredEvent> audits(Window window) {
        return Index.reading(index, () -> {
            List<StoredEvent> found = new ArrayList<>();
            Condition audits = Condition.every(List.of(Condition.during(window), Leaves.audits()));
            new EventWalk(blocks, events).all(audits, found::add);
            found.sort(Comparator.comparing(StoredEvent::time).thenComparing(StoredEvent::id));
            return found;
        });
    }

    @Override
    public List<Value> top(String query, @Nullable Window window, String field, int most) {
        return Index.reading(
                index, () -> new Distribution(blocks, events, merged::of).of(read(query, window), field, most));
    }

    @Override
    public Tops tops(Window window, Set<IssueId> of, List<String> fields, int most) {
        return Index.reading(index, () -> {
            known.expect(of);
            return new TopValues(blocks, events, merged::of, known::issue, of, fields).in(window, most);
        });
    }

    @Override
    public List<Late> late(long after, Instant read, Instant before) {
        return Index.reading(index, () -> LateReader.late(searcher, merged, after, read, before));
    }

    @Override
    public long commit() {
        return Index.reading(
                index,
                () -> Long.parseLong(reader.getIndexCommit().getUserData().getOrDefault(Index.SEQUENCE, "0")));
    }

    @Override
    public Map<String, Long> users(Window window) {
        return Index.reading(index, () -> DistinctUsers.in(searcher, window));
    }

    @Override
    public Regrouping regroup(Regrouper judge) {
        return Index.reading(index, () -> new RegroupPlanner(reader, judge).plan());
    }

    @Override
    public Optional<Instant> newest() {
        return Index.reading(index, () -> Extent.newest(blocks));
    }

    @Override
    public Optional<Instant> oldest() {
        return Index.reading(index, () -> Extent.oldest(blocks));
    }

    @Override
    public Optional<Window> sparse() {
        return SparseTimes.of(data);
    }

    @Override
    public Map<IssueId, Long> kept(Collection<IssueId> issues) {
        return Index.reading(index, () -> {
            Set<IssueId> roots = roots(Set.copyOf(issues));
            return ReferenceCounts.byIssue(blocks, leaves().issues(roots), roots, merged::of);
        });
    }

    @Override
    public List<Position> positions() {
        Comparator<Position> order = Comparator.comparing(Position::path).thenComparing(Position::fileId);
        return all(Schema.POSITION_KIND, PositionDocuments::position, order, Integer.MAX_VALUE);
    }

    @Override
    public List<Run> runs(int most) {
        Comparator<Run> oldest = Comparator.comparing(Run::start).thenComparing(Run::id);
        return all(Schema.RUN_KIND, PositionDocuments::run, oldest.reversed(), most);
    }

    private <T> List<T> all(String kind, Function<BytesRef, T> decode, Comparator<T> order, int most) {
        return Index.reading(
                index,
                () -> PositionDocuments.all(reader, kind, decode).stream()
                        .sorted(order)
                        .limit(Math.max(most, 0))
                        .toList());
    }

    @Override
    public void close() {
        Index.reading(index, () -> {
            reader.close();
            directory.close();
            return true;
        });
    }
}
