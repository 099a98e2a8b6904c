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
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
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

    /// Lucene would serve the one before, with 30 events and without a word.
    @Test
    void tellsThatTheNewestCommitIsGone() throws IOException {
        Files.delete(files().getLast());
        for (ThrowingCallable opening :
                List.<ThrowingCallable>of(() -> LuceneArchive.open(data), () -> LuceneStoreTest.open(data))) {
            assertThatThrownBy(opening)
                    .hasMessageContaining("its newest commit (2, of run 2) is gone, the one before (1, of run 1)")
                    .hasMessageContaining("nightjar repair")
                    .extracting(e -> ((Failure) e).exit())
                    .isEqualTo(Exit.INDEX_DAMAGED);
        }
    }

    @Test
    void tellsThatTheWholeIndexIsGoneAndMakesNone() throws IOException {
        Files.move(data.resolve("index"), data.resolve("elsewhere"));
        assertThatThrownBy(() -> LuceneArchive.open(data)).hasMessageContaining("it is gone; run 2 wrote it last");
        assertThatThrownBy(() -> LuceneStoreTest.open(data)).hasMessageContaining("it is gone");
        assertThatThrownBy(() -> LuceneArchive.open(data)).hasMessageContaining("it is gone");
    }

    @Test
    void tellsThatItIsAnotherIndex() throws IOException {
        Path other = Files.createTempDirectory(data, "other");
        try (LuceneStore store = LuceneStoreTest.open(other)) {
            store.commit(List.of(), Stories.run("9"));
        }
        Files.move(data.resolve("index"), data.resolve("elsewhere"));
        Files.move(other.resolve("index"), data.resolve("index"));
        assertThatThrownBy(() -> LuceneArchive.open(data)).hasMessageContaining("another index");
    }

    /// As one of an earlier version has none, and a killed run may leave an older one.
    @Test
    void needsNoWordOfTheLastCommitAndTakesAnOlderOne() throws IOException {
        Path last = data.resolve("index.last");
        Files.writeString(last, Files.readString(last).replace(" 2 2", " 1 1"));
        assertThat(read()).isEqualTo(truth);
        Files.writeString(last, "?");
        assertThat(read()).isEqualTo(truth);
        Files.delete(last);
        assertThat(read()).isEqualTo(truth);
        LuceneStoreTest.open(data).close();
    }

    @Test
    void saysWhatToDoWithAnIndexOfAnOlderForm() throws IOException {
        try (NIOFSDirectory directory = new NIOFSDirectory(data.resolve("index"));
                IndexWriter writer = new IndexWriter(directory, Index.config())) {
            writer.setLiveCommitData(
                    Map.of(Index.SCHEMA, Integer.toString(Schema.VERSION - 1)).entrySet());
            writer.commit();
        }
        assertThatThrownBy(() -> LuceneStoreTest.open(data))
                .hasMessageContaining("older version of nightjar (schema " + (Schema.VERSION - 1))
                .hasMessageContaining("nightjar rebuild");
    }

    /// A bit of a version number looks like another version, which is told too.
    private static final String TOLD =
            "(?s)index damaged: .*nightjar check.*|index .* was written by an? (?:newer|older) version of nightjar .*";

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
