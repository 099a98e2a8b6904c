package dev.nightjar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.cli.terminal.Terminal;
import dev.nightjar.cli.terminal.Width;
import dev.nightjar.model.Failure.Exit;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What commands that look print on terminals of any width, and in a pipe.
class ScreenTest {

    private static final String LOG = """
            2026-03-04 09:12:44,123 ERROR [main] shop.Order: 注文は失敗しました %s
            java.lang.IllegalStateException: 注文 order %d of customer failed because the very long reason is long
            \tat com.acme.shop.Order.place(Order.java:12)
            \tat org.springframework.web.Dispatcher.one(Dispatcher.java:1)
            \tat org.springframework.web.Dispatcher.two(Dispatcher.java:2)
            \tat org.springframework.web.Dispatcher.three(Dispatcher.java:3)
            \tat jdk.internal.reflect.Method.invoke(Method.java:4)
            Caused by: java.io.IOException: no stock
            \tat java.base/java.io.Reader.read(Reader.java:5)
            \tat com.acme.shop.Stock.take(Stock.java:7)
            \t... 5 more
            """;

    @TempDir
    static Path dir;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeAll
    static void scan() throws Exception {
        Path logs = Files.createDirectories(dir.resolve("shop"));
        Files.writeString(logs.resolve("app.log"), LOG.formatted("\u001b]0;x\u0007\u202e", 17) + LOG.formatted("", 18));
        assertThat(new ScreenTest().run(Terminal.NONE, "scan", logs.toString())).isEqualTo(Exit.DONE);
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 80, 200})
    void fitsTheWidthOfTheTerminal(int columns) {
        for (String[] command :
                List.of(new String[] {"issues"}, new String[] {"search", "stock"}, new String[] {"search", "order"})) {
            assertThat(run(screen(columns), command)).isEqualTo(Exit.DONE);
            assertThat(printed().lines())
                    .isNotEmpty()
                    .filteredOn(line -> !line.contains("app.log:"))
                    .allMatch(line -> Width.of(line) <= columns);
        }
        assertThat(printed()).containsSubsequence("IOException: no stock", "2 events", "app.log:");
    }

    @Test
    void printsALineForEachIssueInAPipe() {
        assertThat(run(Terminal.NONE, "issues")).isEqualTo(Exit.DONE);
        String[] fields = printed().strip().split("\t", -1);
        assertThat(fields).hasSize(10);
        assertThat(fields[1]).isEqualTo("new");
        assertThat(fields[3]).isEqualTo("shop");
        assertThat(fields[4]).isEqualTo("2");
        assertThat(fields[6]).matches("2026-03-0.T.*Z");
        assertThat(printed()).doesNotContain("\u001b");
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("1 issue, 2 events", "index ", " old");
        assertThat(run(Terminal.NONE, "search", "stock")).isEqualTo(Exit.DONE);
        assertThat(printed().strip().split("\t", -1)).hasSize(10);
    }

    @Test
    void foldsFramesOfLibrariesAndTellsTheRootCauseFirst() {
        run(Terminal.NONE, "show", "IllegalStateException");
        assertThat(printed())
                .containsSubsequence(
                        "root cause  java.io.IOException: no stock",
                        "at com.acme.shop.Stock.take (Stock.java:7)",
                        "java.lang.IllegalStateException",
                        "at com.acme.shop.Order.place (Order.java:12)",
                        "… 4 frames of org.springframework, jdk.internal",
                        "Caused by: java.io.IOException",
                        "at java.io.Reader.read (",
                        "… 5 more, as above")
                .doesNotContain("Dispatcher.two (");
        run(Terminal.NONE, "show", "IllegalStateException", "--full");
        assertThat(printed()).contains("Dispatcher.two (").doesNotContain("… 4 frames");
    }

    @Test
    void writesOutWhatWouldSteerATerminal() {
        for (Terminal terminal : List.of(Terminal.NONE, screen(80))) {
            for (String[] command :
                    List.of(new String[] {"issues"}, new String[] {"search", "order", "--events"}, new String[] {
                        "show", "IllegalStateException", "--no-pager"
                    })) {
                run(terminal, command);
                assertThat(printed()).doesNotContain("\u001b", "\u202e", "\u0007");
            }
        }
        assertThat(printed()).contains("\\u202e");
    }

    private static Terminal screen(int columns) {
        return new Terminal(true, false, columns, 1000);
    }

    private Exit run(Terminal terminal, String... command) {
        out.reset();
        err.reset();
        String[] all = java.util.stream.Stream.concat(
                        java.util.Arrays.stream(command),
                        java.util.stream.Stream.of("--data", dir.resolve("data").toString()))
                .toArray(String[]::new);
        return new Main(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        Map.of("NO_COLOR", "1", "PAGER", ""),
                        terminal)
                .run(all);
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }
}
