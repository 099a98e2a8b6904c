package dev.nightjar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.model.Failure.Exit;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// From what an application's user sees to the issue: the logs of docs/support-hash.md, scanned once.
@ResourceLock("System.in")
class SupportTest {

    private static final String HOSTILE =
            "2026-03-04 09:14:00,123 ERROR [http-9] com.acme.Evil: ``` ![x](http://e.example)"
                    + " \u001b[31m request_id=evil-17\r\n";

    @TempDir
    static Path data;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeAll
    static void scan() throws Exception {
        Path evil = Files.writeString(data.resolve("evil.log"), HOSTILE.repeat(2));
        SupportTest test = new SupportTest();
        assertThat(test.run("scan", "samples/support", evil.toString()))
                .as(test.err.toString(StandardCharsets.UTF_8))
                .isEqualTo(Exit.DONE);
    }

    private Exit run(String... args) {
        String[] all = java.util.stream.Stream.concat(
                        java.util.Arrays.stream(args),
                        java.util.stream.Stream.of(
                                "--data", data.resolve("index").toString()))
                .toArray(String[]::new);
        return new Main(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        Map.of())
                .run(all);
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String said() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource({
        "773fa6885e03493498077a273d1b7f2d,         KeyError",
        "0d1c3919e46e4cd2b2f4ac9a187a8ea1,         ValueError",
        "5b1cf6e2a7f94c0e8f7f6f0f0a4f8f11,         StockError",
        "8f14e45f-ceea-467f-a8d2-91f5c1b2d3e4,     TypeError",
        "803b448a-0489-4840-8490-5d3093480352,     IllegalStateException",
        "AA11BB22-CC33-44DD-85EE-55FF66001122,     IOException",
        "e04e1a11-e75c-4db3-b5b5-cfef4ef56697,     RuntimeException",
        "803b448a0489f84084905d3093480352,         IllegalStateException",
        "aa11bb22cc33dd44ee55ff6600112233,         feed not read",
        "9d3f0c2b,                                 IllegalStateException",
        "4f2a9c7e1b3d5f60718293a4b5c6d7e8,         POST",
        "1-67891233-abcdef012345678912345678,      upstream failed",
        "7d0c2a3b4c5d6e7f-FRA,                     origin unreachable",
        "fc6d8c0c43fc4630ad850ee518f1b9d0,         reported",
        "0af7651916cd43dd8448eb211c80319c,         call failed"
    })
    void findsTheIssueOfWhatTheUserSaw(String shown, String issue) {
        assertThat(run("show", shown)).as(said()).isEqualTo(Exit.DONE);
        assertThat(printed().lines().findFirst().orElseThrow()).contains(issue);
        assertThat(printed()).contains("Not a known problem yet: new since", "The event asked for happened 2026-03-04");
    }

    @Test
    void answersBeforeItShowsTheTrace() {
        assertThat(run("show", "8f14e45f-ceea-467f-a8d2-91f5c1b2d3e4")).isEqualTo(Exit.DONE);
        assertThat(printed())
                .containsSubsequence(
                        "TypeError",
                        "Not a known",
                        "Seen 1 time",
                        "happened",
                        "tell the customer",
                        "owns",
                        "culprit",
                        "cart.js");
        assertThat(printed().lines().limit(9).map(line -> line.replace("--data " + data.resolve("index") + " ", "")))
                .allMatch(line -> line.length() <= 120);
    }

    @Test
    void findsIssuesByClassAndByWords() {
        assertThat(run("show", "KeyError")).isEqualTo(Exit.DONE);
        assertThat(run("show", "orders.stock.StockError")).isEqualTo(Exit.DONE);
        assertThat(run("show", "gateway", "slow")).isEqualTo(Exit.DONE);
        assertThat(printed()).contains("KeyError", "no stock for", "gateway slow");
    }

    @Test
    void looksUpEveryIdOfAPastedMailOncePerIssueInTheOrderOfTheText() {
        String mail =
                "Hello,\n> your order failed (8f14e45f-ceea-467f-a8d2-91f5c1b2d3e4), Ref: 773fa6885e03493498077a273d1b7f2d!\n"
                        + "again: 8f14e45f-ceea-467f-a8d2-91f5c1b2d3e4, phone 0301234567\n";
        assertThat(paste(mail)).as(said()).isEqualTo(Exit.DONE);
        assertThat(printed()).containsSubsequence("in the text: 8f14", "TypeError", "in the text: 773f", "KeyError");
        assertThat(printed().split("in the text", -1)).hasSize(3);
        assertThat(said()).contains("2 of 3 possible ids known, 2 issues");
    }

    @Test
    void saysThatNothingOfAPastedMailIsKnown() {
        assertThat(paste("order 4711-99182 and nothing else")).isEqualTo(Exit.NOTHING_FOUND);
        assertThat(said()).contains("nothing is known of 1 possible id in the text: 4711-99182", "last scan");
        assertThat(paste("dear all")).isEqualTo(Exit.NOTHING_FOUND);
        assertThat(said()).contains("nothing in the text looks like an id");
    }

    private Exit paste(String text) {
        InputStream before = System.in;
        try {
            System.setIn(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
            return run("show", "--paste");
        } finally {
            System.setIn(before);
        }
    }

    @Test
    void saysWhyAnIdIsUnknownAndWhichAreLikeIt() {
        assertThat(run("show", "773fa6885e03493498077a273d1b7f2e")).isEqualTo(Exit.NOTHING_FOUND);
        assertThat(said())
                .contains(
                        "known and like it: 773fa6885e03493498077a273d1b7f2d",
                        "kept for 90 days",
                        "2026-03-04",
                        "scanned: ");
        run("show", "KeyError", "--json");
        String id = printed().substring(7, 16);
        String swapped = id.substring(0, 2) + id.charAt(3) + id.charAt(2) + id.substring(4);
        String typo = swapped.equals(id) ? (id.charAt(0) == '2' ? "3" : "2") + id.substring(1) : swapped;
        assertThat(run("show", typo)).isEqualTo(Exit.NOTHING_FOUND);
        assertThat(said()).contains(id);
    }

    @Test
    void handsOverMarkdownThatLogTextCannotBreakOutOf() {
        assertThat(run("show", "evil-17", "--markdown")).isEqualTo(Exit.DONE);
        String fence = "````text\n";
        assertThat(printed()).contains("### ", fence, "nightjar show ").doesNotContain("\u001b");
        String inside = printed().substring(printed().indexOf(fence) + fence.length());
        assertThat(inside.substring(0, inside.indexOf("````"))).contains("![x](http://e.example)");
        String outside = printed().replaceAll("(?s)````text.*?````", "").replaceAll("(`+)(?!`).*?[^`]\\1(?!`)", "");
        assertThat(outside).doesNotContain("![x]");
    }

    @Test
    void handsOverAMailWhoseHeadersHoldNoLogText() {
        assertThat(run("show", "evil-17", "--eml")).isEqualTo(Exit.DONE);
        String head = printed().substring(0, printed().indexOf("\r\n\r\n"));
        assertThat(head.lines()).hasSize(8).allMatch(line -> line.matches("[A-Za-z-]+: [ -~]+"));
        assertThat(head).doesNotContain("e.example").contains("Content-Type: text/plain; charset=UTF-8");
        byte[] body = Base64.getMimeDecoder().decode(printed().substring(head.length() + 4));
        assertThat(new String(body, StandardCharsets.UTF_8)).contains("Seen 2 times", "### ", "````text");
    }

    @Test
    void takesAnIdOrAText() {
        assertThat(run("show")).isEqualTo(Exit.USAGE);
        assertThat(run("show", "x", "--paste")).isEqualTo(Exit.USAGE);
    }
}
