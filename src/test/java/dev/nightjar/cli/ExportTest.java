package dev.nightjar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.model.Failure.Exit;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Exports, read back by parsers that know nothing of how they were written.
class ExportTest extends Typed {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private static final String LOG = """
            2026-03-04 09:12:44,123 ERROR [main] shop.Till: =HYPERLINK("http://e.example","a, b")
            2026-03-04 09:12:45,123 WARN [main] shop.Till: @SUM(A1) | `x` \u001b]0;t\u0007 \u202e
            2026-03-04 09:12:46,123 ERROR [main] shop.Till: order failed trace_id=0af7651916cd43dd8448eb211c80319c \
            span_id=b7ad6b7169203331
            java.lang.IllegalStateException: no "paper"
            \tat com.acme.Till.print(Till.java:17)
            Caused by: java.io.IOException: empty
            \tat com.acme.Paper.next(Paper.java:4)
            2026-03-04 09:12:47,123 FATAL [main] shop.Till: +drawer, stuck
            """;

    @BeforeEach
    void scan() throws Exception {
        file("nightjar.yaml", "data: " + dir.resolve("data") + "\n");
        file("projects/till.yaml", "logs: ['" + dir + "/logs/*.log']\nids: {trace: trace_id, span: span_id}\n");
        file("logs/app.log", LOG);
        assertThat(run("scan")).isEqualTo(Exit.DONE);
    }

    private List<JsonNode> json(String... args) {
        assertThat(run(args)).isEqualTo(Exit.DONE);
        return printed().stream().map(MAPPER::readTree).toList();
    }

    @Test
    void jsonIsWhatSearchPrintsOldestFirst() {
        List<JsonNode> events = json("export");
        assertThat(events)
                .hasSize(4)
                .extracting(event -> event.get("ts").asString())
                .isSorted();
        List<String> exported = printed();
        run("search", "--json", "till");
        assertThat(exported.reversed()).containsAll(printed());
    }

    @Test
    void ecsHasItsMembersAndOrder() {
        for (JsonNode event : json("export", "--format", "ecs")) {
            assertThat(event.propertyNames().stream().limit(4))
                    .containsExactly("@timestamp", "log.level", "message", "ecs.version");
            assertThat(event.get("log.level").asString()).isLowerCase();
            assertThat(event.get("service.name").asString()).isEqualTo("till");
        }
        JsonNode thrown =
                json("export", "-f", "ecs", "type:IllegalStateException").getFirst();
        assertThat(thrown.get("error.type").asString()).isEqualTo("java.lang.IllegalStateException");
        assertThat(thrown.get("error.message").asString()).isEqualTo("no \"paper\"");
        assertThat(thrown.get("error.stack_trace").asString())
                .contains("\tat com.acme.Till.print(Till.java:17)\nCaused by: java.io.IOException: empty");
        assertThat(thrown.get("trace.id").asString()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
        assertThat(thrown.get("log.origin.file.line").asInt()).isEqualTo(4);
    }

    @Test
    void otelIsOneRequestALineWithNumbersAsTextAndIdsAsHex() {
        for (JsonNode line : json("export", "--format", "otel")) {
            JsonNode resource = line.get("resourceLogs").get(0);
            JsonNode record = resource.get("scopeLogs").get(0).get("logRecords").get(0);
            assertThat(record.get("timeUnixNano").isString()).isTrue();
            assertThat(record.get("timeUnixNano").asString()).matches("17726\\d{14}");
            assertThat(record.get("severityNumber").asInt()).isIn(13, 17, 21);
            assertThat(record.get("body").get("stringValue").isString()).isTrue();
            assertThat(resource.get("resource")
                            .get("attributes")
                            .get(0)
                            .get("key")
                            .asString())
                    .isEqualTo("service.name");
            List<String> keys = new ArrayList<>();
            record.get("attributes").forEach(attribute -> {
                keys.add(attribute.get("key").asString());
                assertThat(attribute.get("value").propertyNames()).hasSize(1).isSubsetOf("stringValue", "intValue");
                assertThat(attribute.get("value").iterator().next().isString()).isTrue();
            });
            assertThat(keys).doesNotHaveDuplicates().contains("nightjar.issue.id", "log.record.uid");
        }
        JsonNode thrown = json("export", "-f", "otel", "type:IllegalStateException")
                .getFirst()
                .at("/resourceLogs/0/scopeLogs/0/logRecords/0");
        assertThat(thrown.get("traceId").asString()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
        assertThat(thrown.get("spanId").asString()).isEqualTo("b7ad6b7169203331");
    }

    @Test
    void gelfKeepsItsRules() {
        for (JsonNode message : json("export", "--format", "gelf")) {
            assertThat(message.get("version").asString()).isEqualTo("1.1");
            assertThat(message.get("host").asString()).isNotEmpty();
            assertThat(message.get("short_message").asString()).isNotEmpty().doesNotContain("\n");
            assertThat(message.get("timestamp").isNumber()).isTrue();
            assertThat(message.get("level").asInt()).isBetween(0, 7);
            for (String name : message.propertyNames()) {
                if (!List.of("version", "host", "short_message", "full_message", "timestamp", "level")
                        .contains(name)) {
                    assertThat(name).matches("_[\\w.\\-]+").isNotEqualTo("_id");
                    assertThat(message.get(name).isString() || message.get(name).isNumber())
                            .isTrue();
                }
            }
        }
        assertThat(printed()).anyMatch(line -> line.contains("\"timestamp\":1772615564.123"));
    }

    @Test
    void csvReadsBackAndHoldsNoFormula() {
        assertThat(run("export", "--format", "csv")).isEqualTo(Exit.DONE);
        List<List<String>> rows = csv(out.toString(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(rows)
                .hasSize(5)
                .allMatch(row -> row.size() == rows.getFirst().size());
        int message = rows.getFirst().indexOf("message");
        assertThat(rows.stream().skip(1).map(row -> row.get(message)))
                .contains("'=HYPERLINK(\"http://e.example\",\"a, b\")", "'+drawer, stuck")
                .anyMatch(text -> text.startsWith("'@SUM(A1)"))
                .noneMatch(text -> text.contains("\u001b") || text.contains("\u202e"));
        assertThat(rows.stream().flatMap(List::stream)).noneMatch(cell -> cell.matches("(?s)[=+\\-@\t\r].*"));
    }

    /// RFC 4180, to the letter.
    private static List<List<String>> csv(String text) {
        List<List<String>> rows = new ArrayList<>();
        var cell = Pattern.compile("(\"(?:[^\"]|\"\")*\"|[^\",\r\n]*)(,|\r\n)").matcher(text);
        List<String> row = new ArrayList<>();
        int end = 0;
        while (cell.find()) {
            assertThat(cell.start()).isEqualTo(end);
            end = cell.end();
            String raw = cell.group(1);
            row.add(raw.startsWith("\"") ? raw.substring(1, raw.length() - 1).replace("\"\"", "\"") : raw);
            if (cell.group(2).equals("\r\n")) {
                rows.add(row);
                row = new ArrayList<>();
            }
        }
        assertThat(end).isEqualTo(text.length());
        return rows;
    }

    @ParameterizedTest
    @ValueSource(strings = {"--events", "--issues"})
    void markdownIsATableThatLogTextCannotBreak(String what) {
        assertThat(run("export", "--format", "markdown", what)).isEqualTo(Exit.DONE);
        long columns = printed().getFirst().chars().filter(c -> c == '|').count();
        assertThat(printed()).hasSize(6).allSatisfy(line -> {
            assertThat(line.replace("\\|", "").chars().filter(c -> c == '|').count())
                    .isEqualTo(columns);
            assertThat(line).doesNotContain("\u001b", "\u202e");
        });
    }

    @Test
    void exportsIssuesInEveryFormat() {
        for (String format : List.of("json", "ecs", "otel", "gelf")) {
            assertThat(json("export", "--issues", "-f", format)).hasSize(4);
        }
        assertThat(json("export", "--issues", "is:new", "level:fatal")).hasSize(1);
        assertThat(run("export", "--issues", "-f", "csv")).isEqualTo(Exit.DONE);
        assertThat(printed().getFirst()).startsWith("id,project,status,level,type,title");
    }

    @Test
    void saysWhatIsWrongAndWhenThereIsNothing() {
        assertThat(run("export", "--format", "ecss")).isEqualTo(Exit.USAGE);
        assertThat(err.toString(java.nio.charset.StandardCharsets.UTF_8)).contains("did you mean 'ecs'");
        assertThat(run("export", "--format", "csv", "unheardof")).isEqualTo(Exit.NOTHING_FOUND);
    }

    @Test
    void histCountsByTimeAndLevel() {
        List<JsonNode> rows = json("hist", "--json", "--by", "1s");
        assertThat(rows).hasSize(4).allMatch(row -> row.get("count").asInt() == 1);
        assertThat(rows.getFirst().get("from").asString()).isEqualTo("2026-03-04T09:12:44Z");
        assertThat(rows.getFirst().get("levels").get("ERROR").asInt()).isEqualTo(1);
        rows = json("hist", "--json", "--by", "1d", "level:error+", "--project", "till");
        assertThat(rows).singleElement().matches(row -> row.get("errors").asInt() == 3);
        assertThat(run("hist", "--project", "tills")).isEqualTo(Exit.USAGE);
        assertThat(run("hist", "--by", "1ms")).isEqualTo(Exit.USAGE);
        assertThat(run("hist", "unheardof")).isEqualTo(Exit.NOTHING_FOUND);
    }
}
