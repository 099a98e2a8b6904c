package dev.nightjar.format.level;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.model.Level;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MessageErrorTest {

    private static @Nullable Level level(String message) {
        byte[] line = ("2026-05-02 10:00:01 " + message).getBytes(StandardCharsets.UTF_8);
        int level = new Header(line, 0, line.length).levelOrError();
        return level < 0 ? null : Level.values()[level];
    }

    @Test
    void aMessageThatBeginsWithItsErrorHasThatLevel() {
        assertThat(level("Oven door error: hinge is stuck")).isEqualTo(Level.ERROR);
        assertThat(level("kim/10.0.0.7:4711 TLS Error: no handshake")).isEqualTo(Level.ERROR);
        assertThat(level("Bread warning: crust is dark")).isEqualTo(Level.WARN);
        assertThat(level("WARNING! Gas is low")).isEqualTo(Level.WARN);
    }

    @Test
    void aNumberOrNothingIsNoError() {
        assertThat(level("Mean error: about a gram")).isNull();
        assertThat(level("Scale error: 0.25")).isNull();
        assertThat(level("Oven door error: none")).isNull();
        assertThat(level("the error: forgotten")).isNull();
        assertThat(level("Oven without any known error: all is well")).isNull();
    }
}
