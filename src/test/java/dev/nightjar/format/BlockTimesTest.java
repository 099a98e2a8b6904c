package dev.nightjar.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.format.time.TimeParts;
import dev.nightjar.format.time.TimePattern;
import dev.nightjar.model.log.LogRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// Times as applications write them; the machine stands in Berlin, on the 5th of March 2026.
class BlockTimesTest {

    private static Instant read(String pattern, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        TimeParts parts = new TimeParts();
        assertThat(TimePattern.of(pattern).match(bytes, 0, bytes.length, parts))
                .as(text)
                .isEqualTo(bytes.length);
        return Objects.requireNonNull(parts.resolve(FormatsTest.file())).time();
    }

    @Test
    void usualNotationsAreFoundByHowTheyBegin() {
        Map.ofEntries(
                        Map.entry("2026-03-04 09:12:44,123", "2026-03-04T08:12:44.123Z"),
                        Map.entry("2026-03-04T09:12:44.123456789Z", "2026-03-04T09:12:44.123456789Z"),
                        Map.entry("2026-03-04 09:12:44:123", "2026-03-04T08:12:44.123Z"),
                        Map.entry("2026-03-04 09:12:44 EST", "2026-03-04T14:12:44Z"),
                        Map.entry("2026-03-04-09.12.44.123456", "2026-03-04T08:12:44.123456Z"),
                        Map.entry("20260304-9:12:4:7", "2026-03-04T08:12:04.007Z"),
                        Map.entry("26/03/04 09:12:44", "2026-03-04T08:12:44Z"),
                        Map.entry("04/Mar/2026:09:12:44 +0100", "2026-03-04T08:12:44Z"),
                        Map.entry("3/4/2026 9:12:44 PM", "2026-03-04T20:12:44Z"),
                        Map.entry("13/02/2026 09:12:44", "2026-02-13T08:12:44Z"),
                        Map.entry("4. März 2026 09:12:44", "2026-03-04T08:12:44Z"),
                        Map.entry("04-févr.-2026 09:12:44.5", "2026-02-04T08:12:44.500Z"),
                        Map.entry("Wed Mar  4 09:12:44 UTC 2026", "2026-03-04T09:12:44Z"),
                        Map.entry("Mar  4 09:12:44", "2026-03-04T08:12:44Z"),
                        Map.entry("2026-03-04T09:12:44 PM UTC", "2026-03-04T21:12:44Z"),
                        Map.entry("2026-03-04 12:12:44.5 AM", "2026-03-03T23:12:44.500Z"),
                        Map.entry("2026-063T09:12:44,5", "2026-03-04T08:12:44.500Z"),
                        Map.entry("2026-3-4 9:2:4", "2026-03-04T08:02:04Z"),
                        Map.entry("09:12:44 04-03-2026", "2026-03-04T08:12:44Z"),
                        Map.entry("09:12:44 CET", "2026-03-04T08:12:44Z"),
                        Map.entry("04-03-2026 09:12:44", "2026-03-04T08:12:44Z"),
                        Map.entry("Dec 31 23:59:59", "2025-12-31T22:59:59Z"),
                        Map.entry("@4000000069a7e8761f2c1a00", "2026-03-04T08:08:12.522983936Z"))
                .forEach((text, instant) ->
                        assertThat(read("any", text)).as(text).isEqualTo(instant));
    }

    @Test
    void secondsSince1970HaveTheirUnitByTheNumberOfDigits() {
        assertThat(read("epoch", "1772611964")).isEqualTo("2026-03-04T08:12:44Z");
        assertThat(read("epoch", "1772611964.123456")).isEqualTo("2026-03-04T08:12:44.123456Z");
        assertThat(read("epoch", "1772611964123")).isEqualTo("2026-03-04T08:12:44.123Z");
        assertThat(read("epoch", "1.772611964123e+09")).isEqualTo("2026-03-04T08:12:44.123Z");
        assertThat(read("epoch", "1.772611964123e12")).isEqualTo("2026-03-04T08:12:44.123Z");
        assertThat(read("epoch", "1772611964123456789")).isEqualTo("2026-03-04T08:12:44.123456789Z");
    }

    @Test
    void aMissingHourInSpringIsShiftedAndTheRepeatedOneInAutumnIsTheFirst() {
        assertThat(read("iso", "2025-03-30 02:30:00")).isEqualTo("2025-03-30T01:30:00Z");
        assertThat(read("iso", "2025-10-26 02:30:00")).isEqualTo("2025-10-26T00:30:00Z");
    }

    @Test
    void aRecordKnowsItsTimeAsWrittenAndWhatWasInferred() {
        String line = "Mar  4 09:12:44.5 ERROR till: no paper\n";
        LogRecord record = DetectTest.records(line).getFirst();
        LogRecord.Written written = Objects.requireNonNull(record.written());
        assertThat(written.raw()).isEqualTo("Mar  4 09:12:44.5");
        assertThat(written.local()).isEqualTo("2026-03-04T09:12:44.500");
        assertThat(record.inferred()).containsExactlyInAnyOrder(LogRecord.Inferred.YEAR, LogRecord.Inferred.ZONE);
    }

    @Test
    void wordsOfMessagesAreNoLevels() {
        assertThat(DetectTest.records("2026-03-04 09:12:44 all done\n2026-03-04 09:12:45 log rotated\n"))
                .allMatch(record -> record.level() == null);
        assertThat(DetectTest.records("Got an ERROR from the till\nthe warning: ignored\n"))
                .allMatch(record -> record.level() == null);
    }
}
