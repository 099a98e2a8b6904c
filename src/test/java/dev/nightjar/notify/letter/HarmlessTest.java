package dev.nightjar.notify.letter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.text.EveryCharacter;
import java.util.BitSet;
import org.junit.jupiter.api.Test;

class HarmlessTest {

    @Test
    void aLetterHasNothingHarmfulInIt() {
        assertThat(EveryCharacter.stoppedBy(raw -> Harmless.text(raw, 10_000))).isEqualTo(EveryCharacter.harmful());
    }

    @Test
    void aNameInAHeaderIsOfAsciiAloneAndWhatSaysThatItWasCut() {
        BitSet stopped = EveryCharacter.stoppedBy(Harmless::name);
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            assertThat(stopped.get(c)).as("U+%04X", c).isEqualTo(c != '…' && (c < ' ' || c > '~'));
        }
    }
}
