package dev.nightjar.notify.hook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramTest {

    private static final String JSON = "{\"a\": \"ö\"}";

    @TempDir
    Path dir;

    @Test
    void tellsAProgramByItsStandardInput() throws IOException {
        Path out = dir.resolve("out");
        Program.Ran ran = run("cat > '" + out + "'; echo paged; echo the on-call person >&2");
        assertThat(ran.ok()).isTrue();
        assertThat(ran.said()).endsWith(" was told: paged / the on-call person");
        assertThat(out).hasContent(JSON);
    }

    @Test
    void givesArgumentsAsTheyAreAndNoShellReadsThem() throws IOException {
        Path script = script("printf '%s|' \"$@\"");
        assertThat(new Program(Duration.ofSeconds(20))
                        .run(List.of(script.toString(), "$(id)", "a b", ";", "*"), JSON, Map.of())
                        .said())
                .endsWith(" was told: $(id)|a b|;|*|");
    }

    @Test
    void showsOnlyAFewNamesOfTheEnvironment() throws IOException {
        Program.Ran ran = run("env | sed 's/=.*//' | sort | tr '\\n' ' '");
        assertThat(ran.said().replaceAll(".*: ", "").split(" "))
                .contains("NIGHTJAR_JOB", "PATH")
                .isSubsetOf(
                        "PATH",
                        "HOME",
                        "LANG",
                        "LC_ALL",
                        "TZ",
                        "USER",
                        "LOGNAME",
                        "NIGHTJAR_JOB",
                        "PWD",
                        "SHLVL",
                        "_",
                        "OLDPWD");
    }

    @Test
    void saysWithWhichCodeAProgramFailed() throws IOException {
        Program.Ran ran = run("printf 'no\\033[2J route\\n'; exit 3");
        assertThat(ran.ok()).isFalse();
        assertThat(ran.said()).endsWith(" failed with exit code 3: no\\x1b[2J route");
        assertThat(new Program(Duration.ofSeconds(5))
                        .run(List.of("/nowhere/page"), JSON, Map.of())
                        .said())
                .startsWith("hook /nowhere/page cannot be started: ");
    }

    @Test
    void killsAProgramThatTakesTooLongWithAllItStarted() throws IOException {
        Path pid = dir.resolve("pid");
        Path script = script("sleep 600 & echo $! > '" + pid + "'; wait");
        long start = System.nanoTime();
        Program.Ran ran = new Program(Duration.ofSeconds(1)).run(List.of(script.toString()), JSON, Map.of());
        assertThat(ran.said()).endsWith(" did not end within 1 s and was killed");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
        Optional<ProcessHandle> started =
                ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()));
        if (started.isPresent()) {
            assertThat(started.get().onExit()).succeedsWithin(Duration.ofSeconds(20));
        }
    }

    @Test
    void isNotStoppedByAProgramThatReadsNothingOrPrintsWithoutEnd() throws IOException {
        Path script = script("head -c 3000000 /dev/zero | tr '\\0' 'x'");
        Program.Ran ran =
                new Program(Duration.ofSeconds(20)).run(List.of(script.toString()), JSON.repeat(100_000), Map.of());
        assertThat(ran.ok()).isTrue();
        assertThat(ran.said()).hasSizeBetween(500, 700);
    }

    private Program.Ran run(String shell) throws IOException {
        return new Program(Duration.ofSeconds(20))
                .run(List.of(script(shell).toString()), JSON, Map.of("NIGHTJAR_JOB", "watch"));
    }

    private Path script(String shell) throws IOException {
        Path script = Files.writeString(dir.resolve("page"), "#!/bin/sh\n" + shell + "\n");
        return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    }
}
