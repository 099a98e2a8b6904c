package dev.nightjar.triage;

import static dev.nightjar.triage.Samples.FROM;
import static dev.nightjar.triage.Samples.OLD;
import static dev.nightjar.triage.Samples.TO;
import static dev.nightjar.triage.Samples.at;
import static dev.nightjar.triage.Samples.hours;
import static dev.nightjar.triage.Samples.lived;
import static dev.nightjar.triage.Samples.notSeen;
import static dev.nightjar.triage.Samples.seen;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.insight.Listening;
import dev.nightjar.model.issue.Activity;
import dev.nightjar.model.issue.Issue.State;
import dev.nightjar.model.issue.Triaged;
import dev.nightjar.model.log.Coverage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LifeTest {

    private static final Coverage ALWAYS = lived("2026-08-01T00:00:00Z", "2026-11-23T00:00:00Z");

    @Test
    void countsNoSilenceWhileNobodyRead() {
        assertThat(triage(ALWAYS, seen(4, OLD), hours(672, 0)).state()).isEqualTo(State.REGRESSED);
        Coverage outage = without("2026-09-02T00:00:00Z", "2026-11-16T00:00:00Z");
        assertThat(triage(outage, seen(4, OLD), hours(672, 0)).state())
                .as("six days of silence, the rest was not read")
                .isEqualTo(State.ONGOING);
        Coverage shorter = without("2026-09-02T00:00:00Z", "2026-11-13T00:00:00Z");
        assertThat(triage(shorter, seen(4, OLD), hours(672, 0)).reason())
                .isEqualTo("silent for 8 days or longer, seen again 2026-11-21 13:05, 4 times");
    }

    @Test
    void resolvesByItselfWhatWasSilentForLongWhileItsLogsWereRead() {
        Activity silent = notSeen(at("2026-10-20T10:00:00Z"));
        Triaged triaged = triage(ALWAYS, silent, hours(672, 0));
        assertThat(triaged.state()).isEqualTo(State.RESOLVED);
        assertThat(triaged.reason())
                .isEqualTo("by itself: not seen since 2026-10-20 10:00, for 32 days while its logs were read");
        Coverage outage = without("2026-10-25T00:00:00Z", "2026-11-01T00:00:00Z");
        assertThat(triage(outage, silent, hours(672, 0)).state()).isEqualTo(State.ONGOING);
        assertThat(triage(Coverage.NEVER, silent, hours(672, 0)).state()).isEqualTo(State.ONGOING);
    }

    /// Rotated logs of two months were read in the first scan: the window's report is right from the first day on.
    @Test
    void raisesNoAlertsOverHistoryReadLater() {
        Coverage history = lived("2026-08-25T00:00:00Z", "2026-11-22T00:00:00Z");
        List<Long> before = new ArrayList<>(hours(672, 2));
        assertThat(triage(history, seen(4, OLD), before).state()).isEqualTo(State.ONGOING);
        before.set(100, 500L);
        assertThat(triage(history, seen(4, OLD), before).state()).isEqualTo(State.ONGOING);
        assertThat(triage(history, notSeen(at("2026-11-20T10:00:00Z")), before).state())
                .as("its spike of weeks ago is history")
                .isEqualTo(State.ONGOING);
        assertThat(triage(history, seen(4, FROM.minusSeconds(1)), hours(672, 0)).state())
                .as("first seen before the window, whenever it was read")
                .isEqualTo(State.ONGOING);
    }

    @Test
    void saysThatAllIsNewWhereNothingOlderIsKnown() {
        Triaged triaged = triage(
                lived("2026-11-21T03:00:00Z", "2026-11-22T00:00:00Z"), seen(4, at("2026-11-21T13:05:00Z")), List.of());
        assertThat(triaged.state()).isEqualTo(State.NEW);
        assertThat(triaged.reason()).endsWith("4 times; its logs are known only since 2026-11-21 03:00");
    }

    @Test
    void comparesWithTheSameWeekday() {
        List<Long> before = new ArrayList<>(hours(672, 0));
        for (int week = 0; week < 4; week++) {
            before.set(week * 168 + 10, 10L + week);
        }
        assertThat(triage(ALWAYS, seen(38, OLD), before).usual()).isEqualTo(new Triaged.Usual(12, "a Saturday"));
        Coverage twoWeeks = lived("2026-11-07T00:00:00Z", "2026-11-23T00:00:00Z");
        assertThat(triage(twoWeeks, seen(38, OLD), before).usual()).isEqualTo(new Triaged.Usual(13, "a Saturday"));
        assertThat(triage(lived("2026-11-15T00:00:00Z", "2026-11-23T00:00:00Z"), seen(38, OLD), before)
                        .usual())
                .isNull();
    }

    @Test
    void ranksByUsersEventsTrendAndSeverity() {
        // One user, three events: 3 × log2(2) + log2(4) = 5.
        assertThat(triage(Coverage.NEVER, seen(3, OLD), List.of()).impact()).isEqualTo(5);
        // Usual for a Saturday are none: three times as many as one.
        assertThat(triage(ALWAYS, seen(3, OLD), hours(672, 0)).impact()).isEqualTo(15);
        // 24 are usual: never less than half.
        assertThat(triage(ALWAYS, seen(3, OLD), hours(672, 1)).impact()).isEqualTo(2.5);
    }

    @Test
    void tellsOfLogsThatStopped() {
        assertThat(silence(lived("2026-08-01T00:00:00Z", "2026-11-22T00:00:00Z"), 2))
                .isEmpty();
        assertThat(silence(lived("2026-08-01T00:00:00Z", "2026-11-22T00:00:00Z"), 3))
                .hasValueSatisfying(silence -> {
                    assertThat(silence.since()).isEqualTo(TO);
                    assertThat(silence.usual()).isEqualTo(Duration.ofHours(1));
                });
        assertThat(silence(lived("2026-11-21T00:00:00Z", "2026-11-22T00:00:00Z"), 3))
                .as("known for a day only")
                .isEmpty();
        assertThat(silence(Coverage.NEVER, 3)).isEmpty();
        assertThat(Listening.of("shop", lived("2026-08-01T00:00:00Z", "2026-09-01T00:00:00Z"), TO, Optional.empty()))
                .as("silent for so long that it is no news")
                .isEmpty();
    }

    /// Office hours: written from 8 to 18 on weekdays.
    @Test
    void knowsNightsAndWeekends() {
        BitSet office = new BitSet();
        int end = (int) (at("2026-11-20T18:00:00Z").getEpochSecond() / 3600);
        for (int hour = end - 2_000; hour < end; hour++) {
            int day = (hour / 24 + 3) % 7;
            if (hour % 24 >= 8 && hour % 24 < 18 && day < 5) {
                office.set(hour);
            }
        }
        Coverage lived = new Coverage(office);
        assertThat(Listening.of("shop", lived, at("2026-11-22T12:00:00Z"), Optional.empty()))
                .isEmpty();
        assertThat(Listening.of("shop", lived, at("2026-11-23T12:00:00Z"), Optional.empty()))
                .as("Monday noon is less than twice a weekend")
                .isEmpty();
        assertThat(Listening.of("shop", lived, at("2026-11-26T12:00:00Z"), Optional.empty()))
                .isPresent();
        assertThat(Listening.of("shop", lived, at("2026-11-23T12:00:00Z"), Optional.of(Duration.ofHours(65))))
                .as("the project says so")
                .isPresent();
    }

    private static Optional<dev.nightjar.model.finding.Silence> silence(Coverage lived, int hours) {
        return Listening.of("shop", lived, TO.plus(Duration.ofHours(hours)), Optional.empty());
    }

    private static Coverage without(String from, String to) {
        BitSet hours = (BitSet) ALWAYS.hours().clone();
        hours.andNot(lived(from, to).hours());
        return new Coverage(hours);
    }

    private static Triaged triage(Coverage lived, Activity activity, List<Long> before) {
        return Samples.triage(lived, List.of()).triage(activity, IssueFacts.of(before, Optional.empty()));
    }
}
