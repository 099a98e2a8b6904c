package dev.nightjar.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.Mailroom;
import dev.nightjar.config.Job.At;
import dev.nightjar.config.Job.Step;
import dev.nightjar.config.Job.When;
import dev.nightjar.model.Failure;
import dev.nightjar.model.Window;
import dev.nightjar.notify.outbox.LedgerEntry;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DigestSenderTest {

    private static final Duration DAY = Duration.ofHours(24);
    private static final Step.Mail ALWAYS = step(When.ALWAYS, false);
    private static final Step.Mail CHANGES = step(When.CHANGES, false);

    @TempDir
    Path dir;

    private Mailroom room;

    @BeforeEach
    void room() throws IOException {
        room = new Mailroom(dir);
        room.at("2026-03-01T05:00:00Z");
        room.errors("pay.Card", "card refused", 2);
    }

    private static Step.Mail step(When when, boolean owners) {
        return new Step.Mail(List.of("team@acme.example"), DAY, At.NOW, when, owners, Duration.ofDays(7));
    }

    private Mailroom.Sent last() throws IOException {
        return room.outbox().getLast();
    }

    @Test
    void sendsANightOnceAndCountsTheReports() throws IOException {
        room.at("2026-03-01T06:00:10Z");
        room.mail(ALWAYS);
        assertThat(last().subject()).isEqualTo("[nightjar nightly] 1 new: card refused");
        assertThat(last().text()).contains("Report #1, the first\n");
        room.at("2026-03-01T09:00:00Z");
        assertThat(room.mail(ALWAYS))
                .singleElement()
                .asString()
                .startsWith("already sent: report #1 for 2026-03-01 went to team@acme.example at 2026-03-01T06:00:10");
        assertThat(room.outbox()).hasSize(1);
        room.at("2026-03-02T06:00:07Z");
        room.mail(ALWAYS);
        assertThat(last().subject())
                .isEqualTo("[nightjar nightly] no log since Sun 1 Mar 04:59 (25 h); 1 issue before that");
        assertThat(last().text()).contains("Report #2, previous #1 sent Sun 1 Mar 06:00\n");
        assertThat(last().html()).contains("Report #2, previous #1 sent Sun 1 Mar 06:00");
    }

    @Test
    void sendsAgainWhenForcedAsAnotherMail() throws IOException {
        room.mail(ALWAYS);
        room.mailAgain(ALWAYS);
        assertThat(room.outbox()).hasSize(2).extracting(Mailroom.Sent::id).doesNotHaveDuplicates();
        assertThat(room.told()).extracting(LedgerEntry::number).containsExactly(1L, 2L);
    }

    @Test
    void sendsTheSameMailAgainAfterACrashBeforeItWasWrittenDown() throws IOException {
        room.mail(ALWAYS);
        Mailroom.Sent first = last();
        Files.delete(room.data().resolve("sent.jsonl"));
        room.at("2026-03-01T05:30:00Z");
        room.mail(ALWAYS);
        assertThat(room.outbox()).hasSize(1);
        assertThat(last().id()).isEqualTo(first.id());
    }

    @Test
    void othersMayGetTheSameNight() throws IOException {
        room.mail(ALWAYS);
        room.mail(new Step.Mail(List.of("boss@acme.example"), DAY, At.NOW));
        assertThat(room.outbox())
                .extracting(Mailroom.Sent::to)
                .containsExactlyInAnyOrder("team@acme.example", "boss@acme.example");
    }

    @Test
    void sparesNightsWithoutChangeUntilASignOfLifeIsDue() throws IOException {
        room.mail(CHANGES);
        assertThat(room.outbox()).hasSize(1);
        for (int day = 2; day < 8; day++) {
            room.at("2026-03-0" + day + "T05:00:00Z");
            room.errors("pay.Card", "card refused", 1);
            assertThat(room.mail(CHANGES))
                    .containsExactly("no mail for 2026-03-0" + day + ": nothing that has changed");
        }
        assertThat(room.told())
                .extracting(LedgerEntry::kind)
                .filteredOn(LedgerEntry.Kind.QUIET::equals)
                .hasSize(6);
        room.at("2026-03-08T04:59:50Z");
        room.errors("pay.Card", "card refused", 1);
        room.mail(CHANGES);
        assertThat(room.outbox()).hasSize(2);
        assertThat(last().subject()).isEqualTo("[nightjar nightly] sign of life, all quiet: 0 new, 2 errors (usual 1)");
        assertThat(last().text()).startsWith("All quiet since report #1: this is the sign of life\n");
    }

    @Test
    void mailsWhatIsNewAloneIfThatIsWished() throws IOException {
        Step.Mail onlyNew = step(When.NEW, false);
        room.mail(onlyNew);
        room.at("2026-03-02T05:00:00Z");
        room.errors("pay.Card", "card refused", 1);
        assertThat(room.mail(onlyNew)).containsExactly("no mail for 2026-03-02: nothing that is new");
        room.at("2026-03-03T05:00:00Z");
        room.errors("web.Basket", "basket is gone", 1);
        room.mail(onlyNew);
        assertThat(last().subject()).startsWith("[nightjar nightly] 1 new: basket is gone");
    }

    @Test
    void sendsEachOwnerTheirOwn() throws IOException {
        room.errors("web.Basket", "basket is gone", 3);
        room.errors("Stock", "stock is negative", 1);
        room.mail(step(When.CHANGES, true));
        assertThat(room.outbox()).hasSize(2);
        Mailroom.Sent own = room.outbox().stream()
                .filter(mail -> mail.to().equals("payments@acme.example"))
                .findFirst()
                .orElseThrow();
        assertThat(own.subject()).isEqualTo("[nightjar nightly for payments] 1 new: card refused");
        assertThat(own.text())
                .contains("card refused", "And 2 issues of others in the report.\n", "Report #1, the first\n")
                .doesNotContain("basket", "stock");
        assertThat(own.html()).contains("And 2 issues of others in the report.</a>");
        assertThat(room.told()).extracting(LedgerEntry::group).containsExactly("", "payments");
        assertThat(room.mail(step(When.CHANGES, true))).allMatch(said -> said.startsWith("already sent: "));
    }

    @Test
    void anOwnerOfASilentProjectIsNotToldThatAllIsQuiet() throws IOException {
        room.mail(step(When.ALWAYS, true));
        room.at("2026-03-02T04:50:00Z");
        room.errors("pay.Card", "card refused", 1);
        room.at("2026-03-02T20:00:00Z");
        room.scan();
        room.mail(step(When.ALWAYS, true));
        assertThat(room.outbox())
                .filteredOn(mail -> mail.subject().contains("for payments"))
                .last()
                .satisfies(mail -> {
                    assertThat(mail.subject()).isEqualTo("[nightjar nightly for payments] 1 project silent");
                    assertThat(mail.text())
                            .startsWith("Nothing new, but 1 project silent\n")
                            .contains("shop: no log since Mon 2 Mar 04:49 (15 h), longest usual pause 2 h");
                });
    }

    @Test
    void anOwnerWhoReadsItAllGetsOneMail() throws IOException {
        room.mail(new Step.Mail(List.of("payments@acme.example"), DAY, At.NOW, When.ALWAYS, true, Duration.ofDays(7)));
        assertThat(room.outbox()).hasSize(1);
    }

    @Test
    void nightsWithoutAReportLeadTheNextMailWhichCoversThem() throws IOException {
        room.mail(ALWAYS);
        room.at("2026-03-02T20:00:00Z");
        room.errors("web.Basket", "basket is gone", 3);
        room.at("2026-03-04T05:00:03Z");
        room.mail(
                ALWAYS,
                new EveryMorning(List.of(new ScheduleHistory.Ran(
                        Instant.parse("2026-03-02T05:00:00Z"), Optional.of("no space left on device")))));
        assertThat(last().subject()).startsWith("[nightjar nightly] no report for 2 nights; 1 new: basket is gone");
        assertThat(last().text())
                .startsWith("! No report for Mon 2 Mar: run failed: no space left on device\n"
                        + "! No report for Tue 3 Mar: it did not run\n\n")
                .contains("Sun 1 Mar 05:00 to Wed 4 Mar 05:00 (UTC): since the last report\n")
                .contains("Mon 2 Mar: 3 errors, 0 warnings\n  first seen: basket is gone\n")
                .contains("Tue 3 Mar: 0 errors, 0 warnings\n");
        assertThat(last().html()).contains("No report for Mon 2 Mar: run failed: no space left on device");
        assertThat(room.outbox()).hasSize(2);
        room.at("2026-03-05T05:00:03Z");
        room.mail(ALWAYS, new EveryMorning(List.of()));
        assertThat(last().text()).doesNotContain("No report", "Tue 3 Mar:");
    }

    @Test
    void daysAreThoseOfTheCalendarAndCountEveryIssue() throws IOException {
        room.at("2026-03-02T23:30:00Z");
        room.errors("web.Basket", "basket is gone", 30);
        room.at("2026-03-03T10:00:00Z");
        room.logs("INFO", "web.Basket", "a basket was filled", 5);
        room.at("2026-03-05T05:00:00Z");
        room.errors("Stock", "stock is negative", 1);
        room.at("2026-03-05T06:00:00Z");
        room.mail(ALWAYS, asked(DAY));
        assertThat(last().text()).contains("""
                  Fri   –
                  Sat   –
                  Sun   2  ##
                  Mon  30  ########################################
                  Tue   0
                  Wed   –
                  Thu   1  #
                """);
        assertThat(last().text())
                .as("of three windows before with a line: 2, 30, 0")
                .contains("1 error (usual 2), 0 warnings (usual 0)\n");
    }

    private static Optional<Window> asked(Duration length) {
        return Optional.of(Window.until(Instant.parse("2026-03-05T06:00:00Z"), length));
    }

    @Test
    void severalDaysAreThoseOfTheCalendarToo() throws IOException {
        room.at("2026-03-02T23:30:00Z");
        room.errors("web.Basket", "basket is gone", 30);
        room.at("2026-03-04T02:00:00Z");
        room.errors("Stock", "stock is negative", 1);
        room.mail(ALWAYS, asked(Duration.ofHours(72)));
        assertThat(last().text()).contains("""
                Thu 5 Mar until 06:00: 0 errors, 0 warnings

                Wed 4 Mar: 1 error, 0 warnings
                  first seen: stock is negative

                Tue 3 Mar: 0 errors, 0 warnings

                Mon 2 Mar from 06:00: 30 errors, 0 warnings
                  first seen: basket is gone
                """);
    }

    @Test
    void everyNightOfLogsThatComeLateIsTold() throws IOException {
        Step.Mail newest = new Step.Mail(List.of("team@acme.example"), DAY, At.NEWEST, When.ALWAYS, false, DAY);
        ScheduleHistory due = new EveryMorning(List.of());
        room.at("2026-03-03T21:00:00Z");
        room.mail(newest, due);
        assertThat(last().text())
                .as("of the first, too, the time ends with the newest line")
                .contains("Sun 1 Mar 04:00 to Sun 1 Mar 04:59 (UTC)");
        late("2026-03-02T10:00:00Z", "basket is gone");
        assertThat(room.mail(newest, due)).noneMatch(said -> said.startsWith("already sent"));
        late("2026-03-03T10:00:00Z", "stock is negative");
        room.mail(newest, due);
        late("2026-03-03T18:00:00Z", "till is open");
        room.mail(newest, due);
        assertThat(room.outbox())
                .extracting(Mailroom.Sent::text)
                .satisfiesExactlyInAnyOrder(
                        text -> assertThat(text).contains("card refused"),
                        text -> assertThat(text).contains("basket is gone"),
                        text -> assertThat(text).contains("stock is negative").doesNotContain("till is open"),
                        text -> assertThat(text).contains("stock is negative", "till is open"));
        assertThat(room.mail(newest, due))
                .singleElement()
                .asString()
                .startsWith("already sent: report #4 for 2026-03-03")
                .endsWith("; nightjar mail --to team@acme.example --force sends one by hand");
    }

    /// Written when it happened, and read now.
    private void late(String when, String message) throws IOException {
        Instant now = room.now();
        room.at(when);
        room.log("ERROR", "pay.Till", message, 1);
        room.at(now.toString());
        room.scan();
    }

    @Test
    void whatAnEarlierRunReadIsRead() throws IOException {
        room.at("2026-03-01T05:30:00Z");
        room.scan();
        room.at("2026-03-05T06:00:00Z");
        room.scan();
        room.mail(ALWAYS, asked(DAY));
        assertThat(last().text()).contains("1 of 1 file read, 0 lines not understood\n");
    }

    @Test
    void aSpanWithinAMinuteIsOneTime() throws IOException {
        room.errors("Stock", "stock is negative", 1);
        room.mail(ALWAYS);
        assertThat(last().text()).contains("shop: 1 event, 04:59\n");
    }

    private record EveryMorning(List<Ran> runs) implements ScheduleHistory {
        @Override
        public List<Instant> between(Instant after, Instant upTo) {
            List<Instant> dues = new ArrayList<>();
            for (Instant due = Instant.parse("2026-02-01T05:00:00Z"); !due.isAfter(upTo); due = due.plus(DAY)) {
                if (due.isAfter(after)) {
                    dues.add(due);
                }
            }
            return dues;
        }

        @Override
        public List<Ran> ran(Instant after) {
            return runs;
        }
    }

    @Test
    void aMailThatWaitsForItsServerIsNotWrittenAnewAndTheNextSaysSo() throws IOException {
        int closed;
        try (ServerSocket socket = new ServerSocket(0)) {
            closed = socket.getLocalPort();
        }
        room.put(
                "nightjar.yaml",
                "zone: UTC\ndata: data\nsmtp: {host: 127.0.0.1, port: " + closed
                        + ", starttls: none, from: n@acme.example}\n");
        Mailroom down = new Mailroom(room);
        down.at("2026-03-01T06:00:00Z");
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> down.mail(ALWAYS)).isInstanceOfSatisfying(Failure.class, told -> {
                assertThat(told).hasMessageContaining("not mailed yet, ");
                assertThat(told.exit()).isEqualTo(Failure.Exit.UNAVAILABLE);
            });
        }
        assertThat(down.told()).hasSize(1);
        down.at("2026-03-02T06:00:00Z");
        assertThatThrownBy(() -> down.mail(ALWAYS)).hasMessageContaining("not mailed yet, ");
        assertThat(down.outbox()).hasSize(2);
        assertThat(down.outbox().getLast().text()).contains("NOT DELIVERED\n\n  a mail to team@acme.example waits: ");
    }

    @Test
    void writesNothingDownForADraft() throws IOException {
        assertThat(room.nightjar()
                        .digests()
                        .drafts(ALWAYS, List.of(), "nightly", Optional.empty(), ScheduleHistory.unknown()))
                .hasSize(1);
        assertThat(room.told()).isEmpty();
        assertThat(room.outbox()).isEmpty();
    }
}
