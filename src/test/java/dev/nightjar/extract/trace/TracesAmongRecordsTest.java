package dev.nightjar.extract.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.config.yaml.Problems;
import dev.nightjar.extract.Extractor;
import dev.nightjar.extract.Records;
import dev.nightjar.format.Format;
import dev.nightjar.format.Formats;
import dev.nightjar.model.Failure;
import dev.nightjar.model.Level;
import dev.nightjar.model.event.Event;
import dev.nightjar.model.event.FrameMask;
import dev.nightjar.model.log.Block;
import dev.nightjar.model.log.LogRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What a program prints without its logger, among what others log.
class TracesAmongRecordsTest {

    private static final String TRACE = """
            Traceback (most recent call last):
              File "/srv/shop/scale.py", line 14, in weigh
                return grams / people
            ZeroDivisionError: division by zero
            """;

    private final Extractor extractor = Extractor.load(Optional.empty(), new Problems());
    private final Formats formats = Formats.load(Optional.empty(), extractor.traceLines(), new Problems());

    private List<LogRecord> records(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Format format = formats.detect(bytes, bytes.length, "auto");
        List<LogRecord> records = new ArrayList<>();
        format.scanAll(
                new Block(Records.of(null, "", Map.of()).file(), 0, bytes, 0, bytes.length, bytes.length, true, true),
                true,
                records::add);
        return records;
    }

    private Event event(LogRecord record) {
        return extractor.extract(record, Records.project(Level.WARN)).orElseThrow();
    }

    private static String log(String level, String message) {
        return """
                2026-03-04 09:12:44,123 INFO [main] shop.Till - opened
                2026-03-04 09:12:45,123 %s [main] shop.Till - %s
                %s2026-03-04 09:12:46,123 INFO [main] shop.Till - closed
                """.formatted(level, message, TRACE);
    }

    @Test
    void aTraceBehindALineOfNothingBadIsAnErrorOfItsOwnAtTheTimeOfThatLine() {
        List<LogRecord> records = records(log("INFO", "drawer 3 opened"));
        assertThat(records).hasSize(4);
        assertThat(records.get(2).text()).startsWith("Traceback");
        assertThat(records.get(2).time()).isEqualTo(records.get(1).time());
        assertThat(event(records.get(2)).record().level()).isEqualTo(Level.ERROR);
    }

    @Test
    void aTraceBehindAnErrorOrALineThatSpeaksOfOneBelongsToIt() {
        assertThat(records(log("ERROR", "drawer 3 stuck"))).hasSize(3);
        assertThat(records(log("INFO", "retry: weigh in 10s: ZeroDivisionError()")))
                .hasSize(3);
    }

    @Test
    void aProgramThatEndsWithATraceIsFatal() {
        List<LogRecord> records = records("""
                /srv/shop/scale.js:3
                throw new Error('not level');
                ^

                Error: not level
                    at weigh (/srv/shop/scale.js:3:7)

                Node.js v22.1.0
                """);
        assertThat(records).hasSize(1);
        assertThat(event(records.getFirst()).record().level()).isEqualTo(Level.FATAL);
    }

    @Test
    void linesOfDigitsAreNoTraceOfR() {
        assertThat(records("10 scales: level\n12 scales: level\n3: three\n4: four\n"))
                .hasSize(4);
    }

    @Test
    void anIndentedHeadBeginsARecordOnlyBeforeCalls() {
        assertThat(records("opened\n Tilted (by 3 degrees):\n  app/scale.rb:14:in `weigh'\nclosed\n"))
                .hasSize(3);
        assertThat(records("opened\n Tilted (by 3 degrees):\n  see above\nclosed\n"))
                .hasSize(2);
    }

    @Test
    void aReportOfTheKernelIsOneRecordThoughEachLineHasAHeader() {
        List<LogRecord> records = records("""
                [   12.100200] scale: loading
                [   12.300000] BUG: unable to handle kernel paging request at 00000028
                [   12.300010] IP: [<d0a1b2c3>] scale_poll+0x21/0x70 [scale]
                [   12.300020] Oops: 0000 [#1] SMP
                [   12.300040] Call Trace:
                [   12.300050]  [<c0401234>] scale_take+0x59/0x77 [scale]
                [   12.300060]  [<c0405678>] do_scale+0x1e/0x3f
                [   12.300070] ---[ end trace 0123456789abcdef ]---
                [   12.900000] eth0: link up
                """);
        assertThat(records).hasSize(3);
        assertThat(event(records.get(1)))
                .isInstanceOfSatisfying(
                        Event.ExceptionEvent.class,
                        found -> assertThat(found.trace().chain().getFirst().frames())
                                .hasSize(2));
    }

    @Test
    void ofTwoTracesOfWhichOneAroseInHandlingTheOtherTheLastThrownComesFirst() {
        Event event = event(records(TRACE + """

                During handling of the above exception, another exception occurred:

                Traceback (most recent call last):
                  File "/srv/shop/till.py", line 3, in close
                    scale.weigh()
                shop.TillError: cannot close
                """).getFirst());
        assertThat(event)
                .isInstanceOfSatisfying(
                        Event.ExceptionEvent.class,
                        found -> assertThat(found.trace().chain().getFirst().type())
                                .isEqualTo("shop.TillError"));
    }

    @Test
    void moreGrammarsThanHaveABitAreRefused() {
        Grammar one = Traces.load(Optional.empty(), new Problems(), text -> text)
                .grammars()
                .getFirst();
        List<Grammar> many = Collections.nCopies(65, one);
        assertThatThrownBy(() -> new Traces(many, text -> text, new Masks(FrameMask.NONE)))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("at most 64");
    }
}
