package dev.nightjar.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.cli.Typed;
import dev.nightjar.model.Failure.Exit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Which time pages, mails and lists tell of, what they say of it, and that nothing is quiet where nobody wrote.
class WindowsTest extends Typed {

    private static final DateTimeFormatter SHOWN =
            DateTimeFormatter.ofPattern("EEE d MMM HH:mm", Locale.ENGLISH).withZone(ZoneOffset.UTC);
    private static final Pattern HEADING = Pattern.compile("<h1>(.*)</h1>");
    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    @BeforeEach
    void configure() throws IOException {
        file("nightjar.yaml", "data: data\nzone: UTC\n");
        file("projects/kiln.yaml", "logs: [kiln*.log]\n");
    }

    private static Instant ago(int hours) {
        return NOW.minus(Duration.ofHours(hours));
    }

    private static String line(Instant at, String level, String text) {
        return at.toString().replace('T', ' ').replace("Z", "") + ",000 " + level + " [main] com.acme.Kiln - " + text
                + "\n";
    }

    private String said() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private String page() throws IOException {
        return Files.readString(dir.resolve("data/report/index.html"));
    }

    private String heading() throws IOException {
        Matcher heading = HEADING.matcher(page());
        assertThat(heading.find()).isTrue();
        return heading.group(1);
    }

    private String since(int hours) {
        return "no log since " + SHOWN.format(ago(hours)) + " (" + hours + " h)";
    }

    @Test
    void theFirstReportShowsAllThatWasReadAndSaysSo() throws IOException {
        file("kiln.log", line(ago(90), "ERROR", "door is open") + line(ago(41), "WARN", "glowing at 7 degrees"));
        assertThat(run("scan")).isEqualTo(Exit.DONE);
        assertThat(run("report")).isEqualTo(Exit.DONE);
        assertThat(page())
                .contains("all that was read, as this is the first report", "door is open", "glowing at")
                .doesNotContain("All quiet");
        assertThat(heading()).endsWith("; 2 issues in all").startsWith("1 issue needs a look: 1 new");
        assertThat(run("report")).isEqualTo(Exit.DONE);
        assertThat(page()).as("again").contains("all that was read, as one run read it", "door is open");
    }

    @Test
    void aWindowWithoutAnyLineIsNotCalledQuiet() throws IOException {
        file("kiln.log", line(ago(90), "ERROR", "door is open") + line(ago(41), "INFO", "still warm"));
        assertThat(run("scan")).isEqualTo(Exit.DONE);
        String none = since(41) + "; 1 issue before that";
        assertThat(run("report", "--window", "24h")).isEqualTo(Exit.DONE);
        assertThat(heading()).isEqualTo("N" + none.substring(1));
        assertThat(page()).contains("as asked for", "nightjar report --newest").doesNotContain("uiet");
        assertThat(run(
                        "mail",
                        "--window",
                        "24h",
                        "--preview",
                        dir.resolve("m.eml").toString()))
                .isEqualTo(Exit.DONE);
        String mail = Files.readString(dir.resolve("m.eml"));
        assertThat(mail.replaceAll("\r?\n ", " ")).contains("Subject: [nightjar mail] " + none);
        assertThat(mail).doesNotContain("uiet");
        run("issues", "--since", "24h");
        assertThat(said()).contains(none);
        run("hist", "--window", "24h");
        assertThat(said()).contains(none);
        run("alert", "--dry-run", "--on", "new");
        assertThat(said()).contains("nothing to tell", none);
        assertThat(run("issues", "--newest", "--since", "60h"))
                .as("so long before the newest line")
                .isEqualTo(Exit.DONE);
        assertThat(printed()).singleElement().asString().contains("door is open");
        run("issues", "--since", "60h");
        assertThat(said()).as("an INFO line is a line").doesNotContain("no log since");
    }

    @Test
    void aLaterReportWithoutLinesShowsWhatTheNewestRunRead() throws IOException {
        file("kiln.log", line(ago(90), "ERROR", "door is open"));
        run("scan");
        run("report");
        file("kiln2.log", line(ago(50), "ERROR", "chimney is cold") + line(ago(45), "ERROR", "chimney is cold"));
        run("scan");
        run("scan");
        assertThat(run("report")).isEqualTo(Exit.DONE);
        assertThat(heading()).isEqualTo("N" + since(45).substring(1) + "; before that 1 issue needs a look: 1 new");
        assertThat(page())
                .contains("what the newest run read, as the last 24 h have no log", "chimney is cold")
                .doesNotContain("door is open");
    }

    @Test
    void aBundleOfOldLogsIsShownBesideLogsOfToday() throws IOException {
        file("projects/glaze.yaml", "logs: [glaze*.log]\n");
        file("glaze.log", line(ago(2), "ERROR", "glaze has run") + line(ago(1), "INFO", "glaze is dry"));
        run("scan");
        run("report");
        file("kiln.log", line(ago(2000), "ERROR", "door is open"));
        assertThat(run("scan")).isEqualTo(Exit.DONE);
        assertThat(run("report")).isEqualTo(Exit.DONE);
        assertThat(page()).contains("what the newest run read, which is older than the usual time", "door is open");
        assertThat(run("report", "--window", "24h")).isEqualTo(Exit.DONE);
        assertThat(page().replaceAll("<li><b>Late</b>.*", ""))
                .contains("glaze has run")
                .doesNotContain("door is open");
        assertThat(page()).as("it was read today").contains("<b>Late</b> <span>door is open");
    }

    @Test
    void aSilentProjectIsNotQuietBesideOneThatWrites() throws IOException {
        file("projects/glaze.yaml", "logs: [glaze*.log]\n");
        file("glaze.log", line(ago(2), "INFO", "glaze is dry"));
        file("kiln.log", line(ago(41), "ERROR", "door is open"));
        run("scan");
        run("report", "--window", "24h");
        assertThat(heading()).startsWith("All quiet");
        assertThat(Files.readString(dir.resolve("data/report/p/kiln.html")))
                .contains("N" + since(41).substring(1) + "; 1 issue before that")
                .doesNotContain("All quiet");
    }

    @Test
    void optionsOfTimeMeanTheSameEverywhere() throws IOException {
        file("kiln.log", line(ago(90), "ERROR", "door is open") + line(ago(50), "ERROR", "chimney is cold"));
        run("scan");
        for (String[] time :
                new String[][] {{"--newest"}, {"--window", "24h", "--newest"}, {"--since", "70h"}, {"--window", "70h"}
                }) {
            run(with("issues", time));
            assertThat(printed()).singleElement().asString().contains("chimney is cold");
            run(with("report", time));
            assertThat(page()).contains("chimney is cold").doesNotContain("door is open");
            run(with("hist", time));
            assertThat(said()).startsWith("1 event,");
            String[] mail = with("mail", time);
            assertThat(run(with(mail, "--preview", dir.resolve("m.eml").toString())))
                    .isEqualTo(Exit.DONE);
            assertThat(Files.readString(dir.resolve("m.eml"))).contains("1 error");
        }
        assertThat(run("issues", "--since", "2h", "--window", "2h")).isEqualTo(Exit.USAGE);
        assertThat(run("hist", "--until", "2h", "--newest")).isEqualTo(Exit.USAGE);
    }

    private static String[] with(String command, String... more) {
        return with(new String[] {command}, more);
    }

    private static String[] with(String[] some, String... more) {
        String[] all = java.util.Arrays.copyOf(some, some.length + more.length);
        System.arraycopy(more, 0, all, some.length, more.length);
        return all;
    }

    @Test
    void saysHowLongATimeIsThatBeginsWithAWholeHour() throws IOException {
        Instant end = NOW.truncatedTo(ChronoUnit.HOURS).minus(Duration.ofMinutes(90));
        file("kiln.log", line(end.minusSeconds(60), "ERROR", "door is open") + line(end, "ERROR", "chimney is cold"));
        run("scan");
        run("report", "--newest");
        assertThat(page()).contains("24 h 30 min");
        file("kiln2.log", line(NOW.minusSeconds(5), "ERROR", "lid is off"));
        run("scan");
        run("report");
        assertThat(page()).contains("the last 24 h, from the whole hour on");
    }
}
