package dev.nightjar.store.lucene.regroup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.model.IssueId;
import dev.nightjar.model.Window;
import dev.nightjar.model.event.Fingerprint;
import dev.nightjar.model.event.Occurrence;
import dev.nightjar.model.issue.Activity;
import dev.nightjar.model.issue.Issue;
import dev.nightjar.model.issue.Regrouping;
import dev.nightjar.store.Regrouper;
import dev.nightjar.store.Regrouper.Judged;
import dev.nightjar.store.Regrouper.Way;
import dev.nightjar.store.lucene.Feeder;
import dev.nightjar.store.lucene.LuceneArchive;
import dev.nightjar.store.lucene.LuceneStore;
import dev.nightjar.store.lucene.LuceneStoreTest;
import dev.nightjar.store.lucene.text.Stories;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegroupPlannerTest {

    private static final IssueId ZERO = IssueId.of(1L << 60);
    private static final IssueId ONE = IssueId.of(2L << 60);
    private static final IssueId TWO = IssueId.of(3L << 60);
    private static final IssueId OTHER = IssueId.of(9L << 40);
    private static final Window EVER = new Window(Instant.EPOCH, Instant.parse("2100-01-01T00:00:00Z"));
    private static final Window HOURS =
            new Window(Instant.parse("2026-11-20T00:00:00Z"), Instant.parse("2026-11-22T00:00:00Z"));

    @TempDir
    Path data;

    @BeforeEach
    void feed() {
        feed(data);
    }

    private static void feed(Path into) {
        List<Occurrence> read = new ArrayList<>();
        for (long n = 0; n < 31; n++) {
            read.add(Feeder.occurrence(n));
        }
        try (LuceneStore store = LuceneStoreTest.open(into)) {
            LuceneStoreTest.add(store, read);
            store.commit(List.of(), Stories.run("1"));
        }
    }

    private static Regrouper as(LongFunction<IssueId> hash) {
        return (event, issue) -> {
            long n = event.byteStart() / Feeder.SIZE;
            Occurrence was = Feeder.occurrence(n);
            return new Judged(
                    new Occurrence(
                            was.event(),
                            new Fingerprint("nj1", List.of(hash.apply(n))),
                            was.title(),
                            was.culprit(),
                            was.template(),
                            was.slots(),
                            was.why(),
                            null),
                    "",
                    Way.USUAL);
        };
    }

    private static IssueId usual(long n) {
        return List.of(ZERO, ONE, TWO).get((int) (n % 3));
    }

    private static final Regrouper USUAL = as(RegroupPlannerTest::usual);
    private static final Regrouper FIRST_TWO_AS_ONE = as(n -> n % 3 < 2 ? OTHER : TWO);

    private Regrouping regroup(Regrouper judge) {
        try (LuceneStore store = LuceneStoreTest.open(data)) {
            Regrouping made = store.regroup(judge);
            store.commit(List.of(), Stories.run("2"));
            return made;
        }
    }

    private Map<IssueId, Long> counts(Window window) {
        Map<IssueId, Long> counts = new TreeMap<>();
        try (LuceneArchive archive = LuceneArchive.open(data).orElseThrow()) {
            archive.activity(window)
                    .forEach(activity -> counts.put(activity.issue().id(), activity.count()));
        }
        return counts;
    }

    private Issue issue(IssueId id) {
        try (LuceneArchive archive = LuceneArchive.open(data).orElseThrow()) {
            return archive.issue(id).orElseThrow();
        }
    }

    @Test
    void mergesKeepEveryCountAndOldIdsLeadToTheOneThatGaveMost() {
        Regrouping made = regroup(FIRST_TWO_AS_ONE);
        assertThat(made.groups())
                .containsExactly(new Regrouping.Group(ZERO, "shop", "order failed", Map.of(ZERO, 11L, ONE, 10L)));
        assertThat(made.leads()).isEqualTo(Map.of(ONE, ZERO));
        assertThat(counts(EVER)).isEqualTo(Map.of(ZERO, 21L, TWO, 10L)).isEqualTo(counts(HOURS));
        assertThat(issue(ONE)).isEqualTo(issue(ZERO)).isEqualTo(issue(OTHER));
        assertThat(regroup(FIRST_TWO_AS_ONE).groups()).isEmpty();
    }

    @Test
    void plansTheSameIfOnlyIssuesThatMayChangeAreLookedAt() throws Exception {
        for (Regrouper judge : List.of(USUAL, FIRST_TWO_AS_ONE, as(n -> n % 3 == 0 && n < 16 ? OTHER : usual(n)))) {
            try (var directory = new org.apache.lucene.store.NIOFSDirectory(data.resolve("index"));
                    var reader = org.apache.lucene.index.DirectoryReader.open(directory)) {
                assertThat(new RegroupPlanner(reader, judge, 0).plan())
                        .isEqualTo(new RegroupPlanner(reader, judge, 1000).plan());
            }
        }
    }

    @Test
    void withTheOldRulesTheySplitAgainUnderTheirOldIds() {
        Map<IssueId, Long> before = counts(EVER);
        regroup(FIRST_TWO_AS_ONE);
        assertThat(regroup(USUAL).groups()).hasSize(2);
        assertThat(counts(EVER)).isEqualTo(before).isEqualTo(counts(HOURS));
        assertThat(issue(ONE).aliases()).isEmpty();
        assertThat(regroup(USUAL).groups()).isEmpty();
    }

    @Test
    void whatWasPrunedStillCountsAndGoesWithTheMost() {
        try (LuceneStore store = LuceneStoreTest.open(data)) {
            store.prune(Stories.START.plusSeconds(12), Instant.EPOCH);
            store.commit(List.of(), Stories.run("2"));
        }
        regroup(as(n -> n % 3 == 0 && n < 16 ? OTHER : usual(n)));
        assertThat(counts(EVER))
                .isEqualTo(Map.of(ZERO, 9L, OTHER, 2L, ONE, 10L, TWO, 10L))
                .isEqualTo(counts(HOURS));
        assertThat(issue(ZERO).firstSeen()).isEqualTo(Stories.START);
        assertThat(issue(OTHER).firstSeen()).isEqualTo(Stories.START.plusSeconds(12));
    }

    @Test
    void countsUsersAndFindsEventsAsBefore() {
        regroup(FIRST_TWO_AS_ONE);
        try (LuceneArchive archive = LuceneArchive.open(data).orElseThrow()) {
            assertThat(archive.activity(EVER)).extracting(Activity::users).containsExactly(10L, 10L);
            assertThat(archive.search("seq4", null, 9).events())
                    .extracting(event -> event.issue() + " " + event.message())
                    .containsExactly(ZERO + " order seq4 failed");
        }
    }

    @Test
    void withoutTheCommitNothingHappened() {
        Map<IssueId, Long> before = counts(EVER);
        try (LuceneStore store = LuceneStoreTest.open(data)) {
            assertThat(store.regroup(FIRST_TWO_AS_ONE).groups()).hasSize(1);
        }
        assertThat(counts(EVER)).isEqualTo(before).isEqualTo(counts(HOURS));
        assertThat(issue(ONE).id()).isEqualTo(ONE);
    }

    @Test
    void whatCannotBeJudgedStaysInItsIssueAndIsTold() {
        Regrouper unsure =
                (event, issue) -> new Judged(FIRST_TWO_AS_ONE.of(event, issue).occurrence(), "no field", Way.USUAL);
        Regrouping made = regroup(unsure);
        assertThat(made.groups()).isEmpty();
        assertThat(made.left()).isEqualTo(Map.of("no field", 31L));
    }

    @Test
    void anIdOfAnotherInstallationLeadsToTheSameIssue(@TempDir Path other) {
        feed(other);
        try (LuceneArchive here = LuceneArchive.open(data).orElseThrow();
                LuceneArchive there = LuceneArchive.open(other).orElseThrow()) {
            for (Activity activity : here.activity(EVER)) {
                assertThat(there.issue(activity.issue().id()).orElseThrow().title())
                        .isEqualTo(activity.issue().title());
            }
            assertThat(here.activity(EVER)).hasSize(3);
        }
    }
}
