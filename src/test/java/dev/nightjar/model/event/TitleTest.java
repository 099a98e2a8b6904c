package dev.nightjar.model.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.model.log.LogRecord;
import dev.nightjar.model.log.SourceFile;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TitleTest {

    private static Event.MessageEvent said(String message, Map<String, String> fields) {
        Instant time = Instant.parse("2026-03-04T09:00:00Z");
        SourceFile file = new SourceFile("f", Path.of("/var/log/a.log"), "a", "h", ZoneOffset.UTC, time);
        LogRecord record = new LogRecord(
                file, 0, 9, 1, time, Set.of(), null, null, null, null, null, null, message, fields, null, false);
        return new Event.MessageEvent(record, message, Map.of(), null, null);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "shelf <int> is empty            | shelf 7 is empty           | 7",
                "<quoted> has no shelf           | 'Till' has no shelf        | 'Till'",
                "read <path>                     | read /a/b                  | /a/b",
                "<int>/<int> in <any>            | 3/9 in the red bin         | 3;9;the red bin",
                "audit entry: moved <name>       | moved ida                  | ida",
                "shelf <int> is empty            | shelf 7 is full            | -",
                "nothing varies                  | nothing varies             | ``"
            })
    void readsTheValuesInItsHoles(String title, String message, String values) {
        List<String> found = Title.values(title, said(message, Map.of()));
        assertThat(found == null ? "-" : String.join(";", found)).isEqualTo(values);
    }

    @Test
    void showsAValueWhileItIsTheOnlyOne() {
        String title = "<quoted> has no shelf <int>";
        List<String> first = Title.values(title, said("'Till' has no shelf 7", Map.of()));
        List<String> second = Title.values(title, said("'Till' has no shelf 8", Map.of()));
        assertThat(Title.filled(title, first)).isEqualTo("'Till' has no shelf 7");
        List<String> both = Title.common(first, second);
        assertThat(both).isEqualTo(Arrays.asList("'Till'", null));
        assertThat(Title.filled(title, both)).isEqualTo("'Till' has no shelf <int>");
        assertThat(Title.common(second, first)).isEqualTo(both);
        assertThat(Title.filled(title, Title.common(both, List.of("x")))).isEqualTo(title);
    }

    @Test
    void namesARequestByItsStatusAndPath() {
        Event.MessageEvent event =
                said("\"GET /shelf/7 HTTP/1.1\" 502 9", Map.of("status", "502", "request", "GET /shelf/7 HTTP/1.1"));
        assertThat(Title.requested(event.record()).orElseThrow().text()).isEqualTo("502 GET /shelf/7");
        assertThat(Title.values("<int> GET <path>", event)).containsExactly("502", "/shelf/7");
        assertThat(Title.requested(said("", Map.of("status", "400", "request", "\\x16\\x03"))
                        .record()))
                .isEmpty();
    }

    @Test
    void isTheFirstLineOfAtMostTwoHundredCharacters() {
        assertThat(Title.of("\n  a b \n c")).isEqualTo("a b");
        String cut = Title.of("shelf 7 " + "x".repeat(300));
        assertThat(cut).hasSize(200).endsWith("x…");
        String title = Title.of("shelf <int> " + "x".repeat(300));
        List<String> values = Title.values(title, said("shelf 7 " + "x".repeat(300), Map.of()));
        assertThat(Title.filled(title, values)).startsWith("shelf 7 xxx").endsWith("x…");
    }
}
