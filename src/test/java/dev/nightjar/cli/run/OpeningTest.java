package dev.nightjar.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.cli.Typed;
import dev.nightjar.model.Failure.Exit;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/// A path alone is enough.
class OpeningTest extends Typed {

    private static final String LOG = """
            2026-03-04 09:12:44,123 ERROR [main] shop.Till: drawer is stuck
            2026-03-04 09:12:45,123 INFO [main] shop.Till: drawer is open
            """;

    @BeforeEach
    void configure() throws IOException {
        file("nightjar.yaml", "data: data\n");
    }

    private String said() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private Path page() {
        return Path.of(printed().getLast());
    }

    @Test
    void aFolderIsReadAndItsPageNamed() throws IOException {
        file("logs/app.log", LOG);
        assertThat(run(dir.resolve("logs").toString())).as(said()).isEqualTo(Exit.DONE);
        assertThat(said()).contains("First seen: 1 issue, among 1 event");
        assertThat(Files.readString(page())).contains("drawer is stuck");
        assertThat(run("open", dir.resolve("logs/app.log").toString(), "--no-browser"))
                .as("again")
                .isEqualTo(Exit.DONE);
        assertThat(Files.readString(page())).contains("drawer is stuck");
    }

    @Test
    @ResourceLock("System.in")
    void whatIsPipedInIsRead() throws IOException {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(LOG.getBytes(StandardCharsets.UTF_8)));
        try {
            assertThat(run("-")).as(said()).isEqualTo(Exit.DONE);
        } finally {
            System.setIn(before);
        }
        assertThat(Files.readString(page())).contains("drawer is stuck", "stdin");
        assertThat(run("issues", "--project", "stdin", "--since", "@0")).isEqualTo(Exit.DONE);
        assertThat(printed()).singleElement().asString().contains("drawer is stuck");
    }

    @Test
    void whatIsReadByNameStandsBesideTheConfiguredProjects() throws IOException {
        file("projects/shop.yaml", "logs: [logs/shop/*.log]\n");
        file("logs/shop/app.log", LOG.replace("drawer", "shutter"));
        file("till/app.log", LOG);
        assertThat(run("scan")).as(said()).isEqualTo(Exit.DONE);
        assertThat(run("scan", dir.resolve("till").toString())).as(said()).isEqualTo(Exit.DONE);
        assertThat(run("issues", "--since", "@0")).isEqualTo(Exit.DONE);
        assertThat(printed()).hasSize(2).anySatisfy(line -> assertThat(line).contains("drawer is stuck"));
        assertThat(run("issues", "--since", "@0", "--project", "shop")).isEqualTo(Exit.DONE);
        assertThat(printed()).singleElement().asString().contains("shutter is stuck");
        assertThat(run("issues", "--since", "@0", "--project", "till", "--json"))
                .isEqualTo(Exit.DONE);
        String id = printed().getFirst().replaceFirst(".*\"id\":\"([^\"]+)\".*", "$1");
        assertThat(run("show", id)).as(said()).isEqualTo(Exit.DONE);
        assertThat(printed()).anySatisfy(line -> assertThat(line).contains("drawer is stuck"));
        assertThat(run("report", "--since", "@0")).as(said()).isEqualTo(Exit.DONE);
        assertThat(Files.readString(page())).contains("drawer is stuck", "shutter is stuck");
        assertThat(run(dir.resolve("till").toString())).as("read and shown").isEqualTo(Exit.DONE);
        assertThat(Files.readString(page())).contains("drawer is stuck");
        assertThat(said()).doesNotContain("silent");
    }

    @Test
    void aJobTellsOfWhatItIsConfiguredFor() throws IOException {
        file("projects/shop.yaml", "logs: [logs/shop/*.log]\n");
        file("jobs/all.yaml", "steps: [scan, {report: {window: 30000d}}]\n");
        file("jobs/shop.yaml", "projects: [shop]\nsteps: [{report: {window: 30000d}}]\n");
        file("logs/shop/app.log", LOG.replace("drawer", "shutter"));
        file("till/app.log", LOG);
        assertThat(run("scan", dir.resolve("till").toString())).as(said()).isEqualTo(Exit.DONE);
        assertThat(run("run", "all")).as(said()).isEqualTo(Exit.DONE);
        assertThat(Files.readString(dir.resolve("data/report/index.html")))
                .contains("drawer is stuck", "shutter is stuck");
        assertThat(run("run", "shop")).as(said()).isEqualTo(Exit.DONE);
        assertThat(Files.readString(dir.resolve("data/report/index.html")))
                .contains("shutter is stuck")
                .doesNotContain("drawer is stuck");
    }

    @Test
    void whatIsLeftOutOfALongLineIsSaid() throws IOException {
        file("app.log", LOG.replace("stuck", "x".repeat(3_000_000)) + LOG);
        assertThat(run("scan", dir.resolve("app.log").toString())).as(said()).isEqualTo(Exit.DONE);
        long line = LOG.indexOf('\n') - "stuck".length() + 3_000_000 + 1;
        assertThat(said()).contains("app.log: " + (line - (1 << 20)) + " bytes of lines longer than 1 MiB left out");
    }

    @Test
    @ResourceLock("System.in")
    void anEmptyPipeIsNotCalledQuiet() {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(new byte[0]));
        try {
            assertThat(run("-")).isEqualTo(Exit.NO_SOURCE);
        } finally {
            System.setIn(before);
        }
        assertThat(said()).contains("nothing came through the pipe");
        assertThat(dir.resolve("data/report")).doesNotExist();
    }

    @Test
    void aPathThatIsNotThereIsNoCommand() {
        assertThat(run("/var/log/not/there")).isEqualTo(Exit.USAGE);
        assertThat(said()).contains("there is no file or folder '/var/log/not/there', and no command of that name");
        assertThat(run("isues")).isEqualTo(Exit.USAGE);
        assertThat(said()).contains("did you mean 'issues'?");
    }

    @Test
    void theFolderOfTheConfigurationIsNotMeant() {
        assertThat(run()).as("--config DIR alone").isEqualTo(Exit.USAGE);
        assertThat(dir.resolve("data")).doesNotExist();
    }

    @Test
    void aBrowserIsStartedWhereThereIsAScreen() throws IOException {
        Path bin = Files.createDirectory(dir.resolve("bin"));
        Files.createFile(
                bin.resolve("xdg-open"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        String path = "/nowhere:" + bin;
        assertThat(Browser.command(Map.of("PATH", path))).isEmpty();
        assertThat(Browser.command(Map.of("PATH", path, "DISPLAY", ":0"))).containsExactly("xdg-open");
        assertThat(Browser.command(Map.of("PATH", path, "WAYLAND_DISPLAY", "wayland-0")))
                .containsExactly("xdg-open");
        assertThat(Browser.command(Map.of("PATH", "/nowhere", "DISPLAY", ":0"))).isEmpty();
        assertThat(Browser.command(Map.of("BROWSER", "firefox --new-window")))
                .containsExactly("firefox", "--new-window");
    }
}
