package dev.nightjar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.format.structured.LogfmtLines;
import dev.nightjar.model.NotRead;
import dev.nightjar.model.Run;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Lines that a program should never write: each costs no more than a line of its length may, ends no run, and takes
/// no record beside it away.
@Timeout(120)
@Tag("faults")
class HostileLinesTest {

    private static final int MUCH = 1_000_000;

    @TempDir
    Path dir;

    private Folder folder;

    @BeforeEach
    void begin() throws IOException {
        folder = new Folder(dir);
    }

    @Test
    void pairsHoldNoMoreThanTheirLine() {
        String line = "key=\"".repeat(100_000);
        Map<String, String> pairs = new HashMap<>();
        Duration time = ProcessorTime.of(() -> LogfmtLines.pairs(line, pairs));
        long held = pairs.entrySet().stream()
                .mapToLong(pair -> pair.getKey().length() + pair.getValue().length())
                .sum();
        assertThat(held).isLessThanOrEqualTo(line.length());
        assertThat(time).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void aPairBehindAQuoteHasItsOwnKey() {
        Map<String, String> pairs = new HashMap<>();
        LogfmtLines.pairs("level=error msg=\"a b\"code=\"7\" at=x", pairs);
        assertThat(pairs).containsEntry("msg", "a b").containsEntry("code", "7").containsEntry("at", "x");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "q=\"",
                "q=",
                " ",
                "level=error m=\"x\" n='",
                "{\"a\":",
                "[",
                "'a ",
                "key\\=\"",
                "a: b, ",
                "<a b=\"c\">",
                "|",
                "%"
            })
    void aLineOfOneThingTakesNothingFromAnotherFile(String unit) throws IOException {
        folder.append(0, 20);
        folder.write("other.log", (unit.repeat(MUCH / unit.length()) + "\n").getBytes(StandardCharsets.UTF_8));
        Duration[] time = new Duration[1];
        time[0] = ProcessorTime.of(() -> folder.scan());
        assertThat(folder.events()).containsAll(Folder.numbers(0, 20));
        assertThat(time[0]).isLessThan(Duration.ofSeconds(20));
    }

    @ParameterizedTest
    @ValueSource(ints = {200_000, 900_000, MUCH, 1_048_000})
    void longLinesSideBySideAreAllRead(int length) throws IOException {
        folder.append(longRecords(length).getBytes(StandardCharsets.UTF_8));
        folder.scan();
        assertThat(folder.events()).isEqualTo(Folder.numbers(0, 7));
    }

    @Test
    void longLinesSideBySideAreAllReadInAPackedFile() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(longRecords(MUCH).getBytes(StandardCharsets.UTF_8));
        }
        folder.write("app.log.1.gz", packed.toByteArray());
        folder.scan();
        assertThat(folder.events()).isEqualTo(Folder.numbers(0, 7));
    }

    @Test
    void longLinesSideBySideAreAllReadInUtf16() throws IOException {
        folder.append(("\ufeff" + longRecords(400_000)).getBytes(StandardCharsets.UTF_16LE));
        folder.scan();
        assertThat(folder.events()).isEqualTo(Folder.numbers(0, 7));
    }

    private static String longRecords(int length) {
        StringBuilder all = new StringBuilder();
        for (int n = 0; n < 7; n++) {
            all.append(Folder.record(n).replace("\n", " " + "z".repeat(length) + "\n"));
        }
        return all.toString();
    }

    @Test
    void aNameWithNothingButAZeroBehindItIsAnEvent() throws IOException {
        folder.append("ERROR: it broke\nQueueError: \0\nERROR: and went on\n".getBytes(StandardCharsets.UTF_8));
        Run run = folder.scan();
        assertThat(run.notRead()).filteredOn(NotRead::degrades).isEmpty();
        assertThat(run.events()).isEqualTo(2);
    }
}
