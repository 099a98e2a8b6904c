package dev.nightjar.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.config.yaml.Problems;
import dev.nightjar.model.Level;
import dev.nightjar.model.log.LogRecord;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Wrappers in wrappers, colours, and lines of several programs and layouts in one file.
class ManyFormatsInOneFileTest {

    private static final Formats FORMATS = Formats.load(Optional.empty(), FormatsTest.OPENERS, new Problems());

    private List<LogRecord> read(String text, String name) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Format format = FORMATS.detect(bytes, bytes.length, "auto");
        assertThat(format.name()).isEqualTo(name);
        List<LogRecord> records = FormatsTest.scanAll(format, bytes);
        List<LogRecord> again = FormatsTest.scanAll(FORMATS.named(name).orElseThrow(), bytes);
        assertThat(again).usingRecursiveFieldByFieldElementComparator().isEqualTo(records);
        return records;
    }

    @Test
    void coloursAreNoPartOfALine() {
        List<LogRecord> records = read(
                "\033[2m2026-03-02T08:00:01Z\033[0m \033[33m WARN\033[0m \033[1mbakery::oven\033[0m: too \033[31mhot\033[0m\n"
                        + "\033[2m2026-03-02T08:00:02Z\033[0m \033[32m INFO\033[0m \033[1mbakery::oven\033[0m: fine\n",
                "coloured>rust:nw4");
        assertThat(records).extracting(LogRecord::level).containsExactly(Level.WARN, Level.INFO);
        assertThat(records.getFirst().text()).isEqualTo("too hot");
        assertThat(records.getFirst().start()).isZero();
        assertThat(records.get(1).start()).isEqualTo(records.getFirst().end() + 1);
    }

    @Test
    void coloursAreStrippedWithinAContainersLines() {
        List<LogRecord> records = read("""
                {"log":"\\u001b[36m08:00:01.250\\u001b[0m [pool-1] \\u001b[31mERROR\\u001b[0m bakery.Oven - no gas\\n","stream":"stdout","time":"2026-03-02T08:00:01.25Z"}
                {"log":"\\u001b[36m08:00:02.250\\u001b[0m [pool-1] \\u001b[32mINFO\\u001b[0m bakery.Oven - lit\\n","stream":"stdout","time":"2026-03-02T08:00:02.25Z"}
                """, "docker>coloured>logback");
        assertThat(records).extracting(LogRecord::level).containsExactly(Level.ERROR, Level.INFO);
        assertThat(records.getFirst().logger()).isEqualTo("bakery.Oven");
    }

    @Test
    void linesWithoutAHeaderDoNotSayHowThoseWithOneAreRead() {
        String text = """
                Mar  2 09:00:01 rack-3 till(pam_unix)[17]: check pass; user unknown
                Mar  2 09:00:01 rack-3 till(pam_unix)[17]: drawer opened
                Mar  2 09:00:02 rack-3 scale(pam_unix)[18]: scale opened
                Mar  2 09:00:02 rack-3 scale(pam_unix)[18]: scale closed
                2026-03-02 09:00:03,250 [main] ERROR bakery.Oven - no gas
                2026-03-02 09:00:04,250 [main] WARN bakery.Oven - too hot
                """;
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        List<LogRecord> records = FormatsTest.scanAll(FORMATS.detect(bytes, bytes.length, "auto"), bytes);
        assertThat(records)
                .extracting(LogRecord::text)
                .containsExactly(
                        "check pass; user unknown",
                        "drawer opened",
                        "scale opened",
                        "scale closed",
                        "no gas",
                        "too hot");
    }

    @Test
    void eachLayerOfWrappersGivesWhatItKnows() {
        List<LogRecord> records = read("""
                Mar  2 09:00:01 rack-3 dockerd-compose[812]: oven-1  | {"level":"warn","msg":"too hot","time":"2026-03-02T08:00:01Z"}
                Mar  2 09:00:02 rack-3 dockerd-compose[812]: mixer-1 | {"level":"error","msg":"stuck","time":"2026-03-02T08:00:02Z"}
                Mar  2 09:00:03 rack-3 dockerd-compose[812]: oven-1  | {"level":"info","msg":"fine","time":"2026-03-02T08:00:03Z"}
                """, "syslog>compose>json");
        assertThat(records).extracting(LogRecord::level).containsExactly(Level.WARN, Level.ERROR, Level.INFO);
        LogRecord second = records.get(1);
        assertThat(second.host()).isEqualTo("rack-3");
        assertThat(second.fields()).containsEntry("container", "mixer-1");
        assertThat(second.time()).hasToString("2026-03-02T08:00:02Z");
        assertThat(second.inferred()).isEmpty();
    }

    @Test
    void everyProgramOfAJournalHasItsOwnFormat() {
        List<LogRecord> records = read("""
                Mar  2 09:00:01 rack-3 oven[7]: 2026-03-02 09:00:01,250 ERROR [main] bakery.Oven - no gas
                Mar  2 09:00:01 rack-3 oven[7]: java.io.IOException: valve
                Mar  2 09:00:01 rack-3 oven[7]: \tat bakery.Valve.open(Valve.java:7)
                Mar  2 09:00:02 rack-3 doord[9]: hinge oiled
                Mar  2 09:00:02 rack-3 doord[9]: hinge moved
                Mar  2 09:00:03 rack-3 oven[7]: 2026-03-02 09:00:03,250 INFO [main] bakery.Oven - lit
                Mar  2 09:00:03 rack-3 doord[9]: door 3 opened
                Mar  2 09:00:03 rack-3 timerd[3]: level=warn msg="late by 3 s"
                """, "syslog>{oven=logback%3Aci5;timerd=logfmt;=plain}");
        assertThat(records)
                .extracting(LogRecord::level)
                .containsExactly(Level.ERROR, null, null, Level.INFO, null, Level.WARN);
        assertThat(records.getFirst().text()).contains("Valve.java:7");
    }

    @Test
    void aLineWithItsOwnTimeAndLevelIsARecord() {
        List<LogRecord> records = read("""
                2026-03-02 09:00:01,250 INFO [main] bakery.Oven - lit
                {"level":"error","msg":"no flour","time":"2026-03-02T08:00:02Z"}
                time="2026-03-02T08:00:03Z" level=warning msg="too hot"
                2026-03-02 09:00:04,250 WARN [main] bakery.Oven - doors:
                  left open
                second line of the list
                E0502 10:00:05.250000       7 door.go:31] door does not close
                W0502 10:00:06.250000       7 door.go:32] door is slow
                2026-03-02 09:00:07,250 INFO [main] bakery.Oven - out
                """, "logback:ci5 ++ glog");
        assertThat(records)
                .extracting(LogRecord::level)
                .containsExactly(Level.INFO, Level.ERROR, Level.WARN, Level.WARN, Level.ERROR, Level.WARN, Level.INFO);
        assertThat(records.get(3).text()).contains("second line of the list");
    }

    @Test
    void wrappersWithinThemselvesEnd() {
        String line = "oven-1 | ".repeat(40) + "{\"level\":\"error\",\"msg\":\"x\"}\n";
        byte[] bytes = line.repeat(5).getBytes(StandardCharsets.UTF_8);
        Format format = FORMATS.detect(bytes, bytes.length, "auto");
        assertThat(format.name().split(">")).hasSizeLessThanOrEqualTo(7);
        assertThat(FormatsTest.scanAll(format, bytes)).hasSize(5);
    }
}
