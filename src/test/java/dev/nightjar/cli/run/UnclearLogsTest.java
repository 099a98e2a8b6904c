package dev.nightjar.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.cli.SetUp;
import dev.nightjar.model.Failure.Exit;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/// Nobody is told that nothing went wrong in a log that was not understood.
class UnclearLogsTest extends SetUp {

    private static final String FINE = "2026-03-04 09:12:%02d,123 [main] INFO  com.acme.Web - page %d served\n";

    @Test
    void aLogWithoutLevelsThatSpeaksOfFailureIsNoQuietNight() throws Exception {
        press();
        assertThat(here("scan")).isEqualTo(Exit.DONE);
        assertThat(err)
                .contains("press.log: none of 40 records says a level; 4 say cannot, error")
                .contains("see: nightjar --config " + conf() + " formats test " + dir.resolve("logs/press/press.log"))
                .contains("Nothing went wrong in what was understood; look at the log above.")
                .doesNotContain("Nothing went wrong in what is new");
    }

    @Test
    void aLogThatWasUnderstoodAndIsQuietStaysSo() throws Exception {
        web();
        assertThat(here("scan")).isEqualTo(Exit.DONE);
        assertThat(err).contains("Nothing went wrong in what is new.").doesNotContain("level;");
        assertThat(here("scan", "--json")).isEqualTo(Exit.DONE);
        assertThat(out).contains("\"unclear\":[]");
    }

    @Test
    void scriptsAreToldWithSamplesThatHoldNoSecrets() throws Exception {
        press();
        assertThat(here("scan", "--json")).isEqualTo(Exit.DONE);
        assertThat(out)
                .contains("\"unclear\":[{\"path\":\"" + dir.resolve("logs/press/press.log") + "\"")
                .contains("\"records\":40,\"without_level\":40,\"failing\":4")
                .contains("\"words\":{\"cannot\":2,\"error\":2}")
                .contains("s7/press <roller 2> cannot turn, password=[")
                .doesNotContain("hunter2");
    }

    @Test
    void pagesSayItAndShowTheLines() throws Exception {
        press();
        web();
        file("conf/jobs/nightly.yaml", "schedule: \"0 0 6 * * *\"\nsteps: [scan, report]\n");
        assertThat(here("run", "nightly")).as(err).isEqualTo(Exit.DONE);
        String first = Files.readString(dir.resolve("data/report/index.html"));
        assertThat(first)
                .contains("<h1>Nothing new in what was understood: no errors, no warnings; 1 log needs a look</h1>")
                .contains("none of 40 records says a level; 4 say cannot, error.")
                .contains("runs.html#h-unclear")
                .doesNotContain("All quiet");
        assertThat(Files.readString(dir.resolve("data/report/runs.html")))
                .contains("id=\"h-unclear\"", "&lt;roller 2&gt; cannot turn", "nightjar formats test ")
                .doesNotContain("hunter2");
        assertThat(Files.readString(dir.resolve("data/report/p/web.html")))
                .contains("Nothing new in the last day of all");
        assertThat(Files.readString(dir.resolve("data/report/p/press.html")))
                .doesNotContain("All quiet", "last day of all");
    }

    @Test
    void doctorNamesTheFileAndTheCommand() throws Exception {
        press();
        web();
        assertThat(here("scan")).isEqualTo(Exit.DONE);
        here("doctor");
        assertThat(out.replaceAll("\\s+", " "))
                .contains("none of 40 records says a level; 4 say cannot, error → nightjar --config " + conf()
                        + " formats test " + dir.resolve("logs/press/press.log"))
                .containsPattern("ok source web ");
    }

    @Test
    void formatsTestTellsAndParseShowsTheRecords() throws Exception {
        press();
        String log = dir.resolve("logs/press/press.log").toString();
        assertThat(run("formats", "test", log)).isEqualTo(Exit.DONE);
        assertThat(out).contains("unclear    none of 40 records says a level; 4 say cannot, error");
        assertThat(err).contains("nightjar parse FILE --level none");
        assertThat(run("formats", "test", log, "--json")).isEqualTo(Exit.DONE);
        assertThat(out).contains("\"unclear\":[{\"path\":");
        assertThat(run("parse", log, "--level", "none")).isEqualTo(Exit.DONE);
        assertThat(out).hasLineCount(40);
        assertThat(run("parse", log, "--level", "error")).isEqualTo(Exit.DONE);
        assertThat(out).isEmpty();
    }

    @Test
    void initDoesNotPromiseQuiet() throws Exception {
        press();
        web();
        String logs = dir.resolve("logs").toString();
        String conf = dir.resolve("new").toString();
        assertThat(run("init", logs, "--config", conf)).isEqualTo(Exit.DONE);
        assertThat(out)
                .contains(
                        "Perhaps not understood",
                        "press/press.log: none of 40 records says a level; 4 say cannot, error")
                .contains("report     all quiet: no errors and no warnings in the samples");
        assertThat(run("init", logs, "--config", conf, "--json")).isEqualTo(Exit.DONE);
        assertThat(out).contains("\"unclear\":[{\"path\":\"" + logs + "/press/press.log\"");
    }

    @Test
    void oneSilentContainerAmongOthersIsTold() throws Exception {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 60; i++) {
            text.append("shop-1  | ").append(FINE.formatted(i, i));
            if (i % 5 == 0) {
                text.append("ink-1   | cartridge ").append(i).append(i % 2 == 0 ? " is empty\n" : " refused\n");
            }
        }
        file("logs/press/all.log", text.toString());
        file("conf/nightjar.yaml", "data: ../data\n");
        file("conf/projects/press.yaml", "logs: [../logs/press/*]\n");
        assertThat(here("scan")).isEqualTo(Exit.DONE);
        assertThat(err).contains("all.log (ink-1): none of 12 records says a level; 6 say refused");
    }

    @Test
    void accessLogsNeedNoLevels() throws Exception {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 60; i++) {
            text.append("10.0.0.7 - - [04/Mar/2026:09:12:%02d +0000] \"GET /failed?error=fatal HTTP/1.1\" 200 17\n"
                    .formatted(i));
        }
        file("logs/web/access.log", text.toString());
        file("conf/nightjar.yaml", "data: ../data\n");
        file("conf/projects/web.yaml", "logs: [../logs/web/*]\n");
        assertThat(here("scan")).isEqualTo(Exit.DONE);
        assertThat(err).contains("Nothing went wrong in what is new.");
    }

    /// A log in no known format: 40 lines, four of which speak of failure.
    private void press() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            text.append("s")
                    .append(i)
                    .append("/press ")
                    .append(
                            switch (i) {
                                case 7 -> "<roller 2> cannot turn, password=hunter2hunter2";
                                case 8 -> "cannot reach the ink store";
                                case 20, 21 -> "tray " + i + ": paper jam error";
                                default -> "sheet " + i + " done, 0 errors";
                            })
                    .append('\n');
        }
        file("logs/press/press.log", text.toString());
        file("conf/nightjar.yaml", "data: ../data\nreport: {dir: ../data/report}\n");
        file("conf/projects/press.yaml", "logs: [../logs/press/*]\n");
    }

    private void web() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 60; i++) {
            text.append(FINE.formatted(i, i));
        }
        file("logs/web/app.log", text.toString());
        file("conf/nightjar.yaml", "data: ../data\nreport: {dir: ../data/report}\n");
        file("conf/projects/web.yaml", "logs: [../logs/web/*]\n");
    }
}
