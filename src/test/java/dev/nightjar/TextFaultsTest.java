package dev.nightjar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.config.Project;
import dev.nightjar.model.Run;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Encodings, line ends and bytes that are no text.
@Timeout(120)
@Tag("faults")
class TextFaultsTest {

    @TempDir
    Path dir;

    private Folder folder;

    @BeforeEach
    void begin() throws IOException {
        folder = new Folder(dir);
    }

    private static byte[] joined(byte[] mark, byte[] text) {
        byte[] all = Arrays.copyOf(mark, mark.length + text.length);
        System.arraycopy(text, 0, all, mark.length, text.length);
        return all;
    }

    private static byte[] bytes(int... values) {
        byte[] b = new byte[values.length];
        for (int i = 0; i < b.length; i++) {
            b[i] = (byte) values[i];
        }
        return b;
    }

    @Test
    void recognisesUnicodeWithAndWithoutAMark() throws IOException {
        record Given(byte[] mark, String charset) {}
        List<Given> all = List.of(
                new Given(bytes(0xEF, 0xBB, 0xBF), "UTF-8"),
                new Given(bytes(0xFF, 0xFE), "UTF-16LE"),
                new Given(bytes(0xFE, 0xFF), "UTF-16BE"),
                new Given(bytes(), "UTF-16LE"),
                new Given(bytes(), "UTF-16BE"),
                new Given(bytes(0xFF, 0xFE, 0, 0), "UTF-32LE"),
                new Given(bytes(0, 0, 0xFE, 0xFF), "UTF-32BE"));
        for (int i = 0; i < all.size(); i++) {
            Charset charset = Charset.forName(all.get(i).charset());
            folder.write(
                    i + ".log",
                    joined(all.get(i).mark(), Folder.records(3 * i, 3 * i + 3).getBytes(charset)));
        }
        assertThat(Folder.troubles(folder.scan())).isEmpty();
        assertThat(folder.events()).isEqualTo(Folder.numbers(0, 21));
        for (int i = 0; i < 21; i++) {
            assertThat(folder.event(i).message()).as("event %d", i).contains("Zahlung für Müller");
        }
    }

    @Test
    void growsAndIsRotatedInUtf16() throws IOException {
        Charset charset = StandardCharsets.UTF_16LE;
        folder.append(joined(bytes(0xFF, 0xFE), Folder.records(0, 5).getBytes(charset)));
        folder.scan();
        byte[] more = Folder.records(5, 9).getBytes(charset);
        folder.append(Arrays.copyOf(more, 101));
        folder.scan();
        folder.append(Arrays.copyOfRange(more, 101, more.length));
        Packed.write("gz", Files.readAllBytes(folder.log), folder.logs.resolve("app.log.1.gz"));
        Files.delete(folder.log);
        assertThat(Folder.troubles(folder.scan())).isEmpty();
        assertThat(folder.events()).isEqualTo(Folder.numbers(0, 9));
    }

    @Test
    void readsTheEncodingsThatAConfigurationNames() throws IOException {
        String text = "2026-03-04 09:00:00,000 [main] ERROR com.acme.Shop - %s seq=%d.\n";
        record Given(String charset, String said) {}
        List<Given> all = List.of(
                new Given("windows-1252", "Größe 5 €"),
                new Given("ISO-8859-15", "Größe 5 €"),
                new Given("windows-1251", "Ошибка соединения"),
                new Given("KOI8-R", "Ошибка соединения"),
                new Given("Shift_JIS", "接続エラー 表示"),
                new Given("EUC-JP", "接続エラー 表示"),
                new Given("ISO-2022-JP", "接続エラー 表示"),
                new Given("GB18030", "连接失败 😀"),
                new Given("Big5", "連線失敗 功能"),
                new Given("EUC-KR", "연결 실패"));
        for (int i = 0; i < all.size(); i++) {
            Charset charset = Charset.forName(all.get(i).charset());
            Folder one = new Folder(dir.resolve(charset.name()));
            one.as(new Project.Logs(
                    one.logs + "/**",
                    "auto",
                    Optional.empty(),
                    Optional.of(charset),
                    Optional.empty(),
                    false,
                    Optional.empty()));
            one.append(text.formatted(all.get(i).said(), i).repeat(3).getBytes(charset));
            assertThat(Folder.troubles(one.scan())).isEmpty();
            assertThat(one.event(i).message())
                    .as(charset.name())
                    .contains(all.get(i).said());
            assertThat(one.events()).hasSize(3);
        }
    }

    @Test
    void takesAnyBytesForText() throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        Random random = new Random(7);
        for (int n = 0; n < 200; n++) {
            byte[] junk = new byte[20];
            random.nextBytes(junk);
            for (int i = 0; i < junk.length; i++) {
                junk[i] = (byte) (junk[i] == '\n' || junk[i] == '\r' ? 0xC0 : junk[i] | 0x80);
            }
            all.write("2026-03-04 09:00:00,000 [main] ERROR com.acme.Shop - ".getBytes(StandardCharsets.UTF_8));
            all.write(bytes(0xC0, 0xAF, 0xED, 0xA0, 0x80, 0xC2, 0x85));
            all.write(junk);
            all.write((" seq=" + n + ".\n").getBytes(StandardCharsets.UTF_8));
        }
        folder.append(all.toByteArray());
        assertThat(Folder.troubles(folder.scan())).isEmpty();
        assertThat(folder.events()).isEqualTo(Folder.numbers(0, 200));
    }

    @Test
    void endsLinesWithCrWhereNothingElseEndsThem() throws IOException {
        folder.write("mac.log", Folder.records(0, 5).replace('\n', '\r').getBytes(StandardCharsets.UTF_8));
        folder.write("dos.log", Folder.records(5, 9).replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
        folder.scan();
        assertThat(folder.events()).isEqualTo(Folder.numbers(0, 9));
        assertThat(folder.event(6).message()).doesNotContain("\r");
    }

    /// Borders of pieces fall into characters, surrogate pairs and line ends; what is before them is shifted.
    @Test
    void givesTheSameRecordsWhereverAPieceEnds() throws IOException {
        for (String charset : new String[] {"UTF-16LE", "UTF-16BE", "GB18030", "Shift_JIS", "UTF-8"}) {
            for (int shift = 0; shift < 4; shift++) {
                Folder one = new Folder(dir.resolve(charset + shift));
                one.as(new Project.Logs(
                        one.logs + "/**",
                        "auto",
                        Optional.empty(),
                        Optional.of(Charset.forName(charset)),
                        Optional.empty(),
                        false,
                        Optional.empty()));
                String filler = charset.equals("Shift_JIS") ? "表" : "😀";
                StringBuilder text = new StringBuilder("x".repeat(shift) + "\r\n");
                int n = 0;
                while (text.length() < 600_000) {
                    text.append("2026-03-04 09:00:00,000 [main] ERROR com.acme.Shop - ")
                            .append(filler.repeat(500 + n % 7))
                            .append(" seq=")
                            .append(n++)
                            .append(".\r\n");
                }
                byte[] bytes = text.toString().getBytes(Charset.forName(charset));
                if (shift % 2 == 0) {
                    one.append(bytes);
                } else {
                    int half = bytes.length / 2;
                    one.write(
                            "app.log.gz",
                            joined(
                                    Packed.of("gz", Arrays.copyOf(bytes, half)),
                                    Packed.of("gz", Arrays.copyOfRange(bytes, half, bytes.length))));
                }
                assertThat(Folder.troubles(one.scan())).isEmpty();
                assertThat(one.events()).as("%s shifted by %d", charset, shift).isEqualTo(Folder.numbers(0, n));
            }
        }
    }

    @Test
    void keepsLittleOfALineWithoutEnd() throws IOException {
        folder.append(0, 3);
        folder.append("2026-03-04 10:00:00,000 [main] ERROR com.acme.Shop - ".getBytes(StandardCharsets.UTF_8));
        byte[] much = new byte[1 << 20];
        Arrays.fill(much, (byte) 'x');
        for (int i = 0; i < 20; i++) {
            folder.append(much);
        }
        folder.append("\n".getBytes(StandardCharsets.UTF_8));
        folder.append(3, 6);
        Run run = folder.scan();
        assertThat(folder.events()).isEqualTo(Folder.numbers(0, 6));
        int head = "2026-03-04 10:00:00,000 [main] ERROR com.acme.Shop - ".length();
        assertThat(Folder.notices(run))
                .singleElement()
                .asString()
                .endsWith(": " + (head + 19 * much.length + 1) + " bytes of lines longer than 1 MiB left out");
    }

    @Test
    void countsHalfALineOnlyWhenItIsWholeOrOld() throws IOException {
        byte[] line = Folder.record(0).getBytes(StandardCharsets.UTF_8);
        for (byte one : Arrays.copyOf(line, 30)) {
            folder.append(new byte[] {one});
            folder.scan();
            assertThat(folder.events()).isEmpty();
        }
        folder.append(Arrays.copyOfRange(line, 30, line.length - 1));
        folder.later(Duration.ofMinutes(10));
        folder.scan();
        assertThat(folder.events()).containsExactly(0);
        folder.append("\n".getBytes(StandardCharsets.UTF_8));
        folder.append(1, 3);
        folder.scan();
        assertThat(folder.events()).isEqualTo(Folder.numbers(0, 3));
    }

    @Test
    void namesWhatIsNoTextOnceAndWhatToDoAboutIt() throws IOException {
        folder.append(0, 3);
        byte[] noise = new byte[20_000];
        new Random(1).nextBytes(noise);
        folder.write("core.log", noise);
        folder.write("system.journal", joined("LPKSHHRH".getBytes(StandardCharsets.UTF_8), noise));
        assertThat(Folder.notices(folder.scan()))
                .hasSize(2)
                .anyMatch(said -> said.equals("core.log: skipped: looks binary"))
                .anyMatch(said -> said.contains("journalctl --file"));
        assertThat(folder.scan().notRead()).isEmpty();
    }
}
