package dev.nightjar.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.cli.Typed;
import dev.nightjar.model.Failure.Exit;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The lines of all hosts around an event, in the order of their times.
class MergedTest extends Typed {

    @BeforeEach
    void configure() throws IOException {
        file("nightjar.yaml", "data: data\nzone: UTC\n");
        file(
                "projects/till.yaml",
                "logs:\n  - 'logs/{host}/*.log'\n  - glob: 'berlin/{host}/*.log'\n    zone: Europe/Berlin\n");
    }

    private static String line(int hour, int second, int millis, String level, String said) {
        return "2026-08-03 %02d:%02d:%02d,%03d %s [main] com.acme.Till - %s\n"
                .formatted(hour, 20 + second / 60, second % 60, millis, level, said);
    }

    /// So many quiet lines, one a second.
    private static String quiet(int hour, int seconds, int millis, String name) {
        StringBuilder log = new StringBuilder();
        IntStream.range(0, seconds).forEach(n -> log.append(line(hour, n, millis, "INFO", name + n)));
        return log.toString();
    }

    private List<String> search(String... more) throws IOException {
        assertThat(run("scan")).as(said()).isIn(Exit.DONE, Exit.DEGRADED);
        String[] all = new String[more.length + 2];
        all[0] = "search";
        all[1] = "drawer";
        System.arraycopy(more, 0, all, 2, more.length);
        assertThat(run(all)).isEqualTo(Exit.DONE);
        return printed();
    }

    private String said() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void showsTheLinesOfOtherHostsWhereTheirTimesSay() throws IOException {
        file(
                "logs/desk-1/till.log",
                quiet(10, 30, 0, "one ")
                        + line(10, 30, 0, "ERROR", "drawer is stuck")
                        + line(10, 31, 0, "INFO", "one 31"));
        file("logs/desk-2/till.log", quiet(10, 60, 500, "two "));
        file("berlin/desk-3/till.log", quiet(12, 60, 700, "three "));
        file("logs/desk-4/till.log", quiet(8, 60, 0, "hours before "));
        assertThat(search("-C", "3", "--merged"))
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("- desk-1 │ ").endsWith("one 29"),
                        line -> assertThat(line).startsWith("- desk-2 │ ").endsWith("two 29"),
                        line -> assertThat(line).startsWith("- desk-3 │ ").endsWith("three 29"),
                        line -> assertThat(line).contains("drawer is stuck"),
                        line -> assertThat(line).startsWith("- desk-2 │ ").endsWith("two 30"),
                        line -> assertThat(line).startsWith("- desk-3 │ ").endsWith("three 30"),
                        line -> assertThat(line).startsWith("- desk-1 │ ").endsWith("one 31"));
        assertThat(search("-A", "1", "--merged", "--json"))
                .singleElement()
                .asString()
                .contains("\"before\":[],\"after\":[{\"from\":\"desk-2\",\"time\":\"2026-08-03T10:20:30.500Z\"");
        assertThat(run("show", "drawer", "--merged")).isEqualTo(Exit.DONE);
        assertThat(printed())
                .anySatisfy(line -> assertThat(line).contains("│ desk-3 │ ", "three 30"))
                .filteredOn(line -> line.contains("  │ "))
                .hasSize(10);
    }

    @Test
    void aTraceOfAnotherHostStaysTogetherAndItsSecretsAreNotShown() throws IOException {
        file("logs/desk-1/till.log", line(10, 9, 0, "INFO", "calm") + line(10, 30, 0, "ERROR", "drawer is stuck"));
        file(
                "logs/desk-2/till.log",
                line(10, 29, 999, "ERROR", "no net")
                        + "java.io.IOException: password=rain7shoes1\n\tat com.acme.Net.open(Net.java:3)\n"
                        + line(10, 30, 1, "INFO", "key -----BEGIN PRIVATE KEY-----")
                        + "MIIEvQIBADANBgkqhkiG9w0BAQEFAASC\n-----END PRIVATE KEY-----\n");
        List<String> lines = search("-C", "3", "--merged");
        assertThat(lines.subList(0, 3))
                .satisfiesExactly(
                        line -> assertThat(line).endsWith("no net"),
                        line -> assertThat(line).contains("IOException", "[redacted]"),
                        line -> assertThat(line).contains("com.acme.Net.open"));
        assertThat(lines).noneSatisfy(line -> assertThat(line).containsAnyOf("rain7shoes1", "MIIEvQ"));
    }

    @Test
    void severalFilesOfOneHostAreToldApartByTheirNames() throws IOException {
        file("logs/desk-1/till.log", line(10, 30, 0, "ERROR", "drawer is stuck"));
        file("logs/desk-1/web.log", quiet(10, 60, 400, "web "));
        file("logs/desk-2/web.log", quiet(10, 60, 600, "net "));
        assertThat(search("-A", "2", "--merged").subList(1, 3))
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("- desk-1 web.log │ "),
                        line -> assertThat(line).startsWith("- desk-2 │ "));
    }

    @Test
    void packedFilesAreReadToo() throws IOException {
        file("projects/till.yaml", "logs: 'logs/{host}/*.log*'\n");
        String stuck = line(10, 30, 0, "ERROR", "drawer is stuck");
        pack("logs/desk-1/till.log.1.gz", quiet(10, 30, 0, "one ") + stuck + line(10, 31, 0, "INFO", "one 31"));
        file("logs/desk-1/till.log", quiet(11, 60, 0, "later "));
        pack("logs/desk-2/till.log.2.gz", quiet(9, 60, 0, "early "));
        pack("logs/desk-2/till.log.1.gz", quiet(10, 60, 500, "two "));
        assertThat(search("-C", "2", "--merged"))
                .satisfiesExactly(
                        line -> assertThat(line)
                                .startsWith("- desk-1 till.log.1.gz │ ")
                                .endsWith("one 29"),
                        line -> assertThat(line)
                                .startsWith("- desk-2 till.log.1.gz │ ")
                                .endsWith("two 29"),
                        line -> assertThat(line).contains("10:20:30", " UTC ", "drawer is stuck"),
                        line -> assertThat(line).endsWith("two 30"),
                        line -> assertThat(line).endsWith("one 31"));
        assertThat(said()).doesNotContain("no lines from");
    }

    private void pack(String name, String text) throws IOException {
        Path file = dir.resolve(name);
        Files.createDirectories(file.getParent());
        try (OutputStream packed = new GZIPOutputStream(Files.newOutputStream(file))) {
            packed.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void saysWhichFilesAreNotThereAnyMore() throws IOException {
        file("logs/desk-1/till.log", quiet(10, 30, 0, "one ") + line(10, 30, 0, "ERROR", "drawer is stuck"));
        file("logs/desk-2/till.log", quiet(10, 60, 500, "two "));
        file("logs/desk-3/till.log", quiet(10, 60, 600, "three "));
        file("logs/desk-4/till.log", "no time here\n".repeat(40));
        search();
        Files.delete(dir.resolve("logs/desk-2/till.log"));
        file("logs/desk-3/till.log", quiet(11, 60, 600, "other "));
        assertThat(run("search", "drawer", "-B", "1", "--merged")).isEqualTo(Exit.DONE);
        assertThat(printed().getFirst()).startsWith("- desk-1 │ ");
        assertThat(said())
                .contains("desk-2/till.log is not there")
                .contains("desk-3/till.log has other content now")
                .contains("desk-4/till.log says no times there");
    }

    @Test
    void thePageOfAnIssueShowsThemAroundItsNewestEvent() throws IOException {
        file("logs/desk-1/till.log", quiet(10, 30, 0, "one ") + line(10, 30, 0, "ERROR", "drawer is stuck"));
        file("logs/desk-2/till.log", quiet(10, 60, 500, "<b>two "));
        search();
        assertThat(run("report", "--since", "2026-08-01", "--until", "2026-08-09"))
                .isEqualTo(Exit.DONE);
        try (Stream<Path> pages = Files.list(dir.resolve("data/report/i"))) {
            assertThat(pages)
                    .singleElement()
                    .satisfies(page -> assertThat(Files.readString(page))
                            .contains("desk-2 │ 2026-08-03 10:20:30,500 INFO [main] com.acme.Till - &lt;b&gt;two 30"));
        }
    }
}
