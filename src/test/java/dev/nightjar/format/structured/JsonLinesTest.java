package dev.nightjar.format.structured;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.ProcessorTime;
import dev.nightjar.config.yaml.Problems;
import dev.nightjar.format.Formats;
import dev.nightjar.format.FormatsTest;
import dev.nightjar.model.Level;
import dev.nightjar.model.log.LogRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JsonLinesTest {

    private static final Formats FORMATS = Formats.load(Optional.empty(), FormatsTest.OPENERS, new Problems());

    private static List<LogRecord> atLeastWarn(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        List<LogRecord> records = new ArrayList<>();
        FORMATS.detect(bytes, bytes.length, "auto").scan(FormatsTest.block(bytes), true, Level.WARN, records::add);
        return records;
    }

    private static LogRecord one(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        List<LogRecord> records = FormatsTest.records(FORMATS.detect(bytes, bytes.length, "auto"), text);
        assertThat(records).hasSize(1);
        return records.getFirst();
    }

    @Test
    void aNestedLevelHidesNeitherAHigherNorALowerOne() {
        List<LogRecord> records = atLeastWarn("""
                {"time":"2026-03-04T09:12:44Z","ctx":{"level":"info"},"severity":"ERROR","msg":"a"}
                {"time":"2026-03-04T09:12:45Z","ctx":{"level":"error"},"severity":"INFO","msg":"b"}
                {"time":"2026-03-04T09:12:46Z","ctx":[{"level":"fatal"}],"level":"warn","msg":"c"}
                {"time":"2026-03-04T09:12:47Z","msg":"\\"level\\":\\"error\\"","level":"info"}
                """);
        assertThat(records).extracting(LogRecord::text).containsExactly("a", "c");
        assertThat(records).extracting(LogRecord::level).containsExactly(Level.ERROR, Level.WARN);
    }

    @Test
    void theCauseGoesBehindTheMessage() {
        String begin = "{\"time\":\"2026-03-04T09:12:44Z\",\"level\":\"error\",\"msg\":\"sync failed\",";
        assertThat(one(begin + "\"error\":\"no such table\"}\n").text()).isEqualTo("sync failed: no such table");
        assertThat(one(begin + "\"err\":{\"msg\":\"closed\"}}\n").text()).isEqualTo("sync failed: closed");
        assertThat(one(begin + "\"error_detail\":\"it failed\"}\n").text()).isEqualTo("sync failed: it failed");
        assertThat(one(begin + "\"exception\":\"no such table\"}\n").text()).isEqualTo("sync failed: no such table");
        assertThat(one(begin + "\"exception\":\"a.SyncException: closed\"}\n").text())
                .isEqualTo("sync failed\na.SyncException: closed");
        for (String nothing : List.of("null", "\"\"", "\"<nil>\"", "false", "17", "\"sync failed\"")) {
            assertThat(one(begin + "\"error\":" + nothing + "}\n").text())
                    .as(nothing)
                    .isEqualTo("sync failed");
        }
        LogRecord stacked = one(begin + "\"error\":\"closed\",\"stack\":\"main.run\\n\\t/srv/a.go:7\"}\n");
        assertThat(stacked.text()).isEqualTo("sync failed: closed\nmain.run\n\t/srv/a.go:7");
    }

    @Test
    void aCauseThatIsNotInTheTextIsAField() {
        LogRecord record = one("""
                {"time":"2026-03-04T09:12:44Z","level":"error","msg":"sync failed","error":"closed","err":"reset"}
                """);
        assertThat(record.text()).isEqualTo("sync failed: closed");
        assertThat(record.fields()).containsEntry("err", "reset").doesNotContainKey("error");
    }

    @Test
    void caseAndUnderscoresOfNamesDoNotMatter() {
        LogRecord record = one("{\"TimeStamp\":\"2026-03-04T09:12:44Z\",\"LOG_LEVEL\":\"Error\",\"Msg\":\"no\"}\n");
        assertThat(record.level()).isEqualTo(Level.ERROR);
        assertThat(record.time()).isEqualTo(Instant.parse("2026-03-04T09:12:44Z"));
        assertThat(record.text()).isEqualTo("no");
    }

    @Test
    void anObjectOfAnotherKindIsReadWithTheUsualNames() {
        List<LogRecord> records = atLeastWarn("""
                {"level":30,"time":1772611964123,"pid":7,"hostname":"web-1","msg":"ready"}
                {"level":30,"time":1772611964124,"pid":7,"hostname":"web-1","msg":"go"}
                {"timestamp":"2026-03-04T09:12:44Z","severity":"ERROR","message":"sidecar lost"}
                """);
        assertThat(records).extracting(LogRecord::text).containsExactly("sidecar lost");
        assertThat(records.getFirst().time()).isEqualTo(Instant.parse("2026-03-04T09:12:44Z"));
    }

    @Test
    void anObjectOverSeveralLinesIsOneRecordWithItsOwnLevel() {
        List<LogRecord> records = atLeastWarn("""
                {
                  "time": "2026-03-04T09:12:44Z",
                  "ctx": {
                    "level": "error"
                  },
                  "level": "info",
                  "message": "a"
                }
                {
                  "time": "2026-03-04T09:12:45Z",
                  "level": "error",
                  "message": "b"
                }
                """);
        assertThat(records).extracting(LogRecord::text).containsExactly("b");
        assertThat(records.getFirst().line()).isEqualTo(9);
    }

    @Test
    void everyObjectOfAnArrayIsARecordAtItsOwnPlace() {
        String first = "{\"time\":\"2026-03-04T09:12:44Z\",\"level\":\"warn\",\"msg\":\"a },{ b\"}";
        String second = "{\"time\":\"2026-03-04T09:12:45Z\",\"level\":\"error\",\"msg\":\"c\",\"list\":[{\"x\":1}]}";
        List<LogRecord> records = atLeastWarn("[" + first + ", " + second + "]\n");
        assertThat(records).extracting(LogRecord::text).containsExactly("a },{ b", "c");
        assertThat(records.get(1).start()).isEqualTo(1 + first.length() + 2);
        assertThat(records.get(1).end() - records.get(1).start()).isEqualTo(second.length());
    }

    @Test
    void framesAsObjectsReachTheTextAsLines() {
        LogRecord record = one("{\"time\":\"2026-03-04T09:12:44Z\",\"level\":\"ERROR\",\"message\":\"no\","
                + "\"thrown\":{\"name\":\"a.B\",\"message\":\"x\",\"extendedStackTrace\":["
                + "{\"class\":\"a.C\",\"method\":\"run\",\"file\":\"C.java\",\"line\":7},"
                + "{\"class\":\"a.D\",\"method\":\"go\",\"file\":\"D.java\",\"line\":-2}]}}\n");
        assertThat(record.text()).isEqualTo("no\na.B: x\n\tat a.C.run(C.java:7)\n\tat a.D.go(Native Method)");
    }

    @Test
    void timesOfManyNotationsAreUnderstood() {
        Instant expected = Instant.parse("2026-03-04T08:12:44Z");
        for (String time : List.of(
                "1772611964",
                "1772611964000",
                "1772611964000000",
                "1772611964000000000",
                "1.772611964E9",
                "\"1772611964000000000\"",
                "{\"$date\":\"2026-03-04T08:12:44.000+00:00\"}",
                "{\"seconds\":1772611964,\"nanos\":0}",
                "\"04/Mar/2026:09:12:44 +0100\"",
                "\"Wed, 04 Mar 2026 08:12:44 GMT\"")) {
            LogRecord record = one("{\"time\":" + time + ",\"level\":\"error\",\"msg\":\"x\"}\n");
            assertThat(record.time()).as(time).isEqualTo(expected);
        }
    }

    @Test
    void aLineCutInTheMiddleKeepsWhatItSaid() {
        String whole = "{\"time\":\"2026-03-04T08:12:44Z\",\"level\":\"error\",\"msg\":\"x\"}\n";
        List<LogRecord> records =
                atLeastWarn(whole + whole + "{\"time\":\"2026-03-04T08:12:45Z\",\"level\":\"error\",\"msg\":\"y");
        assertThat(records).hasSize(3);
        assertThat(records.getLast().level()).isEqualTo(Level.ERROR);
        assertThat(records.getLast().time()).isEqualTo(Instant.parse("2026-03-04T08:12:45Z"));
    }

    @Test
    void hostileObjectsTakeLinearTime() {
        String head = "{\"time\":\"2026-03-04T08:12:44Z\",\"level\":\"error\",\"msg\":\"x\"}\n";
        for (String bad : List.of(
                "{\"level\":" + "[".repeat(100_000),
                "{\"level\":" + "{\"a\":".repeat(100_000),
                "{\"time\":" + "9".repeat(1_000_000) + "}",
                "{\"msg\":\"" + "\\\\\\\"".repeat(200_000) + "\"}",
                "{\"msg\":\"" + "\\".repeat(900_000) + "\"}",
                "{\"time\":1e999999999,\"level\":\"error\",\"msg\":\"x\"}",
                "[{".repeat(100_000),
                "{\"level\":\"error\",".repeat(60_000))) {
            assertThat(ProcessorTime.of(() -> detectAndScan(head + bad + "\n" + head)))
                    .as(bad.substring(0, 9))
                    .isLessThan(Duration.ofSeconds(2));
            assertThat(ProcessorTime.of(() -> detectAndScan(bad + "\n")))
                    .as(bad.substring(0, 9))
                    .isLessThan(Duration.ofSeconds(2));
        }
    }

    private static void detectAndScan(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        FormatsTest.scanAll(FORMATS.detect(bytes, Math.min(bytes.length, Formats.SAMPLE), "auto"), bytes);
    }
}
