package dev.nightjar.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.text.EveryCharacter;
import org.junit.jupiter.api.Test;

class CsvTest {

    @Test
    void aCellHasNothingHarmfulInItButLinesAndTabs() {
        assertThat(EveryCharacter.stoppedBy(Csv::cell)).isEqualTo(EveryCharacter.harmfulBut("\n\t"));
    }
}
