package dev.nightjar.care;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.nightjar.Child;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpaceTest {

    private static final long MIB = 1 << 20;

    @TempDir
    Path dir;

    @Test
    void aRunNeedsRoomForWhatItReadsAndForOneMerge() {
        assertThat(Space.needed(0, 0)).isEqualTo(32 * MIB);
        assertThat(Space.needed(500 * MIB, 0)).isEqualTo(532 * MIB);
        assertThat(Space.needed(50_000 * MIB, 0)).isEqualTo((32 + 1024) * MIB);
        assertThat(Space.needed(0, 1000 * MIB)).isEqualTo(132 * MIB);
    }

    @Test
    void whatLacksIsSaid() {
        assertThat(Space.lack(60 * MIB, 400 * MIB, Path.of("/var/lib")))
                .hasValue("a run needs about 340 MiB more at /var/lib");
        assertThat(Space.lack(400 * MIB - 1, 400 * MIB, Path.of("/"))).hasValue("a run needs about 1 MiB more at /");
        assertThat(Space.lack(400 * MIB, 400 * MIB, Path.of("/"))).isEmpty();
        assertThat(Space.lack(dir.resolve("not/there"), 0)).isEmpty();
    }

    /// On a disk of 48 MiB: fine at first, then with 40 of them used up by something else.
    @Test
    void aRunIsRefusedBeforeItStartsAndHealthSaysSo() throws Exception {
        Path disk = Files.createDirectory(dir.resolve("disk"));
        Files.writeString(dir.resolve("app.log"), "2026-08-01 10:00:01,123 ERROR [main] com.acme.Till - shut\n");
        String nightjar = String.join(" ", Child.java()) + " dev.nightjar.cli.Main";
        String data = " --data " + disk.resolve("data");
        String script = String.join(
                "\n",
                "mount -t tmpfs -o size=48m tmpfs " + disk + " || exit 99",
                nightjar + " scan " + dir.resolve("app.log") + data + " && echo first $?",
                "head -c 40M /dev/zero > " + disk.resolve("other"),
                nightjar + " scan " + dir.resolve("app.log") + data + "; echo second $?",
                nightjar + " health" + data + "; echo health $?",
                nightjar + " search shut" + data + " --since 2026-01-01; echo search $?");
        List<String> said = inside(script);
        assertThat(said)
                .contains("first 0", "second 74", "health 2", "search 0")
                .anyMatch(line -> line.matches("nightjar: a run needs about (2[0-9]) MiB more at " + disk
                        + ".*; nothing was read: make room.*"))
                .anyMatch(line -> line.startsWith("NIGHTJAR CRITICAL - the disk is full, a run needs about 2"));
    }

    /// As root of a namespace of its own, who may mount.
    private List<String> inside(String script) throws IOException, InterruptedException {
        Path out = dir.resolve("out");
        List<String> command = new ArrayList<>(List.of("unshare", "-rm", "sh", "-c", script));
        int code;
        try {
            Process process = new ProcessBuilder(command)
                    .directory(dir.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(out.toFile())
                    .start();
            assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
            code = process.exitValue();
        } catch (IOException e) {
            code = 99;
        }
        assumeTrue(code == 0, "nobody may mount here");
        return Files.readAllLines(out, StandardCharsets.UTF_8);
    }
}
