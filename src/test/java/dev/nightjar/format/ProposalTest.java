package dev.nightjar.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.config.yaml.Problems;
import dev.nightjar.model.log.LogRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProposalTest {

    @TempDir
    Path home;

    private static Optional<String> propose(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return Formats.propose(bytes, bytes.length, UnaryOperator.identity());
    }

    /// Puts the proposal beside a configuration and reads the text with it.
    private List<LogRecord> readWithProposal(String text) throws IOException {
        Path file = Files.createDirectories(home.resolve("formats")).resolve("ours.yaml");
        Files.writeString(file, propose(text).orElseThrow());
        Problems problems = new Problems();
        Formats formats = Formats.load(Optional.of(home), FormatsTest.OPENERS, problems);
        assertThat(problems.all()).isEmpty();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Format format = formats.detect(bytes, bytes.length, "ours");
        assertThat(format.name()).startsWith("ours");
        return FormatsTest.records(format, text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-03-04 09:12:44 <ERROR> [till 17] shop.Till: no paper",
                "[ERROR ] {17} 04.03.2026 09:12:44 no paper",
                "17|2026-03-04T09:12:44.123Z|ERROR|shop.Till|no paper",
                "ERROR [04/Mar/2026:09:12:44 +0100] (main) no paper",
                "{\"@when\":\"2026-03-04T09:12:44Z\",\"severity\":\"ERROR\",\"what\":{\"text\":\"no paper\"}}",
                "at=2026-03-04T09:12:44Z lvl=error text=\"no paper\" till=17"
            })
    void readsTheLinesItCameFrom(String line) throws IOException {
        List<LogRecord> records = readWithProposal((line + "\n").repeat(3));
        assertThat(records).hasSize(3).allSatisfy(record -> {
            assertThat(record.level()).hasToString("ERROR");
            assertThat(record.text()).contains("no paper");
        });
    }

    @Test
    void leavesOutWhereLinesBeginToDiffer() {
        String text =
                "2026-03-04 09:12:44 [a] one: two\n2026-03-04 09:12:45 [b] three\n2026-03-04 09:12:46 [c] (x) y\n";
        assertThat(propose(text).orElseThrow()).contains("'{time:iso} [{name1*}] {message}'");
    }

    @Test
    void scrubsItsSamples() {
        byte[] bytes = "2026-03-04 09:12:44 ERROR pin=1234\n".getBytes(StandardCharsets.UTF_8);
        assertThat(Formats.propose(bytes, bytes.length, line -> line.replace("1234", "****"))
                        .orElseThrow())
                .contains("pin=****")
                .doesNotContain("1234");
    }

    @Test
    void saysNothingAboutProse() {
        assertThat(propose("Call me Ishmael.\nSome years ago, never mind how long.\n"))
                .isEmpty();
        assertThat(propose("")).isEmpty();
    }
}
