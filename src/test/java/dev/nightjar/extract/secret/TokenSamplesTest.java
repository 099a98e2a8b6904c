package dev.nightjar.extract.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.config.yaml.Definitions;
import dev.nightjar.config.yaml.Doc;
import dev.nightjar.config.yaml.Problems;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every token that ships with Nightjar is found in its samples, wherever they stand, and what is no token stays.
class TokenSamplesTest {

    private final Problems problems = new Problems();
    private final Scrubber scrubber = new Scrubber(Secrets.load(Optional.empty(), problems));

    private static Stream<Doc> tokens() {
        return Definitions.load("secrets", Optional.empty(), new Problems()).values().stream()
                .flatMap(doc -> doc.docs("tokens").stream());
    }

    @TestFactory
    Stream<DynamicTest> everySampleIsFound() {
        return tokens().flatMap(token -> token.texts("samples").stream())
                .map(sample -> DynamicTest.dynamicTest(sample, () -> {
                    String end = sample.substring(sample.length() - 12);
                    for (String around :
                            List.of("say %s to it", "(%s)", "\"%s\"", "%s", "q%%3D%s&x", "a\\n%s\\n", "<%s>.")) {
                        String text = around.formatted(sample);
                        assertThat(scrubber.scrub(text))
                                .contains(Scrubber.REDACTED)
                                .doesNotContain(end);
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> whatIsMadeOfWordsStays() {
        return tokens().flatMap(token -> token.texts("harmless").stream())
                .map(text -> DynamicTest.dynamicTest(
                        text,
                        () -> assertThat(scrubber.scrub("no " + text + " here")).isEqualTo("no " + text + " here")));
    }

    @TestFactory
    Stream<DynamicTest> everyShapeHasASampleOfItsOwn() {
        return tokens().map(token -> DynamicTest.dynamicTest(token.text("of"), () -> {
            List<String> samples = token.texts("samples");
            List<String> shapes = token.texts("shapes");
            assertThat(samples).hasSameSizeAs(shapes);
            for (int i = 0; i < shapes.size(); i++) {
                Tokens alone = new Tokens(List.of(TokenShape.of(shapes.get(i))));
                String text = samples.get(i);
                boolean found = false;
                for (int at = 0; at < text.length(); at++) {
                    found |= alone.at(text, at) >= 0 || alone.around(text, at) >= 0;
                }
                assertThat(found).as(text).isTrue();
            }
        }));
    }

    @Test
    void onlyWhatIsSecretOfAnAddressGoes() {
        String key = "a1B2c3D4e5F6g7H8i9J0k1L2";
        assertThat(scrubber.scrub("POST https://hooks.slack.com/triggers/T1/22/" + key + " said 500"))
                .isEqualTo("POST https://hooks.slack.com/triggers/[redacted] said 500");
    }

    @Test
    void aWordThatGoesOnIsNoToken() {
        assertThat(scrubber.scrub("my_ghp_0123456789abcdefghij0123456789abcdef"))
                .contains("ghp_0123");
        assertThat(scrubber.scrub("AKIA0123456789ABCDEFG")).isEqualTo("AKIA0123456789ABCDEFG");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a*b", "[0-9]{4}", "x[", "ab{", "ab{1,2,3}", "ab{x}", "a|b", "ab\\"})
    void aShapeThatCannotBeReadIsRefused(String shape) {
        assertThatThrownBy(() -> TokenShape.of(shape)).isInstanceOf(IllegalArgumentException.class);
    }
}
