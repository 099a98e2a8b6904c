package dev.nightjar.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.nightjar.config.yaml.Problems;
import dev.nightjar.format.record.RecordScanner;
import dev.nightjar.model.log.LogRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Whatever a file contains, reading it neither fails nor takes long.
@Tag("faults")
class HostileTest {

    private static final Formats FORMATS = Formats.load(Optional.empty(), FormatsTest.OPENERS, new Problems());

    @Test
    void bytesThatMeanNothingNeverFail() throws IOException {
        long seed = Long.getLong("seed", System.nanoTime());
        Random random = new Random(seed);
        for (Path file : GoldenTest.samples()) {
            byte[] good = Files.readAllBytes(file);
            Format format = FORMATS.detect(good, good.length, "auto");
            for (int round = 0; round < 40; round++) {
                byte[] bad = spoiled(good, random);
                assertThatCode(() -> FormatsTest.scanAll(format, bad))
                        .as(file + " seed " + seed)
                        .doesNotThrowAnyException();
                assertThatCode(() -> FORMATS.named(format.name())).doesNotThrowAnyException();
            }
            byte[] bad = spoiled(good, random);
            assertThatCode(() -> FORMATS.detect(bad, bad.length, "auto"))
                    .as(file + " seed " + seed)
                    .doesNotThrowAnyException();
        }
    }

    private static byte[] spoiled(byte[] good, Random random) {
        byte[] bad = good.clone();
        int changes = 1 + random.nextInt(200);
        for (int i = 0; i < changes; i++) {
            bad[random.nextInt(bad.length)] = switch (random.nextInt(4)) {
                case 0 -> '\n';
                case 1 -> good[random.nextInt(good.length)];
                case 2 -> (byte) ('0' + random.nextInt(10));
                default -> (byte) random.nextInt(256);
            };
        }
        return Arrays.copyOf(bad, 1 + random.nextInt(bad.length));
    }

    @Test
    void aLineOfAMebibyteIsCutAndTheNextRecordFound() {
        String line = "2026-03-04 09:12:44,123 [main] ERROR com.acme.Pay - " + "x".repeat(1 << 20) + "\n";
        String next = "2026-03-04 09:12:45,123 [main] ERROR com.acme.Pay - next\n";
        byte[] sample = next.getBytes(StandardCharsets.UTF_8);
        List<LogRecord> records = FormatsTest.records(FORMATS.detect(sample, sample.length, "auto"), line + next);
        assertThat(records).hasSize(2);
        assertThat(records.getFirst().truncated()).isTrue();
        assertThat(records.getLast().text()).isEqualTo("next");
    }

    @Test
    void aRecordOfThousandsOfLinesIsCut() {
        String head = "2026-03-04 09:12:44,123 [main] ERROR com.acme.Pay - dump\n";
        byte[] sample = head.getBytes(StandardCharsets.UTF_8);
        List<LogRecord> records = FormatsTest.records(
                FORMATS.detect(sample, sample.length, "auto"), head + " row\n".repeat(3_000) + head);
        assertThat(records).hasSize(2);
        assertThat(records.getFirst().truncated()).isTrue();
        assertThat(records.getFirst().text().lines().count()).isEqualTo(RecordScanner.MOST_LINES);
    }

    @Test
    void impossibleTimesAreNoTimes() {
        String text = "[99-Mar-2026 09:12:44 UTC] PHP Warning:  x\n[31-Feb-2026 09:12:44 UTC] PHP Warning:  y\n"
                + "[04-Mar-2026 25:61:61 UTC] PHP Warning:  z\n[30-Mar-2025 02:30:00 Europe/Berlin] PHP Warning:  gap\n";
        List<LogRecord> records = FormatsTest.records(FORMATS.named("php:2").orElseThrow(), text);
        assertThat(records).hasSize(4);
        assertThat(records.subList(0, 3)).allMatch(r -> r.time() == null);
        assertThat(records.get(3).time()).isNotNull();
    }

    @Test
    void timesWithoutYearOrDateLieBeforeTheFilesLastModification() {
        List<LogRecord> syslog = FormatsTest.records(
                FORMATS.named("syslog>plain").orElseThrow(),
                "Mar  6 09:12:44 web-1 shop[1]: x\nFeb 29 09:12:44 web-1 shop[1]: y\n");
        assertThat(syslog.get(0).time()).isEqualTo(java.time.Instant.parse("2025-03-06T08:12:44Z"));
        assertThat(syslog.get(1).time()).isEqualTo(java.time.Instant.parse("2024-02-29T08:12:44Z"));
        List<LogRecord> clock = FormatsTest.records(
                FORMATS.named("logback").orElseThrow(),
                "00:30:00.000 [m] INFO a.B - x\n09:12:44.123 [m] INFO a.B - y\n");
        assertThat(clock.get(0).time()).isEqualTo(java.time.Instant.parse("2026-03-04T23:30:00Z"));
        assertThat(clock.get(1).time()).isEqualTo(java.time.Instant.parse("2026-03-04T08:12:44.123Z"));
        assertThat(clock.get(0).inferred()).containsExactlyInAnyOrder(LogRecord.Inferred.DATE, LogRecord.Inferred.ZONE);
    }
}
