package dev.nightjar.extract.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.bytes.LiteralPrefilter;
import dev.nightjar.config.yaml.Definitions;
import dev.nightjar.config.yaml.Doc;
import dev.nightjar.config.yaml.Problems;
import dev.nightjar.model.log.LogRecord;
import dev.nightjar.model.log.SourceFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Every rule that ships with Nightjar finds in its samples what they say, and each sample holds one of its
/// needles.
class RuleSamplesTest {

    private record Sample(String kind, RecordRule rule, Doc doc) {}

    private static Stream<Sample> samples() {
        return Stream.of("audit", "releases").flatMap(kind -> {
            Problems problems = new Problems();
            RecordRules rules = RecordRules.load(kind, Optional.empty(), problems);
            assertThat(problems.all()).isEmpty();
            Map<String, Doc> docs = new LinkedHashMap<>();
            Definitions.load(kind, Optional.empty(), problems).values().forEach(file -> {
                Doc list = file.doc("rules").orElseThrow();
                list.keys().forEach(name -> docs.put(name, list.doc(name).orElseThrow()));
            });
            return rules.all().stream()
                    .flatMap(rule -> docs.get(rule.name()).docs("samples").stream()
                            .map(sample -> new Sample(kind, rule, sample)));
        });
    }

    private static LogRecord record(Doc sample) {
        SourceFile file =
                new SourceFile("00", Path.of("/var/log/shop/app.log"), "shop", "web1", ZoneOffset.UTC, Instant.EPOCH);
        String logger = sample.textIf("logger").orElse(null);
        String process = sample.textIf("process").orElse(null);
        Map<String, String> fields = sample.map("fields");
        String text = sample.text("text");
        return new LogRecord(
                file, 0, 1, 1, null, Set.of(), null, null, logger, null, null, process, text, fields, null, false);
    }

    @TestFactory
    Stream<DynamicTest> everySampleIsFoundByItsRule() {
        return samples()
                .map(sample -> DynamicTest.dynamicTest(
                        sample.rule().name() + ": " + sample.doc().text("text"), () -> check(sample)));
    }

    private static void check(Sample sample) {
        LogRecord record = record(sample.doc());
        RecordRules.Found found = new RecordRules(List.of(sample.rule())).first(record);
        if (sample.doc().textIf("release").orElse("").equals("none")) {
            assertThat(found).isNull();
            return;
        }
        assertThat(found).isNotNull();
        Map<String, String> all = new LinkedHashMap<>(found.groups());
        sample.rule().action().ifPresent(action -> all.put("action", action));
        assertThat(all).containsAllEntriesOf(sample.doc().map("ids"));
        for (String group : List.of("release", "package")) {
            sample.doc().textIf(group).ifPresent(value -> assertThat(all).containsEntry(group, value));
        }
        String line = "Mar  4 09:12:44 " + sample.doc().textIf("logger").orElse("") + " " + record.text();
        LiteralPrefilter needles = LiteralPrefilter.of(sample.rule().needles());
        assertThat(needles.in(line, line.length())).isTrue();
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        assertThat(needles.next(bytes, 0, bytes.length)).isLessThan(bytes.length);
    }

    @Test
    void theRulesForEveryFormatAreLookedForQuickly() {
        RecordRules audit = RecordRules.load("audit", Optional.empty(), new Problems());
        RecordRules releases = RecordRules.load("releases", Optional.empty(), new Problems());
        for (String format : List.of("logback", "syslog>plain", "json", "docker>pino:3fk")) {
            assertThat(LiteralPrefilter.of(audit.in(format).needles()).isSlow())
                    .as(format)
                    .isFalse();
        }
        assertThat(LiteralPrefilter.of(releases.in("logback").needles()).isSlow())
                .isFalse();
        assertThat(LiteralPrefilter.of(releases.in("packages:x1").needles()).isEmpty())
                .isFalse();
    }
}
