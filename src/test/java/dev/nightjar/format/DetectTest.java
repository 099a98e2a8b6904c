package dev.nightjar.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.config.yaml.Problems;
import dev.nightjar.model.Level;
import dev.nightjar.model.log.LogRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DetectTest {

    private static final Formats FORMATS = Formats.load(Optional.empty(), FormatsTest.OPENERS, new Problems());

    private static Format detect(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return FORMATS.detect(bytes, bytes.length, "auto");
    }

    static List<LogRecord> records(String text) {
        return FormatsTest.records(detect(text), text);
    }

    @Test
    void oneLineIsEnough() {
        assertThat(detect("09:12:44.123 [main] ERROR com.acme.Pay - no").name()).isEqualTo("logback");
        assertThat(detect("Mar 04, 2026 9:12:44 AM com.acme.Foo bar\nSEVERE: msg\n")
                        .name())
                .isEqualTo("jul");
        assertThat(detect("{\"level\":50,\"time\":1772611964123,\"pid\":7,\"hostname\":\"w\",\"msg\":\"x\"}\n")
                        .name())
                .isEqualTo("pino");
    }

    @Test
    void aFormatDoesNotWinByWhatManyHave() {
        String values = "3 till eni 10.0.0.7 10.0.0.8 1 2 3 4 5 1772611964 1772612024 opened %s\n";
        assertThat(detect(values.formatted("OK")).name()).isEqualTo("vpc-flow");
        assertThat(detect(values.formatted("drawer")).name()).isNotEqualTo("vpc-flow");
        assertThat(detect(
                                "{\"time\":\"2026-03-04T09:12:44Z\",\"level\":\"error\",\"message\":\"x\",\"url\":\"/till\"}\n")
                        .name())
                .isEqualTo("json");
        assertThat(detect("00:00:01.120 till DEBUG opened\n09:12:44.120 till ERROR stuck\n")
                        .name())
                .doesNotStartWith("virtualbox");
        assertThat(detect("2026-03-04 09:12:44,123 4711 ERROR till7 shop.till: drawer stuck\n"
                                + "2026-03-04 09:12:45,123 4711 INFO till7 shop.scale: weighed\n")
                        .name())
                .doesNotStartWith("openstack");
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            words.append("2026-03-04 09:12:")
                    .append(10 + i)
                    .append(".100 till-")
                    .append(i % 7);
            words.append(i % 2 == 0 ? " drawer" : " customer")
                    .append(" moved ")
                    .append(i)
                    .append('\n');
        }
        assertThat(detect(words.toString()).name()).doesNotContain("stern");
    }

    @Test
    void nothingIsPlain() {
        assertThat(detect("").name()).isEqualTo("plain");
        assertThat(detect("\n\n").name()).isEqualTo("plain");
        assertThat(detect("hello\nworld\n").reason())
                .isEqualTo("no known format, and no line of 2 has a time or a level");
    }

    @Test
    void theReasonCountsLinesAndNamesTheLayout() {
        assertThat(detect("banner\n09:12:44.123 [main] ERROR com.acme.Pay - no\n\tat a.B.c(B.java:1)\n")
                        .reason())
                .isEqualTo("1 of 2 lines begin as {time:any} [{thread}] {level} {logger} - {message}");
    }

    @Test
    void longDumpsBetweenFewRecordsDoNotHideTheFormat() {
        String record = "2026-03-04 09:12:44,123 [main] INFO com.acme.Pay - reply:\n" + "<row>\n".repeat(40);
        assertThat(detect(record.repeat(4)).name()).isEqualTo("logback");
    }

    @Test
    void aLevelIsNotGuessedWhereTheFormatHasAField() {
        List<LogRecord> records = records("2026-03-04 09:12:44,123 [main] INFO com.acme.Pay - ERROR: no error\n"
                + "2026-03-04 09:12:45,123 [main] INFO com.acme.Pay - FATAL WARN\n");
        assertThat(records).extracting(LogRecord::level).containsOnly(Level.INFO);
    }

    @Test
    void aNestedMemberOfTheLevelsNameDoesNotCount() {
        String line =
                "{\"level\":30,\"time\":1772611964123,\"pid\":7,\"hostname\":\"w\",\"job\":{\"level\":50},\"msg\":\"x\"}\n";
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        assertThat(records(line)).extracting(LogRecord::level).containsExactly(Level.INFO);
        java.util.ArrayList<LogRecord> candidates = new java.util.ArrayList<>();
        detect(line).scan(FormatsTest.block(bytes), true, Level.WARN, candidates::add);
        assertThat(candidates).isEmpty();
    }

    @Test
    void aLineOfAnotherFormatWithATimeBeginsARecordOfItsOwn() {
        List<LogRecord> records =
                records("INFO:     started\nINFO:     ready\nINFO:     10.0.0.7 - \"GET / HTTP/1.1\" 200 OK\n"
                        + "2026-03-04 09:12:44,123 ERROR shop.db no connection\nINFO:     bye\n");
        assertThat(records)
                .extracting(LogRecord::level)
                .containsExactly(Level.INFO, Level.INFO, Level.INFO, Level.ERROR, Level.INFO);
    }

    @Test
    void aConfiguredFormatIsUsedEvenIfFewLinesFit() {
        byte[] bytes = "hello\n".getBytes(StandardCharsets.UTF_8);
        assertThat(FORMATS.detect(bytes, bytes.length, "logback").name()).isEqualTo("logback");
        assertThat(FORMATS.detect(bytes, bytes.length, "cri").name()).isEqualTo("cri>plain");
        assertThat(FORMATS.detect(bytes, bytes.length, "plain").name()).isEqualTo("plain");
    }

    @Test
    void aNameFindsItsFormatAgain() throws IOException {
        for (Path file : GoldenTest.samples()) {
            byte[] bytes = Files.readAllBytes(file);
            Format format = FORMATS.detect(bytes, bytes.length, "auto");
            Format again = FORMATS.named(format.name()).orElseThrow();
            assertThat(FormatsTest.scanAll(again, bytes)).isEqualTo(FormatsTest.scanAll(format, bytes));
        }
        assertThat(FORMATS.named("gone:3")).isEmpty();
        assertThat(FORMATS.named("gone>plain")).isEmpty();
    }

    @Test
    void anOperatorsRegularExpressionIsAFormat(@TempDir Path home) throws IOException {
        Files.createDirectory(home.resolve("formats"));
        Files.writeString(home.resolve("formats/odd.yaml"), """
                title: The till's own
                kind: regex
                pattern: '(?P<time>\\d\\d\\.\\d\\d\\.\\d{4} \\d\\d:\\d\\d:\\d\\d)#(?P<level>\\w+)#(?P<till>\\d+)#(?P<message>.*)'
                time: dd.MM.yyyy HH:mm:ss
                levels: {bad: ERROR, fine: INFO}
                samples:
                  - text: "04.03.2026 09:12:44#bad#17#no paper"
                    records: [{line: 1, level: ERROR}]
                """);
        Problems problems = new Problems();
        Formats formats = Formats.load(Optional.of(home), FormatsTest.OPENERS, problems);
        assertThat(problems.all()).isEmpty();
        String text = "04.03.2026 09:12:44#bad#17#no paper\r\n  tray 2\r\n04.03.2026 09:12:45#fine#17#paper\r\n";
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Format format = formats.detect(bytes, bytes.length, "auto");
        assertThat(format.name()).isEqualTo("odd");
        List<LogRecord> records = FormatsTest.records(format, text);
        assertThat(records).extracting(LogRecord::text).containsExactly("no paper\n  tray 2", "paper");
        assertThat(records.getFirst().level()).isEqualTo(Level.ERROR);
        assertThat(records.getFirst().time()).isEqualTo(java.time.Instant.parse("2026-03-04T08:12:44Z"));
        assertThat(records.getFirst().fields()).containsEntry("till", "17");
    }

    @Test
    void aRegularExpressionWithATimeNeedsItsNotation(@TempDir Path home) throws IOException {
        Files.createDirectory(home.resolve("formats"));
        Files.writeString(home.resolve("formats/odd.yaml"), """
                title: The till's own
                kind: regex
                pattern: '(?P<time>\\d+) .*'
                samples: [{text: "1 x", records: []}]
                """);
        Problems problems = new Problems();
        Formats.load(Optional.of(home), FormatsTest.OPENERS, problems);
        assertThat(problems.all().toString()).contains("odd.yaml", "needs its notation");
    }
}
