package dev.nightjar.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.text.EveryCharacter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhrasesTest {

    @ParameterizedTest
    @CsvSource({"0, 0 B", "999, 999 B", "1000, 1.0 kB", "999949, 999.9 kB", "999950, 1.0 MB", "2000000000, 2.0 GB"})
    void bytesHaveTheUnitThatFits(long bytes, String words) {
        assertThat(Phrases.bytes(bytes)).isEqualTo(words);
    }

    @Test
    void oneIsSingular() {
        assertThat(Phrases.count(1, "event")).isEqualTo("1 event");
        assertThat(Phrases.count(1234, "event")).isEqualTo("1,234 events");
    }

    @Test
    void aRowOfBarsShowsSilenceAsDotsAndTheHighestFull() {
        assertThat(Phrases.spark(List.of(0L, 1L, 4L, 8L), 4)).isEqualTo("·▁▄█");
        assertThat(Phrases.spark(List.of(1L, 1L, 0L, 0L, 2L, 2L), 3)).isEqualTo("▄·█");
        assertThat(Phrases.spark(List.of(), 24)).isEmpty();
    }

    @Test
    void aLineIsCutAndMadeHarmless() {
        assertThat(Phrases.line("a\u001b[1m\nb", 20)).isEqualTo("a\\x1b[1m\\nb");
        assertThat(Phrases.line("x".repeat(1000), 10)).isEqualTo("xxxxxxxxx…");
    }

    @Test
    void aLineOnATerminalHasNothingHarmfulInIt() {
        assertThat(EveryCharacter.stoppedBy(raw -> Phrases.line(raw, 10_000))).isEqualTo(EveryCharacter.harmful());
    }
}
