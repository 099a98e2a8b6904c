package dev.nightjar.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.cli.Typed;
import dev.nightjar.model.Failure.Exit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Numbers that pages and commands tell, each held against what was put into the logs.
class NumbersTest extends Typed {

    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private static final Pattern SAMPLE = Pattern.compile("<summary><time datetime=\"([^\"]+)\"");

    @BeforeEach
    void configure() throws IOException {
        file("nightjar.yaml", "data: data\nzone: UTC\n");
    }

    private static Instant ago(Duration time) {
        return NOW.minus(time);
    }

    private static String line(Instant at, String level, String text) {
        return at.toString().replace('T', ' ').replace("Z", "") + ",000 " + level + " [main] com.acme.Loom - " + text
                + "\n";
    }

    private String pages(String folder) throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(dir.resolve("data/report").resolve(folder))) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                all.append(Files.readString(file));
            }
        }
        return all.toString();
    }

    @Test
    void actsOfPeopleAreNoWarnings() throws IOException {
        file(
                "projects/loom.yaml",
                "logs: [loom*.log]\naudit:\n  - {name: unlock, match: 'unlocked by (?<actor>\\S+)'}\n");
        String log = "";
        for (int i = 1; i <= 7; i++) {
            log += line(ago(Duration.ofHours(i)), "INFO", "shed unlocked by jo");
        }
        log += line(ago(Duration.ofHours(3)), "WARN", "thread is thin");
        log += line(ago(Duration.ofHours(2)), "ERROR", "thread is torn");
        file("loom.log", log);
        run("scan");
        assertThat(run("report", "--window", "24h")).isEqualTo(Exit.DONE);
        String index = Files.readString(dir.resolve("data/report/index.html"));
        assertThat(index.replaceAll("<[^>]+>", " ").replaceAll("\\s+", " ")).contains(" Errors 1 ", " Warnings 1 ");
        run("mail", "--window", "24h", "--preview", dir.resolve("m.eml").toString());
        assertThat(Files.readString(dir.resolve("m.eml"))).contains("1 error, 1 warning");
    }

    @Test
    void eventsOfAnIssueAreThoseOfTheWindowTheNewestFirst() throws IOException {
        file("projects/loom.yaml", "logs: [loom*.log]\n");
        List<String> lines = new ArrayList<>();
        for (int i = 200; i > 0; i--) {
            lines.add(line(ago(Duration.ofHours(30).plusMinutes(i)), "ERROR", "bobbin " + i + " is empty"));
        }
        for (int i = 17; i > 0; i--) {
            lines.add(line(ago(Duration.ofMinutes(i)), "ERROR", "bobbin " + i + " is empty"));
        }
        file("loom.log", String.join("", lines));
        run("scan");
        assertThat(run("report", "--window", "24h")).isEqualTo(Exit.DONE);
        String page = pages("i");
        assertThat(page).contains("10 examples of 17 in 24 h", "17 different in 17 events");
        Matcher sample = SAMPLE.matcher(page);
        List<Instant> times = new ArrayList<>();
        while (sample.find()) {
            times.add(Instant.parse(sample.group(1)));
        }
        assertThat(times)
                .hasSize(10)
                .isSortedAccordingTo(java.util.Comparator.reverseOrder())
                .allMatch(time -> time.isAfter(ago(Duration.ofMinutes(18))));
    }

    @Test
    void whatCameDailyIsMissedThoughItWasReadAtOnce() throws IOException {
        file("projects/loom.yaml", "logs: [loom*.log]\nunseen: true\n");
        List<String> lines = new ArrayList<>();
        for (int hour = 24 * 20; hour > 0; hour--) {
            Instant at = ago(Duration.ofHours(hour));
            lines.add(line(at, "INFO", "shuttle passed"));
            if (hour % 24 == 0 && hour > 24) {
                lines.add(line(at.plusSeconds(1), "INFO", "oiled the loom"));
            }
        }
        file("loom.log", String.join("", lines));
        run("scan");
        run("unusual", "--window", "24h");
        assertThat(printed()).singleElement().asString().contains("vanished", "oiled the loom", "seen on 19 days");
    }

    @Test
    void aWeekWithoutEventsMovesNoWindow() throws IOException {
        file("projects/loom.yaml", "logs: [loom*.log]\n");
        List<String> lines = new ArrayList<>();
        lines.add(line(ago(Duration.ofDays(12)), "INFO", "shuttle passed"));
        lines.add(line(ago(Duration.ofDays(8)), "ERROR", "thread is torn"));
        for (int hour = 24 * 8 - 1; hour > 0; hour--) {
            lines.add(line(ago(Duration.ofHours(hour)), "INFO", "shuttle passed"));
        }
        file("loom.log", String.join("", lines));
        run("scan");
        run("issues");
        assertThat(printed()).singleElement().asString().contains("ongoing").doesNotContain("new");
        run("issues", "--newest");
        assertThat(printed()).isEmpty();
        run("issues", "is:new");
        assertThat(printed()).isEmpty();
    }

    @Test
    void whatAScanSeesFirstIsNotCalledNew() throws IOException {
        file("projects/loom.yaml", "logs: [loom*.log]\n");
        file(
                "loom.log",
                line(ago(Duration.ofDays(9)), "ERROR", "thread is torn") + line(NOW, "INFO", "shuttle passed"));
        run("scan");
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("First seen: 1 issue, among 1 event", "1 issue first seen")
                .doesNotContain("new issue");
    }

    @Test
    void aDumpBesideLogsIsCountedAndStaysSaidAfterAnIdleRun() throws IOException {
        file("projects/loom.yaml", "logs: [logs/*]\n");
        file("logs/loom.log", line(ago(Duration.ofHours(1)), "ERROR", "thread is torn"));
        Files.write(dir.resolve("logs/core.17"), new byte[] {127, 'E', 'L', 'F', 2, 1, 1, 0, 0, 7, 0, 9});
        assertThat(run("scan")).isEqualTo(Exit.DONE);
        assertThat(run("scan")).as("nothing new").isEqualTo(Exit.DONE);
        run("report", "--window", "24h");
        assertThat(Files.readString(dir.resolve("data/report/index.html")))
                .contains("1 of 1 file read, 0 lines not understood, 1 file skipped that is no text")
                .doesNotContain("could not be read");
        run("mail", "--window", "24h", "--preview", dir.resolve("m.eml").toString());
        assertThat(Files.readString(dir.resolve("m.eml")))
                .contains("is a program")
                .doesNotContain("INCOMPLETE");
    }

    @Test
    void whatOneRunOfTheWindowCouldNotReadIsSaidUntilItIsRead() throws IOException {
        file("projects/loom.yaml", "logs: [logs/loom.log, logs/odd.log.gz]\n");
        file("logs/loom.log", line(ago(Duration.ofHours(1)), "INFO", "shuttle passed"));
        Files.write(
                dir.resolve("logs/odd.log.gz"),
                new byte[] {31, (byte) 139, 8, 0, 0, 0, 0, 0, 0, 3, 7, 7, 7, 7, 7, 7, 7, 7});
        assertThat(dir.resolve("logs/odd.log.gz")
                        .toFile()
                        .setLastModified(ago(Duration.ofDays(2)).toEpochMilli()))
                .isTrue();
        assertThat(run("scan")).isEqualTo(Exit.DEGRADED);
        run("scan");
        run("report", "--window", "24h");
        assertThat(Files.readString(dir.resolve("data/report/index.html"))).contains("1 source could not be read");
    }
}
