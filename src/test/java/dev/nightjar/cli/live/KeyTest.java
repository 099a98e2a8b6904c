package dev.nightjar.cli.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.cli.live.Key.Name;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;
import org.jline.utils.NonBlocking;
import org.jline.utils.NonBlockingReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class KeyTest {

    @ParameterizedTest
    @CsvSource({
        "'\u001b[A\u001bOB', UP DOWN",
        "'\u001b[6~x\u001b[5~', PAGE_DOWN x PAGE_UP",
        "'\u001b[1~\u001b[4~\u001b[H\u001b[F', HOME END HOME END",
        "'\u001b[1;5H', ESCAPE",
        "'\u001b[15~q\u001bORj\u001b[3~', ESCAPE q ESCAPE j ESCAPE",
        "'\u001bx', ESCAPE x",
        "'\u001b', ESCAPE",
        "'\r\n', ENTER ENTER",
        "'\u007f\b', BACKSPACE BACKSPACE",
        "'\u000e\u0010\u0006\u0002', DOWN UP PAGE_DOWN PAGE_UP",
        "'j日ü🔥k', j 日 ü 🔥 k"
    })
    void readsWhatTerminalsSend(String sent, String keys) throws Exception {
        NonBlockingReader in = reader(new ByteArrayInputStream(sent.getBytes(StandardCharsets.UTF_8)));
        StringJoiner read = new StringJoiner(" ");
        try {
            while (true) {
                Key key = Key.read(in, 10_000).orElseThrow();
                read.add(key.name() == Name.TEXT ? key.text() : key.name().name());
            }
        } catch (EOFException e) {
            assertThat(read).hasToString(keys);
        }
    }

    @Test
    void waitsForTheRestOfASequenceButNotForLong() throws Exception {
        PipedOutputStream typed = new PipedOutputStream();
        NonBlockingReader in = reader(new PipedInputStream(typed));
        assertThat(Key.read(in, 1)).isEmpty();
        typed.write(0x1b);
        typed.flush();
        assertThat(Key.read(in, 10_000)).map(Key::name).contains(Name.ESCAPE);
        typed.write(new byte[] {0x1b, '[', '1', ';'});
        typed.flush();
        assertThat(Key.read(in, 10_000)).map(Key::name).contains(Name.ESCAPE);
        typed.write('[');
        typed.flush();
        assertThat(Key.read(in, 10_000)).contains(new Key(Name.TEXT, "["));
    }

    private static NonBlockingReader reader(InputStream from) {
        return NonBlocking.nonBlocking("keys", from, StandardCharsets.UTF_8);
    }
}
