package dev.nightjar.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.cli.SetUp;
import dev.nightjar.model.Failure.Exit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Logs that nobody reads though they lie where others do.
class StraysTest extends SetUp {

    private static final String LINE = "2026-03-04 09:12:44,123 [main] ERROR com.acme.Desk - no ink left\n";

    @BeforeEach
    void configuration() throws Exception {
        till();
        file("conf/nightjar.yaml", "data: ../data\n");
        file("conf/projects/till.yaml", "logs: [../logs/till/app.log*]\n");
    }

    @Test
    void aLogBesideOthersThatNoPatternTakesIsTold() throws Exception {
        Path stray = file("logs/till/desk.log", LINE);
        file("logs/till/desk.log.1", LINE);
        file("logs/till/notes.txt", LINE);
        Files.setLastModifiedTime(
                file("logs/till/old.log", LINE), FileTime.from(Instant.now().minus(Duration.ofDays(40))));
        assertThat(here("doctor", "--json")).isEqualTo(Exit.DEGRADED);
        assertThat(out)
                .contains("desk.log is in no project with 1 rotated (130 B)", "add it to 'logs'")
                .doesNotContain("notes.txt", "old.log");
        assertThat(here("scan", "--verbose"))
                .as("nothing that was wanted is missing")
                .isEqualTo(Exit.DONE);
        assertThat(err).contains(stray + ": is in no project");
        assertThat(here("scan")).isEqualTo(Exit.DONE);
        assertThat(err).doesNotContain("desk.log");
        assertThat(here("report")).isEqualTo(Exit.DONE);
        assertThat(page()).as("after a run with nothing new, too").contains("desk.log</code> <span>is in no project");
        file("conf/projects/desk.yaml", "logs: [../logs/till/desk.log*]\n");
        assertThat(here("scan")).isEqualTo(Exit.DONE);
        assertThat(here("report")).isEqualTo(Exit.DONE);
        assertThat(page()).doesNotContain("is in no project");
    }

    @Test
    void aContainerThatNobodyWantsIsToldAndOneThatVanished() throws Exception {
        container("a1", "/ink-1");
        container("b2", "/paper-1");
        file("conf/projects/ink.yaml", "logs: [{glob: '../logs/docker/*/*-json.log*', container: 'ink-[0-9]*'}]\n");
        assertThat(here("scan", "--verbose")).isEqualTo(Exit.DONE);
        assertThat(err).contains("b2-json.log: is in no project").doesNotContain("a1-json.log: is");
        Files.move(dir.resolve("logs/docker/a1"), dir.resolve("gone"));
        assertThat(here("scan")).isEqualTo(Exit.DEGRADED);
        assertThat(err).contains("no container called ink-[0-9]* has a log", "docker ps -a");
        assertThat(here("doctor", "--json")).isNotEqualTo(Exit.DONE);
        assertThat(out).contains("no container called ink-[0-9]* has a log");
    }

    private void container(String id, String name) throws Exception {
        file(
                "logs/docker/" + id + "/" + id + "-json.log",
                "{\"log\":\"ERROR no " + name
                        + " left\\n\",\"stream\":\"stderr\",\"time\":\"2026-03-04T09:12:44.1Z\"}\n");
        file("logs/docker/" + id + "/config.v2.json", "{\"Name\":\"" + name + "\"}");
    }

    private String page() throws Exception {
        return Files.readString(dir.resolve("data/report/runs.html"));
    }
}
