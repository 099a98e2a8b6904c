package dev.nightjar.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.Mailroom;
import dev.nightjar.config.Job;
import dev.nightjar.config.Job.At;
import dev.nightjar.config.Job.Step;
import dev.nightjar.model.finding.Notice;
import dev.nightjar.model.finding.Notice.Kind;
import dev.nightjar.model.issue.Decision;
import dev.nightjar.notify.outbox.Ledger;
import dev.nightjar.notify.outbox.LedgerEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertSenderTest {

    private static final Duration DAY = Duration.ofHours(24);
    private static final Step.Alert ALL = step(EnumSet.allOf(Kind.class), Duration.ofMinutes(10));

    @TempDir
    Path dir;

    private Mailroom room;

    @BeforeEach
    void room() throws IOException {
        room = new Mailroom(dir);
        room.at("2026-03-04T10:00:00Z");
        room.errors("pay.Card", "card refused", 12);
    }

    private static Step.Alert step(Set<Kind> on, Duration collect) {
        return new Step.Alert(on, List.of("on-call@acme.example"), DAY, At.NOW, DAY, collect, List.of());
    }

    private List<String> subjects() throws IOException {
        return room.outbox().stream().map(Mailroom.Sent::subject).toList();
    }

    @Test
    void tellsEachPieceOfNewsOnce() throws IOException {
        assertThat(room.news(ALL)).extracting(Notice::title).containsExactly("card refused");
        room.alert(ALL);
        assertThat(subjects()).containsExactly("[nightjar watch] new in shop: card refused (12 events)");
        assertThat(room.outbox().getFirst().text())
                .contains("owner: payments <payments@acme.example>", "https://errors.acme.example/i/", "Alert #1;");
        room.at("2026-03-04T10:20:00Z");
        room.errors("pay.Card", "card refused", 9);
        assertThat(room.alert(ALL)).isEmpty();
        assertThat(room.news(ALL)).isEmpty();
        assertThat(room.outbox()).hasSize(1);
    }

    @Test
    void holdsBackWhatComesSoonAfterToTellItTogether() throws IOException {
        room.alert(ALL);
        room.at("2026-03-04T10:04:00Z");
        room.errors("web.Basket", "basket is gone", 3);
        assertThat(room.alert(ALL)).containsExactly("1 piece of news held back until 10:10, to be told together");
        room.at("2026-03-04T10:09:00Z");
        room.errors("Stock", "stock is negative", 1);
        room.alert(ALL);
        assertThat(room.outbox()).hasSize(1);
        room.at("2026-03-04T10:10:00Z");
        room.alert(ALL);
        assertThat(subjects()).last().isEqualTo("[nightjar watch] 2 new: basket is gone (+1)");
    }

    @Test
    void aClockThatWasWrongHoldsNothingBack() throws IOException {
        room.at("2027-01-01T00:00:00Z");
        room.alert(step(EnumSet.of(Kind.SILENT), Duration.ofMinutes(10)));
        room.at("2026-03-04T10:04:00Z");
        room.alert(ALL);
        assertThat(subjects()).last().isEqualTo("[nightjar watch] new in shop: card refused (12 events)");
    }

    @Test
    void neverTellsOfWhatIsMuted() throws IOException {
        room.decide(
                Decision.Kind.MUTE,
                Objects.requireNonNull(room.news(ALL).getFirst().issue()));
        assertThat(room.news(ALL)).isEmpty();
        assertThat(room.alert(ALL)).isEmpty();
        assertThat(room.outbox()).isEmpty();
    }

    @Test
    void tellsOnlyWhatIsAskedFor() {
        assertThat(room.news(step(EnumSet.of(Kind.REGRESSED, Kind.SILENT), DAY)))
                .isEmpty();
    }

    @Test
    void tellsAgainUnderTheSameNumberWhatACrashCutOff() throws IOException {
        room.alert(ALL);
        Mailroom.Sent first = room.outbox().getFirst();
        LedgerEntry told = room.told().getLast();
        java.nio.file.Files.delete(room.data().resolve("sent.jsonl"));
        try (Ledger ledger = Ledger.hold(room.data())) {
            ledger.append(new LedgerEntry(
                    told.at(),
                    LedgerEntry.Kind.BEGUN,
                    "watch",
                    "",
                    1,
                    "alert-1",
                    told.until(),
                    -1,
                    "",
                    told.to(),
                    told.news(),
                    told.about()));
        }
        room.at("2026-03-04T10:15:00Z");
        room.errors("web.Basket", "basket is gone", 3);
        room.alert(ALL);
        assertThat(room.outbox())
                .extracting(Mailroom.Sent::id)
                .contains(first.id())
                .doesNotHaveDuplicates();
        assertThat(room.told()).extracting(LedgerEntry::kind).contains(LedgerEntry.Kind.ALERT);
        room.at("2026-03-04T10:30:00Z");
        room.alert(ALL);
        assertThat(subjects()).hasSize(2).anyMatch(subject -> subject.contains("basket is gone"));
        assertThat(room.alert(ALL)).isEmpty();
    }

    @Test
    void tellsWhatComesBackAsAFollowUp() throws IOException {
        room.alert(ALL);
        room.at("2026-03-04T11:00:00Z");
        room.decide(Decision.Kind.RESOLVE, Objects.requireNonNull(issue()));
        room.at("2026-03-04T12:00:00Z");
        room.errors("pay.Card", "card refused", 2);
        room.alert(ALL);
        assertThat(subjects()).last().asString().startsWith("[nightjar watch] regressed in shop: card refused");
        assertThat(room.outbox().getLast().followsUp())
                .isEqualTo(room.outbox().getFirst().id());
        room.at("2026-03-04T13:00:00Z");
        room.errors("pay.Card", "card refused", 2);
        assertThat(room.alert(ALL)).isEmpty();
    }

    private dev.nightjar.model.IssueId issue() {
        return room.nightjar()
                .workspace()
                .archive()
                .orElseThrow()
                .activity(dev.nightjar.model.Window.until(room.now(), DAY))
                .getFirst()
                .issue()
                .id();
    }

    @Test
    void tellsOfTheSameKindOfNewsAboutAnIssueOnceInAWhile() throws IOException {
        room.alert(ALL);
        for (String hour : List.of("12", "14")) {
            room.decide(Decision.Kind.RESOLVE, issue());
            room.at("2026-03-04T" + hour + ":00:00Z");
            room.errors("pay.Card", "card refused", 2);
            room.alert(ALL);
        }
        assertThat(subjects())
                .filteredOn(subject -> subject.contains("regressed"))
                .hasSize(1);
        room.at("2026-03-05T12:30:00Z");
        room.errors("pay.Card", "card refused", 2);
        room.alert(ALL);
        assertThat(subjects())
                .filteredOn(subject -> subject.contains("regressed"))
                .hasSize(2);
    }

    @Test
    void tellsOfAProjectGoneSilent() throws IOException {
        room.alert(ALL);
        room.at("2026-03-04T14:30:00Z");
        room.scan();
        room.alert(ALL);
        room.at("2026-03-04T15:30:00Z");
        room.scan();
        room.alert(ALL);
        assertThat(subjects()).contains("[nightjar watch] shop is silent").hasSize(2);
        assertThat(room.outbox().getLast().text())
                .contains("no log since Wed 4 Mar 09:59 (4 h), longest usual pause 2 h");
    }

    @Test
    void isSparedWhatADigestToldTheSamePeople() throws IOException {
        room.mail(new Step.Mail(List.of("on-call@acme.example", "team@acme.example"), DAY, At.NOW));
        assertThat(room.news(ALL)).isEmpty();
        Step.Alert others = new Step.Alert(ALL.on(), List.of("boss@acme.example"), DAY, At.NOW, DAY, DAY, List.of());
        assertThat(room.news(others)).hasSize(1);
    }

    @Test
    void tellsHooksAsWell() throws IOException {
        Path heard = dir.resolve("heard");
        Path program = dir.resolve("page");
        java.nio.file.Files.writeString(program, "#!/bin/sh\ncat >> '" + heard + "'\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        Step.Alert exec = new Step.Alert(
                ALL.on(), List.of(), DAY, At.NOW, DAY, DAY, List.of(new Job.Hook.Exec(List.of(program.toString()))));
        room.alert(exec);
        room.alert(exec);
        assertThat(heard).content().contains("card refused", "alert-1").containsOnlyOnce("\"alert-1\"");
        assertThat(room.outbox()).isEmpty();
    }

    @Test
    void hasNothingToTellBeforeAnythingWasScanned() throws IOException {
        Mailroom empty = new Mailroom(dir.resolve("empty"));
        assertThat(empty.alert(ALL)).isEmpty();
    }
}
