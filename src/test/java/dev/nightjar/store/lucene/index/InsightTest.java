package dev.nightjar.store.lucene.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.model.IssueId;
import dev.nightjar.model.Window;
import dev.nightjar.model.event.Event;
import dev.nightjar.model.event.Event.ExceptionEvent;
import dev.nightjar.model.event.Event.MessageEvent;
import dev.nightjar.model.event.Fingerprint;
import dev.nightjar.model.event.Occurrence;
import dev.nightjar.model.event.StoredEvent;
import dev.nightjar.model.issue.Activity;
import dev.nightjar.model.issue.Tops;
import dev.nightjar.store.Bounds;
import dev.nightjar.store.Counts.Value;
import dev.nightjar.store.Events.SharedId;
import dev.nightjar.store.Issues.Timeline;
import dev.nightjar.store.lucene.LuceneArchive;
import dev.nightjar.store.lucene.LuceneStore;
import dev.nightjar.store.lucene.LuceneStoreTest;
import dev.nightjar.store.lucene.text.Stories;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

public class InsightTest {

    private static final Window ALL =
            new Window(Stories.START.minus(Duration.ofDays(1)), Stories.START.plus(Duration.ofDays(1)));

    @TempDir
    Path data;

    private final List<Occurrence> told = new ArrayList<>(new Stories(11).next(300));
    private LuceneArchive archive;

    /// The same with other ids.
    static Occurrence with(Occurrence of, Map<String, String> ids) {
        Event event = of.event();
        Event other = event instanceof ExceptionEvent e
                ? new ExceptionEvent(
                        e.record(), e.message(), ids, e.user(), e.release(), e.trace(), e.shape(), List.of())
                : new MessageEvent(event.record(), event.message(), ids, event.user(), event.release());
        return new Occurrence(
                other, of.fingerprint(), of.title(), of.culprit(), of.template(), of.slots(), of.why(), of.context());
    }

    public static Occurrence with(Occurrence of, Fingerprint fingerprint) {
        return new Occurrence(
                of.event(), fingerprint, of.title(), of.culprit(), of.template(), of.slots(), of.why(), of.context());
    }

    private static IssueId issue(Occurrence occurrence) {
        return occurrence.fingerprint().hashes().getFirst();
    }

    @BeforeEach
    void fill() {
        for (int i = 0; i < told.size(); i += 30) {
            told.set(i, with(told.get(i), Map.of("audit", "masquerade", "actor", "Mia", "request", "r-7")));
        }
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
    void tellsWhenTheEventsOfEachIssueHappened() {
        Window window = new Window(Stories.START, Stories.START.plus(Duration.ofHours(2)));
        Map<IssueId, List<Long>> truth = new TreeMap<>();
        told.stream()
                .filter(o -> window.contains(o.event().time()))
                .forEach(o -> truth.computeIfAbsent(issue(o), any -> new ArrayList<>())
                        .add(Schema.micros(o.event().time())));
        truth.values().forEach(times -> times.sort(Long::compare));
        List<Timeline> lines = archive.timelines(window, truth.keySet());
        assertThat(lines).extracting(Timeline::issue).containsExactlyElementsOf(truth.keySet());
        for (Timeline line : lines) {
            assertThat(Arrays.stream(line.micros()).boxed().toList()).isEqualTo(truth.get(line.issue()));
            assertThat(line.project()).isEqualTo("shop");
        }
    }

    @Test
    void findsTheIdsOfSeveralIssues() {
        Map<String, List<Occurrence>> byId = told.stream()
                .filter(o -> o.event().ids().containsKey("request"))
                .collect(Collectors.groupingBy(o -> o.event().ids().get("request")));
        List<SharedId> all = archive.shared(ALL, 1000);
        assertThat(all).extracting(SharedId::id).doesNotHaveDuplicates().isSubsetOf(byId.keySet());
        assertThat(all).hasSize((int) byId.values().stream()
                .filter(events ->
                        events.stream().map(InsightTest::issue).distinct().count() > 1)
                .count());
        int before = Integer.MAX_VALUE;
        for (SharedId shared : all) {
            assertThat(shared.events())
                    .extracting(StoredEvent::byteStart)
                    .containsExactlyInAnyOrderElementsOf(byId.get(shared.id()).stream()
                            .map(o -> o.event().record().start())
                            .toList());
            assertThat(shared.events()).extracting(StoredEvent::time).isSorted();
            int issues = (int)
                    shared.events().stream().map(StoredEvent::issue).distinct().count();
            assertThat(issues).isBetween(2, before);
            before = issues;
        }
        assertThat(archive.shared(ALL, 3)).isEqualTo(all.subList(0, 3));
    }

    @Test
    void sharesNothingOutsideOfTheWindow() {
        Window hour = new Window(Stories.START, Stories.START.plus(Duration.ofHours(1)));
        assertThat(archive.shared(hour, 1000))
                .isNotEmpty()
                .allSatisfy(shared -> assertThat(shared.events()).allMatch(event -> hour.contains(event.time())));
        assertThat(archive.shared(new Window(ALL.to(), ALL.to()), 10)).isEmpty();
    }

    @Test
    void listsAuditEventsOldestFirstWithTheActorAsWritten() {
        List<StoredEvent> audits = archive.audits(ALL);
        assertThat(audits).hasSize(10).extracting(StoredEvent::time).isSorted();
        assertThat(audits).allMatch(event -> "Mia".equals(event.ids().get("actor")));
        assertThat(archive.audits(new Window(ALL.from(), Stories.START))).isEmpty();
    }

    @Test
    void keepsAuditEventsForTheirOwnTime() {
        Instant later = Stories.START.plus(Duration.ofDays(1));
        try (LuceneStore store = LuceneStoreTest.open(data)) {
            store.prune(new Bounds(later, Instant.EPOCH, Stories.START, Bounds.ANY, Bounds.ANY));
            store.commit(List.of(), Stories.run("1"));
        }
        try (LuceneArchive pruned = LuceneArchive.open(data).orElseThrow()) {
            assertThat(pruned.audits(ALL)).isEqualTo(archive.audits(ALL));
            assertThat(pruned.search("", null, 0).total()).isEqualTo(10);
        }
        try (LuceneStore store = LuceneStoreTest.open(data)) {
            store.prune(new Bounds(Stories.START, Instant.EPOCH, later, Bounds.ANY, Bounds.ANY));
            store.commit(List.of(), Stories.run("1"));
        }
        try (LuceneArchive pruned = LuceneArchive.open(data).orElseThrow()) {
            assertThat(pruned.audits(ALL)).isEmpty();
        }
    }

    @Test
    void tellsHoursAsActivityDoes() {
        Window window = new Window(Stories.START.minus(Duration.ofMinutes(15)), ALL.to());
        Map<IssueId, List<Long>> hourly = archive.hourly(window);
        List<Activity> active = archive.activity(window);
        assertThat(hourly).hasSameSizeAs(active);
        active.forEach(activity -> assertThat(hourly.get(activity.issue().id())).isEqualTo(activity.hourly()));
    }

    @Test
    void tellsOfOneIssueWhatItTellsOfAll() {
        Window cut = new Window(Stories.START.plusSeconds(1234), Stories.START.plusSeconds(12_345));
        List<Activity> active = archive.activity(cut);
        assertThat(active).isNotEmpty();
        active.forEach(activity ->
                assertThat(archive.activity(cut, activity.issue().id())).hasValue(activity));
        assertThat(archive.activity(cut, IssueId.of(99))).isEmpty();
    }

    @Test
    void countsAllTimeAsTalliesDo() {
        Window almost = new Window(Instant.EPOCH.plus(Duration.ofHours(1)), ALL.to());
        Window ever = new Window(Instant.EPOCH, ALL.to());
        List<Activity> all = archive.activity(ever);
        assertThat(all).isNotEmpty();
        List<Activity> truth = archive.activity(almost).stream()
                .map(one -> new Activity(
                        one.issue(), ever, one.count(), one.users(), one.hosts(), one.first(), one.last(), List.of()))
                .toList();
        assertThat(all).isEqualTo(truth);
        Window half = new Window(Instant.EPOCH, Stories.START.plus(Duration.ofHours(1)));
        assertThat(archive.activity(half).stream().mapToLong(Activity::count).sum())
                .isEqualTo(told.stream()
                        .filter(o -> half.contains(o.event().time()))
                        .count());
    }

    @Test
    void countsTheValuesOfAField() {
        distributes("host", o -> o.event().record().hostOrFiles());
        distributes("level", o -> o.event().record().level().name());
        distributes("logger", o -> o.event().record().logger());
        distributes("project", o -> "shop");
        distributes("thread", o -> o.event().record().thread());
        distributes("user", o -> o.event().user());
        distributes("release", o -> o.event().release());
        distributes("request", o -> o.event().ids().get("request"));
        distributes("template", Occurrence::template);
        distributes("message", o -> o.event().message());
        distributes("issue", o -> issue(o).shown());
        distributes("file", o -> o.event().record().file().path().toString());
        assertThat(archive.top("", ALL, "type", 100)).isNotEmpty();
        assertThat(archive.top("", ALL, "frame", 2)).hasSize(2);
        assertThat(archive.top("host:nowhere", null, "host", 2)).isEmpty();
    }

    private void distributes(String field, Function<Occurrence, String> value) {
        Map<String, Long> truth = told.stream()
                .filter(o -> value.apply(o) != null)
                .collect(Collectors.groupingBy(value, Collectors.counting()));
        List<Value> top = archive.top("", null, field, 1000);
        assertThat(top.stream().collect(Collectors.toMap(Value::value, Value::count)))
                .as(field)
                .isEqualTo(truth);
        assertThat(top).extracting(Value::count).isSortedAccordingTo((a, b) -> Long.compare(b, a));
    }

    @Test
    void keepsTheTemplatesThatAnIssueHadFirst() {
        Fingerprint one = new Fingerprint("nj1", List.of(IssueId.of(42L << 50)));
        List<Occurrence> mixed = told.stream().map(o -> with(o, one)).toList().reversed();
        Map<String, Instant> first = new TreeMap<>();
        mixed.forEach(o -> first.merge(o.says(), o.event().time(), (a, b) -> a.isBefore(b) ? a : b));
        Path other = data.resolve("other");
        for (int i = 0; i < 3; i++) {
            try (LuceneStore store = LuceneStoreTest.open(other)) {
                LuceneStoreTest.add(store, mixed.subList(i * 100, i * 100 + 100));
                store.commit(List.of(), Stories.run("1"));
            }
        }
        try (LuceneArchive merged = LuceneArchive.open(other).orElseThrow()) {
            var issue = merged.issue(one.hashes().getFirst()).orElseThrow();
            assertThat(issue.mixed()).isTrue();
            assertThat(issue.templates())
                    .containsExactlyElementsOf(first.entrySet().stream()
                            .sorted(Map.Entry.comparingByValue())
                            .limit(8)
                            .map(Map.Entry::getKey)
                            .toList());
        }
    }

    @Test
    void whatIsOfferedLeadsToTheIssueUnlessItHasOne() {
        IssueId id = IssueId.of(1L << 40);
        IssueId offered = IssueId.of(2L << 40);
        IssueId taken = issue(told.getFirst());
        try (LuceneStore store = LuceneStoreTest.open(data)) {
            LuceneStoreTest.add(
                    store, List.of(with(told.get(1), new Fingerprint("nj1", List.of(id), List.of(offered, taken)))));
            assertThat(store.assign(List.of(with(told.get(2), new Fingerprint("nj1", List.of(offered))))))
                    .containsExactly(id);
            store.commit(List.of(), Stories.run("1"));
        }
        try (LuceneArchive later = LuceneArchive.open(data).orElseThrow()) {
            assertThat(later.lookup(offered.shown())).containsExactly(id);
            assertThat(later.lookup(taken.shown())).containsExactly(taken);
            assertThat(new TreeSet<>(later.issue(id).orElseThrow().aliases())).contains(offered.text());
        }
    }

    @Test
    void topValuesOfAllIssuesAreThoseThatEachWouldGive() {
        Tops tops = archive.tops(ALL, List.of("host", "file", "logger", "template"), 1_000);

        for (Activity activity : archive.activity(ALL)) {
            IssueId id = activity.issue().id();
            for (String field : List.of("host", "file", "logger", "template")) {
                assertThat(tops.of(id, field).stream()
                                .map(value -> new Value(value.value(), value.count()))
                                .toList())
                        .as(field + " of " + id.shown())
                        .isEqualTo(archive.top("issue:" + id.shown(), ALL, field, 1_000));
            }
        }
        assertThat(tops.issues()).isNotEmpty();
    }

    @Test
    void whatStandsInMessagesIsCountedOverAllEventsOfTheWindow() {
        Tops tops = archive.tops(ALL, List.of("host"), 1_000);

        assertThat(tops.slots()).isNotEmpty();
        tops.slots().forEach((id, counted) -> {
            List<StoredEvent> events =
                    archive.search("issue:" + id.shown(), ALL, 100_000).events();
            for (Tops.Slots template : counted) {
                List<String> messages = events.stream()
                        .filter(event -> event.template().equals(template.template()))
                        .map(StoredEvent::message)
                        .toList();
                assertThat(template.events()).as(template.template()).isEqualTo(messages.size());
                for (Tops.Slot slot : template.slots()) {
                    assertThat(slot.values().stream()
                                    .mapToLong(Tops.Value::count)
                                    .sum())
                            .isEqualTo(messages.size());
                    assertThat(slot.different()).isEqualTo(slot.values().size());
                    assertThat(slot.values())
                            .allSatisfy(value -> assertThat(messages.stream()
                                            .filter(message -> message.contains(value.value()))
                                            .count())
                                    .isGreaterThanOrEqualTo(value.count()));
                }
            }
        });
    }

    @Test
    void topValuesOfProjectsAreThoseOfTheirIssuesTogether() {
        Tops tops = archive.tops(ALL, List.of("host", "user"), 1_000);

        for (String project : tops.projects().keySet()) {
            assertThat(tops.of(project, "host").stream()
                            .map(value -> new Value(value.value(), value.count()))
                            .toList())
                    .isEqualTo(archive.top("project:" + project, ALL, "host", 1_000));
        }
        assertThat(tops.projects().keySet())
                .isEqualTo(archive.activity(ALL).stream()
                        .map(activity -> activity.issue().project())
                        .collect(Collectors.toSet()));
    }

    @Test
    void aUserOfSeveralIssuesCountsOnce() {
        Map<String, Long> users = archive.users(ALL);

        assertThat(users.get(""))
                .isEqualTo(told.stream()
                        .map(occurrence -> occurrence.event().user())
                        .filter(java.util.Objects::nonNull)
                        .distinct()
                        .count());
        for (Activity activity : archive.activity(ALL)) {
            assertThat(users.getOrDefault(activity.issue().project(), 0L)).isBetween(activity.users(), users.get(""));
        }
    }

    @Test
    void samplesDoNotDependOnHowEventsLieInTheIndex(@TempDir Path other) {
        List<Occurrence> one = told.stream()
                .map(each -> with(each, told.getFirst().fingerprint()))
                .toList();
        for (Path dir : List.of(other.resolve("a"), other.resolve("b"))) {
            int at = dir.endsWith("a") ? 300 : 70;
            try (LuceneStore store = LuceneStoreTest.open(dir)) {
                for (int from = 0; from < 300; from += at) {
                    LuceneStoreTest.add(store, one.subList(from, Math.min(300, from + at)));
                    store.commit(List.of(), Stories.run("1"));
                }
            }
        }
        IssueId id = issue(told.getFirst());
        assertThat(sampled(other.resolve("a"), id)).hasSize(9).isEqualTo(sampled(other.resolve("b"), id));
    }

    private static List<String> sampled(Path dir, IssueId id) {
        try (LuceneArchive archive = LuceneArchive.open(dir).orElseThrow()) {
            return archive.samples(id, 9).stream().map(StoredEvent::id).toList();
        }
    }
}
