package dev.nightjar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.config.Project;
import dev.nightjar.model.Run;
import dev.nightjar.scan.Scan;
import dev.nightjar.scan.SourceScan;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What may happen to a log between and during scans, each injected.
@Timeout(120)
@Tag("faults")
class RotationFaultsTest {

    @TempDir
    Path dir;

    private Folder folder;

    @BeforeEach
    void begin() throws IOException {
        folder = new Folder(dir);
    }

    private Path rename(String from, String to) throws IOException {
        return Files.move(folder.logs.resolve(from), folder.logs.resolve(to));
    }

    @Test
    void readsTheRestOfARenamedFileThenTheNewOne() throws IOException {
        folder.append(0, 5);
        folder.scan();
        folder.append(5, 8);
        rename("app.log", "app.log.1");
        folder.append(8, 10);
        assertThat(Folder.troubles(folder.scan())).isEmpty();
        assertThat(folder.events()).isEqualTo(Folder.numbers(0, 10));
    }

    @Test
    void readsEveryGenerationOfFiveRotationsOnceAndTheOldestFirst() throws IOException {
        folder.append(0, 3);
        folder.scan();
        for (int i = 1; i <= 5; i++) {
            for (int old = 4; old >= 1; old--) {
                if (Files.exists(folder.logs.resolve("app.log." + old))) {
                    rename("app.log." + old, "app.log." + (old + 1));
                }
            }
            rename("app.log", "app.log.1");
            folder.append(3 * i, 3 * i + 3);
        }
        Run run = folder.scan();
        assertThat(folder.events()).isEqualTo(Folder.numbers(0, 18));
        assertThat(run.files().stream()
                        .map(file -> Path.of(file.path()).getFileName().toString()))
                .containsExactly("app.log.4", "app.log.3", "app.log.2", "app.log.1", "app.log");
    }

    @Test
    void goesOnInACompressedFileWhereThePlainOneWasLeft() throws IOException {
        for (String packing : new String[] {"gz", "bz2", "xz", "zst", "lz4"}) {
            Folder one = new Folder(dir.resolve(packing));
            one.append(0, 5);
            one.scan();
            one.append(5, 9);
            Packed.write(packing, Files.readAllBytes(one.log), one.logs.resolve("app.log.2." + packing));
            Files.delete(one.log);
            assertThat(Folder.troubles(one.scan())).as(packing).isEmpty();
            assertThat(one.events()).as(packing).isEqualTo(Folder.numbers(0, 9));
            assertThat(one.scan().bytes()).as(packing).isZero();
        }
    }

    @Test
    void findsThatAFileWasTruncatedAndGrewPastTheOldEnd() throws IOException {
        folder.append(0, 10);
        folder.scan();
        Files.write(folder.log, new byte[0]);
        folder.append(10, 40);
        folder.scan();
        assertThat(folder.events()).isEqualTo(Folder.numbers(0, 40));
    }

    @Test
    void readsTheCopyAndTheTruncatedFileAfterCopytruncate() throws IOException {
        folder.append(0, 10);
        folder.scan();
        folder.append(10, 12);
        Files.copy(folder.log, folder.logs.resolve("app.log.1"));
        Files.write(folder.log, new byte[0]);
        folder.append(12, 15);
        assertThat(Folder.troubles(folder.scan())).isEmpty();
        assertThat(folder.events()).isEqualTo(Folder.numbers(0, 15));
    }

    @Test
    void readsAFileThatIsRenamedBetweenTwoBlocks() throws IOException {
        int records = 25_000;
        folder.append(0, records);
        try (Scan scan = folder.begin()) {
            SourceScan.Work first = scan.next("app").orElseThrow();
            scan.write(java.util.List.of(scan.read(first)));
            rename("app.log", "app.log.1");
            folder.append(records, records + 5);
            assertThat(Folder.troubles(Folder.end(scan))).isEmpty();
        }
        assertThat(folder.events()).isEqualTo(Folder.numbers(0, records + 5));
    }

    @Test
    void saysThatAFileWasTruncatedWhileItWasRead() throws IOException {
        folder.append(0, 25_000);
        try (Scan scan = folder.begin()) {
            scan.write(java.util.List.of(scan.read(scan.next("app").orElseThrow())));
            Files.write(folder.log, new byte[0]);
            folder.append(25_000, 25_003);
            Folder.end(scan);
        }
        assertThat(folder.events()).doesNotHaveDuplicates().contains(0, 25_000, 25_001, 25_002);
    }

    @Test
    void readsBothOfTwoFilesWithTheSameFirst64KiB() throws IOException {
        String banner = "# a banner\n".repeat(6000);
        folder.write("a.log", (banner + Folder.records(0, 5)).getBytes(StandardCharsets.UTF_8));
        folder.write("b.log", (banner + Folder.records(5, 9)).getBytes(StandardCharsets.UTF_8));
        folder.scan();
        assertThat(folder.events()).isEqualTo(Folder.numbers(0, 9));
    }

    @Test
    void readsCopiesOnceAndNamesBothUnlessTold() throws IOException {
        folder.append(0, 5);
        Files.createDirectory(folder.logs.resolve("backup"));
        Files.copy(folder.log, folder.logs.resolve("backup/app.log"));
        Run run = folder.scan();
        assertThat(folder.events()).isEqualTo(Folder.numbers(0, 5));
        assertThat(Folder.notices(run)).anyMatch(said -> said.contains("a copy of " + folder.logs));
        Files.delete(folder.log);
        folder.scan();
        assertThat(folder.events()).isEqualTo(Folder.numbers(0, 5));

        Folder twice = new Folder(dir.resolve("twice"));
        twice.as(new Project.Logs(
                twice.logs + "/**",
                "auto",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                true,
                Optional.empty()));
        twice.append(0, 5);
        Files.copy(twice.log, twice.logs.resolve("copy.log"));
        twice.scan();
        assertThat(twice.events()).hasSize(10);
    }

    @Test
    void saysOnceHowMuchOfAVanishedFileWasNotRead() throws IOException {
        folder.append(0, 5);
        folder.append("2026-03-04 10:00:00,000 [main] ERROR half".getBytes(StandardCharsets.UTF_8));
        folder.write("other.log", 10, 12);
        folder.scan();
        Files.delete(folder.log);
        assertThat(Folder.troubles(folder.scan()))
                .singleElement()
                .asString()
                .matches("app\\.log: vanished with \\d+ known bytes unread");
        assertThat(Folder.troubles(folder.scan())).isEmpty();
    }

    @Test
    void readsNothingTwiceWhenADiskWasAwayForARun() throws IOException {
        folder.append(0, 5);
        folder.scan();
        Path away = Files.move(folder.logs, dir.resolve("away"));
        Files.createDirectory(folder.logs);
        assertThat(Folder.troubles(folder.scan())).singleElement().asString().contains("no file matches");
        Files.delete(folder.logs);
        Files.move(away, folder.logs);
        folder.later(Duration.ofDays(80));
        assertThat(folder.scan().bytes()).isZero();
        assertThat(folder.events()).isEqualTo(Folder.numbers(0, 5));
    }

    @Test
    void forgetsFilesThatAreGoneFor90DaysButNotThoseThatAreStillThere() throws IOException {
        folder.append(0, 5);
        Path gone = folder.write("gone.log", 5, 10);
        folder.scan();
        byte[] content = Files.readAllBytes(gone);
        Files.delete(gone);
        for (int day = 0; day <= 100; day += 10) {
            assertThat(folder.scan().bytes()).isZero();
            folder.later(Duration.ofDays(10));
        }
        Files.write(gone, content);
        assertThat(folder.scan().bytes()).isEqualTo(content.length);
    }

    @Test
    void readsAFileThatWasDeletedAndMadeAnewAtTheSameInode() throws IOException {
        folder.append(0, 5);
        folder.scan();
        Files.delete(folder.log);
        folder.append(5, 20);
        folder.scan();
        assertThat(folder.events()).isEqualTo(Folder.numbers(0, 20));
    }

    @Test
    @Timeout(20)
    void opensNoPipesAndFollowsNoLoops() throws Exception {
        folder.append(0, 5);
        assertThat(new ProcessBuilder("mkfifo", folder.logs.resolve("pipe").toString())
                        .start()
                        .waitFor())
                .isZero();
        Files.createSymbolicLink(folder.logs.resolve("round"), Path.of("round"));
        Files.createSymbolicLink(folder.logs.resolve("up"), folder.logs);
        Files.createSymbolicLink(folder.logs.resolve("nowhere"), Path.of("absent"));
        Files.createSymbolicLink(folder.logs.resolve("zero"), Path.of("/dev/zero"));
        Files.createSymbolicLink(folder.logs.resolve("same.log"), folder.log);
        Run run = folder.scan();
        assertThat(Folder.troubles(run)).isEmpty();
        assertThat(Folder.notices(run)).hasSize(4);
        assertThat(folder.events()).isEqualTo(Folder.numbers(0, 5));
    }

    @Test
    void skipsAHoleOfManyBlocksAndSaysSoOnce() throws IOException {
        folder.append(0, 3);
        try (RandomAccessFile file = new RandomAccessFile(folder.log.toFile(), "rw")) {
            file.seek((1L << 28) + 12_345);
            file.write(Folder.records(3, 6).getBytes(StandardCharsets.UTF_8));
        }
        Run run = folder.scan();
        assertThat(folder.events()).isEqualTo(Folder.numbers(0, 6));
        assertThat(Folder.notices(run)).singleElement().asString().contains("bytes of zeros skipped");
        folder.append(6, 8);
        folder.scan();
        assertThat(folder.events()).isEqualTo(Folder.numbers(0, 8));
    }

    @Test
    void readsWhatIsWrittenLaterIntoReservedSpace() throws IOException {
        folder.append(0, 3);
        long used = Files.size(folder.log);
        folder.append(new byte[10_000]);
        folder.scan();
        try (RandomAccessFile file = new RandomAccessFile(folder.log.toFile(), "rw")) {
            file.seek(used);
            file.write(Folder.records(3, 6).getBytes(StandardCharsets.UTF_8));
        }
        folder.scan();
        assertThat(folder.events()).isEqualTo(Folder.numbers(0, 6));
    }
}
