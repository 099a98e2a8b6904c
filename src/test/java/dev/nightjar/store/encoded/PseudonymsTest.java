package dev.nightjar.store.encoded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.model.IssueId;
import dev.nightjar.model.Window;
import dev.nightjar.model.event.Event;
import dev.nightjar.model.event.Event.MessageEvent;
import dev.nightjar.model.event.Occurrence;
import dev.nightjar.model.event.StoredEvent;
import dev.nightjar.model.issue.Activity;
import dev.nightjar.model.log.LogRecord;
import dev.nightjar.store.lucene.Feeder;
import dev.nightjar.store.lucene.LuceneArchive;
import dev.nightjar.store.lucene.LuceneStore;
import dev.nightjar.store.lucene.LuceneStoreTest;
import dev.nightjar.store.lucene.text.Stories;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PseudonymsTest {

    @TempDir
    Path data;

    private static Occurrence failed(long n, String user, Map<String, String> ids) {
        Occurrence plain = Feeder.occurrence(n);
        LogRecord record = plain.event().record();
        Event event = new MessageEvent(record, plain.event().message(), ids, user, null);
        return new Occurrence(
                event,
                plain.fingerprint(),
                plain.title(),
                plain.culprit(),
                plain.template(),
                plain.slots(),
                plain.why(),
                null);
    }

    private List<IssueId> fill(boolean keep, Occurrence... occurrences) {
        try (LuceneStore store = LuceneStore.open(data, Clock.systemUTC(), keep)) {
            List<IssueId> issues = LuceneStoreTest.add(store, List.of(occurrences));
            store.commit(List.of(), Stories.run("1"));
            return issues;
        }
    }

    private LuceneArchive open() {
        return LuceneArchive.open(data).orElseThrow();
    }

    private boolean stored(String word) throws IOException {
        boolean found = false;
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                found |= bytes.toLowerCase(java.util.Locale.ROOT).contains(word);
            }
        }
        return found;
    }

    @Test
    void storesNoUserByName() throws IOException {
        fill(
                false,
                failed(1, "Zebedee", Map.of("login", "Zebedee", "order", "o-1")),
                failed(2, null, Map.of("user", "Zebedee")));
        assertThat(stored("zebedee")).isFalse();
        try (LuceneArchive archive = open()) {
            List<StoredEvent> all = archive.search("", null, 9).events();
            assertThat(all.toString()).contains("order=o-1").doesNotContainIgnoringCase("zebedee");
            assertThat(all).hasSize(2);
        }
    }

    @Test
    void anIdThatAProgramMadeStaysThoughAUserIsCalledTheSame() {
        fill(false, failed(1, "r-17", Map.of("request", "r-17", "trace", "r-17", "login", "r-17")));
        try (LuceneArchive archive = open()) {
            Map<String, String> ids =
                    archive.search("", null, 1).events().getFirst().ids();
            assertThat(ids).containsEntry("request", "r-17").containsEntry("trace", "r-17");
            assertThat(ids.get("login")).startsWith("u-");
        }
    }

    @Test
    void findsAUserForWhoKnowsTheName() {
        List<IssueId> issues = fill(
                false, failed(1, "Mia", Map.of()), failed(2, "Tom", Map.of()), failed(3, null, Map.of("user", "Mia")));
        try (LuceneArchive archive = open()) {
            List<StoredEvent> found = archive.search("user:mia", null, 9).events();
            assertThat(found).extracting(StoredEvent::byteStart).containsExactly(100L);
            String pseudonym = found.getFirst().user();
            assertThat(pseudonym).matches("u-[0-9a-f]{16}");
            assertThat(archive.search("user:" + pseudonym, null, 9).total()).isEqualTo(1);
            assertThat(archive.search("MIA", null, 9).total()).isEqualTo(2);
            assertThat(archive.lookup("Mia")).containsExactlyInAnyOrder(issues.get(0), issues.get(2));
            assertThat(archive.search("user:" + pseudonym.substring(0, 6) + "*", null, 9)
                            .total())
                    .isEqualTo(1);
        }
    }

    @Test
    void givesEachIndexPseudonymsOfItsOwn() {
        fill(false, failed(1, "Mia", Map.of()));
        String first;
        try (LuceneArchive archive = open()) {
            first = archive.search("", null, 1).events().getFirst().user();
        }
        Path other = data.resolve("other");
        try (LuceneStore store = LuceneStore.open(other, Clock.systemUTC())) {
            LuceneStoreTest.add(store, List.of(failed(1, "Mia", Map.of())));
            store.commit(List.of(), Stories.run("1"));
        }
        try (LuceneArchive archive = LuceneArchive.open(other).orElseThrow()) {
            assertThat(archive.search("", null, 1).events().getFirst().user()).isNotEqualTo(first);
        }
    }

    @Test
    void countsAUserOnceWhetherTheNameWasKeptOrNot() {
        fill(true, failed(1, "Mia", Map.of()), failed(4, "Tom", Map.of()));
        fill(false, failed(7, "Mia", Map.of()), failed(10, "mia", Map.of()));
        Window cut = new Window(Stories.START.minusSeconds(1), Stories.START.plusSeconds(9));
        Window whole = Window.until(Stories.START.plus(Duration.ofDays(1)), Duration.ofDays(3));
        try (LuceneArchive archive = open()) {
            assertThat(archive.activity(cut)).extracting(Activity::users).containsExactly(2L);
            assertThat(archive.activity(whole)).extracting(Activity::users).containsExactly(2L);
            assertThat(archive.search("user:mia", null, 9).total()).isEqualTo(3);
        }
    }

    @Test
    void keepsTheActorOfAnAuditEventAsWritten() {
        fill(false, failed(1, "Mia", Map.of("audit", "masquerade", "actor", "Mia", "target", "Tom")));
        try (LuceneArchive archive = open()) {
            StoredEvent event = archive.audits(Window.until(Stories.START.plusSeconds(60), Duration.ofDays(1)))
                    .getFirst();
            assertThat(event.ids()).containsEntry("actor", "Mia").containsEntry("target", "Tom");
            assertThat(event.user()).startsWith("u-");
        }
    }
}
