package dev.nightjar.store.lucene.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.model.Level;
import dev.nightjar.model.Window;
import dev.nightjar.model.event.Occurrence;
import dev.nightjar.model.event.StoredEvent;
import dev.nightjar.store.Counts.Bin;
import dev.nightjar.store.lucene.LuceneArchive;
import dev.nightjar.store.lucene.LuceneStore;
import dev.nightjar.store.lucene.LuceneStoreTest;
import dev.nightjar.store.lucene.text.Stories;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventWalkTest {

    @TempDir
    Path data;

    private final List<Occurrence> told = new Stories(5).next(300);
    private final List<StoredEvent> seen = new ArrayList<>();
    private LuceneArchive archive;

    @BeforeEach
    void fill() {
        try (LuceneStore store = LuceneStoreTest.open(data)) {
            for (int i = 0; i < 3; i++) {
                LuceneStoreTest.add(store, told.subList(i * 100, i * 100 + 100));
                store.commit(List.of(), Stories.run("1"));
            }
        }
        archive = LuceneArchive.open(data).orElseThrow();
    }

    @AfterEach
    void close() {
        archive.close();
    }

    @Test
    void handsOutEveryEventOldestFirst() {
        archive.each("", null, seen::add);
        assertThat(seen).hasSize(told.size()).extracting(StoredEvent::time).isSorted();
        assertThat(seen).extracting(StoredEvent::id).doesNotHaveDuplicates();
    }

    @Test
    void stopsWhenTheSinkHasEnough() {
        archive.each("", null, event -> seen.add(event) && seen.size() < 7);
        assertThat(seen).hasSize(7);
    }

    @Test
    void handsOutWhatBeginsBehindAnOffset() {
        archive.each("", null, seen::add);
        StoredEvent middle = seen.get(150);
        String file = middle.id().substring(0, middle.id().lastIndexOf('-'));
        List<StoredEvent> behind = new ArrayList<>();
        archive.behind("", Map.of(file, middle.byteStart()), behind::add);
        assertThat(behind)
                .containsExactlyElementsOf(seen.stream()
                        .filter(event -> !event.id().startsWith(file + "-") || event.byteStart() >= middle.byteStart())
                        .toList());
        assertThat(behind).contains(middle).hasSizeLessThan(seen.size());
    }

    @Test
    void countsByTimeAndLevel() {
        Instant from = Stories.START.minus(Duration.ofHours(1));
        Window window = new Window(from, from.plus(Duration.ofMinutes(301)));
        List<Bin> bins = archive.histogram("", window, Duration.ofMinutes(30));
        assertThat(bins).hasSize(11);
        for (Bin bin : bins) {
            Window slice = new Window(bin.from(), min(bin.from().plus(Duration.ofMinutes(30)), window.to()));
            List<Occurrence> in = told.stream()
                    .filter(one -> slice.contains(one.event().time()))
                    .toList();
            Map<Level, Long> levels = in.stream()
                    .filter(one -> one.event().record().level() != null)
                    .collect(Collectors.groupingBy(one -> one.event().record().level(), Collectors.counting()));
            assertThat(bin.count()).isEqualTo(in.size());
            assertThat(bin.levels()).isEqualTo(levels);
        }
        assertThat(bins.stream().mapToLong(Bin::count).sum()).isPositive();
    }

    private static Instant min(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
