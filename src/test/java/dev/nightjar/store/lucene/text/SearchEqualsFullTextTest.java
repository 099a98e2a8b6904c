package dev.nightjar.store.lucene.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.model.Level;
import dev.nightjar.model.Window;
import dev.nightjar.model.event.Event;
import dev.nightjar.model.event.Occurrence;
import dev.nightjar.model.event.StoredEvent;
import dev.nightjar.model.event.Trace;
import dev.nightjar.model.event.Trace.Thrown;
import dev.nightjar.store.lucene.LuceneArchive;
import dev.nightjar.store.lucene.LuceneStore;
import dev.nightjar.store.lucene.LuceneStoreTest;
import dev.nightjar.store.query.Words;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Hits must be those of the full text of every event, whatever is stored once and whatever with each event.
@Tag("faults")
class SearchEqualsFullTextTest {

    private static final int EVENTS = 300;
    private static final int QUERIES = Integer.getInteger("queries", 300);

    /// A query as typed, and what it means for the full text of an event.
    private record Asked(String typed, Predicate<Event> means) {}

    private final long seed = Long.getLong("seed", new Random().nextLong());
    private final Random random = new Random(seed);
    private final Stories stories = new Stories(seed, true);

    @TempDir
    Path data;

    @Test
    void findsExactlyWhatTheFullTextHas() {
        System.out.println("seed " + seed);
        List<Occurrence> told = new ArrayList<>();
        try (LuceneStore store = LuceneStoreTest.open(data)) {
            for (int commit = 0; commit < 3; commit++) {
                List<Occurrence> some = stories.next(EVENTS / 3);
                LuceneStoreTest.add(store, some);
                store.commit(List.of(), Stories.run("r" + commit));
                told.addAll(some);
            }
        }
        int found = 0;
        try (LuceneArchive archive = LuceneArchive.open(data).orElseThrow()) {
            for (int i = 0; i < QUERIES; i++) {
                Asked asked = query(2);
                Window window = random.nextInt(3) > 0
                        ? null
                        : Window.until(Stories.START.plusSeconds(random.nextInt(40_000)), Duration.ofHours(2));
                Set<String> expected = told.stream()
                        .filter(o -> asked.means.test(o.event()))
                        .filter(o -> window == null || window.contains(o.event().time()))
                        .map(o -> o.event().record().file().fileId() + "-"
                                + Long.toHexString(o.event().record().start()))
                        .collect(Collectors.toCollection(TreeSet::new));
                var hits = archive.search(asked.typed, window, EVENTS);
                Set<String> ids =
                        hits.events().stream().map(StoredEvent::id).collect(Collectors.toCollection(TreeSet::new));
                assertThat(ids).as("seed %d, query %s", seed, asked.typed).isEqualTo(expected);
                assertThat(hits.total()).isEqualTo(expected.size());
                found += Math.min(1, expected.size());
            }
        }
        assertThat(found).as("queries that find something, seed %d", seed).isGreaterThan(QUERIES / 4);
    }

    private Asked query(int depth) {
        if (depth == 0 || random.nextInt(3) == 0) {
            return leaf();
        }
        Asked a = query(depth - 1);
        Asked b = query(depth - 1);
        return switch (random.nextInt(4)) {
            case 0 -> new Asked("(" + a.typed + " OR " + b.typed + ")", a.means.or(b.means));
            case 1 -> new Asked("(NOT " + a.typed + ")", a.means.negate());
            case 2 -> new Asked("(" + a.typed + " -" + b.typed + ")", a.means.and(b.means.negate()));
            default -> new Asked("(" + a.typed + " " + b.typed + ")", a.means.and(b.means));
        };
    }

    private Asked leaf() {
        return switch (random.nextInt(17)) {
            case 0 ->
                field("level", stories.pick(List.of(Level.values())).name().toLowerCase(Locale.ROOT));
            case 1 -> worse(stories.pick(List.of(Level.values())));
            case 2 -> field("user", "uSer" + random.nextInt(9));
            case 3 -> field("id", "r-" + random.nextInt(50));
            case 4 -> field("logger", stories.pick(List.of("com.acme.Pay", "com.acme.Cart", "com.*", "com.acme.?art")));
            case 5 ->
                field("type", stories.pick(List.of("SQLException", "java.io.IOException", "keyerror", "com.acme.P*")));
            case 6 -> prefix(word());
            case 7 -> quoted(part(true), "message:");
            case 8 -> field("host", stories.pick(List.of("node-7", "web1", "web*")));
            case 9 ->
                field(
                        "file",
                        stories.pick(List.of(
                                "Pay.java",
                                "app-1.log",
                                "/var/log/shop/app-2.log",
                                "app*",
                                "Proxy3.java",
                                "acc*.java")));
            case 10 ->
                both(
                        stories.pick(List.of("payment", "order", "timeout")),
                        stories.pick(List.of("user", "order-3", "reset")));
            case 11 -> quoted(part(false), "");
            case 12 -> frame(call());
            case 13 -> frame(stories.pick(List.of("Accessor7", "Proxy3 invoke", "lambda 12", "acme Pay", "e")));
            case 14 -> frames(stories.pick(List.of("acc* invoke", "com.*", "pro*", "accessor?", "zür*", "lambda*")));
            default -> quoted(word(), "");
        };
    }

    /// Some of what an event really says, so that phrases are found: often across the borders of what is stored
    /// apart.
    private String part(boolean messageOnly) {
        Event event = stories.next().event();
        List<String> texts = new ArrayList<>(messages(event));
        if (!messageOnly) {
            texts.addAll(heads(event));
            texts.addAll(trace(event));
        }
        List<String> words = Words.of(stories.pick(texts));
        if (words.isEmpty()) {
            return "nothing";
        }
        int from = random.nextInt(words.size());
        return String.join(" ", words.subList(from, Math.min(words.size(), from + 1 + random.nextInt(4))));
    }

    /// Some of the name of a function that an event called.
    private String call() {
        Trace trace = Stories.trace(stories.next().event());
        List<String> words = trace == null ? List.of() : Words.of(stories.pick(Variants.calls(trace)));
        int from = words.isEmpty() ? 0 : random.nextInt(words.size());
        return words.isEmpty()
                ? "nothing"
                : String.join(" ", words.subList(from, Math.min(words.size(), from + 1 + random.nextInt(3))));
    }

    private static List<String> calls(Event event) {
        Trace trace = Stories.trace(event);
        return trace == null ? List.of() : Variants.calls(trace);
    }

    private static Asked frame(String text) {
        List<String> words = Words.of(text);
        return new Asked(
                "frame:\"" + text + '"',
                event ->
                        calls(event).stream().anyMatch(call -> Collections.indexOfSubList(Words.of(call), words) >= 0));
    }

    /// Every word, or pattern of words, stands in the names of an event's functions.
    private static Asked frames(String patterns) {
        List<String> all = List.of(patterns.split("[ .]")).stream()
                .filter(word -> !word.equals("*"))
                .map(word -> word.replace("*", ".*").replace("?", "."))
                .toList();
        return new Asked(
                "frame:" + patterns.replace(" ", "\\ "),
                event -> all.stream()
                        .allMatch(word -> calls(event).stream()
                                .flatMap(call -> Words.of(call).stream())
                                .anyMatch(each -> each.matches(word))));
    }

    private String word() {
        return random.nextBoolean() ? stories.pick(Stories.WORDS) : part(false).split(" ")[0];
    }

    private static Asked quoted(String text, String field) {
        List<String> words = Words.of(text);
        return new Asked(field + '"' + text + '"', event -> {
            List<String> texts = new ArrayList<>(messages(event));
            if (field.isEmpty()) {
                texts.addAll(trace(event));
                texts.addAll(heads(event));
                if (whole(event).contains(text.toLowerCase(Locale.ROOT))) {
                    return true;
                }
            }
            return texts.stream().anyMatch(t -> Collections.indexOfSubList(Words.of(t), words) >= 0)
                    || words.size() == 1 && named(event, field.isEmpty()).anyMatch(words.getFirst()::equals);
        });
    }

    /// Parts of compound names: in messages, or anywhere.
    private static Stream<String> named(Event event, boolean anywhere) {
        List<String> texts = new ArrayList<>(messages(event));
        if (anywhere) {
            texts.addAll(heads(event));
            texts.addAll(calls(event));
        }
        return texts.stream().flatMap(text -> Words.parts(text).stream());
    }

    /// Words without quotes: all of them, anywhere.
    private static Asked both(String a, String b) {
        return new Asked("(" + a + " " + b + ")", quoted(a, "").means.and(quoted(b, "").means));
    }

    private static Asked prefix(String word) {
        String first = Words.of(word).getFirst();
        String start = first.length() < 2 ? "pay" : first.substring(0, 2);
        return new Asked(start + "*", event -> {
            List<String> texts = new ArrayList<>(messages(event));
            texts.addAll(trace(event));
            return texts.stream().flatMap(t -> Words.of(t).stream()).anyMatch(w -> w.startsWith(start));
        });
    }

    private static Asked worse(Level least) {
        return new Asked(
                "level:" + least + "+",
                event ->
                        event.record().level() != null && event.record().level().atLeast(least));
    }

    private static Asked field(String name, String value) {
        String pattern = value.toLowerCase(Locale.ROOT)
                .replace(".", "\\.")
                .replace("*", ".*")
                .replace("?", ".");
        return new Asked(
                name + ":" + value,
                event -> values(name, event).stream()
                        .anyMatch(v -> v.toLowerCase(Locale.ROOT).matches(pattern)));
    }

    private static List<String> values(String field, Event event) {
        return switch (field) {
            case "level" -> List.of(event.record().level().name());
            case "user" -> event.user() == null ? List.of() : List.of(event.user());
            case "id" -> List.copyOf(event.ids().values());
            case "logger" -> List.of(event.record().logger());
            case "host" -> List.of(event.record().hostOrFiles());
            case "type" ->
                chain(event).stream()
                        .flatMap(t ->
                                List.of(t.type(), t.type().substring(t.type().lastIndexOf('.') + 1)).stream())
                        .toList();
            default -> {
                List<String> files = new ArrayList<>();
                Path log = event.record().file().path();
                files.add(log.toString());
                files.add(log.getFileName().toString());
                chain(event).forEach(t -> t.frames().forEach(f -> files.add(f.file() == null ? "" : f.file())));
                yield files;
            }
        };
    }

    private static List<Thrown> chain(Event event) {
        Trace trace = Stories.trace(event);
        return trace == null ? List.of() : trace.chain();
    }

    private static List<String> messages(Event event) {
        List<String> messages = new ArrayList<>(List.of(event.message()));
        messages.addAll(event.thrownMessages());
        return messages;
    }

    private static List<String> heads(Event event) {
        return chain(event).stream().map(t -> t.type() + ": " + t.message()).toList();
    }

    private static List<String> trace(Event event) {
        Trace trace = Stories.trace(event);
        return trace == null ? List.of() : Variants.texts(trace);
    }

    private static List<String> whole(Event event) {
        List<String> whole = new ArrayList<>();
        event.ids().values().forEach(id -> whole.add(id.toLowerCase(Locale.ROOT)));
        if (event.user() != null) {
            whole.add(event.user().toLowerCase(Locale.ROOT));
        }
        return whole;
    }
}
