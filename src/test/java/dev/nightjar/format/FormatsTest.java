package dev.nightjar.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.config.yaml.Definitions;
import dev.nightjar.config.yaml.Doc;
import dev.nightjar.config.yaml.Problems;
import dev.nightjar.model.log.Block;
import dev.nightjar.model.log.LogRecord;
import dev.nightjar.model.log.SourceFile;
import dev.nightjar.model.log.TraceLines;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

public class FormatsTest {

    public static final TraceLines OPENERS = new TraceLines(
            List.of("at ", "Traceback (most recent call last)", "Caused by: ", "#0 "), List.of(), List.of(), List.of());

    public static SourceFile file() {
        return new SourceFile(
                "00",
                Path.of("/logs/a.log"),
                "shop",
                "here",
                ZoneId.of("Europe/Berlin"),
                Instant.parse("2026-03-05T00:00:00Z"));
    }

    public static List<LogRecord> records(Format format, String text) {
        return scanAll(format, text.getBytes(StandardCharsets.UTF_8));
    }

    public static List<LogRecord> scanAll(Format format, byte[] bytes) {
        List<LogRecord> records = new ArrayList<>();
        format.scanAll(block(bytes), true, records::add);
        return records;
    }

    public static Block block(byte[] bytes) {
        return new Block(file(), 0, bytes, 0, bytes.length, bytes.length, true, true);
    }

    @Test
    void everyDefinitionReadsItsSamplesAsItSays() {
        Problems problems = new Problems();
        Formats formats = Formats.load(Optional.empty(), OPENERS, problems);
        assertThat(problems.all()).isEmpty();
        List<String> wrong = new ArrayList<>();
        Map<String, Doc> docs = Definitions.load("formats", Optional.empty(), problems);
        assertThat(docs).isNotEmpty();
        docs.forEach((name, doc) -> {
            for (Doc sample : doc.docs("samples")) {
                check(formats, name, sample, wrong);
            }
        });
        assertThat(wrong).isEmpty();
    }

    private static void check(Formats formats, String name, Doc sample, List<String> wrong) {
        String text = sample.text("text");
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Format format = formats.detect(bytes, bytes.length, "auto");
        if (!format.name().replaceFirst("[:>].*", "").equals(name)) {
            wrong.add(name + ": its sample was taken for " + format.name() + ": " + format.reason());
            return;
        }
        List<LogRecord> records = records(format, text);
        for (Doc expected : sample.docs("records")) {
            int line = expected.number("line", 0);
            Optional<LogRecord> found =
                    records.stream().filter(r -> r.line() == line).findFirst();
            if (found.isEmpty()) {
                wrong.add(name + ": no record begins in line " + line);
                continue;
            }
            for (String key : expected.keys()) {
                String actual = value(found.get(), key);
                if (!expected.text(key).equals(actual)) {
                    wrong.add(name + " line " + line + ": " + key + " is " + actual + ", not " + expected.text(key));
                }
            }
        }
    }

    private static String value(LogRecord record, String key) {
        return String.valueOf(
                switch (key) {
                    case "line" -> (Object) record.line();
                    case "level" -> record.level();
                    case "time" -> record.time();
                    case "logger" -> record.logger();
                    case "thread" -> record.thread();
                    case "host" -> record.host();
                    case "process" -> record.process();
                    case "text" -> record.text();
                    case "first" -> record.text().lines().findFirst().orElse("");
                    case "lines" -> record.text().lines().count();
                    default -> record.fields().get(key);
                });
    }
}
