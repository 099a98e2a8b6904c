package dev.nightjar.extract.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.nightjar.config.yaml.Problems;
import dev.nightjar.extract.Extractor;
import dev.nightjar.extract.Records;
import dev.nightjar.format.Formats;
import dev.nightjar.format.FormatsTest;
import dev.nightjar.model.Level;
import dev.nightjar.model.event.Event.ExceptionEvent;
import dev.nightjar.model.log.LogRecord;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What stands in a log and is no record of it by its layout: what a program says before it logs, what the
/// runtime prints when it dies, what another part of a failure says.
class BetweenRecordsTest {

    private static final Extractor EXTRACTOR = Extractor.load(Optional.empty(), new Problems());
    private static final Formats FORMATS = Formats.load(Optional.empty(), EXTRACTOR.traceLines(), new Problems());

    private static List<LogRecord> read(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return FormatsTest.scanAll(FORMATS.detect(bytes, bytes.length, "auto"), bytes);
    }

    private static List<Long> starts(String text) {
        return read(text).stream().map(LogRecord::line).toList();
    }

    private static Level level(LogRecord record) {
        return Objects.requireNonNull(record.level());
    }

    @Test
    void linesAboveTheFirstHeaderAreRecordsOfTheirOwn() {
        assertThat(starts("""
                Reading recipes from /srv/bakery
                Oven is cold
                  as it should be
                Traceback (most recent call last):
                  File "/srv/bakery/oven.py", line 7, in warm
                    valve.open()
                GasError: no pressure

                2026-05-02 10:00:01,250 [bake-7] ERROR bakery.Oven - batch 4711 was not baked
                said the baker
                2026-05-02 10:00:02,250 [bake-7] INFO bakery.Oven - batch 4712 was baked
                """)).containsExactly(1L, 2L, 4L, 9L, 11L);
    }

    @Test
    void aDrawingStaysOneRecord() {
        assertThat(starts("""
                 ______ Bakery ______
                \\ \\/\\ \\/ ( ) | |_ |
                ---- *** ---- v2.4
                -- opened daily at six
                Oven is cold
                2026-05-02 10:00:01,250 [bake-7] INFO bakery.Oven - batch 4711 was baked
                2026-05-02 10:00:02,250 [bake-7] INFO bakery.Oven - batch 4712 was baked
                """)).containsExactly(1L, 5L, 6L, 7L);
    }

    @Test
    void eachContainerSaysWhatItSaysBeforeItLogs() {
        String log = "";
        for (int i = 10; i < 16; i++) {
            log += "oven-1 | 2026-05-02 10:00:" + i + ",250 [bake-7] INFO bakery.Oven - batch " + i + " was baked\n";
        }
        assertThat(starts("oven-1 | warming up\noven-1 | reading recipes\n" + log))
                .startsWith(1L, 2L, 3L, 4L);
    }

    @Test
    void anEmptyLineThatAContainerWritesBelongsToTheRecord() {
        String log = "";
        for (int i = 10; i < 16; i++) {
            log += "oven-1 | 2026-05-02 10:00:" + i + ",250 [bake-7] INFO bakery.Oven - batch " + i + "\noven-1 | \n";
        }
        LogRecord first = read(log).getFirst();
        assertThat(log.substring((int) first.start(), (int) first.end())).endsWith("batch 10\noven-1 | ");
    }

    @Test
    void lastWordsAreTheirOwnAlsoBehindAnError() {
        List<LogRecord> records = read("""
                2026-05-02 10:00:01,250 [main] ERROR bakery.Oven - no gas
                Exception in thread "main" java.lang.IllegalStateException: cold
                \tat bakery.Oven.bake(Oven.java:7)
                2026-05-02 10:00:02,250 [main] ERROR bakery.Oven - no gas
                thread 'main' panicked at src/oven.rs:7:9:
                no pressure
                2026-05-02 10:00:03,250 [main] INFO bakery.Oven - warm
                """);
        assertThat(records).extracting(LogRecord::line).containsExactly(1L, 2L, 4L, 5L, 7L);
        assertThat(records.get(3).text()).endsWith("no pressure");
    }

    @Test
    void whatAFailureSaysWithoutATimeGoesOnWithIt() {
        String log = """
                2026-05-02 10:00:01,250 7 ERROR bakery.db: no such row
                ERROR: table ovens is locked
                2026-05-02 10:00:02,250 7 INFO bakery.db: again
                ERROR: printed by somebody else
                """;
        assertThat(starts(log + "2026-05-02 10:00:03,250 7 INFO bakery.db: done\n".repeat(6)))
                .startsWith(1L, 3L);
    }

    @Test
    void theNumberAndTheTextOfAnErrorAreOneRecord() {
        List<LogRecord> records = read("""
                2026-05-02 10:00:01.25 Server      Starting up
                2026-05-02 10:00:02.25 spid7       Starting up database 'oven'.
                2026-05-02 10:00:03.25 spid7       Error: 9002, Severity: 17, State: 4.
                2026-05-02 10:00:03.25 spid7       The log of 'oven' is full.
                2026-05-02 10:00:03.25 spid7       Starting up database 'till'.
                2026-05-02 10:00:04.25 spid8       Error: 9002, Severity: 17, State: 4.
                2026-05-02 10:00:04.25 spid9       Starting up database 'shop'.
                """);
        assertThat(records).extracting(LogRecord::line).containsExactly(1L, 2L, 3L, 5L, 6L, 7L);
        assertThat(records.get(2).text()).isEqualTo("Error: 9002, Severity: 17, State: 4.\nThe log of 'oven' is full.");
        assertThat(level(records.get(2))).isEqualTo(Level.ERROR);
    }

    @Test
    void twoFailuresOfOneSecondAreTwo() {
        assertThat(starts("""
                2026-05-02T10:00:01.250Z [ERROR] oven.raft: no answer of: peer="{Voter oven-2 oven-2.shop:80}" error="dial tcp 10.0.0.7:80"
                2026-05-02T10:00:01.990Z [ERROR] oven.raft: no answer of: peer="{Voter oven-3 oven-3.shop:80}" error="dial tcp 10.0.0.8:80"
                2026-05-02T10:00:02.990Z [INFO]  oven.raft: all answer
                """)).containsExactly(1L, 2L, 3L);
    }

    @Test
    void aTypeStandsBehindATag() {
        String text = """
                EPIC FAIL

                [v4.0.5] Bakery.Till.LedgerException (0x80004005): no such page
                   at Bakery.Till.Ledger.Open(String name)
                """;
        LogRecord record = read("2026-05-02 10:00:01.1|Error|Till|" + text).getFirst();
        assertThat(EXTRACTOR.extract(record, Records.project(Level.WARN)).orElseThrow())
                .asInstanceOf(type(ExceptionEvent.class))
                .satisfies(event ->
                        assertThat(event.trace().chain().getFirst().type()).isEqualTo("Bakery.Till.LedgerException"));
    }
}
