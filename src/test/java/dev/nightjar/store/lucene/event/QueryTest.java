package dev.nightjar.store.lucene.event;

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
import dev.nightjar.model.log.LogRecord;
import dev.nightjar.store.lucene.LuceneArchive;
import dev.nightjar.store.lucene.LuceneStore;
import dev.nightjar.store.lucene.LuceneStoreTest;
import dev.nightjar.store.lucene.index.Index;
import dev.nightjar.store.lucene.index.Patience;
import dev.nightjar.store.lucene.text.Stories;
import dev.nightjar.store.query.IssueProperties;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Conditions on issues, times and kinds of ids in queries; what makes a query too dear.
class QueryTest {

    private static final IssueId PAY = IssueId.of(1L << 60);
    private static final IssueId CART = IssueId.of(5L << 58);

    @TempDir
    Path data;

    private final List<String> asked = new ArrayList<>();

    private final IssueProperties properties = new IssueProperties() {
        @Override
        public Set<String> names() {
            return Set.of("is", "seen", "age", "has");
        }

        @Override
        public Set<IssueId> issues(String name, String value) {
            asked.add(name + "=" + value);
            return switch (value) {
                case "new", ">100", "-24h", "[1 TO 5}" -> Set.of(PAY);
                case "muted" -> Set.of(CART);
                case "none" -> Set.of();
                default -> throw new Failure(Failure.Exit.USAGE, "no value '" + value + "'");
            };
        }

        @Override
        public Window time(String value) {
            asked.add("time=" + value);
            return value.startsWith("<")
                    ? new Window(Instant.EPOCH, Stories.START.plusSeconds(60))
                    : new Window(Stories.START.plusSeconds(60), Instant.MAX);
        }
    };

    @BeforeEach
    void store() {
        try (LuceneStore store = LuceneStoreTest.open(data)) {
            LuceneStoreTest.add(
                    store,
                    List.of(
                            said(PAY, 0, "card refused", Map.of("request", "r-1", "order", "4711"), "mia"),
                            said(CART, 100, "cart is empty", Map.of("trace", "r-1"), null)));
            store.commit(List.of(), Stories.run("r"));
        }
    }

    private static Occurrence said(IssueId issue, long start, String message, Map<String, String> ids, String user) {
        LogRecord record = new LogRecord(
                Stories.file(0),
                start,
                start + 100,
                1,
                Stories.START.plusSeconds(start),
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
                new Event.MessageEvent(record, message, ids, user, user == null ? null : "2.4.1"),
                new Fingerprint("nj1", List.of(issue)),
                message,
                "",
                message,
                List.of(),
                List.of(),
                null);
    }

    private String found(String query) {
        try (LuceneArchive archive = LuceneArchive.open(data).orElseThrow()) {
            archive.know(properties);
            return archive.search(query, null, 9).events().stream()
                    .map(StoredEvent::message)
                    .map(message -> message.split(" ")[0])
                    .collect(Collectors.joining(" "));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "is:new, card",
        "NOT is:new, cart",
        "is:(new OR muted) empty, cart",
        "is:new OR empty, cart card",
        "-is:muted seen:>100, card",
        "(age:-24h), card",
        "seen:[1 TO 5}, card",
        "is:none, ''",
        "time:>\"2026-11-22 09:30\", cart",
        "since:09:30, cart",
        "until:@1763769600.5, card",
        "time:[2026-11-01 TO 2026-11-05T10:00:00+01:00], cart",
        "has:user, card",
        "has:release, card",
        "has:id, cart card",
        "has:request, card",
        "has:trace, ''",
        "NOT has:user, cart",
        "id:r-1, cart card",
        "request:r-1, card",
        "request:R-1, card",
        "trace:r-1, cart",
        "trace:r-*, cart card",
        "\"is:new\", ''"
    })
    void asksForIssuesTimesAndKindsOfIds(String query, String messages) {
        assertThat(found(query)).isEqualTo(messages);
    }

    @Test
    void handsOverValuesAsTheyWereWritten() {
        found("seen:>100 age:-24h time:>\"2026-11-22 09:30\" since:2h seen:[1 TO 5}");
        assertThat(asked)
                .containsExactly("seen=>100", "age=-24h", "time=>2026-11-22 09:30", "time=>=2h", "seen=[1 TO 5}");
    }

    @Test
    void findsAnEventByItsId() {
        try (LuceneArchive archive = LuceneArchive.open(data).orElseThrow()) {
            String id = archive.search("card", null, 1).events().getFirst().id();
            assertThat(archive.search("event:" + id, null, 1).total()).isEqualTo(1);
            assertThat(archive.search("cart event:" + id, null, 1).total()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "is:neww                     | 3  | no value 'neww'",
                "card is:new is:neww         | 15 | no value 'neww'",
                "http is:new level:loud      | 18 | no level 'loud'",
                "isnt:new                    | 0  | no field 'isnt', and no event has a value of that name, did you mean 'is'?",
                "a/b/c seen:>x age:-24h      | 11 | no value '>x'",
                "seen:>100 AND               | 13 | it ends too early",
                "seen:[1 TO 6] card          | 0  | no value",
                "has:pets                    | 4  | no value 'pets'",
                "event:zz                    | 6  | no event id 'zz'",
                "is:ne*                      | 3  | no value 'ne*'",
                "is:new~1                    | 3  | no value 'new~1'",
                "has:us*                     | 4  | no value 'us*'",
                "card has:[a TO b]           | 5  | no value"
            })
    void marksThePlaceBelowTheQuery(String query, int column, String what) {
        assertThatThrownBy(() -> found(query))
                .isInstanceOf(Failure.class)
                .hasMessageStartingWith("query, column " + (column + 1) + ": " + what)
                .hasMessageEndingWith("\n    " + query + "\n    " + " ".repeat(column) + "^");
    }

    @Test
    void marksThePlaceInALongQueryWithinItsSurroundingsAndShowsControlsAsWritten() {
        assertThatThrownBy(() -> found("w ".repeat(300) + "\u001b\u001b levl:x " + "w ".repeat(100)))
                .satisfies(e -> {
                    List<String> lines = e.getMessage().lines().toList();
                    assertThat(lines.get(1)).contains("\\x1b").endsWith("…").hasSizeLessThan(140);
                    assertThat(lines.get(1).substring(lines.get(2).indexOf('^')).startsWith("levl:"))
                            .isTrue();
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"*d", "?d?", "c*", "user:*a", "id:*"})
    void refusesWildcardsWithLessThanTwoCharactersBeside(String query) {
        if (query.equals("id:*")) {
            assertThat(found(query)).isEqualTo("cart card");
        } else {
            assertThatThrownBy(() -> found(query)).hasMessageContaining("at least 2 characters");
        }
    }

    @Test
    void refusesWhatIsTooDear() {
        assertThatThrownBy(() -> found("x".repeat(1025))).hasMessageContaining("too long");
        assertThatThrownBy(() -> found("ca" + "?*".repeat(500))).hasMessageContaining("too many wildcards");
        assertThatThrownBy(() -> found("\"card refused\"~51")).hasMessageContaining("at most 50 apart");
        String clauses = IntStream.range(0, 511).mapToObj(i -> "x").collect(Collectors.joining(" "));
        assertThat(found(clauses)).isEmpty();
        assertThat(found("/(c+)+rd/")).isEmpty();
        assertThatThrownBy(() -> found("(".repeat(1000))).isInstanceOf(Failure.class);
    }

    @Test
    void endsASearchThatTakesTooLong() throws Exception {
        try (DirectoryReader reader = DirectoryReader.open(FSDirectory.open(data.resolve(Index.FOLDER)))) {
            EventBlocks blocks = new EventBlocks(reader);
            Patience hasty = Patience.of(0);
            assertThatThrownBy(() -> blocks.each(Condition.ALL, hasty, segment -> (number, block, rows) -> {}))
                    .isInstanceOf(Failure.class)
                    .hasMessageContaining("takes longer");
            blocks.each(Condition.ALL, Patience.of(60_000), segment -> (number, block, rows) -> {});
        }
    }
}
