package dev.nightjar.store.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {

    @ParameterizedTest
    @CsvSource({
        "SocketTimeoutException, socket timeout exception",
        "readHTTPResponse, read http response",
        "HTTP2Server, http2 server",
        "com.acme.PayClient, pay client",
        "getX509Cert, get x509 cert",
        "aB, ''",
        "plain text, ''",
        "UPPER, ''",
        "straßenBahn, straßen bahn",
        "fooBar fooBaz, foo bar baz"
    })
    void knowsThePartsOfCompoundNames(String text, String parts) {
        assertThat(String.join(" ", Words.parts(text))).isEqualTo(parts);
    }

    @Test
    void findsANameByItsWordsAndTheirParts() {
        assertThat(Words.ofName("com.acme.PayClient")).containsExactly("com", "acme", "payclient", "pay", "client");
    }
}
