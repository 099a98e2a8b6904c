package dev.nightjar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.model.Run;
import dev.nightjar.scan.Scan;
import dev.nightjar.scan.SourceScan;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Files that are written anew: while they are read, or with the same words as before.
@Timeout(300)
@Tag("faults")
class WrittenAnewTest {

    private static final String NIGHT = "backup begins\nERROR: no space left for a.db seq=%d.\nbackup ended\n";

    private static final int TRIALS = Integer.getInteger("anew.trials", 12);

    @TempDir
    Path dir;

    private Folder folder;

    @BeforeEach
    void begin() throws IOException {
        folder = new Folder(dir);
    }

    private static String wide(int from, int to) {
        return Folder.records(from, to).replace("\n", " " + "z".repeat(30_000) + "\n");
    }

    /// What copytruncate does: the copy has what was there, the file begins anew.
    private void copyAndTruncate(String copy) throws IOException {
        Files.copy(folder.log, folder.logs.resolve(copy));
        Files.write(folder.log, new byte[0]);
    }

    @Test
    void aFileTruncatedAndGrownAgainWhileItIsReadIsReadOnce() throws IOException {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("WrittenAnewTest seed=" + seed);
        Random random = new Random(seed);
        for (int trial = 0; trial < TRIALS; trial++) {
            Folder here = folder = new Folder(dir.resolve("t" + trial));
            int next = 40 + random.nextInt(80);
            here.append(wide(0, next).getBytes(StandardCharsets.UTF_8));
            if (random.nextBoolean()) {
                here.scan();
                here.append(wide(next, next + 60).getBytes(StandardCharsets.UTF_8));
                next += 60;
            }
            int at = random.nextInt(4);
            try (Scan scan = here.begin()) {
                for (String source : scan.sources()) {
                    int blocks = 0;
                    Optional<SourceScan.Work> work = scan.next(source);
                    while (work.isPresent()) {
                        if (blocks++ == at) {
                            copyAndTruncate("app.log.1");
                            int more = 60 + random.nextInt(120);
                            here.append(wide(next, next + more).getBytes(StandardCharsets.UTF_8));
                            next += more;
                        }
                        scan.write(List.of(scan.read(work.get())));
                        work = scan.next(source);
                    }
                }
                scan.finish();
            }
            here.later(Duration.ofHours(1));
            here.scan();
            here.scan();
            assertThat(here.events()).as("seed %d, trial %d", seed, trial).isEqualTo(Folder.numbers(0, next));
        }
    }

    private void night(int n) throws IOException {
        Path log = Files.writeString(folder.logs.resolve("job.log"), NIGHT.formatted(7));
        Files.setLastModifiedTime(
                log, FileTime.from(Instant.parse("2026-03-01T02:00:00Z").plus(Duration.ofDays(n))));
    }

    private void rotate(int oldest) throws IOException {
        for (int n = oldest; n > 0; n--) {
            Path from = folder.logs.resolve(n == 1 ? "job.log" : "job.log." + (n - 1));
            if (Files.exists(from)) {
                Files.move(from, folder.logs.resolve("job.log." + n));
            }
        }
    }

    @Test
    void theSameWordsEveryNightAreAnEventEveryNight() throws IOException {
        for (int n = 0; n < 4; n++) {
            rotate(3);
            night(n);
            folder.scan();
            folder.scan();
            assertThat(folder.events()).hasSize(n + 1);
        }
    }

    @Test
    void nightsThatNoRunSawAreToldApart() throws IOException {
        night(0);
        folder.scan();
        for (int n = 1; n < 4; n++) {
            rotate(3);
            night(n);
        }
        folder.scan();
        folder.scan();
        assertThat(folder.events()).hasSize(4);
    }

    @Test
    void aCopyIsStillACopy() throws IOException {
        night(0);
        folder.scan();
        Path log = folder.logs.resolve("job.log");
        Files.copy(log, folder.logs.resolve("job.log.1"));
        Files.copy(log, folder.logs.resolve("copy.log"));
        folder.scan();
        Files.write(log, new byte[0]);
        folder.scan();
        Files.move(folder.logs.resolve("job.log.1"), folder.logs.resolve("job.log.2"));
        folder.scan();
        assertThat(folder.events()).hasSize(1);
    }

    @Test
    void aPackedFileThatIsBeingWrittenWaits() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        Random noise = new Random(1);
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            for (int n = 0; n < 40; n++) {
                byte[] more = new byte[15_000];
                noise.nextBytes(more);
                String odd = java.util.HexFormat.of().formatHex(more);
                out.write(Folder.record(n).replace("\n", " " + odd + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }
        byte[] whole = packed.toByteArray();
        folder.write("old.log.gz", Arrays.copyOf(whole, whole.length / 2));
        Run run = folder.scan();
        assertThat(run.events()).isZero();
        assertThat(Folder.troubles(run)).isEmpty();
        assertThat(Folder.notices(run)).singleElement().asString().contains("old.log.gz: waiting: incomplete");
        folder.write("old.log.gz", whole);
        assertThat(Folder.troubles(folder.scan())).isEmpty();
        assertThat(folder.events()).isEqualTo(Folder.numbers(0, 40));
    }

    @Test
    void aPackedFileThatIsCutAndStillForLongIsRead() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(Folder.records(0, 20_000).getBytes(StandardCharsets.UTF_8));
        }
        byte[] whole = packed.toByteArray();
        folder.write("old.log.gz", Arrays.copyOf(whole, whole.length / 2));
        folder.later(Duration.ofHours(1));
        Run run = folder.scan();
        assertThat(Folder.troubles(run)).isNotEmpty();
        assertThat(run.events()).isPositive();
    }

    @Test
    void anArchiveInAnArchiveIsNamed() throws IOException {
        byte[] inner = zip("app.log", Folder.records(0, 3).getBytes(StandardCharsets.UTF_8));
        folder.write("bundle.zip", zip("old/inner.zip", inner));
        assertThat(Folder.troubles(folder.scan())).singleElement().asString().contains("inner.zip", "in an archive");
        assertThat(Folder.troubles(folder.scan())).isEmpty();
    }

    private static byte[] zip(String name, byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content);
            zip.closeEntry();
        }
        return bytes.toByteArray();
    }
}
