package dev.nightjar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The build's look at what it was given, with a local repository that is made up.
@Tag("process")
class ChecksumsTest {

    private static final String A = "org/example/a/1/a-1.jar";
    private static final String SUM_OF_A = "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb";

    @TempDir
    Path dir;

    private record Ended(int code, String said) {}

    @BeforeEach
    void begin() throws IOException {
        Files.createDirectories(dir.resolve(A).getParent());
        Files.writeString(dir.resolve(A), "a");
        Files.writeString(dir.resolve("list"), SUM_OF_A + "  " + A + "\n" + SUM_OF_A + "  org/example/b/1/b-1.jar\n");
        Files.writeString(dir.resolve("class-path"), "@/lib/a-1.jar");
    }

    private Ended run() throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder("/bin/bash", "scripts/checksums", dir.toString()).redirectErrorStream(true);
        builder.environment().put("CHECKSUMS", dir.resolve("list").toString());
        builder.environment().put("LIBRARIES", dir.resolve("class-path").toString());
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), said);
    }

    @Test
    void saysNothingOfFilesThatAreAsListedAndOfThoseThatAreNotThereYet() throws Exception {
        assertThat(run()).isEqualTo(new Ended(0, ""));
    }

    @Test
    void namesAFileThatIsAnotherOne() throws Exception {
        Files.writeString(dir.resolve(A), "A");
        Ended ended = run();
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.said()).contains(A + ": FAILED", "ask where they came from");
    }

    @Test
    void wantsEveryLibraryOnTheList() throws Exception {
        Files.writeString(dir.resolve("class-path"), "@/lib/a-1.jar:@/lib/c-1.jar");
        assertThat(run()).isEqualTo(new Ended(1, "checksums: c-1.jar is not on the list: scripts/checksums record\n"));
    }

    @Test
    void wantsAList() throws Exception {
        Files.delete(dir.resolve("list"));
        Ended ended = run();
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.said()).contains("is missing: scripts/checksums record");
    }

    @Test
    void theListNamesNoHost() throws IOException {
        assertThat(Files.readAllLines(Path.of(".mvn/checksums/checksums.sha256")))
                .hasSizeGreaterThan(300)
                .allMatch(line -> line.matches("[0-9a-f]{64} {2}[A-Za-z0-9._/+-]+"));
    }
}
