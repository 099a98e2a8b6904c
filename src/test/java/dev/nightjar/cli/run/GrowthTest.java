package dev.nightjar.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.cli.Typing;
import dev.nightjar.model.Failure.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is counted and not kept is said wherever somebody looks.
class GrowthTest {

    private static final int EVENTS = 2_000;
    private static final int PER_HOUR = 160;
    private static final Pattern KEPT = Pattern.compile("kept +([0-9,]+) of 2,000 events");

    @TempDir
    private Path dir;

    @BeforeEach
    void configure() throws IOException {
        write("conf/projects/shop.yaml", "logs: ['" + dir + "/app.log']\n");
        retention("per-hour: " + PER_HOUR);
        write(
                "app.log",
                IntStream.range(0, EVENTS)
                        .mapToObj(n -> String.format(
                                "2026-11-22 05:%02d:%02d,%03d [main] ERROR com.acme.Order - order refused, customer C%05d%n",
                                n * 3 / 100, n % 60, n % 1000, n))
                        .collect(Collectors.joining()));
    }

    private void write(String name, String text) throws IOException {
        Path file = dir.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private void retention(String bounds) throws IOException {
        write(
                "conf/nightjar.yaml",
                "data: " + dir + "/data\nretention: {events: 99999d, tallies: 99999d, " + bounds + "}\n");
    }

    private Typing.Said run(String... words) {
        String[] all = java.util.Arrays.copyOf(words, words.length + 2);
        all[words.length] = "--config";
        all[words.length + 1] = dir.resolve("conf").toString();
        return Typing.run(all);
    }

    private long kept(Typing.Said shown) {
        Matcher kept = KEPT.matcher(shown.out());
        assertThat(kept.find()).as(shown.out()).isTrue();
        return Long.parseLong(kept.group(1).replace(",", ""));
    }

    @Test
    void aLoudHourIsCountedWholeAndSaidToBeASample() {
        Typing.Said scanned = run("scan");
        assertThat(scanned.exit()).as(scanned.err()).isEqualTo(Exit.DONE);
        long kept = kept(run("show", "order"));
        assertThat(kept).isBetween((long) PER_HOUR, 2L * PER_HOUR);
        String said = String.format("%,d events of 1 issue counted and not kept", EVENTS - kept);
        assertThat(scanned.err()).contains("2,000 events").contains(said);
        assertThat(run("runs").out()).contains(said);
        assertThat(run("doctor").out()).contains(said);
        assertThat(run("issues", "--json").out()).contains("\"total\":2000");
        Typing.Said searched = run("search", "refused");
        assertThat(searched.err()).contains(kept + " events of 1 issue").contains("these are events that are kept");
        assertThat(run("search", "C00100").exit()).isEqualTo(Exit.DONE);
        assertThat(run("scan").err()).doesNotContain("not kept");
    }

    @Test
    void pagesSayHowManyAreKept() throws IOException {
        run("scan");
        run("report", "--newest", "--since", "24h");
        long kept = kept(run("show", "order"));
        Path report = dir.resolve("data/report");
        assertThat(Files.readString(report.resolve("runs.html"))).contains("Counted and not kept");
        try (var pages = Files.list(report.resolve("i"))) {
            assertThat(Files.readString(pages.findFirst().orElseThrow())).contains(kept + " of 2,000 events");
        }
    }

    @Test
    void pruneSaysWhatItThinnedAndOnlyOnce() throws IOException {
        retention("per-hour: all");
        run("scan");
        assertThat(run("show", "order").out()).doesNotContain("kept");
        retention("per-issue: 300");
        Typing.Said pruned = run("prune");
        assertThat(pruned.err()).contains("1,700 events of 1 issue thinned, counts stay");
        assertThat(kept(run("show", "order"))).isEqualTo(300);
        assertThat(run("runs").out()).contains("1,700 events of 1 issue thinned, counts stay");
        assertThat(run("prune").err()).doesNotContain("thinned");
        assertThat(run("issues", "--json").out()).contains("\"total\":2000");
    }
}
