package dev.nightjar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.config.Project;
import dev.nightjar.config.Project.Audit;
import dev.nightjar.config.Project.Logs;
import dev.nightjar.config.Project.Releases;
import dev.nightjar.model.Deploy;
import dev.nightjar.model.Level;
import dev.nightjar.model.Window;
import dev.nightjar.model.event.StoredEvent;
import dev.nightjar.model.log.Coverage;
import dev.nightjar.model.log.LogPattern;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a scan stores besides warnings and errors: audit events of any level, releases, hours with records,
/// templates.
class BesidesEventsTest {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss,SSS");
    private static final LocalDateTime START = LocalDateTime.of(2026, 3, 4, 9, 0);

    @TempDir
    Path dir;

    private Folder folder;

    @BeforeEach
    void folder() throws IOException {
        folder = new Folder(dir);
        folder.as(project(List.of(), Releases.NONE, false));
    }

    private Project project(List<Audit> audit, Releases releases, boolean unseen) {
        return new Project(
                "app",
                List.of(new Logs(
                        folder.logs + "/**",
                        "auto",
                        Optional.of(ZoneOffset.UTC),
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        Optional.empty())),
                List.of(),
                Level.WARN,
                Map.of(),
                List.of(),
                audit,
                Map.of(),
                List.of(),
                List.of(),
                releases,
                unseen,
                Set.of(),
                Optional.empty());
    }

    private static String info(Duration after, String message) {
        return "%s [main] INFO com.acme.Shop - %s\n".formatted(START.plus(after).format(TIME), message);
    }

    private void log(String... lines) throws IOException {
        folder.append(String.join("", lines).getBytes(StandardCharsets.UTF_8));
    }

    private List<StoredEvent> audits() {
        try (var archive = folder.archive()) {
            return archive.audits(new Window(Instant.EPOCH, Instant.parse("2100-01-01T00:00:00Z")));
        }
    }

    @Test
    void aLineOfInfoThatSaysWhoActsAsWhomIsAnEvent() throws IOException {
        log(
                info(Duration.ZERO, "order 17 accepted"),
                info(Duration.ofSeconds(1), "support mia is masquerading as pat"),
                info(Duration.ofSeconds(2), "order 18 accepted"));
        assertThat(folder.scan().events()).isEqualTo(1);
        assertThat(audits()).singleElement().satisfies(event -> {
            assertThat(event.level()).isEqualTo(Level.INFO);
            assertThat(event.line()).isEqualTo(2);
            assertThat(event.ids()).containsEntry("audit", "acting-as").containsEntry("target", "pat");
            assertThat(event.ids().get("actor")).isEqualTo("mia");
        });
    }

    @Test
    void aProjectsOwnRuleMakesOneIssueOfAllItFinds() throws IOException {
        folder.as(project(
                List.of(new Audit("refund", "refunded by hand: (?<target>\\S+) by (?<actor>\\S+)", Optional.empty())),
                Releases.NONE,
                false));
        log(
                info(Duration.ZERO, "big sum refunded by hand: order-1 by mia"),
                info(Duration.ofSeconds(1), "all refunded by hand: order-2 by pat, twice"));
        folder.scan();
        assertThat(audits())
                .hasSize(2)
                .extracting(StoredEvent::issue)
                .containsOnly(audits().getFirst().issue());
        assertThat(audits()).extracting(event -> event.ids().get("actor")).containsExactly("mia", "pat,");
    }

    @Test
    void rulesThatShipCanBeSwitchedOff() throws IOException {
        for (String name : List.of("none", "acting-as")) {
            folder.as(project(List.of(new Audit(name, "none", Optional.empty())), Releases.NONE, false));
            log(info(Duration.ZERO, "support mia is masquerading as pat"));
            assertThat(folder.scan().events()).as(name).isZero();
        }
    }

    @Test
    void linesOfSyslogAreFoundThroughTheirWrapper() throws IOException {
        log(
                "Mar  4 09:12:44 web-1 sshd[4711]: Accepted publickey for mia from 192.0.2.7 port 51122 ssh2\n",
                "Mar  4 09:12:45 web-1 cron[99]: (root) CMD (true)\n",
                "Mar  4 09:12:46 web-1 sudo:      mia : TTY=pts/0 ; PWD=/ ; USER=root ; COMMAND=/bin/ls\n",
                "Mar  4 09:13:46 web-1 cron[99]: (root) CMD (true)\n");
        folder.scan();
        assertThat(audits())
                .extracting(
                        event -> event.ids().get("audit") + " " + event.ids().get("actor"))
                .containsExactly("ssh-login mia", "sudo mia");
    }

    @Test
    void aBannerSaysTheReleaseAndIsNoEvent() throws IOException {
        String banner = "Starting ShopApplication v2.4.1 using Java 25 with PID 4711 (/srv/shop.jar started by shop)";
        log(info(Duration.ZERO, "before"), info(Duration.ofMinutes(1), banner), info(Duration.ofMinutes(2), "up"));
        assertThat(folder.scan().events()).isZero();
        assertThat(deploys())
                .containsExactly(
                        new Deploy("app", "2.4.1", Instant.parse("2026-03-04T09:01:00Z"), "banner in app.log:2"));
    }

    private List<Deploy> deploys() {
        try (var archive = folder.archive()) {
            return archive.deploys();
        }
    }

    @Test
    void aMarkerSaysTheReleaseByItsFirstLineAndItsTime() throws IOException {
        Path marker = Files.writeString(dir.resolve("REVISION"), "2.5.0\nbuilt by mia\n");
        Instant live = Instant.parse("2026-03-04T08:00:00Z");
        Files.setLastModifiedTime(marker, FileTime.from(live));
        folder.as(project(List.of(), new Releases(Optional.of(marker), List.of(), List.of()), false));
        log(info(Duration.ZERO, "up"));
        folder.scan();
        assertThat(deploys()).containsExactly(new Deploy("app", "2.5.0", live, "marker " + marker));
    }

    @Test
    void packageToolsSayTheReleaseOfThePackagesThatAreNamed() throws IOException {
        folder.as(project(List.of(), new Releases(Optional.empty(), List.of(), List.of("shop")), false));
        StringBuilder log = new StringBuilder("2026-03-04 09:12:40 startup archives unpack\n");
        log.append("2026-03-04 09:12:44 upgrade shop:all 2.4.0 2.4.1\n");
        log.append("2026-03-04 09:12:45 status half-installed shop:all 2.4.0\n");
        log.append("2026-03-04 09:12:46 status installed shop:all 2.4.1\n");
        log.append("2026-03-04 09:12:47 status installed libc6:amd64 2.36-9\n");
        log(log.toString());
        folder.scan();
        assertThat(deploys()).extracting(Deploy::release).containsExactly("2.4.1");
    }

    private Coverage lived() {
        try (var archive = folder.archive()) {
            return archive.lived("app");
        }
    }

    @Test
    void hoursWithoutRecordsAreNotLived() throws IOException {
        StringBuilder quiet = new StringBuilder();
        for (int hour : List.of(0, 1, 2, 7, 30, 31)) {
            quiet.append(info(Duration.ofHours(hour).plusMinutes(5), "tick")).append(info(Duration.ofHours(hour), "x"));
        }
        log(quiet.toString());
        folder.scan();
        Instant start = START.toInstant(ZoneOffset.UTC);
        assertThat(lived().hours().stream()
                        .mapToObj(hour -> Duration.between(start, Instant.ofEpochSecond(hour * 3600L))
                                .toHours()))
                .containsExactly(0L, 1L, 2L, 7L, 30L, 31L);
    }

    @Test
    void rotatedAndPackedFilesLivedInTheirOwnHours() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            for (int hour = 0; hour < 24; hour++) {
                gzip.write(info(Duration.ofHours(hour - 48), "tick").getBytes(StandardCharsets.UTF_8));
            }
        }
        folder.write("app.log.1.gz", packed.toByteArray());
        log(info(Duration.ZERO, "tick"));
        folder.scan();
        assertThat(lived().hours().cardinality()).isEqualTo(25);
        assertThat(lived().since()).hasValue(START.minusDays(2).toInstant(ZoneOffset.UTC));
    }

    @Test
    void templatesOfEveryLevelAreCountedWhereThatIsWanted() throws IOException {
        folder.as(project(List.of(), Releases.NONE, true));
        for (int i = 0; i < 5; i++) {
            log(info(Duration.ofMinutes(i), "order " + i + " accepted"));
        }
        log(info(Duration.ofMinutes(9), "cache warmed"));
        folder.later(Duration.ofDays(1));
        assertThat(folder.scan().events()).isZero();
        try (var archive = folder.archive()) {
            assertThat(archive.patterns("app"))
                    .extracting(LogPattern::template, LogPattern::count, LogPattern::level)
                    .containsExactlyInAnyOrder(
                            org.assertj.core.groups.Tuple.tuple("order <int> accepted", 5L, Level.INFO),
                            org.assertj.core.groups.Tuple.tuple("cache warmed", 1L, Level.INFO));
        }
    }
}
