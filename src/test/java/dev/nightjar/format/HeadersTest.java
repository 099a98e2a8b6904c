package dev.nightjar.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.config.yaml.Problems;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// How well headers are read that loggers of many languages write: `headers/shapes.txt`, and `headers/held.txt`, which
/// only the mean is asked of.
class HeadersTest {

    private static final Formats FORMATS = Formats.load(Optional.empty(), FormatsTest.OPENERS, new Problems());

    private static HeaderShapes.Score score(HeaderShapes.Log log) {
        byte[] bytes = log.text().getBytes(StandardCharsets.UTF_8);
        return HeaderShapes.score(log, FORMATS.detect(bytes, bytes.length, "auto"));
    }

    @TestFactory
    Stream<DynamicTest> everyShapeIsRead() {
        return HeaderShapes.of("shapes.txt")
                .map(shape -> DynamicTest.dynamicTest(shape.getKey(), () -> {
                    HeaderShapes.Score score = score(HeaderShapes.log(shape.getKey(), shape.getValue()));
                    assertThat(score.isWhole()).as(score.toString()).isTrue();
                }));
    }

    @Test
    void shapesThatNobodyLookedAtAreReadForTheMostPart() {
        List<HeaderShapes.Score> scores = HeaderShapes.of("held.txt")
                .map(shape -> score(HeaderShapes.log(shape.getKey(), shape.getValue())))
                .toList();
        assertThat(mean(scores, HeaderShapes.Score::time)).isGreaterThan(0.95);
        assertThat(mean(scores, HeaderShapes.Score::level)).isGreaterThan(0.9);
        assertThat(mean(scores, HeaderShapes.Score::message)).isGreaterThan(0.8);
        assertThat(mean(scores, HeaderShapes.Score::logger)).isGreaterThan(0.8);
    }

    @Test
    void theNameOfWhatWasLearnedGivesTheSameFormatAgain() {
        HeaderShapes.of("shapes.txt").forEach(shape -> {
            HeaderShapes.Log log = HeaderShapes.log(shape.getKey(), shape.getValue());
            byte[] bytes = log.text().getBytes(StandardCharsets.UTF_8);
            Format found = FORMATS.detect(bytes, bytes.length, "auto");
            Format again = FORMATS.named(found.name()).orElseThrow();
            assertThat(HeaderShapes.score(log, again)).isEqualTo(HeaderShapes.score(log, found));
        });
    }

    @Test
    void wordsOfMessagesAreNoColumns() {
        String text = "2026-03-04 09:12:44 INFO drawer 3 opened\n2026-03-04 09:12:45 INFO drawer 4 closed\n"
                + "2026-03-04 09:12:46 WARN drawer 3 is slow\n2026-03-04 09:12:47 INFO drawer 9 opened again\n"
                + "2026-03-04 09:12:48 INFO drawer 1 closed\n2026-03-04 09:12:49 ERROR drawer 7 does not close\n";
        assertThat(DetectTest.records(text))
                .allSatisfy(record -> assertThat(record.text()).startsWith("drawer"));
    }

    @Test
    void whatWasThrownIsNobodyWhoLogs() {
        String text = ("2026-03-04 09:12:44 | ERROR | java.io.IOException: no paper\n"
                        + "2026-03-04 09:12:45 | ERROR | com.acme.TillException: drawer 3 is stuck\n")
                .repeat(4);
        assertThat(DetectTest.records(text)).allSatisfy(record -> {
            assertThat(record.logger()).isNull();
            assertThat(record.text()).contains("Exception: ");
        });
    }

    @Test
    void valuesThatNeverComeAgainAreNoThreads() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            text.append("2026-03-04 09:12:4")
                    .append(i)
                    .append(" | INFO | [")
                    .append("a8f7b2c")
                    .append(i)
                    .append("] cart ");
            text.append(i % 2 == 0 ? "opened\n" : "closed by clerk\n");
        }
        assertThat(DetectTest.records(text.toString())).allSatisfy(record -> {
            assertThat(record.thread()).isNull();
            assertThat(record.fields().get("tag")).startsWith("a8f7b2c");
            assertThat(record.text()).startsWith("cart ");
        });
    }

    @Test
    void aClockBehindADateThatIsNotKnownIsNoTimeOfTheFilesDay() {
        String text = "2026-W10-3 09:12:44 ERROR no paper\n2026-W10-3 09:12:45 INFO paper\n".repeat(3);
        assertThat(DetectTest.records(text))
                .allSatisfy(record -> assertThat(record.time()).isNull());
    }

    @Test
    void dayAndMonthAreTheOtherWayRoundWhereTheTimeWouldLieAhead() {
        assertThat(DetectTest.records("04/03/2026 09:12:44 ERROR no paper\n"))
                .singleElement()
                .satisfies(record -> assertThat(record.time()).hasToString("2026-03-04T08:12:44Z"));
    }

    private static double mean(List<HeaderShapes.Score> all, ToDoubleFunction<HeaderShapes.Score> of) {
        return all.stream().mapToDouble(of).average().orElse(0);
    }
}
