package dev.nightjar.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.config.yaml.Problems;
import dev.nightjar.model.Level;
import dev.nightjar.model.log.LogRecord;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A failure whose lines each have a header is one record, and two failures are two.
class LineByLineTest {

    private static final String TRACE = """
            2026-05-02 10:00:01,250 [bake-7] ERROR bakery.Oven - batch 4711 was not baked
            2026-05-02 10:00:01,251 [bake-7] ERROR bakery.Oven - Traceback (most recent call last):
            2026-05-02 10:00:01,251 [bake-7] ERROR bakery.Oven -   File "/srv/bakery/oven.py", line 7, in bake
            2026-05-02 10:00:01,251 [bake-7] ERROR bakery.Oven -     valve.open()
            2026-05-02 10:00:01,251 [bake-7] ERROR bakery.Oven - GasError: no pressure
            """;
    private static final String NEXT =
            "2026-05-02 10:00:01,252 [bake-8] ERROR bakery.Oven - batch 4712 was not baked\n";

    private static final Formats FORMATS = Formats.load(Optional.empty(), FormatsTest.OPENERS, new Problems());

    private List<LogRecord> read(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return FormatsTest.scanAll(FORMATS.detect(bytes, bytes.length, "auto"), bytes);
    }

    @Test
    void linesWithTheSameHeaderGoOnAsTracesDo() {
        List<LogRecord> records = read(TRACE + NEXT);
        assertThat(records).hasSize(2);
        assertThat(records.getFirst().text()).endsWith("""
                        Traceback (most recent call last):
                          File "/srv/bakery/oven.py", line 7, in bake
                            valve.open()
                        GasError: no pressure""").startsWith("batch 4711");
        assertThat(records.get(1).text()).startsWith("batch 4712");
    }

    @Test
    void anotherThreadOrALaterTimeIsAnotherRecord() {
        assertThat(read(TRACE.replaceFirst(
                        "bake-7\\] ERROR bakery.Oven - Traceback", "bake-9] ERROR bakery.Oven - Traceback")))
                .hasSizeGreaterThan(1);
        assertThat(read(TRACE.replaceFirst(
                        "01,251 .bake-7. ERROR bakery.Oven - Traceback",
                        "09,251 [bake-7] ERROR bakery.Oven - Traceback")))
                .hasSizeGreaterThan(1);
    }

    @Test
    void linesOfOneMomentToTheMicrosecondAreOneMessage() {
        String log = """
                2026-05-02 10:00:01.250417+00:00 [error] <0.81.0> oven closes connection <0.81.0>
                2026-05-02 10:00:01.250417+00:00 [error] <0.81.0> missed heartbeats, timeout: 60s
                2026-05-02 10:00:01.250431+00:00 [error] <0.81.0> oven is off
                2026-05-02 10:00:01.250431+00:00 [error] <0.81.0> oven is off
                """;
        assertThat(read(log))
                .extracting(LogRecord::text)
                .containsExactly(
                        "oven closes connection <0.81.0>\nmissed heartbeats, timeout: 60s",
                        "oven is off",
                        "oven is off");
        assertThat(read(log.replace("250417", "250000"))).hasSize(4); // a clock of milliseconds
        assertThat(read(log.replaceFirst("0.81.0> missed", "0.82.0> missed"))).hasSize(4);
    }

    @Test
    void textsThatOnlyLookAlikeStayApart() {
        assertThat(read(NEXT.repeat(4))).hasSize(4);
    }

    @Test
    void whatTheKernelAndServicesWriteHasALevel() {
        List<LogRecord> records = read("""
                May  2 10:00:01 rack-3 kernel: [811.25] Out of memory: Killed process 71 (oven) total-vm:8112kB
                May  2 10:00:02 rack-3 systemd[1]: oven.service: Failed with result 'oom-kill'.
                May  2 10:00:03 rack-3 systemd[1]: oven.service: Scheduled restart job, restart counter is at 2.
                May  2 10:00:04 rack-3 systemd[1]: Started oven.service - The oven.
                May  2 10:00:05 rack-3 sshd[99]: Failed password for baker from 192.0.2.7 port 811 ssh2
                May  2 10:00:06 rack-3 postfix/smtp[98]: 4C8811: to=<b@acme.example>, status=bounced (no such user)
                """);
        assertThat(records)
                .extracting(LogRecord::level)
                .containsExactly(Level.ERROR, Level.ERROR, Level.WARN, null, Level.WARN, Level.ERROR);
    }
}
