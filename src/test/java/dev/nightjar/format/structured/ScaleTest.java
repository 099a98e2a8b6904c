package dev.nightjar.format.structured;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.config.yaml.Problems;
import dev.nightjar.format.Format;
import dev.nightjar.format.Formats;
import dev.nightjar.format.FormatsTest;
import dev.nightjar.model.Level;
import dev.nightjar.model.log.LogRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScaleTest {

    private static final Formats FORMATS = Formats.load(Optional.empty(), FormatsTest.OPENERS, new Problems());

    private static String log(String members, String numbers) {
        StringBuilder log = new StringBuilder();
        for (String number : numbers.split(" ")) {
            log.append("{\"time\":\"2026-03-04T09:12:44Z\",")
                    .append(members.replace('\'', '"').replace("#", number))
                    .append(",\"message\":\"drawer ")
                    .append(number)
                    .append("\"}\n");
        }
        return log.toString();
    }

    private static Format detected(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return FORMATS.detect(bytes, bytes.length, "auto");
    }

    private static List<LogRecord> loud(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        List<LogRecord> loud = new ArrayList<>();
        detected(text).scan(FormatsTest.block(bytes), true, Level.WARN, loud::add);
        return loud;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'level':#                              | 7 6 6 3      | DEBUG INFO INFO ERROR   | syslog",
                "'level':#                              | 1 1 0 2 3    | INFO INFO DEBUG WARN ERROR | rising",
                "'level':'#'                            | 200 200 400  | INFO INFO ERROR         | hundreds",
                "'level':#                              | 800 900 1000 | INFO WARN ERROR         | jul",
                "'level':#                              | 0 0 -4 4 8   | INFO INFO DEBUG WARN ERROR | fours",
                "'severity':#                           | 3 4 2        | ERROR WARN FATAL        | syslog-named",
                "'severity':#                           | 200 500 400  | INFO ERROR WARN         | google",
                "'app':'x','priority':#                 | 6 3          | INFO ERROR              | syslog-named",
                "'level_value':#                        | 20000 40000  | INFO ERROR              | ten-thousands",
                "'levelno':#                            | 20 30 40     | INFO WARN ERROR         | tens",
                "'intLevel':#                           | 400 200      | INFO ERROR              | log4j",
                "'SeverityNumber':#                     | 9 17         | INFO ERROR              | otel",
                "'Category':'a','EventId':1,'level':#   | 2 4 3        | INFO ERROR WARN         | dotnet",
            })
    void numbersAreOfTheScaleThatNamesAndValuesTell(String members, String numbers, String levels, String scale) {
        String text = log(members, numbers);
        List<LogRecord> records = FormatsTest.records(detected(text), text);
        assertThat(records).extracting(LogRecord::level).extracting(Level::name).containsExactly(levels.split(" "));
        assertThat(detected(text).name()).endsWith(":" + scale);
        assertThat(loud(text))
                .extracting(LogRecord::level)
                .containsExactlyElementsOf(records.stream()
                        .map(LogRecord::level)
                        .filter(level -> level.compareTo(Level.WARN) >= 0)
                        .toList());
    }

    @Test
    void aNameKeepsTheScale() {
        String text = log("'level':#", "1 1 2 3");
        Format format = detected(text);
        Format again = FORMATS.named(format.name()).orElseThrow();
        assertThat(FormatsTest.records(again, text))
                .extracting(LogRecord::level)
                .containsExactly(Level.INFO, Level.INFO, Level.WARN, Level.ERROR);
    }

    @Test
    void wordsNeedNoScaleAndNumbersOfNoneSayNothing() {
        assertThat(detected(log("'level':'info','priority':#", "3 4")).name()).isEqualTo("json");
        String odd = log("'level':#", "1 77 3");
        assertThat(detected(odd).name()).isEqualTo("json");
        assertThat(FormatsTest.records(detected(odd), odd))
                .extracting(LogRecord::level)
                .containsOnlyNulls();
    }
}
