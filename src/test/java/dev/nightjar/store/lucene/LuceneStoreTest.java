package dev.nightjar.store.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.model.Failure;
import dev.nightjar.model.IssueId;
import dev.nightjar.model.Window;
import dev.nightjar.model.event.Event;
import dev.nightjar.model.event.Occurrence;
import dev.nightjar.model.event.StoredEvent;
import dev.nightjar.model.issue.Activity;
import dev.nightjar.model.issue.Issue;
import dev.nightjar.model.log.LogRecord;
import dev.nightjar.model.log.Position;
import dev.nightjar.store.Events.Hits;
import dev.nightjar.store.encoded.NamedValues;
import dev.nightjar.store.lucene.index.Schema;
import dev.nightjar.store.lucene.text.Stories;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

public class LuceneStoreTest {

    @TempDir
    Path data;

    public static LuceneStore open(Path data) {
        return LuceneStore.open(data, Clock.systemUTC(), true);
    }

    public static List<IssueId> add(LuceneStore store, List<Occurrence> occurrences) {
        List<IssueId> issues = store.assign(occurrences);
        store.add(occurrences, issues, 1000);
        return issues;
    }

    private void fill(List<Occurrence> occurrences) {
        try (LuceneStore store = open(data)) {
            add(store, occurrences);
            store.commit(List.of(), Stories.run("1"));
        }
    }

    private static String id(Occurrence occurrence) {
        LogRecord record = occurrence.event().record();
        return record.file().fileId() + "-" + Long.toHexString(record.start());
    }

    @Test
    void givesBackEveryFieldOfEveryEvent() {
        List<Occurrence> told = new Stories(1, true).next(300);
        told.set(7, told.get(7).with(new Occurrence.Context(List.of("before"), List.of("after", "later"))));
        fill(told);
        try (LuceneArchive archive = LuceneArchive.open(data).orElseThrow()) {
            for (Occurrence occurrence : told) {
                StoredEvent stored = archive.event(id(occurrence)).orElseThrow();
                Event event = occurrence.event();
                LogRecord record = event.record();
                assertThat(stored)
                        .isEqualTo(new StoredEvent(
                                id(occurrence),
                                occurrence.fingerprint().hashes().getFirst(),
                                "shop",
                                event.time(),
                                record.level(),
                                record.logger(),
                                record.thread(),
                                record.hostOrFiles(),
                                event.message(),
                                occurrence.template(),
                                event.user(),
                                event.ids(),
                                NamedValues.of(event),
                                event.release(),
                                record.file().path().toString(),
                                1000 + record.line(),
                                record.start(),
                                Stories.trace(event),
                                occurrence.context()));
            }
        }
    }

    @Test
    void countsIssuesOverCommits() {
        List<Occurrence> told = new Stories(2).next(400);
        for (int i = 0; i < 4; i++) {
            fill(told.subList(i * 100, i * 100 + 100));
        }
        Map<IssueId, Long> truth = told.stream()
                .collect(Collectors.groupingBy(o -> o.fingerprint().hashes().getFirst(), Collectors.counting()));
        try (LuceneArchive archive = LuceneArchive.open(data).orElseThrow()) {
            truth.forEach((id, count) -> {
                Issue issue = archive.issue(id).orElseThrow();
                assertThat(issue.count()).isEqualTo(count);
                List<Event> events = told.stream()
                        .filter(o -> o.fingerprint().hashes().contains(id))
                        .map(Occurrence::event)
                        .toList();
                assertThat(issue.firstSeen())
                        .isEqualTo(events.stream()
                                .map(Event::time)
                                .min(Instant::compareTo)
                                .get());
                assertThat(issue.lastSeen())
                        .isEqualTo(events.stream()
                                .map(Event::time)
                                .max(Instant::compareTo)
                                .get());
                assertThat(issue.level())
                        .isEqualTo(events.stream()
                                .map(e -> e.record().level())
                                .max(Enum::compareTo)
                                .get());
                assertThat(issue.why()).hasSize(1);
            });
            Hits all = archive.search("", null, 10);
            assertThat(all.total()).isEqualTo(400);
            assertThat(all.events()).hasSize(10);
            Map<IssueId, Long> counted = new HashMap<>();
            all.byIssue().forEach(hits -> counted.put(hits.issue(), hits.count()));
            assertThat(counted).isEqualTo(truth);
        }
    }

    @Test
    void tellsWhatHappenedInAnyWindow() {
        List<Occurrence> told = new Stories(3).next(500);
        fill(told.subList(0, 250));
        fill(told.subList(250, 500));
        try (LuceneArchive archive = LuceneArchive.open(data).orElseThrow()) {
            for (Duration from : List.of(Duration.ZERO, Duration.ofMinutes(45), Duration.ofMinutes(100))) {
                for (Duration length : List.of(
                        Duration.ofMinutes(10), Duration.ofMinutes(45), Duration.ofHours(3), Duration.ofDays(2))) {
                    Window window = new Window(
                            Stories.START.plus(from), Stories.START.plus(from).plus(length));
                    check(archive.activity(window), window, told);
                }
            }
        }
    }

    private static void check(List<Activity> activities, Window window, List<Occurrence> told) {
        Map<IssueId, List<Event>> truth = told.stream()
                .filter(o -> window.contains(o.event().time()))
                .collect(Collectors.groupingBy(
                        o -> o.fingerprint().hashes().getFirst(),
                        Collectors.mapping(Occurrence::event, Collectors.toList())));
        assertThat(activities).extracting(a -> a.issue().id()).containsExactlyInAnyOrderElementsOf(truth.keySet());
        for (Activity activity : activities) {
            List<Event> events = truth.get(activity.issue().id());
            assertThat(activity.count()).isEqualTo(events.size());
            assertThat(activity.users())
                    .isEqualTo(events.stream()
                            .filter(e -> e.user() != null)
                            .map(Event::user)
                            .distinct()
                            .count());
            assertThat(activity.hosts())
                    .isEqualTo(
                            events.stream().map(e -> e.record().hostOrFiles()).collect(Collectors.toSet()));
            assertThat(micros(activity.first()))
                    .isEqualTo(events.stream()
                            .mapToLong(e -> micros(e.time()))
                            .min()
                            .getAsLong());
            assertThat(micros(activity.last()))
                    .isEqualTo(events.stream()
                            .mapToLong(e -> micros(e.time()))
                            .max()
                            .getAsLong());
            assertThat(activity.hourly().stream().mapToLong(Long::longValue).sum())
                    .isLessThanOrEqualTo(events.size());
        }
    }

    private static long micros(Instant time) {
        return Schema.micros(time);
    }

    @Test
    void dropsWhatWasNotCommitted() {
        List<Occurrence> told = new Stories(4).next(100);
        fill(told.subList(0, 50));
        try (LuceneStore store = open(data)) {
            add(store, told.subList(50, 100));
            assertThat(store.events()).isEqualTo(50);
        }
        try (LuceneArchive archive = LuceneArchive.open(data).orElseThrow()) {
            assertThat(archive.search("", null, 0).total()).isEqualTo(50);
        }
    }

    @Test
    void keepsPositionsAndRuns() {
        Position open = new Position(
                "f".repeat(32),
                "p",
                "/x",
                "h",
                Stories.position("", "", 0).identity(),
                5,
                6,
                new Position.Open(99, 3, IssueId.of(77), Stories.START.plusNanos(1)),
                "f",
                "UTF-16LE",
                "r",
                Stories.START,
                new Position.Passed(Stories.START, true));
        try (LuceneStore store = open(data)) {
            byte[] key = store.key();
            assertThat(key).hasSize(32);
            store.commit(List.of(Stories.position("1", "/one", 10), open), Stories.run("1"));
            store.commit(List.of(Stories.position("1", "/moved", 20)), Stories.run("1"));
            store.commit(List.of(), Stories.run("2"));
            assertThat(store.positions()).containsExactlyInAnyOrder(open, Stories.position("1", "/moved", 20));
        }
        try (LuceneArchive archive = LuceneArchive.open(data).orElseThrow()) {
            assertThat(archive.positions()).containsExactlyInAnyOrder(open, Stories.position("1", "/moved", 20));
            assertThat(archive.runs(5)).containsExactly(Stories.run("2"), Stories.run("1"));
            assertThat(archive.runs(1)).containsExactly(Stories.run("2"));
            assertThat(archive.newest()).isEmpty();
        }
    }

    @Test
    void keepsItsKey() {
        byte[] key;
        try (LuceneStore store = open(data)) {
            key = store.key();
        }
        try (LuceneStore store = open(data)) {
            assertThat(store.key()).isEqualTo(key);
        }
    }

    @Test
    void countsAnOpenRecordOnceWhenItGrows() {
        List<Occurrence> told = new Stories(5).next(20);
        Occurrence grown = told.get(3);
        LogRecord record = grown.event().record();
        IssueId issue = grown.fingerprint().hashes().getFirst();
        fill(told);
        long before;
        try (LuceneArchive archive = LuceneArchive.open(data).orElseThrow()) {
            before = archive.issue(issue).orElseThrow().count();
        }
        try (LuceneStore store = open(data)) {
            store.retract(
                    record.file().fileId(),
                    record.start(),
                    new Position.Open(record.end(), 1, issue, grown.event().time()));
            assertThat(store.events()).isEqualTo(-1);
            add(store, List.of(grown));
            store.retract(
                    record.file().fileId(),
                    record.start(),
                    new Position.Open(record.end(), 1, issue, grown.event().time()));
            add(store, List.of(grown));
            store.commit(List.of(), Stories.run("2"));
        }
        try (LuceneArchive archive = LuceneArchive.open(data).orElseThrow()) {
            assertThat(archive.search("", null, 0).total()).isEqualTo(20);
            assertThat(archive.issue(issue).orElseThrow().count()).isEqualTo(before);
            check(
                    archive.activity(new Window(Stories.START, Stories.START.plus(Duration.ofDays(1)))),
                    new Window(Stories.START, Stories.START.plus(Duration.ofDays(1))),
                    told);
        }
    }

    @Test
    void forgetsAnIssueWhoseOnlyEventWasRetracted() {
        Occurrence only = new Stories(6).next();
        IssueId issue = only.fingerprint().hashes().getFirst();
        fill(List.of(only));
        try (LuceneStore store = open(data)) {
            store.retract(
                    only.event().record().file().fileId(),
                    0,
                    new Position.Open(90, 1, issue, only.event().time()));
            store.commit(List.of(), Stories.run("2"));
        }
        try (LuceneArchive archive = LuceneArchive.open(data).orElseThrow()) {
            assertThat(archive.issue(issue)).isEmpty();
            assertThat(archive.activity(new Window(Stories.START, Stories.START.plus(Duration.ofDays(1)))))
                    .isEmpty();
        }
    }

    @Test
    void refusesASecondStore() {
        try (LuceneStore store = open(data)) {
            assertThatThrownBy(() -> open(data))
                    .isInstanceOf(Failure.class)
                    .hasMessageContaining(
                            "another run (pid " + ProcessHandle.current().pid())
                    .extracting(e -> ((Failure) e).exit())
                    .isEqualTo(Failure.Exit.BUSY);
            store.commit(List.of(), Stories.run("1"));
        }
    }

    @Test
    void hasNoArchiveBeforeTheFirstStore() {
        assertThat(LuceneArchive.open(data)).isEmpty();
        open(data).close();
        try (LuceneArchive archive = LuceneArchive.open(data).orElseThrow()) {
            assertThat(archive.search("anything", null, 5).total()).isZero();
            assertThat(archive.activity(Window.until(Stories.START, Duration.ofDays(1))))
                    .isEmpty();
        }
    }
}
