package dev.nightjar.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.cli.Main;
import dev.nightjar.model.Failure.Exit;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Lines around events, read back from logs that went on living after their scan.
class NeighboursTest {

    private static final String SECRET = "hunter2hunter2";

    @TempDir
    Path dir;

    private Path log;
    private ByteArrayOutputStream out = new ByteArrayOutputStream();
    private ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void scan() throws Exception {
        log = Files.createDirectory(dir.resolve("logs")).resolve("shop.log");
        Files.writeString(log, text());
        assertThat(run("scan", log.getParent().toString())).as(err.toString()).isEqualTo(Exit.DONE);
    }

    /// Twenty quiet lines, an error with a trace, twenty more, and the same again.
    private static String text() {
        StringBuilder text = new StringBuilder();
        for (int part = 1; part <= 2; part++) {
            String name = "part" + part;
            quiet(0, 18).forEach(n -> text.append(line(n, "INFO", name + " before " + n)));
            text.append(line(18, "INFO", name + " login with password=" + SECRET));
            text.append(line(19, "INFO", name + " \u001b[2Jgruß"));
            text.append(line(20, "ERROR", name + " stock not found"));
            text.append("java.lang.IllegalStateException: empty shelf\n\tat com.acme.Shelf.take(Shelf.java:7)\n");
            quiet(21, 41).forEach(n -> text.append(line(n, "INFO", name + " after " + n)));
        }
        return text.toString();
    }

    private static Stream<Integer> quiet(int from, int to) {
        return IntStream.range(from, to).boxed();
    }

    private static String line(int second, String level, String message) {
        return "2026-03-04 09:14:%02d,123 %s [main] com.acme.Shop: %s%n".formatted(second, level, message);
    }

    private Exit run(String... args) {
        out = new ByteArrayOutputStream();
        err = new ByteArrayOutputStream();
        String[] all = Stream.concat(
                        Stream.of(args),
                        Stream.of("--data", dir.resolve("index").toString()))
                .toArray(String[]::new);
        return new Main(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        Map.of())
                .run(all);
    }

    private List<String> search(String... more) {
        run(Stream.concat(Stream.of("search", "stock", "--events"), Stream.of(more))
                .toArray(String[]::new));
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    /// Eight lines before and nine after each of the two events.
    private void readsBack() {
        List<String> printed = search("-B", "8", "-A", "9");
        assertThat(err.toString()).doesNotContain("no lines around");
        assertThat(printed).hasSize(2 * 18 + 1);
        assertThat(printed.get(18)).isEqualTo("--");
        List<String> first = printed.stream()
                .filter(line -> line.contains("part1") || line.contains("IllegalState"))
                .toList();
        assertThat(first).hasSize(18);
        assertThat(first.getFirst())
                .startsWith("- 2026-03-04 09:14:12,123 INFO")
                .endsWith("part1 before 12");
        assertThat(first.get(7)).endsWith("part1 \\x1b[2Jgruß");
        assertThat(first.get(8)).doesNotStartWith("- ").contains("shop.log").contains("stock not found");
        assertThat(first.get(9)).startsWith("- ").endsWith("part1 after 21");
        assertThat(first.getLast()).endsWith("part1 after 29");
    }

    private void rewrite(Path to, Charset charset) throws Exception {
        try (OutputStream packed = new GZIPOutputStream(Files.newOutputStream(to))) {
            packed.write(text().getBytes(charset));
        }
    }

    @Test
    void readsTheLinesAroundEventsFromTheirLog() {
        readsBack();
    }

    @Test
    void readsALogThatWasRotatedAfterItsScan() throws Exception {
        Files.move(log, log.resolveSibling("shop.log.1"));
        Files.writeString(log, line(50, "INFO", "a new log begins"));
        readsBack();
        run("scan", log.getParent().toString());
        readsBack();
    }

    @Test
    void readsALogThatWasPackedAfterItsScan() throws Exception {
        rewrite(log.resolveSibling("shop.log.2.gz"), StandardCharsets.UTF_8);
        Files.delete(log);
        readsBack();
        run("scan", log.getParent().toString());
        readsBack();
    }

    @Test
    void readsALogOfAnotherEncoding() throws Exception {
        run("scan", log.getParent().toString());
        Path other = Files.createDirectory(dir.resolve("other")).resolve("wide.log");
        Files.write(other, text().replace("part", "wide").getBytes(StandardCharsets.UTF_16LE));
        run("scan", other.getParent().toString());
        List<String> printed = search("wide1", "-C", "7");
        assertThat(printed).hasSize(15);
        assertThat(printed.get(6)).endsWith("wide1 \\x1b[2Jgruß");
        assertThat(printed.getLast()).endsWith("wide1 after 27");
    }

    @Test
    void saysThatALogIsGoneOrHoldsSomethingElse() throws Exception {
        Files.delete(log);
        List<String> printed = search("-C", "9");
        assertThat(printed).filteredOn(line -> line.contains("stock not found")).hasSize(2);
        assertThat(err.toString().lines().filter(line -> line.contains("no lines around: " + log + " is not there")))
                .hasSize(1);
        Files.writeString(log, text().replace("part", "path"));
        search("-C", "9");
        assertThat(err.toString()).contains("no lines around: " + log + " has other content now");
        Files.writeString(log, text().substring(0, 1200));
        search("-C", "9");
        assertThat(err.toString()).contains("no lines around: " + log + " does not have this event any more");
    }

    @Test
    void printsNoSecretOfALineNearby() {
        for (String[] lines : List.of(new String[] {"-C", "3"}, new String[] {"-C", "30"}, new String[] {"-B", "9"})) {
            assertThat(String.join("\n", search(lines)))
                    .contains("part1 login with password=")
                    .doesNotContain(SECRET);
        }
    }

    @Test
    void showsTheLinesOfAnEventAndGivesThemAsJson() {
        search("--json", "-B", "2", "-A", "1");
        String json = out.toString(StandardCharsets.UTF_8).lines().findFirst().orElseThrow();
        assertThat(json)
                .contains("\"before\":[\"2026-03-04 09:14:18,123 INFO")
                .containsPattern("\"after\":\\[\"[^\"]*part2 after 21\"\\]");
        String id = json.substring(json.indexOf("\"id\":\"") + 6, json.indexOf("\",\"issue\""));
        assertThat(run("show", id, "-C", "12")).isEqualTo(Exit.DONE);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .containsSubsequence("part2 before 8", "this event", "part2 after 32")
                .doesNotContain("part2 before 7", "part2 after 33");
    }

    @Test
    void refusesMoreLinesThanItReads() {
        assertThat(run("search", "stock", "-C", "1001")).isEqualTo(Exit.USAGE);
        assertThat(err.toString()).contains("-C takes 0 to 1000 lines, not 1001");
    }
}
