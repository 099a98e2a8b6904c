package dev.nightjar.report.hook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.text.EveryCharacter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InertTest {

    @ParameterizedTest
    @EnumSource(names = {"PLAIN", "SLACK", "MARKDOWN"})
    void noWayToAChatLetsHarmfulCharactersThrough(Inert inert) {
        assertThat(EveryCharacter.stoppedBy(inert::text)).isEqualTo(EveryCharacter.harmful());
    }

    @ParameterizedTest
    @EnumSource(names = {"RAW"})
    void programsGetEverything(Inert inert) {
        assertThat(EveryCharacter.stoppedBy(inert::text).isEmpty()).isTrue();
    }
}
