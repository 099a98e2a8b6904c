package dev.nightjar.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.cli.Typed;
import dev.nightjar.model.Failure.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A log that was first seen when it said little of itself.
class ProvisionalTest extends Typed {

    @BeforeEach
    void configure() throws IOException {
        file("nightjar.yaml", "data: data\nzone: UTC\n");
        file("projects/mill.yaml", "logs: [mill.log]\n");
    }

    private void goesOn(String before, String rest, String line) throws IOException {
        file("mill.log", before);
        assertThat(run("scan")).isEqualTo(Exit.DONE);
        StringBuilder more = new StringBuilder(rest);
        for (int i = 0; i < 120; i++) {
            more.append(line.formatted(i / 60, i % 60, i % 4 == 0 ? "ERROR" : "INFO", i));
        }
        Files.writeString(dir.resolve("mill.log"), more, StandardOpenOption.APPEND);
        assertThat(run("scan")).isEqualTo(Exit.DONE);
        run("search", "level:error", "--events", "--limit", "100");
        assertThat(printed()).hasSize(30);
        run("issues", "level:error");
        assertThat(printed()).hasSize(1);
    }

    private String format() {
        run("sources", "--json");
        return printed().getFirst();
    }

    @Test
    void aBannerIsNotTakenForTheFormOfTheLog() throws IOException {
        goesOn(
                "   __  __ _ _ _\n  |  \\/  (_) | |   Mill 3.1\n  Starting with profile prod\n",
                "",
                "2026-03-04 10:%02d:%02d,017 [main] %s com.acme.Mill - sack %d is torn\n");
        assertThat(format()).contains("logback").doesNotContain("plain");
    }

    @Test
    void norIsHalfALine() throws IOException {
        goesOn(
                "{\"time\":\"2026-03-04T09:59:00Z\",\"level\":\"info\",\"msg\":\"begi",
                "ns\"}\n",
                "{\"time\":\"2026-03-04T10:%02d:%02dZ\",\"level\":\"%s\",\"msg\":\"sack %d is torn\"}\n");
        assertThat(format()).contains("json");
    }

    @Test
    void whatIsCertainStays() throws IOException {
        String line = "2026-03-04 10:00:00,017 [main] INFO com.acme.Mill - turns\n";
        goesOn(
                line.repeat(60),
                "",
                "{\"time\":\"2026-03-04T10:%02d:%02dZ\",\"level\":\"%s\",\"msg\":\"sack %d is torn\"}\n");
        assertThat(List.of(format())).singleElement().asString().contains("logback");
    }
}
