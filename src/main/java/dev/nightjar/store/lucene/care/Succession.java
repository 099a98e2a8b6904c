package dev.nightjar.store.lucene.care;

import dev.nightjar.model.issue.Merges;
import dev.nightjar.model.log.LogPattern;
import dev.nightjar.store.Issues.Slice;
import dev.nightjar.store.encoded.HourSet;
import dev.nightjar.store.issue.IdNumbers;
import dev.nightjar.store.issue.IssueState;
import dev.nightjar.store.lucene.count.Tallies;
import dev.nightjar.store.lucene.count.TallyReader;
import dev.nightjar.store.lucene.index.Committed;
import dev.nightjar.store.lucene.index.Damage;
import dev.nightjar.store.lucene.index.Index;
import dev.nightjar.store.lucene.index.PositionDocuments;
import dev.nightjar.store.lucene.index.Schema;
import dev.nightjar.store.lucene.index.Witness;
import dev.nightjar.store.lucene.issue.IssuesOnDisk;
import dev.nightjar.store.lucene.issue.Roll;
import dev.nightjar.store.lucene.issue.Transfer;
import dev.nightjar.store.lucene.write.OwnDirectory;
import dev.nightjar.store.lucene.write.ProjectHistory;
import dev.nightjar.store.lucene.write.ProjectPatterns;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.NIOFSDirectory;
import org.apache.lucene.util.BytesRef;

/// Makes a new index that knows what an old one knew, to read logs into it anew. `begin` writes the issues, with no
/// event, so that they keep their ids; and runs, releases, hours that lived. After the logs were read `finish` adds
/// what they do not say any more: when issues were first seen, events that were counted and are gone.
public final class Succession {

    private final Intact old;
    private final Path index;
    private final Clock clock;

    /// @param data folder of the new index
    public Succession(Path data, Clock clock) {
        this.old = new Intact(data.resolve("intact"));
        this.index = data.resolve(Index.FOLDER);
        this.clock = clock;
    }

    /// Does something with the writer of the new index.
    private interface Writing {
        void with(IndexWriter writer, DirectoryReader known, Map<String, String> data) throws IOException;
    }

    /// Makes the new index.
    ///
    /// @return what of the old one could not be read; empty if all could
    public Optional<String> begin(Path from) {
        try {
            Optional<String> missing = old.take(from);
            create(known(from));
            if (old.exists()) {
                writing((writer, known, data) -> {
                    Transfer transfer = new Transfer(writer);
                    each(known, transfer::known);
                    runs(known, writer);
                    ProjectHistory beside = new ProjectHistory(new Committed(writer.getDirectory()), clock);
                    PositionDocuments.all(known, Schema.DEPLOY_KIND, ProjectHistory::deploy)
                            .forEach(beside::add);
                    lived(known, beside);
                    beside.write(writer);
                });
            }
            return missing;
        } catch (IOException e) {
            throw Damage.writing(index, e);
        }
    }

    /// What commits of the old one said last. Numbers of commits go on, for what was told goes by them.
    private Map<String, String> known(Path from) throws IOException {
        Map<String, String> data = new TreeMap<>();
        if (old.exists()) {
            try (Directory of = old.directory()) {
                data.putAll(SegmentInfos.readLatestCommit(of).getUserData());
            }
        }
        Witness.read(from)
                .filter(last -> last.sequence() > Witness.of(data).sequence())
                .ifPresent(last -> data.put(Index.SEQUENCE, Long.toString(last.sequence())));
        return data;
    }

    /// An empty index with the same secret: what was made with it, as names of users, stays comparable. No run is
    /// named: what is read first is no news.
    private void create(Map<String, String> known) throws IOException {
        Map<String, String> data = new TreeMap<>(Index.firstData());
        for (String kept : List.of(Index.SECRET, Index.HORIZON, Index.SEQUENCE)) {
            if (known.containsKey(kept)) {
                data.put(kept, known.get(kept));
            }
        }
        Index.folder(index);
        try (Directory directory = new OwnDirectory(index);
                IndexWriter writer = new IndexWriter(directory, Index.config())) {
            writer.setLiveCommitData(data.entrySet());
            writer.commit();
        }
        Witness.of(data).write(index);
    }

    /// Adds to the new index what the logs do not say any more.
    public void finish() {
        try {
            if (old.exists()) {
                writing((writer, known, data) -> {
                    try (Directory directory = new NIOFSDirectory(index);
                            DirectoryReader now = DirectoryReader.open(directory)) {
                        rest(known, now, writer);
                        patterns(known, now, writer);
                        data.merge(Index.SEQUENCE, "1", (last, one) -> Long.toString(Long.parseLong(last) + 1));
                    }
                });
            }
            old.clear();
        } catch (IOException e) {
            throw Damage.writing(index, e);
        }
    }

    private void writing(Writing writing) throws IOException {
        try (Directory of = old.directory();
                DirectoryReader known = old.open(of);
                Directory directory = new OwnDirectory(index);
                IndexWriter writer = new IndexWriter(directory, Index.config())) {
            Map<String, String> data =
                    new TreeMap<>(SegmentInfos.readLatestCommit(directory).getUserData());
            writing.with(writer, known, data);
            writer.setLiveCommitData(data.entrySet());
            writer.commit();
            Witness.of(data).write(index);
        }
    }

    /// Something done with an issue.
    private interface Visitor {
        void visit(IssueState issue) throws IOException;
    }

    private static void each(DirectoryReader reader, Visitor visitor) throws IOException {
        try {
            new Roll(reader).all(issue -> {
                try {
                    visitor.visit(issue);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void runs(DirectoryReader known, IndexWriter writer) throws IOException {
        for (var run : PositionDocuments.all(known, Schema.RUN_KIND, PositionDocuments::run)) {
            Term key = Schema.key(Schema.RUN_KIND, run.id());
            writer.updateDocument(key, PositionDocuments.run(key, run));
        }
    }

    private static void lived(DirectoryReader known, ProjectHistory beside) throws IOException {
        byProject(known, Schema.LIVED_KIND, blob -> HourSet.decode(Schema.in(blob)))
                .forEach((project, hours) -> {
                    BitSet all = hours;
                    for (int from = all.nextSetBit(0); from >= 0; from = all.nextSetBit(all.nextClearBit(from))) {
                        beside.lived(project, hour(from), hour(all.nextClearBit(from) - 1));
                    }
                });
    }

    private static Instant hour(int number) {
        return Instant.ofEpochSecond(3600L * number);
    }

    /// The documents of a kind that there is one of for each project.
    private static <T> Map<String, T> byProject(DirectoryReader reader, String kind, Function<BytesRef, T> decode)
            throws IOException {
        Map<String, T> found = new TreeMap<>();
        for (String project : ProjectHistory.projects(reader)) {
            int doc = Committed.find(reader, Schema.key(kind, project));
            if (doc >= 0) {
                found.put(
                        project,
                        decode.apply(reader.storedFields().document(doc).getBinaryValue(Schema.BLOB)));
            }
        }
        return found;
    }

    private static void rest(DirectoryReader known, DirectoryReader now, IndexWriter writer) throws IOException {
        for (Slice slice : new IssuesOnDisk(known, Merges.NONE).slices()) {
            rest(slice, known, now, writer);
        }
    }

    private static void rest(Slice slice, DirectoryReader known, DirectoryReader now, IndexWriter writer)
            throws IOException {
        Map<Long, TreeMap<Long, Tallies.Sum>> then = hours(known, slice);
        Map<Long, TreeMap<Long, Tallies.Sum>> again = hours(now, slice);
        Transfer transfer = new Transfer(writer);
        each(known, issue -> {
            if (!slice.has(number(issue))) {
                return;
            }
            TreeMap<Long, Tallies.Sum> before = then.getOrDefault(number(issue), new TreeMap<>());
            TreeMap<Long, Tallies.Sum> after = again.getOrDefault(number(issue), new TreeMap<>());
            long events = untold(issue, before, after);
            for (Map.Entry<Long, Tallies.Sum> hour : before.entrySet()) {
                Tallies.Sum sum = hour.getValue();
                Tallies.Sum read = after.get(hour.getKey());
                sum.count -= read == null ? 0 : read.count;
                if (sum.count > 0) {
                    events += sum.count;
                    writer.addDocument(Tallies.document(issue.id(), hour.getKey(), sum, Tallies.Late.NEVER));
                }
            }
            transfer.rest(issue, now, events);
        });
    }

    /// Events of hours of which nothing is kept any more, as far as they were not read again.
    private static long untold(IssueState issue, TreeMap<Long, Tallies.Sum> before, TreeMap<Long, Tallies.Sum> after) {
        long told = before.values().stream().mapToLong(sum -> sum.count).sum();
        long earlier = after.entrySet().stream()
                .filter(hour -> before.isEmpty() || hour.getKey() < before.firstKey())
                .mapToLong(hour -> hour.getValue().count)
                .sum();
        return Math.max(0, issue.count() - told - earlier);
    }

    private static long number(IssueState issue) {
        return IdNumbers.number(issue.id());
    }

    private static Map<Long, TreeMap<Long, Tallies.Sum>> hours(DirectoryReader reader, Slice slice) throws IOException {
        Map<Long, TreeMap<Long, Tallies.Sum>> hours = new HashMap<>();
        TallyReader.read(
                new IndexSearcher(reader),
                new TermQuery(new Term(Schema.KIND, Schema.TALLY_KIND)),
                (issue, hour) -> slice.has(issue)
                        ? hours.computeIfAbsent(issue, any -> new TreeMap<>())
                                .computeIfAbsent(hour, any -> new Tallies.Sum())
                        : null);
        return hours;
    }

    /// What logs usually said: how often is what was read again, or was told before if that is nothing.
    private void patterns(DirectoryReader known, DirectoryReader now, IndexWriter writer) throws IOException {
        Map<String, ProjectPatterns> before = byProject(known, Schema.PATTERN_KIND, Succession::patterns);
        Map<String, ProjectPatterns> after = byProject(now, Schema.PATTERN_KIND, Succession::patterns);
        ProjectHistory beside = new ProjectHistory(new Committed(writer.getDirectory()), clock);
        before.forEach((project, patterns) -> {
            Map<List<Object>, LogPattern> again =
                    after.getOrDefault(project, new ProjectPatterns()).all(project).stream()
                            .collect(Collectors.toMap(Succession::name, Function.identity()));
            beside.add(patterns.all(project).stream()
                    .map(pattern -> again.containsKey(name(pattern)) ? none(pattern) : pattern)
                    .toList());
        });
        beside.write(writer);
    }

    private static List<Object> name(LogPattern pattern) {
        return List.of(pattern.logger(), Optional.ofNullable(pattern.level()), pattern.template());
    }

    private static LogPattern none(LogPattern of) {
        return new LogPattern(
                of.project(), of.logger(), of.level(), of.template(), of.first(), of.last(), 0, of.days());
    }

    private static ProjectPatterns patterns(BytesRef blob) {
        ProjectPatterns patterns = new ProjectPatterns();
        patterns.add(blob);
        return patterns;
    }
}
