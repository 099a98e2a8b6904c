package dev.nightjar.store.issue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.model.IssueId;
import dev.nightjar.model.Window;
import dev.nightjar.model.event.Fingerprint;
import dev.nightjar.model.event.Occurrence;
import dev.nightjar.model.event.StoredEvent;
import dev.nightjar.model.issue.Activity;
import dev.nightjar.model.issue.Issue;
import dev.nightjar.model.issue.Merges;
import dev.nightjar.store.Events.Hits;
import dev.nightjar.store.Events.IssueHits;
import dev.nightjar.store.lucene.LuceneArchive;
import dev.nightjar.store.lucene.LuceneStore;
import dev.nightjar.store.lucene.LuceneStoreTest;
import dev.nightjar.store.lucene.index.InsightTest;
import dev.nightjar.store.lucene.text.Stories;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A merge is seen in everything that is asked, and taking it back leaves nothing.
class MergedTest {

    private static final Window ALL =
            new Window(Stories.START.minus(Duration.ofDays(1)), Stories.START.plus(Duration.ofDays(1)));
    private static final IssueId A = IssueId.of(1L << 60);
    private static final IssueId B = IssueId.of(2L << 60);
    private static final IssueId C = IssueId.of(3L << 60);
    private static final IssueId ALIAS = IssueId.of(4L << 60);
    private static final IssueId NOWHERE = IssueId.of(5L << 60);

    @TempDir
    Path data;

    private final List<Occurrence> told = new ArrayList<>();

    @BeforeEach
    void fill() {
        List<List<IssueId>> of = List.of(List.of(A), List.of(B, ALIAS), List.of(C));
        List<Occurrence> stories = new Stories(17).next(300);
        for (int i = 0; i < stories.size(); i++) {
            told.add(InsightTest.with(stories.get(i), new Fingerprint("nj1", of.get(i % 3))));
        }
        try (LuceneStore store = LuceneStoreTest.open(data)) {
            LuceneStoreTest.add(store, told.subList(0, 150));
            store.commit(List.of(), Stories.run("1"));
            LuceneStoreTest.add(store, told.subList(150, 300));
            store.commit(List.of(), Stories.run("2"));
        }
    }

    private LuceneArchive open(Map<IssueId, IssueId> merges) {
        return LuceneArchive.open(data, new Merges(merges)).orElseThrow();
    }

    private static void assertWhole(LuceneArchive archive, IssueId root, List<Occurrence> events) {
        Issue issue = archive.issue(root).orElseThrow();
        assertThat(issue.count()).isEqualTo(events.size());
        assertThat(issue.firstSeen())
                .isEqualTo(events.stream()
                        .map(o -> o.event().time())
                        .sorted()
                        .toList()
                        .getFirst());
        assertThat(issue.lastSeen())
                .isEqualTo(events.stream()
                        .map(o -> o.event().time())
                        .sorted()
                        .toList()
                        .getLast());
        Activity activity = archive.activity(ALL).stream()
                .filter(a -> a.issue().id().equals(root))
                .findFirst()
                .orElseThrow();
        assertThat(activity.issue()).isEqualTo(issue);
        assertThat(activity.count()).isEqualTo(events.size());
        assertThat(activity.users())
                .isEqualTo(events.stream()
                        .map(o -> o.event().user())
                        .filter(user -> user != null)
                        .distinct()
                        .count());
        assertThat(activity.hosts())
                .isEqualTo(events.stream()
                        .map(o -> o.event().record().hostOrFiles())
                        .collect(Collectors.toSet()));
        assertThat(activity.hourly().stream().mapToLong(Long::longValue).sum()).isEqualTo(events.size());
    }

    private List<Occurrence> of(Set<Integer> thirds) {
        List<Occurrence> events = new ArrayList<>();
        for (int i = 0; i < told.size(); i++) {
            if (thirds.contains(i % 3)) {
                events.add(told.get(i));
            }
        }
        return events;
    }

    @Test
    void sumsWhatTheMembersDid() {
        try (LuceneArchive archive = open(Map.of(B, A))) {
            assertWhole(archive, A, of(Set.of(0, 1)));
            assertWhole(archive, C, of(Set.of(2)));
            assertThat(archive.activity(ALL)).hasSize(2);
            Issue issue = archive.issue(B).orElseThrow();
            assertThat(issue.id()).isEqualTo(A);
            assertThat(new TreeSet<>(issue.aliases())).contains(B.text(), ALIAS.text());
        }
    }

    @Test
    void countsAMergedHourThatTheWindowCutsOnce() {
        Window cut =
                new Window(Stories.START.plus(Duration.ofMinutes(20)), Stories.START.plus(Duration.ofMinutes(100)));
        long truth = of(Set.of(0, 1)).stream()
                .filter(o -> cut.contains(o.event().time()))
                .count();
        try (LuceneArchive archive = open(Map.of(B, A))) {
            assertThat(archive.activity(cut).stream().filter(a -> a.issue().id().equals(A)))
                    .singleElement()
                    .extracting(Activity::count)
                    .isEqualTo(truth);
        }
    }

    @Test
    void findsTheMembersByEveryId() {
        try (LuceneArchive archive = open(Map.of(B, A, C, A))) {
            for (IssueId id : List.of(A, B, C, ALIAS)) {
                Hits hits = archive.search("issue:" + id, null, 300);
                assertThat(hits.byIssue()).containsExactly(new IssueHits(A, 300));
                assertThat(hits.events()).extracting(StoredEvent::issue).containsOnly(A);
                assertThat(archive.lookup(id.shown())).containsExactly(A);
                assertThat(archive.samples(id, 300)).hasSize(300);
            }
            assertThat(archive.timelines(ALL, Set.of(A)))
                    .singleElement()
                    .satisfies(line -> assertThat(line.micros()).hasSize(300));
            assertThat(archive.shared(ALL, 10)).isEmpty();
            assertThat(archive.top("", null, "issue", 3)).hasSize(1);
        }
    }

    @Test
    void understandsAnAliasOfAMemberAndOfTheOneItWentInto() {
        try (LuceneArchive archive = open(Map.of(C, ALIAS))) {
            assertWhole(archive, B, of(Set.of(1, 2)));
        }
        try (LuceneArchive archive = open(Map.of(ALIAS, B))) {
            assertWhole(archive, B, of(Set.of(1)));
        }
    }

    @Test
    void letsAMemberStandInForAnIssueThatIsNotThere() {
        try (LuceneArchive archive = open(Map.of(A, NOWHERE, B, NOWHERE))) {
            assertWhole(archive, A, of(Set.of(0, 1)));
            assertThat(archive.issue(NOWHERE)).isEmpty();
        }
    }

    @Test
    void leavesNothingWhenTakenBack() {
        List<Activity> before;
        try (LuceneArchive archive = open(Map.of())) {
            before = archive.activity(ALL);
        }
        try (LuceneArchive archive = open(Map.of(B, A, C, A))) {
            assertThat(archive.activity(ALL)).hasSize(1);
        }
        try (LuceneArchive archive = open(Map.of())) {
            assertThat(archive.activity(ALL)).isEqualTo(before);
        }
    }
}
