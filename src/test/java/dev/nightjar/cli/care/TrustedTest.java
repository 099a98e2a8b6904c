package dev.nightjar.cli.care;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.cli.Typed;
import dev.nightjar.model.Failure.Exit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TrustedTest extends Typed {

    private static final List<String> REPORT = List.of("report", "--since", "2026-08-01");

    @BeforeEach
    void configure() throws IOException {
        file("shop.log", """
                2026-08-01 10:00:01,123 ERROR [main] com.acme.Shop - cart 17 failed
                java.sql.SQLException: deadlock found
                \tat com.acme.Cart.total(Cart.java:3)
                """);
        file("nightjar.yaml", "data: data\nzone: UTC\n");
        file("projects/shop.yaml", "logs: [shop.log]\n");
        file("jobs/nightly.yaml", "steps: [scan, {report: {window: 24h}}, {mail: {to: [ops@example.org]}}]\n");
        assertThat(run("run", "nightly")).as(said()).isEqualTo(Exit.DONE);
    }

    private String said() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private void mode(String name, String mode) throws IOException {
        Files.setPosixFilePermissions(dir.resolve(name), PosixFilePermissions.fromString(mode));
    }

    /// The pages are for others to read, where the folder around them lets them.
    @Test
    void whatIsWrittenIsForItsOwnerAlone() throws IOException {
        assertThat(run("note", "--query", "failed", "seen")).as(said()).isEqualTo(Exit.DONE);
        Path data = dir.resolve("data");
        try (Stream<Path> all = Files.walk(data)) {
            for (Path path :
                    all.filter(p -> !p.startsWith(data.resolve("report"))).toList()) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                        .as(path.toString())
                        .isEqualTo(Files.isDirectory(path) ? "rwx------" : "rw-------");
            }
        }
    }

    @Test
    void aDataFolderThatEverybodyMayWriteToIsRefusedByAll() throws IOException {
        mode("data", "rwxrwxrwx");
        for (String command : List.of("scan", "issues", "runs", "doctor", "repair")) {
            assertThat(run(command)).as(command).isEqualTo(Exit.CONFIGURATION);
            assertThat(said() + printed()).contains("writable by everybody").contains("chmod o-w");
        }
        assertThat(run("health")).isEqualTo(Exit.UNKNOWN);
        assertThat(printed().getFirst()).contains("writable by everybody");
        assertThat(run("issues", "--trust")).isEqualTo(Exit.DONE);
    }

    @Test
    void aConfigurationOrTemplatesThatEverybodyMayWriteToAreRefused() throws IOException {
        mode("projects/shop.yaml", "rw-rw-rw-");
        assertThat(run("scan")).isEqualTo(Exit.CONFIGURATION);
        assertThat(run("scan", "--trust")).isEqualTo(Exit.DONE);
        mode("projects/shop.yaml", "rw-------");
        file("templates/extra.ftlh", "x");
        assertThat(run(REPORT.toArray(String[]::new))).as(said()).isEqualTo(Exit.DONE);
        mode("templates/extra.ftlh", "rw-rw-rw-");
        assertThat(run(REPORT.toArray(String[]::new))).isEqualTo(Exit.CONFIGURATION);
        assertThat(said()).contains("extra.ftlh is writable by everybody");
        assertThat(run("report", "--since", "2026-08-01", "--trust")).isEqualTo(Exit.DONE);
    }

    @Test
    void aJournalThatIsALinkIsNotWrittenTo() throws IOException {
        Path target = Files.writeString(dir.resolve("target"), "");
        Files.createSymbolicLink(dir.resolve("data/triage.jsonl"), target);
        assertThat(run("note", "--query", "failed", "seen")).isEqualTo(Exit.CONFIGURATION);
        assertThat(said()).contains("triage.jsonl is a symbolic link, which is not followed");
        assertThat(target).isEmptyFile();
    }

    @Test
    void anOutboxThatIsALinkIsNotWrittenTo() throws IOException {
        Path outbox = dir.resolve("data/outbox");
        Files.move(outbox, dir.resolve("elsewhere"));
        Files.createSymbolicLink(outbox, dir.resolve("elsewhere"));
        assertThat(run("run", "nightly")).isEqualTo(Exit.CONFIGURATION);
        assertThat(said()).contains("outbox is a symbolic link");
    }
}
