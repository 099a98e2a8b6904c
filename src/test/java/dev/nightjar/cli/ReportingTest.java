package dev.nightjar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.model.Failure.Exit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReportingTest extends Typed {

    @BeforeEach
    void configure() throws IOException {
        file("nightjar.yaml", "data: data\nzone: UTC\n");
        file("projects/pay.yaml", "logs: [pay.log]\n");
        file("pay.log", "2026-08-01 10:00:00,123 ERROR [main] com.acme.Pay - bank is shut requestId=req-7a1\n");
        assertThat(run("scan")).isEqualTo(Exit.DONE);
    }

    @Test
    void writesWhereItIsToldAndPrintsThePath() {
        String out = dir.resolve("www").toString();
        assertThat(run("report", "--newest", "--out", out)).isEqualTo(Exit.DONE);
        assertThat(printed()).containsExactly(out + "/index.html");
        assertThat(dir.resolve("www/feed.atom")).content().contains("bank is shut");
        assertThat(dir.resolve("data/report")).doesNotExist();
    }

    @Test
    void writesOneFileToSend() throws IOException {
        String file = dir.resolve("night.html").toString();
        assertThat(run("report", "--newest", "--single-file", file)).isEqualTo(Exit.DONE);
        assertThat(printed()).containsExactly(file);
        assertThat(Files.readString(dir.resolve("night.html"))).contains("bank is shut", "sha256-");
        assertThat(dir.resolve("data/report")).doesNotExist();
    }

    @Test
    void saysWhereATemplateIsWrongAndLeavesTheReport() throws IOException {
        assertThat(run("report", "--newest")).isEqualTo(Exit.DONE);
        byte[] before = Files.readAllBytes(dir.resolve("data/report/index.html"));
        file("mine/index.ftlh", "<h1>${board.verdict}</h1>\n<p>${board.verdikt}</p>\n");
        assertThat(run("report", "--newest", "--templates", dir.resolve("mine").toString()))
                .isEqualTo(Exit.CONFIGURATION);
        List<String> said = err.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(said)
                .contains("nightjar: " + dir.resolve("mine/index.ftlh")
                        + ":2:6: The following has evaluated to null or missing: ==> board.verdikt");
        assertThat(dir.resolve("data/report/index.html")).hasBinaryContent(before);
        assertThat(run("report", "--templates", dir.resolve("no").toString())).isEqualTo(Exit.CONFIGURATION);
    }
}
