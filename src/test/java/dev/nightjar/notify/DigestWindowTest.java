package dev.nightjar.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.config.Job;
import dev.nightjar.model.Window;
import dev.nightjar.notify.outbox.Ledger;
import dev.nightjar.notify.outbox.LedgerEntry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DigestWindowTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @TempDir
    Path data;

    /// Every day at these times.
    private record Daily(List<LocalTime> times, List<Ran> runs) implements ScheduleHistory {
        @Override
        public List<Instant> between(Instant after, Instant upTo) {
            List<Instant> dues = new ArrayList<>();
            ZonedDateTime day = after.atZone(BERLIN).truncatedTo(ChronoUnit.DAYS);
            for (; !day.toInstant().isAfter(upTo); day = day.plusDays(1)) {
                for (LocalTime time : times) {
                    Instant due = day.with(time).toInstant();
                    if (due.isAfter(after) && !due.isAfter(upTo)) {
                        dues.add(due);
                    }
                }
            }
            return dues;
        }

        @Override
        public List<Ran> ran(Instant after) {
            return runs.stream().filter(run -> run.start().isAfter(after)).toList();
        }
    }

    private static final ScheduleHistory AT_SIX = new Daily(List.of(LocalTime.of(6, 0)), List.of());

    private static Instant at(String local) {
        return ZonedDateTime.parse(local + "+01:00[Europe/Berlin]").toInstant();
    }

    private DigestWindow night(ScheduleHistory due, String now) {
        return night(due, at(now), Duration.ofHours(24));
    }

    private DigestWindow night(ScheduleHistory due, Instant now, Duration length) {
        Window usual = new Window(now.minus(length).truncatedTo(ChronoUnit.HOURS), now);
        return DigestWindow.of(usual, Job.At.NOW, Ledger.look(data), "nightly", due, now, BERLIN);
    }

    private void sent(LedgerEntry.Kind kind, String when) {
        try (Ledger ledger = Ledger.hold(data)) {
            ledger.append(new LedgerEntry(
                    at(when),
                    kind,
                    "nightly",
                    "",
                    1,
                    when.substring(0, 10),
                    at(when),
                    7,
                    "",
                    List.of(),
                    List.of(),
                    List.of()));
        }
    }

    @Test
    void theFirstNightMissesNothing() {
        DigestWindow first = night(AT_SIX, "2026-03-04T06:00:03");
        assertThat(first.key()).isEqualTo("2026-03-04");
        assertThat(first.missed()).isEmpty();
        assertThat(first.window().from()).isEqualTo(at("2026-03-03T06:00:00"));
    }

    @Test
    void aNightIsThatOfItsScheduleHoweverLateTheRunIs() {
        assertThat(night(AT_SIX, "2026-03-04T23:10:00").key()).isEqualTo("2026-03-04");
        assertThat(night(AT_SIX, "2026-03-05T01:10:00").key()).isEqualTo("2026-03-04");
        assertThat(night(ScheduleHistory.unknown(), "2026-03-05T01:10:00").key())
                .isEqualTo("2026-03-05");
    }

    @Test
    void severalNightsADayHaveTheirTime() {
        ScheduleHistory twice = new Daily(List.of(LocalTime.of(6, 0), LocalTime.of(18, 0)), List.of());
        assertThat(night(twice, "2026-03-04T06:00:01").key()).isEqualTo("2026-03-04T0600");
        assertThat(night(twice, "2026-03-04T18:00:01").key()).isEqualTo("2026-03-04T1800");
    }

    @Test
    void aLateNightBeginsWhereTheLastEnded() {
        sent(LedgerEntry.Kind.DIGEST, "2026-03-03T06:00:04");
        DigestWindow late = night(AT_SIX, "2026-03-04T09:30:00");
        assertThat(late.missed()).isEmpty();
        assertThat(late.window().from()).isEqualTo(at("2026-03-03T06:00:00"));
    }

    @Test
    void aWindowShorterThanADayStaysAsItWasWished() {
        sent(LedgerEntry.Kind.DIGEST, "2026-03-03T06:00:04");
        DigestWindow hour = night(AT_SIX, at("2026-03-04T06:00:00"), Duration.ofHours(1));
        assertThat(hour.window().length()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void missedNightsAreNamedWithTheirReasonAndCovered() {
        sent(LedgerEntry.Kind.QUIET, "2026-03-01T06:00:04");
        ScheduleHistory due = new Daily(
                List.of(LocalTime.of(6, 0)),
                List.of(
                        new ScheduleHistory.Ran(at("2026-03-02T06:00:00"), Optional.of("disk full")),
                        new ScheduleHistory.Ran(at("2026-03-04T06:00:00"), Optional.empty())));
        DigestWindow night = night(due, "2026-03-05T06:00:02");
        assertThat(night.missed())
                .extracting(missed -> missed.night() + " " + missed.why())
                .containsExactly(
                        "2026-03-02 run failed: disk full",
                        "2026-03-03 it did not run",
                        "2026-03-04 the run wrote no mail");
        assertThat(night.window().from()).isEqualTo(at("2026-03-01T06:00:00"));
    }

    @Test
    void aRunThatFailedThisNightAndWasRepeatedMissesNothing() {
        sent(LedgerEntry.Kind.DIGEST, "2026-03-03T06:00:04");
        ScheduleHistory due = new Daily(
                List.of(LocalTime.of(6, 0)),
                List.of(new ScheduleHistory.Ran(at("2026-03-04T06:00:00"), Optional.of("disk full"))));
        assertThat(night(due, "2026-03-04T08:00:00").missed()).isEmpty();
    }

    @Test
    void failedRunsAreMissedWithoutASchedule() {
        sent(LedgerEntry.Kind.DIGEST, "2026-03-01T06:00:04");
        ScheduleHistory due = new Daily(
                List.of(), List.of(new ScheduleHistory.Ran(at("2026-03-02T05:00:00"), Optional.of("it was killed"))));
        DigestWindow night = night(due, "2026-03-03T05:00:00");
        assertThat(night.missed())
                .extracting(missed -> missed.night() + " " + missed.why())
                .containsExactly("2026-03-02 run failed: it was killed");
        assertThat(night.window().from()).isEqualTo(at("2026-03-01T06:00:00"));
    }

    @Test
    void reachesBackTwoWeeksAtMost() {
        sent(LedgerEntry.Kind.DIGEST, "2025-11-01T06:00:04");
        DigestWindow night = night(AT_SIX, "2026-03-05T06:00:02");
        assertThat(night.window().length())
                .isBetween(Duration.ofDays(14), Duration.ofDays(14).plusHours(1));
        assertThat(night.missed()).hasSizeBetween(13, 14);
    }

    @Test
    void aClockThatWasWrongLosesNoNight() {
        sent(LedgerEntry.Kind.DIGEST, "2026-03-03T06:00:04");
        sent(LedgerEntry.Kind.DIGEST, "2031-01-01T06:00:04");
        DigestWindow night = night(AT_SIX, "2026-03-04T06:00:02");
        assertThat(night.missed()).isEmpty();
        assertThat(night.window().from()).isEqualTo(at("2026-03-03T06:00:00"));
    }
}
