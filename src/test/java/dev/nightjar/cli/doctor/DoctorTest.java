package dev.nightjar.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.cli.SetUp;
import dev.nightjar.model.Failure.Exit;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DoctorTest extends SetUp {

    @BeforeEach
    void configuration() throws Exception {
        till();
        file("conf/nightjar.yaml", "data: ../data\n");
        file("conf/projects/till.yaml", "logs: [../logs/till/*]\n");
        file("conf/jobs/nightly.yaml", "schedule: \"0 0 6 * * *\"\nsteps: [scan]\n");
        file("conf/jobs/watch.yaml", "steps: [scan]\n");
        Files.createDirectories(
                dir.resolve("data"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    @Test
    void looksAtEverythingBeforeAndAfterTheFirstRun() {
        assertThat(here("doctor")).as(out).isEqualTo(Exit.DONE);
        assertThat(words()).containsOnly("ok");
        assertThat(out)
                .contains(
                        "ok    java",
                        "ok    memory",
                        "ok    clock",
                        "ok    config",
                        "ok    data",
                        "ok    space",
                        "ok    lock      free")
                .contains("index     none yet", "journal   0 decisions", "1 file, 1.1 kB, not read yet, last written")
                .contains("nightly: next at ", "watch: no schedule", "last run  none yet", "mail      none is sent");
        assertThat(here("run", "nightly")).isEqualTo(Exit.DONE);
        assertThat(here("doctor")).as(out).isEqualTo(Exit.DONE);
        assertThat(out).contains("1 file read, newest event 2026-03-04", "logback, last written", "ago: DONE");
        assertThat(here("doctor", "--json")).isEqualTo(Exit.DONE);
        assertThat(out.lines())
                .isNotEmpty()
                .allMatch(line -> line.startsWith("{\"check\":\"") && line.contains("\"result\":\"ok\""));
    }

    @Test
    void tellsEveryProblemOfTheConfigurationAndStopsThere() throws Exception {
        file("conf/nightjar.yaml", "data: ../data\nzon: UTC\n");
        file("conf/projects/shop.yaml", "logs: []\n");
        finds(
                Exit.CONFIGURATION,
                "fail  config    " + conf() + "/nightjar.yaml:2:",
                "did you mean 'zone'?",
                "shop.yaml:",
                "→ correct it");
        assertThat(out).doesNotContain("source");
    }

    @Test
    void aScheduleIsCheckedWhereItMattersAndByWhatRunsIt() throws Exception {
        assertThat(here("run", "nightly")).isEqualTo(Exit.DONE);
        file("conf/jobs/nightly.yaml", "schedule: \"0 6 * * MON-SUN\"\nsteps: [scan]\n");
        String told = "/jobs/nightly.yaml:1:11: 'cron': a schedule has six fields";
        finds(Exit.CONFIGURATION, "fail  config", told);
        for (String command : List.of("check", "daemon", "run nightly")) {
            assertThat(here(command.split(" "))).as(command).isEqualTo(Exit.CONFIGURATION);
            assertThat(err).contains(told);
        }
        assertThat(here("issues", "--since", "@0")).as(err).isEqualTo(Exit.DONE);
        file("conf/jobs/nightly.yaml", "schedule: \"0 0 6 * * MON-SUN\"\nsteps: [scan]\n");
        assertThat(here("check")).as(err).isEqualTo(Exit.DONE);
        assertThat(here("doctor")).as(out).isEqualTo(Exit.DONE);
        assertThat(out).contains("nightly: next at ");
    }

    @Test
    void wantsDataThatCanBeWrittenAndIsForItsOwnerAlone() throws Exception {
        Files.setPosixFilePermissions(dir.resolve("data"), PosixFilePermissions.fromString("rwxr-xr-x"));
        finds(Exit.DEGRADED, "warn  data", "open to everybody", "chmod 700");
        Files.writeString(dir.resolve("file"), "");
        file("conf/nightjar.yaml", "data: ../file\nreport: {dir: ../file}\n");
        finds(Exit.CANNOT_CREATE, "fail  data", "is no folder", "choose another with --data DIR", "fail  report");
    }

    @Test
    void countsTheFreeSpace() {
        Path where = Path.of("/var");
        assertThat(StorageChecks.space(90_000_000, 1_000_000_000_000L, where).exit())
                .isEqualTo(Exit.IO);
        assertThat(StorageChecks.space(900_000_000, 1_000_000_000_000L, where).word())
                .isEqualTo("warn");
        assertThat(StorageChecks.space(900_000_000, 2_000_000_000L, where).word())
                .isEqualTo("ok");
        assertThat(StorageChecks.space(90_000_000, 1, where).remedy()).contains("retention");
    }

    @Test
    void knowsWhatJavaAndWhichTimesAreTooOld() {
        assertThat(MachineChecks.java(21).word()).isEqualTo("fail");
        assertThat(MachineChecks.clock(Instant.EPOCH, ZoneId.of("UTC")).remedy())
                .contains("set the clock");
    }

    @Test
    void saysHowMuchMemoryThereIsAndWhyTheHeapIsWhatItIs() {
        assertThat(MachineChecks.memory(192_000_000, "most 8000000000 machine").toString())
                .contains("exit=DONE", "8.0 GB in this machine", "192.0 MB, the most that is given by itself");
        assertThat(MachineChecks.memory(150_000_000, "quarter 600000000 control group")
                        .toString())
                .contains("exit=DONE", "600.0 MB for this control group", "150.0 MB, a quarter of it");
        assertThat(MachineChecks.memory(128_000_000, "least 200000000 control group")
                        .toString())
                .contains("exit=DEGRADED", "the least that is given; with 100.0 MB beside", "give it 228.0 MB");
        assertThat(MachineChecks.memory(900_000_000, "NIGHTJAR_HEAP 500000000 machine")
                        .toString())
                .contains("exit=DEGRADED", "as NIGHTJAR_HEAP says", "set a smaller NIGHTJAR_HEAP");
        assertThat(MachineChecks.memory(160_000_000, "most 1 unknown").toString())
                .contains("exit=DONE", "not known");
        assertThat(MachineChecks.memory(160_000_000, "").toString())
                .contains("exit=DONE", "not chosen by the launcher");
    }

    @Test
    void tellsAnIndexThatIsDamaged() throws Exception {
        assertThat(here("run", "nightly")).isEqualTo(Exit.DONE);
        try (var files = Files.list(dir.resolve("data/index"))) {
            for (Path file : files.filter(one -> one.getFileName().toString().startsWith("segments_"))
                    .toList()) {
                try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
                    open.write(new byte[64]);
                }
            }
        }
        finds(Exit.INDEX_DAMAGED, "fail  index");
    }

    @Test
    void tellsLinesOfTheJournalThatItCannotRead() throws Exception {
        Files.writeString(dir.resolve("data/triage.jsonl"), "<<<<<<< HEAD\n");
        finds(
                Exit.DEGRADED,
                "warn  journal   kept and skipped: ",
                "triage.jsonl:1: column 1: not an object",
                "by hand");
    }

    @Test
    void tellsPatternsThatMatchNothingAndFilesThatAreNoLogs() throws Exception {
        file("conf/projects/shop.yaml", "logs: [../logs/shop/*.log]\n");
        file("logs/till/core.1", "\u007fELF\u0002\u0001\u0001\u0000\u0003\u0011\u0007".repeat(900));
        finds(
                Exit.NO_SOURCE,
                "fail  source",
                "no file matches",
                "correct 'logs' in projects/shop.yaml",
                "core.1 skipped");
    }

    @Test
    void asksWhetherAnOldLogIsTheRightOne() throws Exception {
        Instant old = Instant.now().minus(Duration.ofDays(3));
        Files.setLastModifiedTime(dir.resolve("logs/till/app.log"), FileTime.from(old));
        finds(Exit.DEGRADED, "warn  source", "has the application moved its log?");
    }

    @Test
    void tellsLogsOfWhichMuchIsNotUnderstood() throws Exception {
        file(
                "logs/till/app.log",
                "2026-03-04 09:12:44,123 [main] ERROR till.Till - shut\n" + "who\nis\nit\n".repeat(200));
        file("logs/till/other.log", "neither time\nnor level\n\n".repeat(900));
        assertThat(here("run", "nightly")).isEqualTo(Exit.DONE);
        finds(Exit.DEGRADED, "% of the lines are not understood", "→ nightjar --config " + conf() + " formats test '");
    }

    @Test
    void tellsProjectsThatHaveTheSameFile() throws Exception {
        file("conf/projects/shop.yaml", "logs: [../logs/**]\n");
        finds(Exit.DEGRADED, "warn  projects", "app.log belongs to shop and till", "exclude each other");
    }

    @Test
    void tellsOwnFilesThatAreScanned() throws Exception {
        file("conf/projects/till.yaml", "logs: [../logs/till/*, ../data/**/*.txt]\n");
        file("data/report/notes.txt", "2026-03-04 09:12:44,123 [main] ERROR till.Till - shut\n");
        finds(Exit.DEGRADED, "warn  own files", "notes.txt is written by nightjar itself", "narrower");
    }

    @Test
    void namesRulesThatSlowScans() throws Exception {
        file("conf/projects/till.yaml", """
            logs: [../logs/till/*]
            audit:
              - {name: any, match: '(?<target>\\S+) (?<actor>\\S+)'}
              - {name: quick, match: 'masquerading as (?<target>\\S+)'}
            """);
        finds(Exit.DEGRADED, "warn  rules", "till.yaml:3:5: audit rule any has every line looked at");
        assertThat(out).doesNotContain("rule quick");
        assertThat(here("check")).isEqualTo(Exit.DONE);
        assertThat(err)
                .contains("till.yaml:3:5: audit rule any makes scans slow")
                .doesNotContain("rule quick");
    }

    @Test
    void tellsMailThatHasNoServer() throws Exception {
        file("conf/jobs/nightly.yaml", "steps:\n  - mail: {to: [a@b.example]}\n");
        finds(Exit.DEGRADED, "warn  mail", "no server is configured", "smtp: {host: localhost}");
    }

    @Test
    void asksTheMailServerUnlessOffline() throws Exception {
        int nobody;
        try (java.net.ServerSocket socket =
                new java.net.ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            nobody = socket.getLocalPort();
        }
        file("conf/nightjar.yaml", "data: ../data\nsmtp: {host: 127.0.0.1, port: " + nobody + ", timeout: 2s}\n");
        finds(Exit.DONE, "ok    mail      127.0.0.1:" + nobody + " (not asked)");
        assertThat(here("doctor")).as(out).isEqualTo(Exit.UNAVAILABLE);
        assertThat(out)
                .contains(
                        "fail  mail      127.0.0.1:" + nobody + ": ",
                        "nightjar --config " + conf() + " mail --test ADDRESS");
    }

    private void finds(Exit exit, String... texts) {
        assertThat(here("doctor", "--offline")).as(out).isEqualTo(exit);
        assertThat(out.replaceAll("\n {16}", " ")).contains(texts);
    }

    private List<String> words() {
        return out.lines()
                .filter(line -> !line.startsWith(" "))
                .map(line -> line.substring(0, 4).strip())
                .distinct()
                .toList();
    }
}
