package dev.nightjar.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.cli.SetUp;
import dev.nightjar.model.Failure.Exit;
import dev.nightjar.model.Run;
import dev.nightjar.model.log.Position;
import dev.nightjar.read.rules.Checkup;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class HealthTest extends SetUp {

    @Test
    void isFineAfterAGoodRun() throws Exception {
        configured();
        assertThat(here("health")).isEqualTo(Exit.UNKNOWN);
        assertThat(out).startsWith("NIGHTJAR UNKNOWN - no run yet in ");
        assertThat(here("run", "nightly")).isEqualTo(Exit.DONE);
        assertThat(here("health", "--max-age", "26h")).isEqualTo(Exit.DONE);
        assertThat(out)
                .hasLineCount(1)
                .matches("(?s)NIGHTJAR OK - nightly ended \\d+ s ago: 1 file, 4 events \\| age=\\d+s;;93600 files=1"
                        + " bytes=\\d+B events=4 new=2 not_read=0\n");
        assertThat(here("health", "--job", "weekly")).isEqualTo(Exit.UNKNOWN);
        assertThat(here("health", "--json")).isEqualTo(Exit.DONE);
        assertThat(out).startsWith("{\"state\":\"OK\",").contains("\"job\":\"nightly\"");
    }

    @Test
    void warnsWhenSomethingCouldNotBeRead() throws Exception {
        configured();
        java.nio.file.Path damaged = dir.resolve("logs/till/odd.log.gz");
        java.nio.file.Files.write(damaged, new byte[] {31, (byte) 139, 8, 0, 0, 0, 0, 0, 0, 3, 7, 7, 7, 7, 7, 7, 7, 7});
        assertThat(damaged.toFile().setLastModified(1_700_000_000_000L)).isTrue();
        assertThat(here("run", "nightly")).isEqualTo(Exit.DEGRADED);
        assertThat(here("health")).isEqualTo(Exit.WARNING);
        assertThat(out)
                .startsWith("NIGHTJAR WARNING - nightly ended ")
                .contains("1 file not read; see nightjar --config " + conf() + " runs");
    }

    @Test
    void warnsAtOnceWhenAMailCouldNotGoOutAndTheQuietRunSaysSo() throws Exception {
        configured();
        int closed;
        try (ServerSocket socket = new ServerSocket(0)) {
            closed = socket.getLocalPort();
        }
        file("conf/nightjar.yaml", "data: ../data\nsmtp: {host: localhost, port: " + closed + "}\n");
        file(
                "conf/jobs/nightly.yaml",
                "steps: [scan, mail: {to: [ops@acme.example], at: newest}, report: {at: newest}]\n");
        assertThat(here("run", "nightly", "--quiet")).isEqualTo(Exit.UNAVAILABLE);
        assertThat(out).isEmpty();
        assertThat(err).startsWith("nightjar: not mailed yet, ").contains("; it waits in ");
        assertThat(dir.resolve("data/report/index.html")).exists();
        assertThat(here("health")).isEqualTo(Exit.WARNING);
        assertThat(out).contains("1 mail could not go out, ", "mail --outbox");
    }

    @Test
    void aQuietRunIsSilentWhereNothingIsWrong() throws Exception {
        configured();
        file("conf/jobs/nightly.yaml", "steps: [scan, report: {at: newest}, prune]\n");
        assertThat(here("run", "nightly", "--quiet")).isEqualTo(Exit.DONE);
        assertThat(out + err).isEmpty();
        file("conf/jobs/nightly.yaml", "steps: [scan, report: {at: newest}, prune]\n");
        assertThat(here("report", "--quiet")).isEqualTo(Exit.DONE);
        assertThat(out + err).isEmpty();
    }

    @Test
    void isCriticalWhenTheLastRunIsTooOld() throws Exception {
        configured();
        assertThat(here("run", "nightly")).isEqualTo(Exit.DONE);
        assertThat(here("health", "--max-age", "1ms")).isEqualTo(Exit.CRITICAL);
        assertThat(out).contains("NIGHTJAR CRITICAL - ", "longer than 1ms");
    }

    @Test
    void isCriticalWhenTheIndexIsDamagedAndUnknownWithoutConfiguration() throws Exception {
        configured();
        assertThat(here("run", "nightly")).isEqualTo(Exit.DONE);
        try (var files = Files.list(dir.resolve("data/index"))) {
            for (Path file : files.filter(one -> one.getFileName().toString().startsWith("segments_"))
                    .toList()) {
                Files.write(file, new byte[64]);
            }
        }
        assertThat(here("health")).isEqualTo(Exit.CRITICAL);
        file("conf/nightjar.yaml", "zon: UTC\n");
        assertThat(here("health")).isEqualTo(Exit.UNKNOWN);
        assertThat(out).contains("NIGHTJAR UNKNOWN - ", "nightjar.yaml:1");
    }

    @Test
    void seesThatRunsReadNothingThoughALogGrew() throws Exception {
        Path log = till();
        Instant before = Instant.parse("2026-03-04T10:00:00Z");
        Files.setLastModifiedTime(log, FileTime.from(before));
        List<Position> read = List.of(position(log, Files.size(log)));
        List<Position> shorter = List.of(position(log, Files.size(log) - 1));
        assertThat(Checkup.neglected(List.of(idle(before.plusSeconds(60), 0)), shorter))
                .containsExactly(log);
        assertThat(Checkup.neglected(List.of(idle(before.plusSeconds(60), 0)), read))
                .isEmpty();
        assertThat(Checkup.neglected(List.of(idle(before.minusSeconds(60), 0)), shorter))
                .isEmpty();
        assertThat(Checkup.neglected(List.of(idle(before.plusSeconds(60), 7)), shorter))
                .isEmpty();
    }

    private static Run idle(Instant start, long bytes) {
        return new Run(Run.idAt(start), start, start, List.of(), bytes, 0, 0, 0, 0, List.of(), List.of());
    }

    private static Position position(Path log, long size) {
        Instant then = Instant.EPOCH;
        Position.Identity identity = new Position.Identity(0, "", "", "", 0, 0, size, then, then, false, false);
        return new Position(
                "f", "till", log.toString(), "h", identity, size, 1, null, "plain", "UTF-8", "", then, null);
    }

    private void configured() throws Exception {
        till();
        file("conf/nightjar.yaml", "data: ../data\n");
        file("conf/projects/till.yaml", "logs: [../logs/till/*]\n");
        file("conf/jobs/nightly.yaml", "schedule: \"0 0 6 * * *\"\nsteps: [scan]\n");
    }
}
