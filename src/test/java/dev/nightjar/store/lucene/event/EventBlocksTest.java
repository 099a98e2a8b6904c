package dev.nightjar.store.lucene.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.model.IssueId;
import dev.nightjar.model.event.Occurrence;
import dev.nightjar.model.event.StoredEvent;
import dev.nightjar.model.log.Position;
import dev.nightjar.store.encoded.Hash;
import dev.nightjar.store.encoded.Pseudonyms;
import dev.nightjar.store.lucene.LuceneArchive;
import dev.nightjar.store.lucene.LuceneStore;
import dev.nightjar.store.lucene.LuceneStoreTest;
import dev.nightjar.store.lucene.index.Committed;
import dev.nightjar.store.lucene.index.Index;
import dev.nightjar.store.lucene.index.Queries;
import dev.nightjar.store.lucene.index.Schema;
import dev.nightjar.store.lucene.text.Sharing;
import dev.nightjar.store.lucene.text.Stories;
import dev.nightjar.store.lucene.text.TextDictionary;
import dev.nightjar.store.lucene.write.EventDocuments;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("faults")
class EventBlocksTest {

    @TempDir
    Path data;

    private final List<Occurrence> told = new Stories(21, true).next(3000);

    private void fill(int commits) {
        int each = told.size() / commits;
        try (LuceneStore store = LuceneStoreTest.open(data)) {
            for (int i = 0; i < commits; i++) {
                LuceneStoreTest.add(store, told.subList(i * each, (i + 1) * each));
                store.commit(List.of(), Stories.run("1"));
            }
        }
    }

    private List<StoredEvent> stored() {
        try (LuceneArchive archive = LuceneArchive.open(data).orElseThrow()) {
            return archive.search("", null, Integer.MAX_VALUE).events();
        }
    }

    /// Events of each block, among them those that were taken back.
    private List<Integer> blocks() throws IOException {
        List<Integer> sizes = new ArrayList<>();
        try (Directory directory = FSDirectory.open(data.resolve(Index.FOLDER));
                DirectoryReader reader = DirectoryReader.open(directory)) {
            for (Segment segment : new EventBlocks(reader).segments()) {
                for (int at = 0; at < segment.size(); at++) {
                    sizes.add(segment.open(at).size());
                }
            }
        }
        return sizes;
    }

    private static void retract(LuceneStore store, Occurrence of) {
        IssueId issue = of.fingerprint().hashes().getFirst();
        var record = of.event().record();
        store.retract(
                record.file().fileId(),
                record.start(),
                new Position.Open(record.end(), 1, issue, of.event().time()));
    }

    @Test
    void aThousandEventsAreOneDocument() throws IOException {
        fill(1);
        assertThat(blocks()).containsExactlyInAnyOrder(1024, 1024, 952);
        assertThat(stored())
                .hasSize(3000)
                .isSortedAccordingTo(
                        Comparator.comparing(StoredEvent::time).reversed().thenComparing(StoredEvent::id));
    }

    @Test
    void handsOutEventsOfBlocksThatOverlapOldestFirst() {
        fill(5);
        List<StoredEvent> walked = new ArrayList<>();
        try (LuceneArchive archive = LuceneArchive.open(data).orElseThrow()) {
            archive.each("", null, walked::add);
        }
        assertThat(walked).extracting(StoredEvent::time).isSorted();
        assertThat(walked).containsExactlyInAnyOrderElementsOf(stored());
    }

    @Test
    void takesAnEventBackWhereverItIs() {
        Occurrence committed = told.get(10);
        Occurrence another = told.get(11);
        Occurrence written = told.get(1100);
        Occurrence waiting = told.get(2990);
        try (LuceneStore store = LuceneStoreTest.open(data)) {
            LuceneStoreTest.add(store, told.subList(0, 1024));
            store.commit(List.of(), Stories.run("1"));
            LuceneStoreTest.add(store, told.subList(1024, 3000));
            for (Occurrence each : List.of(committed, another, written, waiting, committed)) {
                retract(store, each);
                LuceneStoreTest.add(store, List.of(each));
                retract(store, each);
            }
            LuceneStoreTest.add(store, List.of(another));
            store.commit(List.of(), Stories.run("2"));
        }
        List<Occurrence> left = new ArrayList<>(told);
        left.removeAll(List.of(committed, written, waiting));
        assertThat(stored()).extracting(StoredEvent::id).containsExactlyInAnyOrderElementsOf(ids(left));
    }

    private static List<String> ids(List<Occurrence> of) {
        return of.stream()
                .map(each -> each.event().record().file().fileId() + "-"
                        + Long.toHexString(each.event().record().start()))
                .toList();
    }

    @Test
    void pruningWritesAnewWhatStaysOfABlockAndDropsWhatWasTakenBack() throws IOException {
        told.set(7, told.get(7).with(new Occurrence.Context(List.of("before"), List.of("after"))));
        fill(2);
        Instant half = Stories.START.plus(Duration.ofHours(3));
        List<StoredEvent> young = new ArrayList<>(stored());
        young.removeIf(event -> event.time().isBefore(half));
        Occurrence back = told.stream()
                .filter(each -> each.event().time().isAfter(half))
                .findFirst()
                .orElseThrow();
        young.removeIf(event -> event.id().equals(ids(List.of(back)).getFirst()));
        try (LuceneStore store = LuceneStoreTest.open(data)) {
            retract(store, back);
            store.prune(half, Instant.EPOCH);
            store.commit(List.of(), Stories.run("2"));
        }
        assertThat(stored()).isEqualTo(young);
        assertThat(blocks().stream().mapToInt(Integer::intValue).sum()).isEqualTo(young.size());
    }

    @Test
    void pruningMakesLargeBlocksOfSmallOnes() throws IOException {
        fill(60);
        assertThat(blocks()).hasSizeGreaterThanOrEqualTo(60);
        List<StoredEvent> before = stored();
        try (LuceneStore store = LuceneStoreTest.open(data)) {
            store.prune(Stories.START, Instant.EPOCH);
            store.commit(List.of(), Stories.run("2"));
        }
        assertThat(blocks()).containsExactlyInAnyOrder(1024, 1024, 952);
        assertThat(stored()).isEqualTo(before);
    }

    @Test
    void anEventOfARunThatPrunedCanBeTakenBack() {
        fill(60);
        try (LuceneStore store = LuceneStoreTest.open(data)) {
            store.prune(Stories.START, Instant.EPOCH);
            retract(store, told.get(5));
            store.commit(List.of(), Stories.run("2"));
        }
        assertThat(stored())
                .hasSize(2999)
                .extracting(StoredEvent::id)
                .doesNotContain(ids(told).get(5));
    }

    @Test
    void blocksThatTakeTooMuchMemoryAreWrittenEarly() throws IOException {
        Hash hash = new Hash(new byte[16]);
        try (Directory directory = FSDirectory.open(data.resolve(Index.FOLDER));
                IndexWriter writer = new IndexWriter(directory, Index.config());
                Committed committed = new Committed(directory)) {
            writer.commit();
            try (EventDocuments documents = new EventDocuments(
                    writer,
                    new TextDictionary(writer, committed, hash),
                    new Pseudonyms(hash, true),
                    hash,
                    () -> 0,
                    1)) {
                for (Occurrence each : told.subList(0, 5)) {
                    try (EventDocuments.Adding adding = documents.adding()) {
                        adding.add(each, each.fingerprint().hashes().getFirst(), 0);
                    }
                }
                documents.write();
                writer.commit();
            }
        }
        assertThat(blocks()).containsExactly(1, 1, 1, 1, 1);
    }

    @Test
    void storesATextThatManyEventsShareOnceWhateverStandsBesideIt() throws IOException {
        fill(3);
        Map<String, Integer> kinds = kinds();
        long messages = told.stream().map(Occurrence::template).distinct().count();
        assertThat(kinds.get(Schema.TEMPLATE_KIND)).isLessThan((int) messages * 30);
        assertThat(kinds.get(Schema.FORM_KIND)).isLessThan(1000);
        assertThat(kinds.get(Schema.VARIANT_KIND)).isLessThan(400);
    }

    private Map<String, Integer> kinds() throws IOException {
        Map<String, Integer> kinds = new HashMap<>();
        try (Directory directory = FSDirectory.open(data.resolve(Index.FOLDER));
                DirectoryReader reader = DirectoryReader.open(directory)) {
            for (String kind : List.of(Schema.TEMPLATE_KIND, Schema.FORM_KIND, Schema.VARIANT_KIND)) {
                kinds.put(kind, new org.apache.lucene.search.IndexSearcher(reader).count(Queries.kind(kind)));
            }
        }
        return kinds;
    }

    @Test
    void equalTwinsDoNoHarmAndPruningDropsThem() throws IOException {
        fill(1);
        List<StoredEvent> before = stored();
        Map<String, Integer> once = kinds();
        try (Directory directory = FSDirectory.open(data.resolve(Index.FOLDER));
                IndexWriter writer = new IndexWriter(directory, Index.config())) {
            Map<String, String> commit = new HashMap<>();
            try (DirectoryReader reader = DirectoryReader.open(directory)) {
                commit.putAll(reader.getIndexCommit().getUserData());
                Hash hash = new Hash(java.util.HexFormat.of().parseHex(commit.get(Index.SECRET)));
                try (Committed none = new Committed(directory)) {
                    TextDictionary twice = new TextDictionary(writer, none, hash);
                    twice.forget();
                    none.distrust();
                    Sharing sharing = new Sharing(twice);
                    for (Occurrence each : told) {
                        sharing.message(each);
                    }
                }
            }
            writer.setLiveCommitData(commit.entrySet());
            writer.commit();
        }
        assertThat(kinds().get(Schema.TEMPLATE_KIND)).isEqualTo(2 * once.get(Schema.TEMPLATE_KIND));
        assertThat(stored()).isEqualTo(before);
        try (LuceneStore store = LuceneStoreTest.open(data)) {
            store.prune(Stories.START, Instant.EPOCH);
            store.commit(List.of(), Stories.run("2"));
        }
        assertThat(kinds()).isEqualTo(once);
        assertThat(stored()).isEqualTo(before);
    }
}
