package dev.nightjar.store.lucene.count;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.model.IssueId;
import dev.nightjar.model.Level;
import dev.nightjar.model.Window;
import dev.nightjar.model.event.Event;
import dev.nightjar.model.event.Fingerprint;
import dev.nightjar.model.event.Occurrence;
import dev.nightjar.model.issue.Activity;
import dev.nightjar.model.issue.Issue;
import dev.nightjar.model.log.LogRecord;
import dev.nightjar.model.log.Position;
import dev.nightjar.store.Bounds;
import dev.nightjar.store.Issues.Slice;
import dev.nightjar.store.lucene.LuceneArchive;
import dev.nightjar.store.lucene.LuceneStore;
import dev.nightjar.store.lucene.index.Schema;
import dev.nightjar.store.lucene.text.Stories;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// More issues than the writer may hold: they are written early, forgotten and found again.
@Tag("faults")
class ManyIssuesTest {

    /// Bytes of a heap whose shares hold some hundreds of issues.
    private static final long SMALL = 1_000_000;

    private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");
    private static final Window ALL = new Window(Instant.EPOCH, START.plus(Duration.ofDays(365)));

    @TempDir
    Path data;

    /// What is true of an issue.
    private static final class Truth {
        long count;
        Instant first = Instant.MAX;
        Instant last = Instant.MIN;
        final Set<String> hosts = new TreeSet<>();
        final Set<String> users = new TreeSet<>();
        final Map<Long, Long> hours = new TreeMap<>();

        void see(Occurrence one) {
            Instant time = one.event().time();
            count++;
            first = time.isBefore(first) ? time : first;
            last = time.isAfter(last) ? time : last;
            hosts.add(one.event().record().host());
            users.add(one.event().user());
            hours.merge(Tallies.hour(Schema.micros(time)), 1L, Long::sum);
        }
    }

    private static LuceneStore open(Path folder) {
        return LuceneStore.open(folder, Clock.systemUTC(), false, Bounds.ANY, SMALL);
    }

    /// @param kinds how many different issues; each has its own id and a second that leads to it
    private static Occurrence occurrence(long n, int issue) {
        String message = "could not place word" + issue;
        LogRecord record = new LogRecord(
                Stories.file(0),
                n * 100,
                n * 100 + 99,
                n + 1,
                START.plusSeconds(n * 7 % 500_000),
                Set.of(),
                n % 3 == 0 ? Level.ERROR : Level.WARN,
                "ERROR",
                "com.acme.Order",
                null,
                "web" + (n + issue) % 5,
                null,
                message,
                Map.of(),
                null,
                false);
        List<IssueId> hashes = n % 2 == 0 ? List.of(id(issue), other(issue)) : List.of(other(issue), id(issue));
        return new Occurrence(
                new Event.MessageEvent(record, message, Map.of(), "user" + n % 11, null),
                new Fingerprint("nj1", hashes, List.of(IssueId.of((issue + 1L) * 0xD6E8FEB86659FD93L))),
                "title of " + issue,
                "",
                message,
                List.of(),
                List.of(),
                null);
    }

    private static IssueId id(int issue) {
        return IssueId.of((issue + 1L) * 0x9E3779B97F4A7C15L);
    }

    private static IssueId other(int issue) {
        return IssueId.of((issue + 1L) * 0xBF58476D1CE4E5B9L);
    }

    /// Each issue at first by its own id, so that it has that; later by both.
    private static List<Occurrence> log(int events, int issues, long seed) {
        Random random = new Random(seed);
        List<Occurrence> log = new ArrayList<>();
        for (int n = 0; n < events; n++) {
            log.add(n < issues ? occurrence(2L * n, n) : occurrence(2L * issues + n, random.nextInt(issues)));
        }
        return log;
    }

    private static void feed(LuceneStore store, List<Occurrence> log, Map<IssueId, Truth> truths) {
        for (int from = 0; from < log.size(); from += 200) {
            List<Occurrence> block = log.subList(from, Math.min(log.size(), from + 200));
            List<IssueId> ids = store.assign(block);
            store.add(block, ids, 0);
            for (int i = 0; i < block.size(); i++) {
                truths.computeIfAbsent(ids.get(i), any -> new Truth()).see(block.get(i));
            }
        }
    }

    private void equalsTruth(Map<IssueId, Truth> truths) {
        try (LuceneArchive archive = LuceneArchive.open(data).orElseThrow()) {
            Map<IssueId, Activity> found = new HashMap<>();
            for (Slice slice : archive.slices()) {
                archive.activity(ALL, slice)
                        .forEach(a -> assertThat(found.put(a.issue().id(), a)).isNull());
            }
            assertThat(found.keySet()).isEqualTo(truths.keySet());
            truths.forEach((id, truth) -> {
                Activity activity = found.get(id);
                assertThat(activity.count()).as(id.text()).isEqualTo(truth.count);
                assertThat(activity.users()).isEqualTo(truth.users.size());
                assertThat(activity.hosts()).isEqualTo(truth.hosts);
                assertThat(activity.first()).isEqualTo(truth.first);
                assertThat(activity.last()).isEqualTo(truth.last);
            });
            Window tallied = new Window(START, START.plus(Duration.ofDays(10)));
            Map<IssueId, List<Long>> hourly = archive.hourly(tallied);
            truths.forEach((id, truth) -> {
                List<Long> hours = hourly.get(id);
                truth.hours.forEach((hour, count) -> assertThat(
                                hours.get((int) ((hour - Schema.micros(START)) / Tallies.HOUR)))
                        .isEqualTo(count));
                assertThat(hours.stream().mapToLong(Long::longValue).sum()).isEqualTo(truth.count);
            });
        }
    }

    @Test
    void countsExactlyHoweverOftenIssuesAreForgottenAndComeAgain() {
        Map<IssueId, Truth> truths = new HashMap<>();
        for (int round = 0; round < 2; round++) {
            try (LuceneStore store = open(data)) {
                feed(store, log(1_600, 800, round), truths);
                store.commit(List.of(), Stories.run("run" + round));
                feed(store, log(600, 400, 10 + round), truths);
                store.commit(List.of(), Stories.run("second" + round));
                assertThat(store.newIssues()).isEqualTo(round == 0 ? 800 : 0);
            }
        }
        assertThat(truths).hasSize(800);
        equalsTruth(truths);
        try (LuceneStore store = open(data)) {
            store.prune(Instant.EPOCH, Instant.EPOCH);
            store.commit(List.of(), Stories.run("pruned"));
        }
        equalsTruth(truths);
    }

    @Test
    void keepsTextAndIdsThatLeadToAnIssueFromItsFirstEvent() {
        try (LuceneStore store = open(data)) {
            feed(store, log(2_000, 1_000, 1), new HashMap<>());
            store.commit(List.of(), Stories.run("run"));
        }
        try (LuceneArchive archive = LuceneArchive.open(data).orElseThrow()) {
            for (int issue = 0; issue < 1_000; issue += 37) {
                Issue found = archive.issue(other(issue)).orElseThrow();
                assertThat(found.id()).isEqualTo(id(issue));
                assertThat(found.title()).isEqualTo("title of " + issue);
                assertThat(found.templates()).containsExactly("could not place word" + issue);
                assertThat(found.aliases())
                        .containsExactlyInAnyOrder(
                                other(issue).text(),
                                IssueId.of((issue + 1L) * 0xD6E8FEB86659FD93L).text());
            }
        }
    }

    @Test
    void losesNothingOfTheLastCommitAndKeepsNothingOfWhatWasNot() {
        Map<IssueId, Truth> truths = new HashMap<>();
        List<Occurrence> first = log(1_500, 700, 1);
        List<Occurrence> second = log(1_500, 1_200, 2);
        try (LuceneStore store = open(data)) {
            feed(store, first, truths);
            store.commit(List.of(), Stories.run("run"));
            feed(store, second, new HashMap<>());
        }
        equalsTruth(truths);
        try (LuceneStore store = open(data)) {
            feed(store, second, truths);
            store.commit(List.of(), Stories.run("again"));
        }
        equalsTruth(truths);
    }

    @Test
    void countsTheSameInWhicheverOrder() {
        List<Occurrence> log = log(1_500, 700, 4);
        Map<IssueId, Truth> truths = new HashMap<>();
        try (LuceneStore store = open(data)) {
            feed(store, log.subList(0, 750), truths);
            List<Occurrence> others = new ArrayList<>(log.subList(750, 1_500));
            Collections.shuffle(others, new Random(9));
            feed(store, others, truths);
            store.commit(List.of(), Stories.run("run"));
        }
        equalsTruth(truths);
    }

    @Test
    void takesBackAnEventOfAnIssueThatWasForgotten() {
        Map<IssueId, Truth> truths = new HashMap<>();
        List<Occurrence> log = log(1_500, 1_500, 4);
        try (LuceneStore store = open(data)) {
            feed(store, log, truths);
            Event event = log.getFirst().event();
            store.retract(
                    event.record().file().fileId(),
                    event.record().start(),
                    new Position.Open(event.record().end(), 1, id(0), event.time()));
            store.commit(List.of(), Stories.run("run"));
        }
        truths.remove(id(0));
        try (LuceneArchive archive = LuceneArchive.open(data).orElseThrow()) {
            assertThat(archive.issue(id(0))).isEmpty();
            assertThat(archive.issue(other(0))).isEmpty();
            assertThat(archive.issue(id(1))).isPresent();
        }
        equalsTruth(truths);
    }
}
