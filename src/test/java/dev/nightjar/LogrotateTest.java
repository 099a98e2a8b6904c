package dev.nightjar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The real logrotate in its modes, with scans between some of the rotations: everything is read once.
@Timeout(120)
@Tag("process")
@Tag("faults")
class LogrotateTest {

    private static final Path PROGRAM = Path.of("/usr/sbin/logrotate");

    @TempDir
    Path dir;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create",
                "copytruncate",
                "copytruncate compress",
                "copytruncate compress delaycompress",
                "create compress",
                "create compress delaycompress",
                "create compress compresscmd /usr/bin/xz compressext .xz",
                "nocreate missingok",
                "create dateext dateformat -%Y%m%d-NIGHT",
                "create compress dateext dateformat -%Y%m%d-NIGHT",
                "create olddir old compress",
                "create sharedscripts compress maxsize 1",
                "create extension .log compress"
            })
    void readsEverythingOnceUnder(String mode) throws Exception {
        boolean there = Files.isExecutable(PROGRAM);
        assertThat(there || System.getenv("CI") == null)
                .as("%s is missing: run scripts/setup-tests", PROGRAM)
                .isTrue();
        assumeTrue(there, "logrotate is not installed");
        Folder folder = new Folder(dir);
        Files.createDirectory(folder.logs.resolve("old"));
        int written = 0;
        for (int night = 1; night <= 6; night++) {
            folder.append(written, written + 3);
            if (night % 3 != 2) {
                assertThat(Folder.troubles(folder.scan())).as("night %d", night).isEmpty();
            }
            folder.append(written + 3, written + 5);
            written += 5;
            rotate(rules(folder, mode.replace("NIGHT", Integer.toString(night))));
        }
        folder.append(written, written + 2);
        assertThat(Folder.troubles(folder.scan())).isEmpty();
        assertThat(folder.events()).isEqualTo(Folder.numbers(0, written + 2));
        assertThat(folder.scan().bytes()).isZero();
    }

    private Path rules(Folder folder, String mode) throws IOException {
        List<String> words =
                List.of(mode.split(" (?=(copytruncate|compress|delaycompress|compresscmd|compressext|missingok"
                        + "|dateext|dateformat|olddir|sharedscripts|maxsize|extension)\\b)"));
        String rules = "\"" + folder.log + "\" {\n  rotate 10\n  daily\n  " + String.join("\n  ", words) + "\n}\n";
        Path file = Files.writeString(dir.resolve("rules"), rules);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        Files.setPosixFilePermissions(folder.logs, PosixFilePermissions.fromString("rwxr-xr-x"));
        return file;
    }

    private void rotate(Path rules) throws Exception {
        Path said = dir.resolve("said");
        Process process = new ProcessBuilder(
                        PROGRAM.toString(),
                        "--force",
                        "--state",
                        dir.resolve("state").toString(),
                        rules.toString())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        assertThat(process.waitFor()).as(Files.readString(said)).isZero();
    }
}
