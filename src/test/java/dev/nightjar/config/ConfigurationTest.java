package dev.nightjar.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.config.Job.At;
import dev.nightjar.config.Job.Schedule;
import dev.nightjar.config.Job.Step;
import dev.nightjar.config.Project.Scrub;
import dev.nightjar.config.Settings.Tls;
import dev.nightjar.model.Failure;
import dev.nightjar.model.Level;
import dev.nightjar.model.finding.Notice;
import dev.nightjar.text.Times;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationTest {

    private static final Path INSTALLATION = Path.of("").toAbsolutePath();
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @TempDir
    Path dir;

    @Test
    void readsEveryKey() throws IOException {
        write("nightjar.yaml", """
            data: state
            zone: Europe/Berlin
            store: lucene
            smtp: {host: mail, port: 2525, tls: required, user: nightjar, password-file: secret, from: n@example.org,
                   unsubscribe: 'mailto:n@example.org', trust: ca.pem, max-age: 2d, timeout: 5s}
            retention: {events: 30d, tallies: 1y}
            report: {dir: /srv/www, link: https://errors.example.org/}
            flush-after: 10m
            """);
        write("projects/shop.yaml", """
            logs:
              - /var/log/shop/*.log*
              - {path: 'logs/{host}/app.log', format: logback, zone: UTC, encoding: ISO-8859-1}
              - {glob: /srv/*.log, host: web1}
            format: auto
            zone: America/New_York
            in-app: [com.acme]
            level: ERROR
            ids: {request: requestId, user: userId}
            owners:
              - {logger: com.acme.pay.**, owner: payments, contact: pay@acme.example}
            audit:
              - {name: masquerade, match: 'masquerading as (?<target>\\S+)', actor: userId}
            notes:
              java.net.SocketTimeoutException: The bank is slow.
            scrub: [email, card]
            """);
        write("jobs/nightly.yaml", """
            schedule: {cron: "0 30 5 * * MON-FRI", zone: UTC}
            projects: [shop]
            steps:
              - scan
              - report: {window: 7d, at: newest}
              - mail: {to: [team@example.org], window: 24h}
              - prune
            """);
        Settings settings = load();
        assertThat(settings.projects().get("shop").scrub()).containsExactlyInAnyOrder(Scrub.EMAIL, Scrub.CARD);
        assertThat(settings.data()).isEqualTo(dir.resolve("state"));
        assertThat(settings.zone()).isEqualTo(BERLIN);
        assertThat(settings.smtp())
                .hasValue(new Settings.Smtp(
                        "mail",
                        2525,
                        Tls.REQUIRED,
                        Optional.of("nightjar"),
                        Optional.of(dir.resolve("secret")),
                        "n@example.org",
                        Optional.of(java.net.URI.create("mailto:n@example.org")),
                        Optional.of(dir.resolve("ca.pem")),
                        Duration.ofDays(2),
                        Duration.ofSeconds(5)));
        assertThat(settings.retention().events()).isEqualTo(Duration.ofDays(30));
        assertThat(settings.report())
                .isEqualTo(new Settings.Report(Path.of("/srv/www"), Optional.of("https://errors.example.org/")));
        assertThat(settings.flushAfter()).isEqualTo(Duration.ofMinutes(10));
        Project shop = settings.projects().values().iterator().next();
        Optional<ZoneId> newYork = Optional.of(ZoneId.of("America/New_York"));
        assertThat(shop.logs())
                .containsExactly(
                        new Project.Logs(
                                "/var/log/shop/*.log*",
                                "auto",
                                newYork,
                                Optional.empty(),
                                Optional.empty(),
                                false,
                                Optional.empty()),
                        new Project.Logs(
                                dir + "/logs/{host}/app.log",
                                "logback",
                                Optional.of(ZoneId.of("UTC")),
                                Optional.of(StandardCharsets.ISO_8859_1),
                                Optional.empty(),
                                false,
                                Optional.empty()),
                        new Project.Logs(
                                "/srv/*.log",
                                "auto",
                                newYork,
                                Optional.empty(),
                                Optional.of("web1"),
                                false,
                                Optional.empty()));
        assertThat(shop.level()).isEqualTo(Level.ERROR);
        assertThat(shop.inApp()).containsExactly("com.acme");
        assertThat(shop.ids()).containsEntry("user", "userId");
        assertThat(shop.owners().getFirst().contact()).isEqualTo("pay@acme.example");
        assertThat(shop.audit().getFirst().actor()).hasValue("userId");
        assertThat(shop.notes()).containsEntry("java.net.SocketTimeoutException", "The bank is slow.");
        Job nightly = job(settings, "nightly");
        assertThat(nightly.schedule()).hasValue(new Schedule("0 30 5 * * MON-FRI", ZoneId.of("UTC")));
        assertThat(nightly.steps())
                .containsExactly(
                        new Step.Scan(),
                        new Step.Report(Duration.ofDays(7), At.NEWEST),
                        new Step.Mail(List.of("team@example.org"), Duration.ofHours(24), At.NOW),
                        new Step.Prune());
        assertThat(settings.jobs()).containsKey("watch");
        assertThat(settings.projectsOf(nightly)).containsExactly(shop);
    }

    @Test
    void readsHowPeopleAreTold() throws IOException {
        for (String secret : List.of("key", "url")) {
            Path file = write("secret/" + secret, secret.equals("url") ? "https://hooks.example.org/x\n" : "R0UT1NG\n");
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
        write("jobs/nightly.yaml", """
            steps:
              - mail: {to: team@example.org, when: changes, owners: true, heartbeat: 14d}
            """);
        write("jobs/watch.yaml", """
            steps:
              - scan
              - alert:
                  on: [new, silent]
                  to: [on-call@example.org]
                  window: 6h
                  at: newest
                  again: 12h
                  collect: 0m
                  exec: [/usr/local/bin/page, on-call]
                  webhook:
                    - {url: "http://127.0.0.1:8080/alert"}
                    - {url-file: secret/url, template: pagerduty, key-file: secret/key}
            """);
        Settings settings = load();
        assertThat(job(settings, "nightly").steps())
                .containsExactly(new Step.Mail(
                        List.of("team@example.org"),
                        Duration.ofHours(24),
                        At.NOW,
                        Job.When.CHANGES,
                        true,
                        Duration.ofDays(14)));
        assertThat(job(settings, "watch").steps())
                .contains(new Step.Alert(
                        Set.of(Notice.Kind.NEW, Notice.Kind.SILENT),
                        List.of("on-call@example.org"),
                        Duration.ofHours(6),
                        At.NEWEST,
                        Duration.ofHours(12),
                        Duration.ZERO,
                        List.of(
                                new Job.Hook.Exec(List.of("/usr/local/bin/page", "on-call")),
                                new Job.Hook.Webhook(URI.create("http://127.0.0.1:8080/alert"), "json", ""),
                                new Job.Hook.Webhook(
                                        URI.create("https://hooks.example.org/x"), "pagerduty", "R0UT1NG"))));
    }

    @Test
    void needsNoConfiguration() {
        Settings settings = Configuration.load(Optional.empty(), Optional.empty(), dir, INSTALLATION);
        assertThat(settings.data()).isEqualTo(dir.resolve(".nightjar"));
        assertThat(settings.report().dir()).isEqualTo(dir.resolve(".nightjar/report"));
        assertThat(settings.retention())
                .isEqualTo(new Settings.Retention(Duration.ofDays(90), Times.duration("2y"), Times.duration("2y")));
        assertThat(settings.flushAfter()).isEqualTo(Duration.ofMinutes(5));
        assertThat(settings.projects()).isEmpty();
        assertThat(job(settings, "nightly").steps()).contains(new Step.Report(Duration.ofHours(24), At.NOW));
        assertThat(job(settings, "watch").schedule()).map(Schedule::cron).hasValue("0 */5 * * * *");
    }

    @Test
    void readsWhatIsKeptByAgeSizeAndNumber() throws IOException {
        write(
                "nightjar.yaml",
                "retention: {events: 30d, size: 1.5GB, per-issue: 10000, per-hour: all, journal: 2MB, told: all, outbox: 50MB}\n");
        Settings.Retention retention = load().retention();
        assertThat(retention.events()).isEqualTo(Duration.ofDays(30));
        assertThat(retention.size()).isEqualTo(1_500_000_000L);
        assertThat(retention.perIssue()).isEqualTo(10_000);
        assertThat(retention.perHour()).isEqualTo(Long.MAX_VALUE);
        assertThat(retention.files()).isEqualTo(new Settings.Retention.Files(2_000_000, Long.MAX_VALUE, 50_000_000));
    }

    @Test
    void saysHowASizeAndANumberAreWritten() throws IOException {
        write("nightjar.yaml", "retention: {size: 20 gigs, per-issue: 5, per-hour: many, told: 10kB}\n");
        assertThatThrownBy(this::load)
                .hasMessageContaining("'20 gigs' is no size: write 20GB, 500MB, or all")
                .hasMessageContaining("'5' is no such number: write 100 or more, or all")
                .hasMessageContaining("'many' is no such number: write 1 or more, or all")
                .hasMessageContaining("'10kB' is too little: write 1MB or more");
    }

    @Test
    void prefersTheDataFolderOfTheCommandLine() throws IOException {
        write("nightjar.yaml", "data: /srv/nightjar\n");
        Settings settings = Configuration.load(Optional.of(dir), Optional.of(dir.resolve("mine")), dir, INSTALLATION);
        assertThat(settings.data()).isEqualTo(dir.resolve("mine"));
        assertThat(settings.report().dir()).isEqualTo(dir.resolve("mine/report"));
    }

    @Test
    void saysThatAGivenFolderIsNotThere() {
        assertThatThrownBy(
                        () -> Configuration.load(Optional.of(dir.resolve("no")), Optional.empty(), dir, INSTALLATION))
                .isInstanceOfSatisfying(Failure.class, f -> assertThat(f.exit()).isEqualTo(Failure.Exit.CONFIGURATION))
                .hasMessageEndingWith("/no is not there: nightjar init DIR writes one");
    }

    @Test
    void tellsTheProblemsOfAllFilesAtOnce() throws IOException {
        write("nightjar.yaml", "zone: Europe/Berlni\n");
        write("projects/shop.yaml", "logs: [a.log]\nlevel: WARNING\n");
        write("jobs/nightly.yaml", "steps: [scann]\nprojects: [shpo]\n");
        assertThatThrownBy(this::load).hasMessage("""
            DIR/nightjar.yaml:1:7: 'zone': unknown zone 'Europe/Berlni', did you mean 'Europe/Berlin'?
            DIR/projects/shop.yaml:2:8: 'level': unknown 'WARNING', did you mean 'WARN'?
            DIR/jobs/nightly.yaml:1:9: unknown step 'scann', did you mean 'scan'?
            DIR/jobs/nightly.yaml:2:12: there is no project 'shpo', did you mean 'shop'?\
            """.replace("DIR", dir.toString()));
    }

    @Test
    void refusesWhatAnybodyMayWrite() throws IOException {
        Path file = write("projects/shop.yaml", "logs: [a.log]\n");
        load();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
        assertThatThrownBy(this::load)
                .hasMessage(file + ":1:1: is writable by everybody: run chmod o-w '" + file + "', or say --trust");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-r--"));
        load();
        Files.setPosixFilePermissions(dir, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertThatThrownBy(this::load).hasMessageContaining(dir + ":1:1: is writable by everybody");
    }

    @Test
    void refusesAPasswordThatAnybodyMayRead() throws IOException {
        Path secret = write("secret", "x");
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-r--r--"));
        write("nightjar.yaml", "smtp: {host: mail, user: n, password-file: secret}\n");
        assertThatThrownBy(this::load).hasMessageContaining("run chmod 600");
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
        assertThat(load().smtp().orElseThrow().port()).isEqualTo(587);
        write("nightjar.yaml", "smtp: {host: mail, tls: implicit}\n");
        assertThat(load().smtp().orElseThrow().port()).isEqualTo(465);
        write("nightjar.yaml", "smtp: {host: mail, starttls: none}\n");
        assertThat(load().smtp().orElseThrow().tls()).isEqualTo(Tls.NONE);
    }

    @Test
    void namesAProjectAfterTheFolderOfItsFiles() throws IOException {
        Path file = write("My Shop (1)/app[1].log", "x");
        Project ofFolder = Configuration.adHoc(Optional.empty(), List.of(file.getParent()));
        Project ofFile = Configuration.adHoc(Optional.empty(), List.of(file));
        Project ofGlob = Configuration.adHoc(Optional.empty(), List.of(file.resolveSibling("*.log")));
        assertThat(List.of(ofFolder.name(), ofFile.name(), ofGlob.name())).containsOnly("my-shop-1");
        assertThat(ofFolder.logs().getFirst().glob()).isEqualTo(dir + "/My Shop (1)/**");
        assertThat(ofFile.logs().getFirst().glob()).isEqualTo(dir + "/My Shop (1)/app\\[1\\].log");
        assertThat(ofGlob.logs().getFirst().glob()).isEqualTo(dir + "/My Shop (1)/*.log");
    }

    @Test
    void takesWhatIsNoGlobAsItStands() throws IOException {
        Project project = Configuration.adHoc(Optional.empty(), List.of(dir.resolve("a}b[c.log")));
        assertThat(project.logs().getFirst().glob()).isEqualTo(dir + "/a\\}b\\[c.log");
        write("projects/shop.yaml", "logs:\n  - glob: '/srv/a[b.log'\n");
        assertThatThrownBy(this::load).hasMessageContaining("'/srv/a[b.log' is no glob: missing ']'");
    }

    @Test
    void refusesAProjectNameThatIsNoFileName() {
        assertThatThrownBy(() -> Configuration.adHoc(Optional.of("../etc"), List.of()))
                .isInstanceOfSatisfying(Failure.class, f -> assertThat(f.exit()).isEqualTo(Failure.Exit.USAGE))
                .hasMessageContaining("write etc");
    }

    private static Job job(Settings settings, String name) {
        return Objects.requireNonNull(settings.jobs().get(name));
    }

    private Settings load() {
        return Configuration.load(Optional.of(dir), Optional.empty(), dir, INSTALLATION);
    }

    private Path write(String name, String text) throws IOException {
        Path file = dir.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }
}
