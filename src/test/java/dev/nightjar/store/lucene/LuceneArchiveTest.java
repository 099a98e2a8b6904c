package dev.nightjar.store.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.model.Failure;
import dev.nightjar.model.IssueId;
import dev.nightjar.model.Level;
import dev.nightjar.model.Window;
import dev.nightjar.model.event.Event;
import dev.nightjar.model.event.Fingerprint;
import dev.nightjar.model.event.Occurrence;
import dev.nightjar.model.event.StoredEvent;
import dev.nightjar.model.issue.Activity;
import dev.nightjar.model.log.LogRecord;
import dev.nightjar.store.encoded.Hash;
import dev.nightjar.store.encoded.UserSketch;
import dev.nightjar.store.lucene.text.Stories;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LuceneArchiveTest {

    private static final IssueId ISSUE = IssueId.of(1L << 60);
    private static final IssueId OTHER = IssueId.of(5L << 58);
    private static final Window ALL =
            new Window(Stories.START.minusSeconds(900), Stories.START.plus(Duration.ofDays(30)));

    @TempDir
    Path data;

    private long next;

    private Occurrence said(String message, Instant time, IssueId... hashes) {
        long start = 100 * next++;
        LogRecord record = new LogRecord(
                Stories.file(0),
                start,
                start + 100,
                next,
                time,
                Set.of(),
                Level.WARN,
                "WARN",
                "com.acme.Shop",
                null,
                null,
                null,
                message,
                Map.of(),
                null,
                false);
        return new Occurrence(
                new Event.MessageEvent(
                        record,
                        message,
                        Map.of("request", "Req-" + start, "stack_hash", "abc" + start),
                        "user" + start,
                        null),
                new Fingerprint("nj1", List.of(hashes)),
                message,
                "",
                message,
                List.of(),
                List.of(),
                null);
    }

    private void store(List<Occurrence> told) {
        try (LuceneStore store = LuceneStoreTest.open(data)) {
            LuceneStoreTest.add(store, told);
            store.commit(List.of(), Stories.run("r"));
        }
    }

    private LuceneArchive archive() {
        return LuceneArchive.open(data).orElseThrow();
    }

    @Test
    void givesASecondHashOfAnIssueToThatIssue() {
        store(List.of(said("a", Stories.START, ISSUE, OTHER)));
        store(List.of(said("b", Stories.START, IssueId.of(9L << 57), OTHER), said("c", Stories.START, OTHER)));
        try (LuceneArchive archive = archive()) {
            assertThat(archive.issue(OTHER).orElseThrow().id()).isEqualTo(ISSUE);
            assertThat(archive.issue(ISSUE).orElseThrow().count()).isEqualTo(3);
            assertThat(archive.issue(ISSUE).orElseThrow().aliases())
                    .contains(OTHER.text(), IssueId.of(9L << 57).text(), "abc0");
            assertThat(archive.search("issue:" + OTHER.shown(), null, 9).total())
                    .isEqualTo(3);
            assertThat(archive.samples(OTHER, 9)).hasSize(3);
        }
    }

    @Test
    void findsTheIssueOfAnythingPrinted() {
        store(List.of(said("a", Stories.START, ISSUE), said("b", Stories.START, OTHER)));
        try (LuceneArchive archive = archive()) {
            String event = archive.search("b", null, 1).events().getFirst().id();
            assertThat(archive.lookup("req-0")).containsExactly(ISSUE);
            assertThat(archive.lookup("ABC100")).containsExactly(OTHER);
            assertThat(archive.lookup(event.toUpperCase(java.util.Locale.ROOT))).containsExactly(OTHER);
            assertThat(archive.lookup(ISSUE.shown().toLowerCase(java.util.Locale.ROOT)))
                    .containsExactly(ISSUE);
            assertThat(archive.lookup("nothing-like-it")).isEmpty();
            assertThat(archive.event("zz-5")).isEmpty();
        }
    }

    @Test
    void showsTheNewestThenTheFirstThenThoseWithContext() {
        List<Occurrence> told = new ArrayList<>();
        IntStream.range(0, 50).forEach(i -> told.add(said("same", Stories.START.plusSeconds(i), ISSUE)));
        told.set(20, told.get(20).with(new Occurrence.Context(List.of("b"), List.of("a"))));
        store(told);
        try (LuceneArchive archive = archive()) {
            assertThat(archive.samples(ISSUE, 4))
                    .extracting(e -> e.byteStart() / 100)
                    .startsWith(49L, 0L, 20L)
                    .hasSize(4);
            assertThat(archive.samples(ISSUE, 1))
                    .extracting(e -> e.byteStart() / 100)
                    .containsExactly(49L);
            assertThat(archive.samples(ISSUE, 99)).hasSize(50).doesNotHaveDuplicates();
            assertThat(archive.samples(OTHER, 5)).isEmpty();
            assertThat(archive.newest()).contains(Stories.START.plusSeconds(49));
            assertThat(archive.search("same", null, 3).events())
                    .extracting(StoredEvent::time)
                    .containsExactly(
                            Stories.START.plusSeconds(49),
                            Stories.START.plusSeconds(48),
                            Stories.START.plusSeconds(47));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "red fox, true",
        "red NOT dog, true",
        "\"red fox\"~0, true",
        "\"fox red\"~2, true",
        "\"red jumps\", false",
        "\"red jumps\"~1, true",
        "\"red high\"~1, false",
        "jumsp~, true",
        "jumxxps~1, false",
        "[ra TO rf], true",
        "message:{fox TO g}, false",
        "user:*, true",
        "/var/log, false",
        "path\\/to, true",
        "*:*, true",
        "-dog, true",
        "level:warn+ logger:com.acme.*, true",
        "level:error+, false",
        "fox AND (dog OR jumps), true",
        "path/to/file-7, true",
        "jum?s, true",
        "\"to file\", true",
        "frame:Pay, false",
        "level:WARNING, true"
    })
    void understandsLucenesSyntax(String query, boolean found) {
        store(List.of(said("the red fox jumps high over path/to/file-7", Stories.START, ISSUE)));
        try (LuceneArchive archive = archive()) {
            assertThat(archive.search(query, null, 1).total()).isEqualTo(found ? 1 : 0);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "red AND, 8",
        "(red, 5",
        "a/b \"red, 5",
        "levl:error, 1",
        "red level:loud, 11",
        "re* *d, 5",
        "red j*, 5",
        "?x, 1",
        "issue:QQQQQQQQ, 7",
        "level:e*, 7",
        "red http://x, 5"
    })
    void saysWhereAQueryIsWrong(String query, int column) {
        store(List.of());
        try (LuceneArchive archive = archive()) {
            assertThatThrownBy(() -> archive.search(query, null, 1))
                    .isInstanceOf(Failure.class)
                    .hasMessageStartingWith("query, column " + column + ": ")
                    .extracting(e -> ((Failure) e).exit())
                    .isEqualTo(Failure.Exit.USAGE);
        }
    }

    @Test
    void refusesQueriesThatAreMeantToHurt() {
        store(List.of(said("red", Stories.START, ISSUE)));
        try (LuceneArchive archive = archive()) {
            assertThatThrownBy(() -> archive.search("x".repeat(1025), null, 1)).hasMessageContaining("too long");
            String many =
                    IntStream.range(0, 200).mapToObj(i -> "w" + i).collect(java.util.stream.Collectors.joining(" "));
            assertThat(archive.search(many, null, 1).total()).isZero();
            assertThatThrownBy(() -> archive.search("(".repeat(1000), null, 1)).isInstanceOf(Failure.class);
            assertThatThrownBy(() -> archive.search("re" + "?*".repeat(500), null, 1))
                    .hasMessageContaining("too many wildcards");
        }
    }

    @Test
    void prunesEventsBeforeTalliesAndIssuesNever() {
        Instant late = Stories.START.plus(Duration.ofDays(20));
        store(List.of(said("old words", Stories.START, ISSUE), said("new", late, OTHER)));
        store(List.of(said("old words", Stories.START.plusSeconds(9), ISSUE), said("new", late, OTHER)));
        Activity before;
        try (LuceneArchive archive = archive()) {
            before = archive.activity(ALL).stream()
                    .filter(a -> a.issue().id().equals(ISSUE))
                    .findFirst()
                    .orElseThrow();
        }
        try (LuceneStore store = LuceneStoreTest.open(data)) {
            store.prune(Stories.START.plus(Duration.ofDays(1)), Instant.EPOCH);
            store.commit(List.of(), Stories.run("p"));
            LuceneStoreTest.add(store, List.of(said("old words", late, ISSUE)));
            store.commit(List.of(), Stories.run("q"));
        }
        try (LuceneArchive archive = archive()) {
            assertThat(archive.search("old", null, 9).events())
                    .extracting(StoredEvent::message)
                    .containsExactly("old words");
            Window old = new Window(Stories.START, late);
            Activity after = archive.activity(ALL).stream()
                    .filter(a -> a.issue().id().equals(ISSUE))
                    .findFirst()
                    .orElseThrow();
            assertThat(after.count()).isEqualTo(before.count() + 1);
            assertThat(after.users()).isEqualTo(3);
            assertThat(after.hosts()).isEqualTo(before.hosts());
            assertThat(archive.activity(new Window(old.from().minusSeconds(900), old.to())))
                    .hasSize(1);
        }
        try (LuceneStore store = LuceneStoreTest.open(data)) {
            store.prune(late.plusSeconds(1), late.plus(Duration.ofHours(2)));
            store.commit(List.of(), Stories.run("s"));
        }
        try (LuceneArchive archive = archive()) {
            assertThat(archive.activity(ALL)).isEmpty();
            assertThat(archive.issue(ISSUE).orElseThrow().count()).isEqualTo(3);
            assertThat(archive.issue(ISSUE).orElseThrow().firstSeen()).isEqualTo(Stories.START);
        }
    }

    @Test
    void estimatesManyUsers() {
        UserSketch left = new UserSketch();
        UserSketch right = new UserSketch();
        Hash hash = new Hash(new byte[16]);
        for (int i = 0; i < 5000; i++) {
            (i % 2 == 0 ? left : right).add(hash.of("user" + i));
            right.add(hash.of("user" + i % 100));
        }
        UserSketch both = new UserSketch();
        both.add(left);
        both.add(right);
        assertThat(both.estimate()).isBetween(4700L, 5300L);
    }

    @Test
    void hashesAsSipHashDoes() {
        byte[] key = new byte[16];
        byte[] text = new byte[15];
        for (int i = 0; i < 16; i++) {
            key[i] = (byte) i;
            text[Math.min(i, 14)] = (byte) Math.min(i, 14);
        }
        assertThat(new Hash(key).of(text)).isEqualTo(0xa129ca6149be45e5L);
    }
}
