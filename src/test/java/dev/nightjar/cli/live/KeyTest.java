package dev.nightjar.cli.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.cli.live.Key.Name;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyTest {

    @ParameterizedTest
    @CsvSource({
        "'\u001b[A', UP, 3",
        "'\u001bOB', DOWN, 3",
        "'\u001b[6~x', PAGE_DOWN, 4",
        "'\u001b[1;5H', ESCAPE, 6",
        "'\u001bx', ESCAPE, 1",
        "'\r', ENTER, 1",
        "'\u007f', BACKSPACE, 1",
        "'j', TEXT, 1",
        "'日', TEXT, 3"
    })
    void readsWhatTerminalsSend(String sent, Name name, int taken) {
        byte[] bytes = sent.getBytes(StandardCharsets.UTF_8);
        Key.Read read = Key.read(bytes, bytes.length, false).orElseThrow();
        assertThat(read.key().name()).isEqualTo(name);
        assertThat(read.bytes()).isEqualTo(taken);
    }

    @Test
    void waitsForTheRestOfASequence() {
        byte[] half = {0x1b, '['};
        assertThat(Key.read(half, 1, false)).isEmpty();
        assertThat(Key.read(half, 2, false)).isEmpty();
        assertThat(Key.read(half, 1, true)).map(read -> read.key().name()).contains(Name.ESCAPE);
        byte[] wide = "日".getBytes(StandardCharsets.UTF_8);
        assertThat(Key.read(wide, 2, false)).isEmpty();
        assertThat(Key.read(wide, 0, true)).isEmpty();
    }
}
