package dev.nightjar.store.lucene.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.model.Failure;
import dev.nightjar.model.Failure.Exit;
import dev.nightjar.model.event.Occurrence;
import dev.nightjar.model.event.StoredEvent;
import dev.nightjar.store.Events.Hits;
import dev.nightjar.store.lucene.LuceneArchive;
import dev.nightjar.store.lucene.LuceneStore;
import dev.nightjar.store.lucene.LuceneStoreTest;
import dev.nightjar.store.lucene.text.Stories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.store.NIOFSDirectory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("faults")
class DamageTest {

    @TempDir
    Path data;

    private List<StoredEvent> truth = List.of();

    @BeforeEach
    void fill() {
        List<Occurrence> told = new Stories(9).next(60);
        try (LuceneStore store = LuceneStoreTest.open(data)) {
            LuceneStoreTest.add(store, told.subList(0, 30));
            store.commit(List.of(), Stories.run("1"));
            LuceneStoreTest.add(store, told.subList(30, 60));
            store.commit(List.of(), Stories.run("2"));
        }
        truth = read();
    }

    private List<StoredEvent> read() {
        try (LuceneArchive archive = LuceneArchive.open(data).orElseThrow()) {
            Hits hits = archive.search("(payment OR order) OR (NOT nothing)", null, 100);
            assertThat(hits.total()).isEqualTo(60);
            return hits.events();
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(data.resolve("index"))) {
            return files.filter(file -> file.toFile().length() > 0).sorted().toList();
        }
    }

    @Test
    void tellsOfAFlippedBitOrIsRightAllTheSame() throws IOException {
        Random random = new Random(11);
        int told = 0;
        for (Path file : files()) {
            byte[] whole = Files.readAllBytes(file);
            for (int i = 0; i < 12; i++) {
                byte[] flipped = whole.clone();
                flipped[random.nextInt(whole.length)] ^= (byte) (1 << random.nextInt(8));
                Files.write(file, flipped);
                told += isRightOrTold() ? 0 : 1;
            }
            Files.write(file, whole);
        }
        assertThat(told).isGreaterThan(12);
        assertThat(read()).isEqualTo(truth);
    }

    @Test
    void tellsOfATruncatedOrMissingFile() throws IOException {
        for (Path file : files()) {
            byte[] whole = Files.readAllBytes(file);
            Files.write(file, java.util.Arrays.copyOf(whole, whole.length / 2));
            isRightOrTold();
            if (!file.getFileName().toString().startsWith("segments")) {
                Files.delete(file);
                isRightOrTold();
            }
            Files.write(file, whole);
        }
        assertThat(read()).isEqualTo(truth);
    }

    @Test
    void showsTheCommitBeforeIfTheLastIsGone() throws IOException {
        Files.delete(files().getLast());
        try (LuceneArchive archive = LuceneArchive.open(data).orElseThrow()) {
            assertThat(archive.search("", null, 0).total()).isEqualTo(30);
            assertThat(archive.runs(5)).containsExactly(Stories.run("1"));
        }
    }

    /// A bit of a version number looks like a newer version, which is told too.
    private static final String TOLD =
            "(?s)index damaged: .*nightjar check.*|index .* was written by a newer version of nightjar .*";

    private boolean isRightOrTold() {
        Map<String, Exit> said = new TreeMap<>();
        try {
            assertThat(read()).isEqualTo(truth);
        } catch (Failure e) {
            assertThat(e.getMessage()).matches(TOLD);
            said.put("reader", e.exit());
        }
        try (LuceneStore store = LuceneStoreTest.open(data)) {
            assertThat(store.key()).hasSize(32);
        } catch (Failure e) {
            said.put("writer", e.exit());
        }
        assertThat(said.values()).allMatch(exit -> exit == Exit.INDEX_DAMAGED);
        return said.isEmpty();
    }

    @Test
    void neverBuildsAnewWhereSegmentsHaveLostTheirList() throws IOException {
        for (Path file : files()) {
            if (file.getFileName().toString().startsWith("segments")) {
                Files.delete(file);
            }
        }
        assertThatThrownBy(() -> LuceneStoreTest.open(data)).hasMessageContaining("index damaged");
        assertThatThrownBy(() -> LuceneArchive.open(data)).hasMessageContaining("index damaged");
    }

    @Test
    void leavesANewerIndexAlone() throws IOException {
        try (NIOFSDirectory directory = new NIOFSDirectory(data.resolve("index"));
                IndexWriter writer = new IndexWriter(directory, Index.config())) {
            writer.setLiveCommitData(
                    Map.of(Index.SCHEMA, Integer.toString(Schema.VERSION + 1)).entrySet());
            writer.commit();
        }
        List<Path> before = files();
        assertThatThrownBy(() -> LuceneStoreTest.open(data))
                .hasMessageContaining("newer version of nightjar (schema " + (Schema.VERSION + 1))
                .extracting(e -> ((Failure) e).exit())
                .isEqualTo(Exit.INDEX_DAMAGED);
        assertThatThrownBy(() -> LuceneArchive.open(data)).hasMessageContaining("newer version");
        assertThat(files()).isEqualTo(before);
    }
}
