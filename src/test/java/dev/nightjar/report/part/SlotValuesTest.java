package dev.nightjar.report.part;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.report.Nights;
import dev.nightjar.report.night.Difference;
import dev.nightjar.report.night.TextPiece;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SlotValuesTest {

    @Test
    void marksWhatStandsInTheVariablePartsOfATemplate() {
        assertThat(SlotValues.pieces(
                        "order <int> failed after <duration>, orderId=<value>",
                        "order 17 failed after 3 s, orderId=O-9"))
                .filteredOn(TextPiece::variable)
                .extracting(TextPiece::text)
                .containsExactly("17", "3 s", "O-9");
    }

    @Test
    void showsAMessageThatDoesNotFitAsItIs() {
        assertThat(SlotValues.pieces("order <int> failed", "payment 17 failed"))
                .containsExactly(new TextPiece("payment 17 failed", false));
        assertThat(SlotValues.pieces("order <int>", "order 17 and more"))
                .containsExactly(new TextPiece("order ", false), new TextPiece("17 and more", true));
    }

    @Test
    void losesNothingOfAnyMessage() {
        Random random = new Random(11);
        for (int i = 0; i < 2_000; i++) {
            String template = text(random) + "<int>" + text(random) + "<value>" + text(random);
            String message = random.nextBoolean()
                    ? template.replace("<int>", "4711").replace("<value>", text(random))
                    : text(random);
            assertThat(SlotValues.pieces(template, message).stream()
                            .map(TextPiece::text)
                            .collect(Collectors.joining()))
                    .as("seed 11, " + template)
                    .isEqualTo(message);
        }
    }

    private static String text(Random random) {
        return random.ints(random.nextInt(6), 0, 4)
                .mapToObj(n -> List.of("a", " ", "=", "b ").get(n))
                .collect(Collectors.joining());
    }

    @Test
    void countsValuesByTheWordBeforeThem() {
        var events = Nights.busy()
                .samples()
                .apply(Nights.busy().issues().get(7).activity().issue().id());
        List<TopList> values = SlotValues.values(events);
        assertThat(values)
                .extracting(TopList::name)
                .contains("customer <int>", "attempt <int>")
                .doesNotContain("charge <uuid>");
        assertThat(values.getFirst().of()).isEqualTo("4 different in 4 events looked at");
    }

    @Test
    void marksWordsThatDifferFromOtherTexts() {
        assertThat(Difference.of("refused O-17 twice", List.of("refused O-18 twice", "refused O-17 twice")))
                .containsExactly(
                        new TextPiece("refused O-", false), new TextPiece("17", true), new TextPiece(" twice", false));
        assertThat(Difference.of("the same", List.of("the same"))).containsExactly(new TextPiece("the same", false));
        assertThat(Difference.of("began and ended", List.of("began, went on and ended")))
                .extracting(TextPiece::text)
                .containsExactly("began and ended");
    }
}
