package dev.nightjar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.model.Run;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Packed files and archives: whole, damaged, unfinished, malicious.
@Timeout(120)
@Tag("faults")
class PackedFaultsTest {

    @TempDir
    Path dir;

    private Folder folder;

    @BeforeEach
    void begin() throws IOException {
        folder = new Folder(dir);
    }

    private static byte[] text(int from, int to) {
        return Folder.records(from, to).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] joined(byte[]... parts) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.write(part);
        }
        return all.toByteArray();
    }

    @Test
    void tellsByTheFirstBytesHowAFileIsPacked() throws IOException {
        int n = 0;
        for (String packing : new String[] {"gz", "bz2", "xz", "zst", "lz4"}) {
            folder.write("old-" + n + ".log", Packed.of(packing, text(n, n + 3)));
            n += 3;
        }
        folder.write("plain.gz", text(n, n + 3));
        assertThat(Folder.troubles(folder.scan())).isEmpty();
        assertThat(folder.events()).isEqualTo(Folder.numbers(0, n + 3));
    }

    @Test
    void readsAllMembersOfAGzipFile() throws IOException {
        folder.write("app.log.gz", joined(Packed.of("gz", text(0, 3)), Packed.of("gz", text(3, 6))));
        assertThat(Folder.troubles(folder.scan())).isEmpty();
        assertThat(folder.events()).isEqualTo(Folder.numbers(0, 6));
    }

    @Test
    void readsUpToADamageAndNamesItWithTheByte() throws IOException {
        byte[] first = Packed.of("gz", text(0, 3));
        byte[] second = Packed.of("gz", text(3, 6));
        byte[] crc = first.clone();
        crc[crc.length - 8] ^= 1;
        byte[] header = second.clone();
        header[1] ^= 1;
        byte[][] damaged = {
            crc,
            joined(first, header),
            joined(first, "garbage".getBytes(StandardCharsets.UTF_8)),
            Arrays.copyOf(first, first.length - 6),
            joined(first, Arrays.copyOf(second, 5))
        };
        for (int i = 0; i < damaged.length; i++) {
            Folder one = new Folder(dir.resolve("damage" + i));
            Path file = one.write("app.log.1.gz", damaged[i]);
            Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
            Run run = one.scan();
            assertThat(Folder.troubles(run))
                    .as("damage %d", i)
                    .singleElement()
                    .asString()
                    .matches(
                            "app\\.log\\.1\\.gz: damaged behind byte \\d+ of its content \\(byte \\d+ of the file\\): .*");
            assertThat(one.events()).as("damage %d", i).isEqualTo(Folder.numbers(0, 3));
            assertThat(Folder.troubles(one.scan())).as("damage %d, again", i).isEmpty();
        }
    }

    @Test
    void readsZstdWithManyFramesAndFramesToSkip() throws IOException {
        byte[] skipped = {0x50, 0x2a, 0x4d, 0x18, 4, 0, 0, 0, 'a', 'b', 'c', 'd'};
        byte[] sized = com.github.luben.zstd.Zstd.compress(text(3, 6));
        folder.write("app.log.zst", joined(skipped, Packed.of("zst", text(0, 3)), skipped, sized, skipped));
        assertThat(Folder.troubles(folder.scan())).isEmpty();
        assertThat(folder.events()).isEqualTo(Folder.numbers(0, 6));
    }

    @Test
    void readsZstdUpToADamageAndNamesIt() throws IOException {
        byte[] first = Packed.of("zst", text(0, 3));
        byte[] second = Packed.of("zst", text(3, 6));
        byte[] inside = second.clone();
        inside[second.length / 2] ^= 0x55;
        inside[second.length / 2 + 1] ^= 0x55;
        byte[][] damaged = {
            joined(first, inside),
            joined(first, "garbage".getBytes(StandardCharsets.UTF_8)),
            joined(first, Arrays.copyOf(second, second.length / 2))
        };
        for (int i = 0; i < damaged.length; i++) {
            Folder one = new Folder(dir.resolve("zstd" + i));
            Path file = one.write("app.log.1.zst", damaged[i]);
            Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
            assertThat(Folder.troubles(one.scan()))
                    .as("damage %d", i)
                    .singleElement()
                    .asString()
                    .startsWith("app.log.1.zst: damaged behind byte ");
            assertThat(one.events()).as("damage %d", i).startsWith(0, 1, 2);
        }
    }

    @Test
    void readsAWindowOf8MiBAndNamesWhatWantsMore() throws IOException {
        folder.write("a-wide.log.zst", windowed(24, text(0, 3)));
        folder.write("b.log.zst", windowed(23, text(3, 6)));
        assertThat(Folder.troubles(folder.scan()))
                .singleElement()
                .asString()
                .contains("a-wide.log.zst", "too much memory is needed; unpack it with zstd -d");
        assertThat(folder.events()).isEqualTo(Folder.numbers(3, 6));
    }

    /// Of unknown size, so that the window is as wide as it says.
    private static byte[] windowed(int log, byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (var out = new com.github.luben.zstd.ZstdOutputStream(bytes)) {
            out.setLong(log);
            out.write(content, 0, content.length / 2);
            out.flush();
            out.write(content, content.length / 2, content.length - content.length / 2);
        }
        return bytes.toByteArray();
    }

    @Test
    void waitsForAFileThatIsStillBeingCompressed() throws IOException {
        folder.append(0, 500);
        folder.scan();
        Path plain = Files.move(folder.log, folder.logs.resolve("app.log.1"));
        byte[] gz = Packed.of("gz", Files.readAllBytes(plain));
        Path packed = folder.write("app.log.1.gz", Arrays.copyOf(gz, gz.length / 2));
        Run run = folder.scan();
        assertThat(Folder.troubles(run)).isEmpty();
        assertThat(Folder.notices(run)).singleElement().asString().contains("waiting: ");
        folder.later(Duration.ofDays(2));
        assertThat(Folder.troubles(folder.scan())).singleElement().asString().contains("waiting: ");
        Files.write(packed, gz);
        Files.delete(plain);
        assertThat(Folder.troubles(folder.scan())).isEmpty();
        assertThat(folder.events()).isEqualTo(Folder.numbers(0, 500));
    }

    @Test
    void stopsAtABombAndReadsWhatFollowsIt() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed, 1 << 16)) {
            byte[] spaces = new byte[100 << 20];
            Arrays.fill(spaces, (byte) ' ');
            out.write(spaces);
        }
        try (OutputStream bomb = Files.newOutputStream(folder.logs.resolve("a-bomb.gz"))) {
            for (int member = 0; member < 12; member++) {
                packed.writeTo(bomb);
            }
        }
        folder.write("b.log", 0, 3);
        assertThat(Folder.troubles(folder.scan()))
                .singleElement()
                .asString()
                .contains("that unpack to so much are no log");
        assertThat(folder.events()).isEqualTo(Folder.numbers(0, 3));
    }

    @Test
    void readsArchivesOldestFirstAndTheSameOneOnce() throws IOException {
        byte[] tar = tar(
                "./var/log/app.log", text(20, 30),
                "var/log/app.log.1", text(10, 20),
                "/../../../var/log/app.log.2.gz", Packed.of("gz", text(0, 10)),
                "picture", new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9});
        folder.write("bundle.tgz", Packed.of("gz", tar));
        Run run = folder.scan();
        assertThat(folder.events()).isEqualTo(Folder.numbers(0, 30));
        assertThat(run.files().stream().map(file -> file.path().replaceAll(".*!", "")))
                .containsExactly("/var/log/app.log.2.gz", "/var/log/app.log.1", "/var/log/app.log");
        assertThat(Folder.notices(run)).singleElement().asString().contains("1 of its files are no text");
        assertThat(folder.scan().bytes()).isZero();
        folder.write("again.tar.bz2", Packed.of("bz2", tar));
        assertThat(folder.scan().bytes()).isZero();
        Files.delete(folder.logs.resolve("bundle.tgz"));
        folder.scan();
        assertThat(folder.events()).isEqualTo(Folder.numbers(0, 30));
    }

    @Test
    void readsZipAndPlainTar() throws IOException {
        folder.write("a.tar", tar("app.log", text(0, 5)));
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(folder.logs.resolve("b.zip")))) {
            zip.putNextEntry(new ZipEntry("../../x.log"));
            zip.write(text(5, 9));
            zip.closeEntry();
        }
        assertThat(Folder.troubles(folder.scan())).isEmpty();
        assertThat(folder.events()).isEqualTo(Folder.numbers(0, 9));
        assertThat(folder.scan().bytes()).isZero();
    }

    @Test
    void readsWhatATruncatedArchiveHas() throws IOException {
        byte[] tar = tar("a.log", text(0, 5), "b.log", text(5, 500));
        folder.write("cut.tar", Arrays.copyOf(tar, tar.length / 2));
        assertThat(Folder.troubles(folder.scan())).isNotEmpty();
        assertThat(folder.events()).startsWith(0, 1, 2, 3, 4).doesNotHaveDuplicates();
    }

    private static byte[] tar(Object... members) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes, "UTF-8")) {
            for (int i = 0; i < members.length; i += 2) {
                byte[] content = (byte[]) members[i + 1];
                TarArchiveEntry entry = new TarArchiveEntry((String) members[i], true);
                entry.setSize(content.length);
                tar.putArchiveEntry(entry);
                tar.write(content);
                tar.closeArchiveEntry();
            }
        }
        return bytes.toByteArray();
    }
}
