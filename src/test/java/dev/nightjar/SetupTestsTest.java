package dev.nightjar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The build's look at what tests need, on a machine that is made up: its programs are those of one folder.
@Tag("process")
class SetupTestsTest {

    private static final List<String> TOOLS =
            List.of("chromium", "chromedriver", "logrotate", "tmux", "zsh", "fish", "mandoc", "groff");

    @TempDir
    Path bin;

    private record Ended(int code, String said) {}

    @BeforeEach
    void tools() throws IOException {
        for (String tool : TOOLS) {
            program(tool, "exit 9");
        }
        program("id", "echo 1000");
    }

    private void program(String name, String line) throws IOException {
        Path file = Files.writeString(bin.resolve(name), "#!/bin/sh\n" + line + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private Ended run(Map<String, String> more) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("/bin/bash", "scripts/setup-tests").redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().put("PATH", bin.toString());
        builder.environment().putAll(more);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), said);
    }

    @Test
    void saysNothingWhereAllIsThere() throws Exception {
        assertThat(run(Map.of("CI", "true"))).isEqualTo(new Ended(0, ""));
    }

    @Test
    void namesWhatIsMissingAndGoesOn() throws Exception {
        Files.delete(bin.resolve("fish"));
        Files.delete(bin.resolve("chromedriver"));
        Ended ended = run(Map.of());
        assertThat(ended.code()).isZero();
        assertThat(ended.said())
                .hasLineCount(1)
                .startsWith("!!! ")
                .contains("missing for tests: chromium-driver fish ");
    }

    @Test
    void failsInContinuousIntegrationWhereItMayNotInstall() throws Exception {
        Files.delete(bin.resolve("fish"));
        Ended ended = run(Map.of("CI", "true"));
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.said()).contains("missing for tests: fish ");
    }

    @Test
    void installsWhatIsMissingWhereItMay() throws Exception {
        Files.delete(bin.resolve("fish"));
        program("id", "echo 0");
        program("mktemp", ": > '" + bin.resolve("log") + "'; echo '" + bin.resolve("log") + "'");
        program("rm", "exit 0");
        program("apt-get", "[ $1 = update ] || /bin/cp '" + bin.resolve("zsh") + "' '" + bin.resolve("fish") + "'");
        assertThat(run(Map.of("CI", "true"))).isEqualTo(new Ended(0, "setup-tests: installing fish\n"));
    }
}
