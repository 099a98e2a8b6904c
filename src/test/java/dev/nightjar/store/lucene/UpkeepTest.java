package dev.nightjar.store.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.model.Failure;
import dev.nightjar.model.Failure.Exit;
import dev.nightjar.model.event.Occurrence;
import dev.nightjar.store.Diagnosis;
import dev.nightjar.store.Snapshot;
import dev.nightjar.store.Upkeep;
import dev.nightjar.store.lucene.text.Stories;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpkeepTest {

    @TempDir
    Path data;

    private Upkeep upkeep = new LuceneUpkeep(Path.of(""), Clock.systemUTC());

    @BeforeEach
    void fill() {
        upkeep = new LuceneUpkeep(data, Clock.systemUTC());
        List<Occurrence> told = new Stories(4).next(90);
        try (LuceneStore store = LuceneStoreTest.open(data)) {
            for (int i = 0; i < 3; i++) {
                LuceneStoreTest.add(store, told.subList(i * 30, i * 30 + 30));
                store.commit(List.of(), Stories.run("night" + i));
            }
        }
    }

    private long events() {
        try (LuceneArchive archive = LuceneArchive.open(data).orElseThrow()) {
            return archive.search("", null, 0).total();
        }
    }

    private Path newest(String prefix) throws IOException {
        try (Stream<Path> files = Files.list(data.resolve("index"))) {
            return files.filter(file -> file.getFileName().toString().matches(prefix))
                    .sorted()
                    .toList()
                    .getLast();
        }
    }

    private static void flip(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 4;
        Files.write(file, bytes);
    }

    @Test
    void finishesWithTwoCommitsThatAreWhole() {
        Diagnosis found = upkeep.check(true);
        assertThat(found.isWhole()).isTrue();
        assertThat(found.commits()).extracting(Diagnosis.Saved::events).containsExactly(90L, 60L);
        assertThat(found.commits()).extracting(Diagnosis.Saved::run).containsExactly("night2", "night1");
    }

    @Test
    void sawNothingWhereNothingEverWas() throws IOException {
        Diagnosis found = new LuceneUpkeep(Files.createDirectory(data.resolve("new")), Clock.systemUTC()).check(true);
        assertThat(found.isEmpty()).isTrue();
        assertThat(found.isWhole()).isTrue();
    }

    @Test
    void goesBackToTheCommitBeforeIfTheNewestIsDamaged() throws IOException {
        flip(newest("_.*\\.cfs"));
        assertThatThrownBy(this::events).isInstanceOf(Failure.class);
        Diagnosis found = upkeep.check(true);
        assertThat(found.isWhole()).isFalse();
        Diagnosis.Saved before = found.newestWhole().orElseThrow();
        assertThat(before.events()).isEqualTo(60);
        Path aside;
        try (Upkeep.Held held = upkeep.hold()) {
            aside = held.back(before).orElseThrow();
        }
        assertThat(Files.exists(aside.resolve(found.commits().getFirst().name())))
                .isTrue();
        assertThat(events()).isEqualTo(60);
        assertThat(upkeep.check(true).isWhole()).isTrue();
        try (LuceneStore store = LuceneStoreTest.open(data)) {
            LuceneStoreTest.add(store, new Stories(4).next(90).subList(60, 90));
            store.commit(List.of(), Stories.run("night2"));
        }
        assertThat(events()).isEqualTo(90);
    }

    @Test
    void servesAnOlderCommitOnceSomebodyDecidedSo() throws IOException {
        Files.delete(newest("segments_.*"));
        Diagnosis found = upkeep.check(false);
        assertThat(found.problem()).hasValueSatisfying(said -> assertThat(said).contains("newest commit (3"));
        assertThat(found.last()).hasValue("night2");
        try (Upkeep.Held held = upkeep.hold()) {
            assertThat(held.back(found.newestWhole().orElseThrow())).isEmpty();
        }
        assertThat(events()).isEqualTo(60);
        assertThat(upkeep.check(false).isWhole()).isTrue();
    }

    @Test
    void nothingIsWholeWhereASegmentOfAllCommitsIsDamaged() throws IOException {
        try (Stream<Path> files = Files.list(data.resolve("index"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".cfs")).toList()) {
                flip(file);
            }
        }
        Diagnosis found = upkeep.check(false);
        assertThat(found.newestWhole()).isEmpty();
        assertThat(found.commits())
                .allSatisfy(commit -> assertThat(commit.fault().orElseThrow()).contains("checksum failed"));
    }

    @Test
    void takesTheLockToGoBack() {
        try (LuceneStore store = LuceneStoreTest.open(data)) {
            assertThat(store.key()).isNotEmpty();
            assertThatThrownBy(() -> upkeep.hold())
                    .extracting(e -> ((Failure) e).exit())
                    .isEqualTo(Exit.BUSY);
        }
    }

    /// Commits come all the time; each copy is one of them, whole.
    @Test
    void holdsACommitWhileOthersAreWritten(@TempDir Path copies) throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        Thread writer = Thread.ofPlatform().start(() -> {
            Stories stories = new Stories(8);
            try (LuceneStore store = LuceneStoreTest.open(data)) {
                for (int i = 0; !done.get(); i++) {
                    LuceneStoreTest.add(store, stories.next(20));
                    store.commit(List.of(), Stories.run("more" + i));
                }
            }
        });
        try {
            for (int i = 0; i < 12; i++) {
                Path copy = Files.createDirectory(copies.resolve("c" + i));
                try (Snapshot snapshot = upkeep.snapshot().orElseThrow()) {
                    Thread.sleep(60);
                    write(snapshot, copy);
                }
                Diagnosis found = new LuceneUpkeep(copy, Clock.systemUTC()).check(true);
                assertThat(found.isWhole()).as(found.toString()).isTrue();
                assertThat(found.commits().getFirst().events() % 20).isEqualTo(10);
                assertThat(upkeep.check(true).isWhole()).isTrue();
            }
        } finally {
            done.set(true);
            writer.join();
        }
    }

    private static void write(Snapshot snapshot, Path to) throws IOException {
        for (Snapshot.Part part : snapshot.parts()) {
            Path file = to.resolve(part.name());
            Files.createDirectories(file.getParent());
            try (OutputStream out = Files.newOutputStream(file)) {
                snapshot.copy(part, out);
            }
            assertThat(Files.size(file)).isEqualTo(part.bytes());
        }
    }
}
