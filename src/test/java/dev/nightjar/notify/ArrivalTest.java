package dev.nightjar.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.Mailroom;
import dev.nightjar.config.Job;
import dev.nightjar.config.Job.At;
import dev.nightjar.config.Job.Step;
import dev.nightjar.model.finding.Notice.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// News is what has arrived since the last telling, whenever it happened: each is told once, in each digest and in each
/// alert.
class ArrivalTest {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss,SSS").withZone(ZoneOffset.UTC);
    private static final Duration DAY = Duration.ofHours(24);
    private static final Step.Alert ALERT = new Step.Alert(
            EnumSet.of(Kind.NEW), List.of("on-call@acme.example"), DAY, At.NOW, DAY, Duration.ZERO, List.of());
    private static final Instant BEGIN = Instant.parse("2026-03-04T06:00:00Z");
    private static final Duration STEP = Duration.ofHours(6);
    private static final int STEPS = 20;

    @TempDir
    Path dir;

    private Mailroom room;
    private int files;

    @BeforeEach
    void room() throws IOException {
        room = new Mailroom(dir);
        room.put("projects/shop.yaml", "logs: [logs/*.log]\n");
        room.at(BEGIN.minus(STEP).toString());
        arrives("Opening", room.now().minusSeconds(60));
        room.scan();
    }

    private static Step.Mail mail() {
        return new Step.Mail(List.of("team@acme.example"), DAY, At.NOW, Job.When.CHANGES, false, Duration.ofDays(400));
    }

    /// A file of its own, as one that is copied from a host that was off.
    private void arrives(String name, Instant happened) throws IOException {
        room.put(
                "logs/" + files++ + ".log",
                TIME.format(happened) + " [main] ERROR com.acme." + name + " - " + name.toLowerCase() + " is lost\n");
    }

    private static String name(int nth) {
        return "Q" + (char) ('a' + nth / 26) + (char) ('a' + nth % 26) + "x";
    }

    private List<Mailroom.Sent> mails(boolean alerts) throws IOException {
        return room.outbox().stream()
                .filter(mail -> mail.to().startsWith("on-call") == alerts)
                .toList();
    }

    private static boolean names(Mailroom.Sent mail, String name) {
        return mail.text().contains(name.toLowerCase() + " is lost");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void whatArrivesInAnyOrderIsToldOnce(long seed) throws IOException {
        Random random = new Random(seed);
        room.mail(mail());
        room.alert(ALERT);
        List<String> arrived = new ArrayList<>();
        for (int step = 0; step < STEPS; step++) {
            Instant now = BEGIN.plus(STEP.multipliedBy(step));
            room.at(now.toString());
            for (int i = random.nextInt(3); i > 0; i--) {
                Duration late = random.nextBoolean()
                        ? Duration.ZERO
                        : Duration.ofHours(random.nextInt(10 * 24)).plusMinutes(random.nextInt(60));
                String name = name(arrived.size());
                arrived.add(name);
                arrives(name, now.minus(late).minusSeconds(1 + random.nextInt((int) STEP.toSeconds() - 1)));
            }
            room.scan();
            room.alert(ALERT);
            if (step % 4 == 0) {
                room.mail(mail());
            }
        }
        room.at(BEGIN.plus(STEP.multipliedBy(STEPS)).toString());
        room.mail(mail());
        room.alert(ALERT);
        assertThat(arrived).hasSizeGreaterThan(10);
        for (String name : arrived) {
            assertThat(mails(false).stream().filter(mail -> names(mail, name)))
                    .as("digests that tell of " + name + ", seed " + seed)
                    .hasSize(1);
            assertThat(mails(true).stream().filter(mail -> names(mail, name)))
                    .as("alerts that tell of " + name + ", seed " + seed)
                    .hasSize(1);
        }
    }

    @Test
    void whatIsLateSaysWhenItHappened() throws IOException {
        for (int day = 4; day < 7; day++) {
            room.at("2026-03-0" + day + "T06:00:00Z");
            room.mail(mail());
        }
        room.at("2026-03-07T06:00:00Z");
        arrives("Qaax", Instant.parse("2026-03-04T07:30:00Z"));
        room.scan();
        room.alert(ALERT);
        room.mail(mail());
        Mailroom.Sent alert = mails(true).getLast();
        assertThat(alert.text().replaceAll("\\s+", " ")).contains("late: happened 2026-03-04 07:30:00, read now");
        Mailroom.Sent digest = mails(false).getLast();
        assertThat(digest.subject()).contains("1 issue of before read late").doesNotContain("quiet");
        assertThat(digest.text().replaceAll("\\s+", " "))
                .contains("LATE", "late: happened 2026-03-04 07:30:00, read now; new: ");
    }

    @Test
    void whatIsAheadIsToldWhenItsTimeHasCome() throws IOException {
        room.mail(mail());
        room.at("2026-03-05T06:00:00Z");
        arrives("Qaax", Instant.parse("2026-03-05T06:02:00Z"));
        room.scan();
        room.mail(mail());
        room.at("2026-03-06T06:00:00Z");
        room.scan();
        room.mail(mail());
        assertThat(mails(false).stream().filter(mail -> names(mail, "Qaax"))).hasSize(1);
    }

    @Test
    void aPageNamesWhatWasReadLate() throws IOException {
        room.at("2026-03-06T06:00:00Z");
        arrives("Early", room.now().minusSeconds(60));
        room.scan();
        room.report();
        room.at("2026-03-07T06:00:00Z");
        arrives("Now", room.now().minusSeconds(60));
        arrives("Qaax", Instant.parse("2026-03-04T07:30:00Z"));
        room.scan();
        room.report();
        String index =
                Files.readString(room.data().resolve("report/index.html")).replaceAll("<[^>]+>", " ");
        assertThat(index.replaceAll("\\s+", " ")).contains("Late", "qaax is lost", "happened 2026-03-04 07:30:00");
        assertThat(index).doesNotContain("All quiet");
    }
}
