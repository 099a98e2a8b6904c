package dev.nightjar.notify.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.text.EveryCharacter;
import org.junit.jupiter.api.Test;

class MessageTest {

    @Test
    void aHeaderHasNothingHarmfulInIt() {
        assertThat(EveryCharacter.stoppedBy(Message::header)).isEqualTo(EveryCharacter.harmful());
        assertThat(Message.header("a\r\nBcc: x@y.example\u202e\u200b b")).isEqualTo("a Bcc: x@y.example b");
    }
}
