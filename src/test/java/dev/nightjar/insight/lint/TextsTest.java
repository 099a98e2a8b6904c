package dev.nightjar.insight.lint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tariff lost: org.acme.TariffException: no row | org.acme.TariffException",
                "ValueError: not a number | ValueError",
                "java.lang.ArithmeticException | java.lang.ArithmeticException",
                "ZeroDivisionError | ZeroDivisionError",
                "see /opt/lib/TariffException.java for more | ",
                "Error: it is shut | ",
                "the class TariffExceptionHandler is slow | ",
                "an Exception was thrown | ",
                "TariffException was seen | ",
            })
    void tellsWhatWasThrownByTheTextAlone(String message, String type) {
        assertThat(Texts.thrown(message, false)).isEqualTo(type);
    }

    @Test
    void asksForAMessageWhereTheNameAloneSaysLittle() {
        assertThat(Texts.thrown("no bean of org.acme.TariffError", true)).isNull();
        assertThat(Texts.thrown("lost: org.acme.TariffError: no row", true)).isEqualTo("org.acme.TariffError");
    }

    @ParameterizedTest
    @CsvSource({
        "<int>,true",
        "<uuid>: <int> / <path>,true",
        "#<int>,true",
        "row <int>,false",
        "'',false",
        "a <b c,false"
    })
    void aTemplateOfHolesAndSignsHasNoWord(String template, boolean none) {
        assertThat(Texts.isConstantless(template)).isEqualTo(none);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "login with password=[redacted] failed | password",
                "{\"apiKey\": \"[redacted]\"} | apikey",
                "Authorization: Bearer [redacted] | authorization",
                "curl --token [redacted] | after 'token'",
                "from jdbc://sam:[redacted]@db/x | password in a link",
                "[redacted] was charged | told by its shape",
            })
    void namesASecretByWhatStandsBeforeIt(String text, String kind) {
        assertThat(Texts.secrets(text)).containsExactly(kind);
    }
}
