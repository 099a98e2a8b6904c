package dev.nightjar.store.lucene.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.model.IssueId;
import dev.nightjar.model.Level;
import dev.nightjar.model.Window;
import dev.nightjar.model.event.Event;
import dev.nightjar.model.event.Fingerprint;
import dev.nightjar.model.event.Occurrence;
import dev.nightjar.model.event.StoredEvent;
import dev.nightjar.model.event.Trace;
import dev.nightjar.model.issue.Activity;
import dev.nightjar.model.log.LogRecord;
import dev.nightjar.model.log.Position;
import dev.nightjar.store.Bounds;
import dev.nightjar.store.lucene.LuceneArchive;
import dev.nightjar.store.lucene.LuceneStore;
import dev.nightjar.store.lucene.text.Stories;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Many events of few issues: what is counted is compared with what was told, what is kept with what may be.
class SpikeTest {

    private static final Instant HOUR = Instant.parse("2026-11-20T10:00:00Z");
    private static final IssueId LOUD = IssueId.of(1L << 60);
    private static final IssueId QUIET = IssueId.of(2L << 60);
    private static final Window DAY = new Window(HOUR.minusSeconds(3600), HOUR.plus(Duration.ofDays(1)));

    @TempDir
    private Path data;

    static Occurrence event(int number, IssueId issue, Instant time, Map<String, String> ids, int trace) {
        String message = "order seq" + number + " failed";
        LogRecord record = new LogRecord(
                Stories.file(0),
                number * 100L,
                number * 100L + 90,
                number + 1,
                time,
                Set.of(),
                Level.ERROR,
                "ERROR",
                "com.acme.Order",
                null,
                null,
                null,
                message,
                Map.of(),
                null,
                false);
        String user = "user" + number % 300;
        Event event = trace == 0
                ? new Event.MessageEvent(record, message, ids, user, null)
                : new Event.ExceptionEvent(record, message, ids, user, null, trace(trace), trace, List.of());
        return new Occurrence(
                event,
                new Fingerprint("nj1", List.of(issue)),
                "order failed",
                "",
                "order <id> failed",
                List.of(new Occurrence.Slot(6, message.length() - 7, "id")),
                List.of(),
                null);
    }

    private static Trace trace(int number) {
        Trace.Frame frame = new Trace.Frame("com.acme", "call" + number, "Order.java", number, 0, null, true, false);
        return new Trace(
                "java", List.of(new Trace.Thrown(Trace.Relation.TOP, "com.acme.Bad", "bad", List.of(frame), 0)));
    }

    private static List<Occurrence> spike(int events) {
        return many(events, n -> event(n, LOUD, HOUR.plusMillis(3_600_000L * n / events), Map.of(), 0));
    }

    static List<Occurrence> many(int events, IntFunction<Occurrence> of) {
        return IntStream.range(0, events).mapToObj(of).toList();
    }

    private LuceneStore open(long perHour) {
        return LuceneStore.open(data, Clock.systemUTC(), true, perHour, 64L << 20);
    }

    private static void add(LuceneStore store, List<Occurrence> some) {
        List<IssueId> issues = store.assign(some);
        store.add(some, issues, 0, store.keep(some, issues));
    }

    private List<StoredEvent> stored(String query) {
        try (LuceneArchive archive = LuceneArchive.open(data).orElseThrow()) {
            List<StoredEvent> all = new ArrayList<>();
            archive.each(query, null, all::add);
            return all;
        }
    }

    private Activity counted(Window window) {
        try (LuceneArchive archive = LuceneArchive.open(data).orElseThrow()) {
            return archive.activity(window, LOUD).orElseThrow();
        }
    }

    @Test
    void aSpikeIsCountedWholeAndASampleOfItKept() {
        List<Occurrence> spike = spike(20_000);
        try (LuceneStore store = open(100)) {
            add(store, spike);
            assertThat(store.thinned().left()).isGreaterThan(19_000);
            assertThat(store.thinned().leftOf()).isEqualTo(1);
            store.commit(List.of(), Stories.run("1"));
        }
        Activity counted = counted(DAY);
        assertThat(counted.count()).isEqualTo(20_000);
        assertThat(counted.users()).isBetween(280L, 320L);
        assertThat(counted.first()).isEqualTo(spike.getFirst().event().time());
        assertThat(counted.last()).isEqualTo(spike.getLast().event().time());
        List<StoredEvent> kept = stored("");
        assertThat(kept).hasSizeBetween(100, 100 + 13 * 8 + 1);
        assertThat(kept.subList(0, 100))
                .extracting(StoredEvent::message)
                .containsExactlyElementsOf(spike.subList(0, 100).stream()
                        .map(each -> each.event().message())
                        .toList());
    }

    @Test
    void whatIsKeptDoesNotDependOnHowTheLogIsCut() {
        List<Occurrence> spike = spike(5_000);
        Random random = new Random(7);
        Set<List<String>> ways = new HashSet<>();
        for (int round = 0; round < 5; round++) {
            data = data.resolve("r" + round);
            try (LuceneStore store = open(160)) {
                for (int from = 0; from < spike.size(); ) {
                    int to = Math.min(spike.size(), from + 1 + random.nextInt(round == 0 ? 5_000 : 700));
                    add(store, spike.subList(from, to));
                    from = to;
                }
                store.commit(List.of(), Stories.run("1"));
            }
            ways.add(stored("").stream().map(StoredEvent::id).sorted().toList());
        }
        assertThat(ways).hasSize(1);
    }

    /// Each commit may keep a sixteenth of the sample before it asks what was counted before.
    @Test
    void runsOfOneHourKeepOneSampleTogether() {
        List<Occurrence> spike = spike(12_000);
        for (int run = 0; run < 12; run++) {
            try (LuceneStore store = open(160)) {
                add(store, spike.subList(1000 * run, 1000 * (run + 1)));
                store.commit(List.of(), Stories.run("run" + run));
            }
        }
        assertThat(counted(DAY).count()).isEqualTo(12_000);
        assertThat(stored("")).hasSizeBetween(160, 160 + 7 * 20 + 11 * 10 + 1);
    }

    @Test
    void aRunThatIsKilledAndComesAgainKeepsTheSameAndCountsOnce() {
        List<Occurrence> spike = spike(4_000);
        try (LuceneStore store = open(160)) {
            add(store, spike.subList(0, 1_500));
            store.commit(List.of(), Stories.run("1"));
        }
        List<List<String>> ways = new ArrayList<>();
        for (boolean killed : new boolean[] {true, false}) {
            try (LuceneStore store = open(160)) {
                add(store, spike.subList(1_500, 4_000));
                ways.add(List.of(Long.toString(store.thinned().left())));
                if (!killed) {
                    store.commit(List.of(), Stories.run("2"));
                }
            }
        }
        assertThat(ways.get(0)).isEqualTo(ways.get(1));
        assertThat(counted(DAY).count()).isEqualTo(4_000);
    }

    @Test
    void everyTraceIsKeptHoweverSeldomItIs() {
        List<Occurrence> spike = many(
                6_000,
                n -> event(n, LOUD, HOUR.plusMillis(500L * n), Map.of(), n > 3000 && n % 173 == 0 ? n % 13 + 2 : 1));
        try (LuceneStore store = open(200)) {
            add(store, spike);
            store.commit(List.of(), Stories.run("1"));
        }
        Set<Integer> told = new TreeSet<>();
        spike.forEach(each -> told.add(line(each.event() instanceof Event.ExceptionEvent e ? e.trace() : null)));
        Set<Integer> kept = stored("").stream().map(each -> line(each.trace())).collect(Collectors.toSet());
        assertThat(told).hasSizeGreaterThan(10);
        assertThat(kept).isEqualTo(told);
        assertThat(stored("")).hasSizeLessThan(400);
    }

    static int line(Trace trace) {
        return trace.chain().getFirst().frames().getFirst().line();
    }

    @Test
    void tracesWithoutAnEndDoNotMakeASpikeLarge() {
        try (LuceneStore store = open(200)) {
            add(store, many(5_000, n -> event(n, LOUD, HOUR.plusMillis(n), Map.of(), n + 1)));
            store.commit(List.of(), Stories.run("1"));
        }
        assertThat(stored("")).hasSizeLessThan(200 + 5 * 25 + 50 + 2);
    }

    @Test
    void eventsOfAuditRulesAndOfOtherIssuesAreAllKept() {
        List<Occurrence> all = new ArrayList<>(spike(3_000));
        all.addAll(many(500, n -> event(10_000 + n, LOUD, HOUR.plusSeconds(n), Map.of("audit", "login"), 0)));
        all.addAll(many(90, n -> event(20_000 + n, QUIET, HOUR.plusSeconds(n), Map.of(), 0)));
        try (LuceneStore store = open(100)) {
            add(store, all);
            store.commit(List.of(), Stories.run("1"));
        }
        assertThat(stored("audit:login")).hasSize(500);
        assertThat(stored("issue:" + QUIET.text())).hasSize(90);
    }

    @Test
    void theNextHourBeginsAnew() {
        List<Occurrence> all = new ArrayList<>(spike(3_000));
        all.addAll(many(100, n -> event(10_000 + n, LOUD, HOUR.plusSeconds(3600 + n), Map.of(), 0)));
        try (LuceneStore store = open(100)) {
            add(store, all);
            store.commit(List.of(), Stories.run("1"));
        }
        Instant next = HOUR.plusSeconds(3600);
        assertThat(stored("").stream().filter(each -> !each.time().isBefore(next)))
                .hasSize(100);
    }

    /// An hour that a window cuts is counted from what is kept.
    @Test
    void aPartOfALoudHourIsEstimatedFromTheSample() {
        try (LuceneStore store = open(400)) {
            add(store, spike(50_000));
            store.commit(List.of(), Stories.run("1"));
        }
        for (int minute : List.of(1, 10, 30, 45, 59)) {
            Instant at = HOUR.plusSeconds(60L * minute);
            long told = 50_000L * minute / 60;
            long before = counted(new Window(HOUR.minusSeconds(60), at)).count();
            long behind = counted(new Window(at, DAY.to())).count();
            assertThat(before).as("before minute " + minute).isBetween((long) (told * 0.97), (long) (told * 1.03));
            assertThat(before + behind).isBetween(49_500L, 50_500L);
        }
    }

    @Test
    void anEventThatIsTakenBackAndComesAgainIsKeptAgain() {
        List<Occurrence> spike = spike(1_000);
        try (LuceneStore store = open(50)) {
            add(store, spike);
            Occurrence last = spike.getLast();
            store.retract(
                    last.event().record().file().fileId(),
                    last.event().record().start(),
                    new Position.Open(1, 1, LOUD, last.event().time()));
            add(store, List.of(last));
            store.commit(List.of(), Stories.run("1"));
        }
        assertThat(counted(DAY).count()).isEqualTo(1_000);
    }

    @Test
    void withoutABoundAllIsKept() {
        try (LuceneStore store = open(Bounds.ANY)) {
            List<Occurrence> spike = spike(3_000);
            BitSet kept = store.keep(spike, store.assign(spike));
            assertThat(kept.cardinality()).isEqualTo(3_000);
        }
    }
}
