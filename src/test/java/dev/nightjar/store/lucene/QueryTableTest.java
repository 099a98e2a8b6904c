package dev.nightjar.store.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.model.Failure;
import dev.nightjar.model.IssueId;
import dev.nightjar.model.Level;
import dev.nightjar.model.Window;
import dev.nightjar.model.event.Event;
import dev.nightjar.model.event.Fingerprint;
import dev.nightjar.model.event.Occurrence;
import dev.nightjar.model.log.LogRecord;
import dev.nightjar.store.lucene.text.Stories;
import dev.nightjar.store.query.IssueProperties;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every kind of query, well and badly formed, as in `queries/table.tsv`.
class QueryTableTest {

    /// Texts with signs that mean something in queries.
    private static final List<String> SAID = List.of(
            "foo - bar",
            "GET /api/v1/pay?id=4711&x=y HTTP/1.1 500",
            "C:\\logs\\app.log not found",
            "at com.acme.Pay$Inner.charge(Pay.java:42)",
            "Zürich straße ÅNGSTRÖM 支付失败 payment",
            "emoji 😀 done",
            "key:value pairs a:b [x TO y] {json: 1}",
            "~tilde ^caret *star? !bang",
            "order (4711) \"quoted text\" it's",
            "url https://shop.example.com:8443/a/b?c=d#e",
            "AND OR NOT TO",
            "a && b || c",
            "+plus -minus x+y-z",
            "back\\slash and /slash/");

    private static final IssueProperties PROPERTIES = new IssueProperties() {
        @Override
        public Set<String> names() {
            return Set.of("is", "seen", "age", "has", "owner");
        }

        @Override
        public Set<IssueId> issues(String name, String value) {
            return switch (value) {
                case "new", ">100", "-24h", "[1 TO 5}" -> Set.of(IssueId.of(1L << 58));
                case "muted" -> Set.of(IssueId.of(2L << 58), IssueId.of(3L << 58));
                case "none" -> Set.of();
                default -> throw new Failure(Failure.Exit.USAGE, "no value '" + value + "'");
            };
        }

        @Override
        public Window time(String value) {
            if (value.contains("bad")) {
                throw new Failure(Failure.Exit.USAGE, "no time '" + value + "'");
            }
            Instant border = Stories.START.plusSeconds(60);
            return value.startsWith("<") ? new Window(Instant.EPOCH, border) : new Window(border, Instant.MAX);
        }
    };

    @TempDir
    Path data;

    @Test
    void findsWhatTheTableSays() throws IOException {
        store();
        List<String> different = new ArrayList<>();
        try (LuceneArchive archive = LuceneArchive.open(data).orElseThrow()) {
            archive.know(PROPERTIES);
            for (String row : rows()) {
                int tab = row.indexOf('\t');
                String expected = row.substring(0, tab);
                String query = row.substring(tab + 1).replace("\\t", "\t").replace("\\n", "\n");
                String found = outcome(archive, query);
                if (!(expected.contains(": ") ? found.startsWith(expected) : found.equals(expected))) {
                    different.add(found + " instead of " + expected + " by " + query);
                }
            }
        }
        assertThat(different).isEmpty();
    }

    private static String outcome(LuceneArchive archive, String query) {
        try {
            return Long.toString(archive.search(query, null, 1).total());
        } catch (Failure e) {
            assertThat(e.exit()).isEqualTo(Failure.Exit.USAGE);
            return String.valueOf(e.getMessage()).replaceFirst("^query, column ", "");
        }
    }

    private static List<String> rows() throws IOException {
        try (InputStream table = QueryTableTest.class.getResourceAsStream("/queries/table.tsv")) {
            return new String(table.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(row -> !row.startsWith("#"))
                    .toList();
        }
    }

    private void store() {
        Stories stories = new Stories(7, true);
        try (LuceneStore store = LuceneStoreTest.open(data)) {
            for (int commit = 0; commit < 2; commit++) {
                List<Occurrence> some = new ArrayList<>(stories.next(60));
                for (int i = 0; i < SAID.size(); i++) {
                    some.add(said(commit * 100L + i, SAID.get(i)));
                }
                LuceneStoreTest.add(store, some);
                store.commit(List.of(), Stories.run("r" + commit));
            }
        }
    }

    private static Occurrence said(long number, String message) {
        LogRecord record = new LogRecord(
                Stories.file(3),
                number * 1000,
                number * 1000 + 100,
                number,
                Stories.START.plusSeconds(number),
                Set.of(),
                Level.WARN,
                "WARN",
                "com.acme.Shop",
                "main-1",
                null,
                null,
                message,
                Map.of(),
                null,
                false);
        Map<String, String> ids = Map.of("request", "r-1", "trace", "t/" + number, "order", "a:b");
        return new Occurrence(
                new Event.MessageEvent(record, message, ids, "mia+x", "2.4.1"),
                new Fingerprint("nj1", List.of(IssueId.of((number % 7 + 1) << 58))),
                message,
                "",
                message,
                List.of(),
                List.of(),
                null);
    }
}
