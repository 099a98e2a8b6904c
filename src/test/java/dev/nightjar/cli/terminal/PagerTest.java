package dev.nightjar.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PagerTest {

    @TempDir
    Path dir;

    private final ByteArrayOutputStream straight = new ByteArrayOutputStream();

    @Test
    void startsNoPagerForWhatFits() throws IOException {
        page("exit 3", "one\ntwo\n", 2);
        assertThat(straight.toString(StandardCharsets.UTF_8)).isEqualTo("one\ntwo\n");
    }

    @Test
    void givesAllThatIsLongerToThePager() throws IOException {
        Path paged = dir.resolve("paged");
        page("cat > '" + paged + "'", "one\ntwo\nthree\n", 2);
        assertThat(straight.size()).isZero();
        assertThat(paged).hasContent("one\ntwo\nthree\n");
    }

    @Test
    void doesNotMindAPagerThatIsLeftEarly() throws IOException {
        page("head -n 1 > '" + dir.resolve("paged") + "'", "a line of text\n".repeat(200_000), 20);
        assertThat(dir.resolve("paged")).hasContent("a line of text\n");
    }

    @Test
    void saysThatAPagerIsNotThereAndPrintsAnyway() {
        assertThatThrownBy(() -> page("exec ./no-such-pager 2>/dev/null", "one\ntwo\n", 1))
                .hasMessageContaining("--no-pager");
        assertThat(straight.toString(StandardCharsets.UTF_8)).isEqualTo("one\ntwo\n");
    }

    @Test
    void asksForThePagerThatAPersonWants() {
        assertThat(Pager.wanted(Map.of("NIGHTJAR_PAGER", "", "PAGER", "more"))).isEmpty();
        assertThat(Pager.wanted(Map.of("PAGER", "cat"))).isEmpty();
        assertThat(Pager.wanted(Map.of("PAGER", "more -d"))).isEqualTo(Optional.of("more -d"));
        assertThat(Pager.wanted(Map.of("PATH", "/nowhere"))).isEmpty();
    }

    @Test
    void aReaderThatWentAwayIsNoFailureButAFullDiskIs() {
        assertThat(failing("Broken pipe").failure()).isEmpty();
        assertThat(failing("Broken pipe").gone()).isTrue();
        assertThat(failing("No space left on device").failure()).contains("No space left on device");
    }

    private static Sink failing(String why) {
        Sink sink = new Sink(new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException(why);
            }
        });
        assertThatThrownBy(() -> sink.write('x')).hasMessage(why);
        return sink;
    }

    private void page(String command, String text, int rows) throws IOException {
        try (Pager pager = new Pager(straight, command, Map.of(), rows)) {
            pager.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }
}
