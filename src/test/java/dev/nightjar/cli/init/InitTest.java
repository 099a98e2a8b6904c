package dev.nightjar.cli.init;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.cli.SetUp;
import dev.nightjar.cli.Tools;
import dev.nightjar.model.Failure.Exit;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InitTest extends SetUp {

    @Test
    void saysWhatAFolderHoldsAndWritesNothingUnlessTold() throws Exception {
        till();
        file("logs/till/core.17", "\u007fELF\u0002\u0001\u0001\u0000\u0003\u0011\u0007".repeat(900));
        assertThat(here("init", dir.resolve("logs").toString())).isEqualTo(Exit.DONE);
        assertThat(out)
                .contains("till/app.log", "logback, all of 5 records understood", "3 ERROR, 1 WARN, 1 INFO")
                .contains("ERROR order 1 failed", "own code   com.acme.till  (guessed from 3 stack traces)")
                .contains(
                        "request (req-1)", "at least 2 issues, 1 error: IllegalStateException: no paper for <int> (3)")
                .contains("No logs, left out: 1 file (core.17)", "Nothing was written", "--yes")
                .doesNotContain("Not understood");
        assertThat(conf()).doesNotExist();
    }

    @Test
    void whatItWritesIsRightAndWorksAtOnce() throws Exception {
        till();
        assertThat(here("init", dir.resolve("logs").toString(), "--yes", "--mail", "ops@acme.example"))
                .isEqualTo(Exit.DONE);
        assertThat(out)
                .contains(
                        "projects/till.yaml",
                        "nightjar run nightly --config " + conf(),
                        "0 6 * * * ",
                        "2-59/5 * * * * ",
                        "enable --now nightjar@nightly.timer");
        assertThat(here("check", "--strict")).as(err).isEqualTo(Exit.DONE);
        assertThat(here("run", "nightly")).as(err).isIn(Exit.DONE, Exit.DEGRADED, Exit.UNAVAILABLE);
        assertThat(here("issues", "--json")).isEqualTo(Exit.DONE);
        assertThat(out)
                .contains("\"culprit\":\"com.acme.till.print.Printer.print\"")
                .hasLineCount(2);
    }

    @Test
    void neverOverwrites() throws Exception {
        till();
        assertThat(here("init", dir.resolve("logs").toString(), "--yes")).isEqualTo(Exit.DONE);
        Path project = conf().resolve("projects/till.yaml");
        Files.writeString(project, "logs: [mine]\n");
        assertThat(here("init", dir.resolve("logs").toString(), "--yes")).isEqualTo(Exit.CANNOT_CREATE);
        assertThat(err).contains("projects/till.yaml already, and nothing is overwritten", "--config DIR");
        file("logs/shop/shop.log", "2026-03-04 09:12:44,123 [main] ERROR com.acme.Shop - shut\n");
        assertThat(here("init", dir.resolve("logs").toString(), "--yes")).isEqualTo(Exit.DONE);
        assertThat(err).contains("till.yaml is there and stays as it is");
        assertThat(project).hasContent("logs: [mine]\n");
        assertThat(conf().resolve("projects/shop.yaml")).exists();
    }

    @Test
    void rotatedFilesAreOneLogAndFoldersOfMachinesAreHosts() throws Exception {
        String line = "2026-03-0%d 09:12:44,123 [main] ERROR com.acme.Shop - shut\n";
        for (String host : List.of("web-1", "web-2")) {
            file("logs/" + host + "/shop/shop.log", line.formatted(4));
            file("logs/" + host + "/shop/shop.log.1", line.formatted(3));
            Path packed = dir.resolve("logs/" + host + "/shop/shop.log.2.gz");
            try (var gz = new GZIPOutputStream(Files.newOutputStream(packed))) {
                gz.write(line.formatted(2).getBytes(StandardCharsets.UTF_8));
            }
            file("logs/" + host + "/bank/bank.log", line.formatted(4));
        }
        assertThat(here("init", dir.resolve("logs").toString(), "--json")).isEqualTo(Exit.DONE);
        assertThat(out)
                .contains("\"project\":\"shop\",\"logs\":[\"" + dir + "/logs/{host}/shop/*.log*\"]")
                .contains("\"project\":\"bank\"", "\"files\":3")
                .hasLineCount(1);
    }

    @Test
    void leavesOutWhatIsNoLog() throws Exception {
        till();
        file("logs/till/README", "Here the tills write\nwhat they do, all day long,\nand at night, too.\n".repeat(9));
        assertThat(here("init", dir.resolve("logs").toString(), "--json")).isEqualTo(Exit.DONE);
        assertThat(out).contains("\"logs\":[\"" + dir + "/logs/till/*.log*\"]");
    }

    @Test
    void patternsAreRightTomorrowToo() throws Exception {
        file("logs/shop/shop.log", failures("shop", 1));
        file("logs/shop/notes.txt", "buy paper\nand ink\n");
        file("logs/desk/catalina.out", failures("desk", 2));
        file("logs/desk/visits.2026-03-03.txt", failures("desk", 1));
        assertThat(here("init", dir.resolve("logs").toString(), "--yes")).isEqualTo(Exit.DONE);
        assertThat(out).contains("logs       " + dir + "/logs/shop/*.log*").doesNotContain("Not understood");
        Path shop = dir.resolve("logs/shop");
        Files.move(shop.resolve("shop.log"), shop.resolve("shop.log.1"));
        file("logs/shop/shop.log", failures("shop", 3));
        packed(shop.resolve("shop-2026-03-02.0.log.gz"), failures("old", 5));
        file("logs/shop/slow.log", failures("slow", 7));
        packed(dir.resolve("logs/desk/catalina.out-20260304.gz"), failures("packed", 4));
        file("logs/desk/visits.2026-03-04.txt", failures("tomorrow", 6));
        assertThat(here("run", "nightly")).as(err).isEqualTo(Exit.DONE);
        assertThat(here("issues", "--json", "--since", "9999d")).isEqualTo(Exit.DONE);
        for (int events : List.of(4, 5, 7, 3, 4, 6)) {
            assertThat(out).contains("\"count\":" + events);
        }
    }

    @Test
    void containersAreKnownByTheirNamesNotByTheirIds() throws Exception {
        container("4f", "/desk-web-1", 2);
        container("b7", "/desk-web-2", 3);
        container("09", "/ledger", 4);
        assertThat(here("init", dir.resolve("logs").toString(), "--yes")).isEqualTo(Exit.DONE);
        assertThat(out)
                .contains("container  desk-web[-_.][0-9]*", "4f4f4f4f4f4f…/")
                .doesNotContain("Not understood");
        container("c3", "/desk-web-1", 5); // deployed anew
        container("d4", "/desk-webmail-1", 9);
        assertThat(here("check", "--strict")).as(err).isEqualTo(Exit.DONE);
        assertThat(here("run", "watch")).as(err).isEqualTo(Exit.DONE);
        assertThat(here("issues", "project:desk-web", "--json", "--since", "9999d"))
                .isEqualTo(Exit.DONE);
        assertThat(out).contains("\"count\":10").hasLineCount(1);
        assertThat(here("issues", "project:ledger", "--json", "--since", "9999d"))
                .isEqualTo(Exit.DONE);
        assertThat(out).contains("\"count\":4").hasLineCount(1);
    }

    private void container(String id, String name, int failures) throws Exception {
        String folder = "logs/" + id.repeat(32);
        String line = "{\"log\":\"%s\\n\",\"stream\":\"stdout\",\"time\":\"2026-03-04T09:12:%02d.%09dZ\"}\n";
        StringBuilder text = new StringBuilder();
        failures("stock", failures).lines().forEach(one -> text.append(line.formatted(one, failures, text.length())));
        file(folder + "/" + id.repeat(32) + "-json.log", text.toString());
        file(folder + "/hostname", id.repeat(6) + "\n");
        file(folder + "/config.v2.json", "{\"ID\":\"" + id.repeat(32) + "\",\"Name\":\"" + name + "\"}");
    }

    private static String failures(String what, int times) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < times; i++) {
            text.append("2026-03-04 09:12:4%d,123 [main] ERROR com.acme.%s - no %s left\n".formatted(i, what, what));
        }
        return text.toString();
    }

    private static void packed(Path file, String text) throws Exception {
        try (var gz = new GZIPOutputStream(Files.newOutputStream(file))) {
            gz.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void asksAndTakesEnterForYes() throws Exception {
        Wanted wish = Wanted.of(
                List.of(new dev.nightjar.discover.SurveyedProjects.Proposed(
                        "till",
                        List.of("/x/*"),
                        Optional.empty(),
                        List.of(),
                        new dev.nightjar.discover.SampleSummary())),
                java.time.ZoneId.of("UTC"));
        ByteArrayOutputStream asked = new ByteArrayOutputStream();
        Optional<Wanted> wanted = answer("Till\nkasse\n7 am\n07:30\n\nnobody\nops@acme.example\n\ny\n", asked, wish);
        assertThat(asked.toString(StandardCharsets.UTF_8))
                .contains(
                        "Name of the project [till]",
                        "'Till' is no project name: write till",
                        "'7 am' is no time of day: write 06:00")
                .contains("'nobody' is no mail address", "[localhost]");
        Map<String, String> texts = new ConfigFiles(wanted.orElseThrow(), conf(), Optional.empty()).texts();
        assertThat(texts)
                .containsOnlyKeys(
                        "nightjar.yaml",
                        "projects/kasse.yaml",
                        "jobs/nightly.yaml",
                        "jobs/watch.yaml",
                        "systemd/nightjar@.service",
                        "systemd/nightjar@nightly.timer",
                        "systemd/nightjar@watch.timer");
        assertThat(texts.get("systemd/nightjar@watch.timer")).contains("OnCalendar=*:2/5:00\n");
        assertThat(texts.get("systemd/nightjar@nightly.timer")).contains("OnCalendar=*-*-* 07:30:00\n");
        assertThat(texts.get("jobs/watch.yaml")).contains("  - alert: {to: [ops@acme.example]}");
        assertThat(texts.get("jobs/nightly.yaml"))
                .contains("mail: {to: [ops@acme.example]}", "schedule: \"0 30 7 * * *\"");
        assertThat(answer("\n\n\n\nn\n", asked, wish)).isEmpty();
        assertThat(answer("\n", asked, wish)).isEmpty();
    }

    private Optional<Wanted> answer(String typed, ByteArrayOutputStream asked, Wanted wish) {
        ByteArrayInputStream in = new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8));
        return new Asking(new Prompt(in, new PrintStream(asked, true, StandardCharsets.UTF_8))).about(wish, conf());
    }

    @ParameterizedTest
    @ValueSource(strings = {"nightjar", "root", "alice"})
    void unitsMayDoWhatAJobNeedsAndNoMore(String user) throws Exception {
        SystemdUnits units = new SystemdUnits(
                Path.of("/bin/true"),
                Path.of("/etc/a 50% b"),
                List.of(Path.of("/srv/a b"), Path.of("/var/lib/n")),
                user);
        Map<String, String> texts = units.texts(Map.of("nightly", SystemdUnits.daily(LocalTime.of(6, 5))));
        assertThat(texts.values()).allSatisfy(text -> assertThat(text).doesNotContainPattern("@[A-Z]+@"));
        assertThat(texts.get("systemd/nightjar@.service"))
                .contains("ExecStart=/bin/true run %i --quiet --config \"/etc/a 50%% b\"\n", "User=" + user + "\n")
                .contains("ReadWritePaths=\"-/srv/a b\"\n", "StateDirectory=n\n", "ProtectSystem=strict");
        for (var unit : texts.entrySet()) {
            file(unit.getKey(), unit.getValue());
        }
        Tools.need("systemd-analyze");
        Path service = file("systemd/nightjar@nightly.service", texts.get("systemd/nightjar@.service"));
        assertThat(said("systemd-analyze", "security", "--offline=true", "--threshold=20", service.toString()))
                .contains("OK");
        if (!user.equals("alice")) {
            said(
                    "systemd-analyze",
                    "verify",
                    "--man=no",
                    dir.resolve("systemd/nightjar@nightly.timer").toString());
        }
    }

    private static String said(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    @Test
    void saysWhatToDoWhereThereIsNothing() throws Exception {
        assertThat(here("init", dir.resolve("absent").toString())).isEqualTo(Exit.NO_SOURCE);
        assertThat(err).contains("absent is not there", "nightjar --config " + conf() + " init DIR");
        Files.createDirectories(dir.resolve("empty"));
        assertThat(here("init", dir.resolve("empty").toString())).isEqualTo(Exit.NO_SOURCE);
        assertThat(err).contains("no log was found", " init DIR");
        assertThat(here("init", till().toString())).isEqualTo(Exit.USAGE);
        assertThat(err).contains("is a file: give its folder", "formats test");
    }
}
