package dev.nightjar.store.lucene.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.model.IssueId;
import dev.nightjar.model.Run.Thinned;
import dev.nightjar.model.Window;
import dev.nightjar.model.event.Occurrence;
import dev.nightjar.model.event.StoredEvent;
import dev.nightjar.model.issue.Activity;
import dev.nightjar.store.Bounds;
import dev.nightjar.store.issue.LongMap;
import dev.nightjar.store.lucene.LuceneArchive;
import dev.nightjar.store.lucene.LuceneStore;
import dev.nightjar.store.lucene.index.Index;
import dev.nightjar.store.lucene.text.Stories;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.lucene.index.SegmentCommitInfo;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What stays when there is too much: the truth is what was told, and a level that is found one by one.
class ThinningTest {

    private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");
    private static final Window ALL = new Window(START, START.plus(Duration.ofDays(40)));
    private static final int ISSUES = 40;

    @TempDir
    private Path data;

    private final List<Occurrence> told = new ArrayList<>();

    private static IssueId issue(int number) {
        return IssueId.of((number + 1L) << 50);
    }

    /// Issue `n` has about `4000 / (n + 1)` events in 30 days, of seven traces, the last of them seldom.
    private void fill() {
        Random random = new Random(11);
        int number = 0;
        for (int n = 0; n < ISSUES; n++) {
            for (int i = 0; i < 4_000 / (n + 1); i++) {
                Instant time = START.plusMillis((long) (random.nextDouble() * 30 * 86_400_000));
                int trace = n % 2 == 1 ? 0 : i % 500 == 499 ? 7 : 1 + random.nextInt(6);
                told.add(SpikeTest.event(number++, issue(n), time, Map.of(), trace));
            }
        }
        told.sort((a, b) -> a.event().time().compareTo(b.event().time()));
        try (LuceneStore store = open()) {
            for (int from = 0; from < told.size(); from += 2_500) {
                List<Occurrence> some = told.subList(from, Math.min(told.size(), from + 2_500));
                store.add(some, store.assign(some), 0);
                store.commit(List.of(), Stories.run("fill"));
            }
        }
    }

    private LuceneStore open() {
        return LuceneStore.open(data, Clock.systemUTC(), true, Bounds.ANY, 64L << 20);
    }

    private Thinned prune(long bytes, long perIssue) {
        try (LuceneStore store = open()) {
            Thinned thinned = store.prune(new Bounds(START, START, START, bytes, perIssue));
            store.commit(List.of(), Stories.run("fill"));
            return thinned;
        }
    }

    private List<StoredEvent> stored() {
        try (LuceneArchive archive = LuceneArchive.open(data).orElseThrow()) {
            List<StoredEvent> all = new ArrayList<>();
            archive.each("", null, all::add);
            return all;
        }
    }

    private List<Activity> counted() {
        try (LuceneArchive archive = LuceneArchive.open(data).orElseThrow()) {
            return archive.activity(ALL);
        }
    }

    /// Bytes of the files of the newest commit.
    private long bytes() {
        try (Directory directory = FSDirectory.open(data.resolve(Index.FOLDER))) {
            long bytes = 0;
            for (SegmentCommitInfo segment : SegmentInfos.readLatestCommit(directory)) {
                bytes += segment.sizeInBytes();
            }
            return bytes;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Map<IssueId, Long> byIssue(List<StoredEvent> of) {
        return of.stream().collect(Collectors.groupingBy(StoredEvent::issue, TreeMap::new, Collectors.counting()));
    }

    private Map<IssueId, Long> toldByIssue() {
        return told.stream()
                .collect(Collectors.groupingBy(
                        each -> each.fingerprint().hashes().getFirst(), TreeMap::new, Collectors.counting()));
    }

    @Test
    void anIssueKeepsAsManyEventsAsItMayAndAllCountsStay() {
        fill();
        List<Activity> before = counted();
        Thinned thinned = prune(Bounds.ANY, 300);
        Map<IssueId, Long> expected = new TreeMap<>(toldByIssue());
        expected.replaceAll((issue, count) -> Math.min(300, count));
        assertThat(byIssue(stored())).isEqualTo(expected);
        long loud = toldByIssue().values().stream().filter(count -> count > 300).count();
        long gone = told.size()
                - expected.values().stream().mapToLong(Long::longValue).sum();
        assertThat(thinned).isEqualTo(new Thinned(0, 0, gone, loud));
        assertThat(thinned.told())
                .containsExactly(String.format("%,d events of %d issues thinned, counts stay", gone, loud));
        assertThat(counted()).isEqualTo(before);
    }

    @Test
    void theOldestAndSamplesOfEachDayAndTraceStayThenTheNewest() {
        fill();
        List<StoredEvent> before = stored();
        prune(Bounds.ANY, 300);
        List<StoredEvent> after = stored();
        for (int n = 0; n < 4; n++) {
            IssueId issue = issue(n);
            List<StoredEvent> were = of(before, issue);
            List<StoredEvent> are = of(after, issue);
            assertThat(were).containsAll(are);
            assertThat(are.getFirst()).isEqualTo(were.getFirst());
            assertThat(days(are)).isEqualTo(days(were));
            assertThat(traces(are)).isEqualTo(traces(were));
            int samples = days(were).size() + traces(were).size() + 2;
            int newest = 300 - samples;
            assertThat(are.subList(300 - newest, 300)).isEqualTo(were.subList(were.size() - newest, were.size()));
        }
    }

    private static List<StoredEvent> of(List<StoredEvent> all, IssueId issue) {
        return all.stream().filter(each -> each.issue().equals(issue)).toList();
    }

    private static Set<LocalDate> days(List<StoredEvent> of) {
        return of.stream()
                .map(each -> LocalDate.ofInstant(each.time(), ZoneOffset.UTC))
                .collect(Collectors.toSet());
    }

    private static Set<Integer> traces(List<StoredEvent> of) {
        return of.stream()
                .map(each -> each.trace() == null ? 0 : SpikeTest.line(each.trace()))
                .collect(Collectors.toSet());
    }

    @Test
    void theIndexComesBelowItsSizeByWhatLoudIssuesLose() {
        fill();
        List<Activity> before = counted();
        long size = bytes() * 2 / 3;
        Thinned thinned = prune(size, Bounds.ANY);
        assertThat(bytes()).isLessThanOrEqualTo(size).isGreaterThan(size / 2);
        Map<IssueId, Long> kept = byIssue(stored());
        long level = kept.values().stream().mapToLong(Long::longValue).max().orElseThrow();
        toldByIssue().forEach((issue, count) -> assertThat(kept.get(issue)).isEqualTo(Math.min(level, count)));
        assertThat(thinned.gone()).isEqualTo(told.size() - stored().size());
        assertThat(counted()).isEqualTo(before);
    }

    @Test
    void twiceIsOnce() {
        fill();
        long size = bytes() * 2 / 3;
        prune(size, 500);
        List<StoredEvent> after = stored();
        assertThat(prune(size, 500).isNone()).isTrue();
        assertThat(stored()).isEqualTo(after);
    }

    @Test
    void theSameIndexIsThinnedInTheSameWay() {
        fill();
        Path first = data;
        prune(Bounds.ANY, 200);
        List<String> one = stored().stream().map(StoredEvent::id).toList();
        data = first.resolve("again");
        told.clear();
        fill();
        prune(Bounds.ANY, 200);
        assertThat(stored().stream().map(StoredEvent::id).toList()).isEqualTo(one);
    }

    @Test
    void whatWasThinnedWithoutACommitIsStillThere() {
        fill();
        List<StoredEvent> before = stored();
        try (LuceneStore store = open()) {
            assertThat(store.prune(new Bounds(START, START, START, Bounds.ANY, 100))
                            .gone())
                    .isGreaterThan(5_000);
        }
        assertThat(stored()).isEqualTo(before);
    }

    @Test
    void someEventsOfEachIssueStayHoweverLittleRoomThereIs() {
        fill();
        prune(1, Bounds.ANY);
        Map<IssueId, Long> kept = byIssue(stored());
        toldByIssue().forEach((issue, count) -> assertThat(kept.get(issue)).isEqualTo(Math.min(100, count)));
    }

    @Test
    void eventsOfAuditRulesStay() {
        List<Occurrence> audits = SpikeTest.many(
                1_000, n -> SpikeTest.event(n, issue(0), START.plusSeconds(n), Map.of("audit", "login"), 0));
        List<Occurrence> others =
                SpikeTest.many(1_000, n -> SpikeTest.event(5_000 + n, issue(0), START.plusSeconds(n), Map.of(), 0));
        try (LuceneStore store = open()) {
            store.add(audits, store.assign(audits), 0);
            store.add(others, store.assign(others), 0);
            store.commit(List.of(), Stories.run("fill"));
        }
        assertThat(prune(Bounds.ANY, 150)).isEqualTo(new Thinned(0, 0, 850, 1));
        assertThat(stored().stream().filter(each -> each.ids().containsKey("audit")))
                .hasSize(1_000);
        assertThat(stored()).hasSize(1_150);
    }

    @Test
    void theLevelIsTheHighestThatIsEnough() {
        Random random = new Random(3);
        for (int round = 0; round < 200; round++) {
            LongMap counts = new LongMap();
            List<Long> all = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                long count = 1 + (long) Math.pow(10, random.nextDouble() * 5);
                counts.put(i, count);
                all.add(count);
            }
            long surplus = 1 + random.nextInt(100_000);
            long level = Thinning.level(counts, surplus);
            assertThat(level).isGreaterThanOrEqualTo(Bounds.FEWEST);
            if (level > Bounds.FEWEST) {
                assertThat(above(all, level)).isGreaterThanOrEqualTo(surplus);
            }
            assertThat(above(all, level + 1)).isLessThan(surplus);
        }
    }

    private static long above(List<Long> counts, long level) {
        return counts.stream().mapToLong(count -> Math.max(0, count - level)).sum();
    }
}
