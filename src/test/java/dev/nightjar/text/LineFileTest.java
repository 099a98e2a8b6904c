package dev.nightjar.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.text.LineFile.Held;
import java.io.IOException;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineFileTest {

    @TempDir
    Path dir;

    private Path file;
    private LineFile lines;

    @BeforeEach
    void place() {
        file = dir.resolve("new/folder/told.jsonl");
        lines = new LineFile(file);
    }

    private List<String> read() throws IOException {
        List<String> all = new ArrayList<>();
        lines.each(line -> all.add(line.number() + (line.isWhole() ? " " : "… ") + line.text()));
        return all;
    }

    @Test
    void readsWhatWasAppendedAndNothingWithoutAFile() throws IOException {
        assertThat(read()).isEmpty();
        lines.append("one");
        lines.append("zwei ☂");
        assertThat(read()).containsExactly("1 one", "2 zwei ☂");
        assertThat(file).content().isEqualTo("one\nzwei ☂\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void endsALineThatWasCutOffAnywhere() throws IOException {
        lines.append("first");
        lines.append("größer");
        byte[] whole = Files.readAllBytes(file);
        for (int length = 1; length <= whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            lines.append("next");
            List<String> all = read();
            assertThat(all.getLast()).as("%d bytes", length).endsWith(" next");
            assertThat(all).hasSize(length <= 6 ? 2 : 3);
            assertThat(Arrays.copyOf(Files.readAllBytes(file), length)).isEqualTo(Arrays.copyOf(whole, length));
        }
    }

    @Test
    void countsBlankLinesAndTakesEndsOfEitherKind() throws IOException {
        lines.append("a\r");
        Files.write(file, "\n \n\r\nb\n\n".getBytes(StandardCharsets.UTF_8), StandardOpenOption.APPEND);
        Files.write(file, new byte[] {(byte) 0xff, 'c'}, StandardOpenOption.APPEND);
        assertThat(read()).containsExactly("1 a", "5 b", "7 \ufffdc");
    }

    @Test
    void holdsNoMoreOfALineThanIsAllowed() throws IOException {
        lines.append("x".repeat(LineFile.LONGEST));
        lines.append("y".repeat(3 * LineFile.LONGEST));
        lines.append("z");
        List<String> all = read();
        assertThat(all).hasSize(3);
        assertThat(all.get(0)).startsWith("1 x").hasSize(2 + LineFile.LONGEST);
        assertThat(all.get(1)).startsWith("2… y").hasSize(3 + LineFile.LONGEST);
        assertThat(all.get(2)).isEqualTo("3 z");
    }

    @Test
    void isHeldByOneAtATime() throws IOException {
        try (Held held = Objects.requireNonNull(lines.hold())) {
            assertThat(new LineFile(file).hold()).isNull();
            assertThatThrownBy(() -> new LineFile(file).append("no")).isInstanceOf(OverlappingFileLockException.class);
            held.append("yes");
        }
        lines.append("again");
        assertThat(read()).containsExactly("1 yes", "2 again");
    }

    @Test
    void saysInWordsThatItMayNot() {
        assertThat(LineFile.reason(new java.nio.file.AccessDeniedException("/x")))
                .isEqualTo("permission denied");
        assertThat(LineFile.reason(new IOException("No space left on device"))).isEqualTo("No space left on device");
    }
}
