package dev.nightjar.notify.hook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.text.EveryCharacter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EscapingTest {

    @ParameterizedTest
    @EnumSource(names = {"PLAIN", "SLACK", "MARKDOWN"})
    void noWayToAChatLetsHarmfulCharactersThrough(Escaping inert) {
        assertThat(EveryCharacter.stoppedBy(inert::text)).isEqualTo(EveryCharacter.harmful());
    }

    @ParameterizedTest
    @EnumSource(names = {"RAW"})
    void programsGetEverything(Escaping inert) {
        assertThat(EveryCharacter.stoppedBy(inert::text).isEmpty()).isTrue();
    }
}
