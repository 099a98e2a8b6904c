package dev.nightjar.format.level;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.config.yaml.Definitions;
import dev.nightjar.config.yaml.Problems;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureWordsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "till 3 FAILED at noon | failed",
                "(error) | error",
                "[Fatal] stop | fatal",
                "worker ran out of memory, again | out of memory",
                "com.acme.NoPaperException: tray 2 | NoPaperException",
                "tray.failed tray=2 | failed",
                "error=17 | error",
                "\"error\": \"no paper\" | error",
                "printed with 10 errors | errors",
                "we can't print | can't",
            })
    void isFound(String text, String word) {
        assertThat(found(text)).isEqualTo(word);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "printed with 0 errors",
                "no fatal error",
                "never failed",
                "\"error\": null",
                "failed=0 ok=3",
                "errors: []",
                "reading /srv/error/log",
                "the error_page is set",
                "x-failed-over",
                "terror and failedness",
                "error.html was sent",
                "a memory of a killer",
                "out of paper"
            })
    void isNoWordOfFailure(String text) {
        assertThat(found(text)).isEmpty();
    }

    @Test
    void peopleAddWords(@TempDir Path home) throws Exception {
        Files.createDirectories(home.resolve("failures"));
        Files.writeString(home.resolve("failures/french.yaml"), """
                title: What our tills say
                words: [panne, erreur]
                samples:
                  - {text: 'caisse 3 en panne', word: panne}
                """);
        Problems problems = new Problems();
        FailureWords words = FailureWords.read(
                Definitions.load("failures", Optional.of(home), problems).values());
        problems.failIfAny();
        assertThat(found(words, "Erreur de lecture")).isEqualTo("erreur");
        assertThat(found(words, "payment failed")).isEqualTo("failed");
    }

    @Test
    void aSampleThatDoesNotHoldIsAProblem(@TempDir Path home) throws Exception {
        Files.createDirectories(home.resolve("failures"));
        Files.writeString(home.resolve("failures/mine.yaml"), """
                title: Mine
                words: [kaputt]
                samples:
                  - {text: 'all is well', word: kaputt}
                """);
        Problems problems = new Problems();
        FailureWords.read(
                Definitions.load("failures", Optional.of(home), problems).values());
        assertThat(problems.all()).hasSize(1);
    }

    private static String found(String text) {
        return found(
                FailureWords.read(Definitions.load("failures", Optional.empty(), new Problems())
                        .values()),
                text);
    }

    private static String found(FailureWords words, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        FailureWords.Found found = words.in(bytes, 0, bytes.length);
        return found == null ? "" : found.word();
    }
}
