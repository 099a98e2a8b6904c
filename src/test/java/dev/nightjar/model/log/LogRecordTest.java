package dev.nightjar.model.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.model.Level;
import dev.nightjar.model.log.LogRecord.Inferred;
import dev.nightjar.model.log.LogRecord.Written;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LogRecordTest {

    private static final LogRecord RECORD = new LogRecord(
            new SourceFile("a1", Path.of("/var/log/till.log"), "till", "web1", ZoneOffset.UTC, Instant.EPOCH),
            17,
            42,
            3,
            Instant.parse("2026-03-04T09:12:44Z"),
            Set.of(Inferred.ZONE),
            Level.ERROR,
            "SEVERE",
            "shop.Till",
            "main",
            "node-7",
            "java",
            "no paper",
            Map.of("order", "17"),
            new Written("2026-03-04 09:12:44", LocalDateTime.of(2026, 3, 4, 9, 12, 44)),
            true);

    @Test
    void keepsAllButItsPlaceAtOtherOffsets() {
        LogRecord moved = RECORD.at(34, 84);
        assertThat(moved.start()).isEqualTo(34);
        assertThat(moved.end()).isEqualTo(84);
        assertThat(changed(moved)).containsExactly("start", "end");
    }

    @Test
    void keepsAllButWhatItSaysWithAnotherText() {
        assertThat(changed(RECORD.with("paper"))).containsExactly("text");
    }

    @Test
    void keepsAllButWhatWasScrubbed() {
        LogRecord clean = RECORD.with("***", "pool", Map.of("order", "***"));
        assertThat(clean.text()).isEqualTo("***");
        assertThat(clean.thread()).isEqualTo("pool");
        assertThat(changed(clean)).containsExactly("thread", "text", "fields");
    }

    private static List<String> changed(LogRecord other) {
        return Arrays.stream(LogRecord.class.getRecordComponents())
                .filter(part -> !value(part, RECORD).equals(value(part, other)))
                .map(RecordComponent::getName)
                .toList();
    }

    private static Object value(RecordComponent part, LogRecord of) {
        try {
            return part.getAccessor().invoke(of);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}
