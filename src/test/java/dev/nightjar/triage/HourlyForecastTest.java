package dev.nightjar.triage;

import static dev.nightjar.triage.Samples.FROM;
import static dev.nightjar.triage.Samples.hours;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.model.log.Coverage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HourlyForecastTest {

    /// Two events in every other hour: mean 1, deviation 1, cv 1. Bursty: 2 × 5·e^−0.65 = 5.22. Baseline: 1 × (1 +
    /// 5) +
    /// 1.
    @Test
    void takesTheBaselineOfAnEvenSeries() {
        List<Long> hours =
                IntStream.range(0, 168).mapToObj(i -> i % 2 == 0 ? 2L : 0L).toList();
        assertThat(usual(hours).limit(FROM)).isEqualTo(7);
    }

    /// Eight events in every eighth hour: mean 1, deviation √7, cv 2.65. Bursty: 8 × 2, because 5·e^−1.72 is below
    /// 2.
    /// Baseline: 1 × 8 + 1, because 1 + 5 cv is above 8.
    @Test
    void takesTwiceTheBusiestHourOfAnUnevenSeries() {
        List<Long> hours =
                IntStream.range(0, 168).mapToObj(i -> i % 8 == 0 ? 8L : 0L).toList();
        assertThat(usual(hours).limit(FROM)).isEqualTo(16);
    }

    /// 100 in the hours of a Saturday, 90 in others: mean 91.43, five times that 457.14; hours of the same weekday
    /// weigh
    /// twice, so a Saturday adds 92.5, a Sunday 91.25.
    @Test
    void weighsTheSameWeekdayTwice() {
        List<Long> hours = new ArrayList<>(hours(24, 100));
        hours.addAll(hours(144, 90));
        assertThat(usual(hours).limit(FROM)).isEqualTo(549);
        assertThat(usual(hours).limit(FROM.plus(Duration.ofDays(1)))).isEqualTo(548);
    }

    @Test
    void takesTenTimesTheBusiestHourOfLessThanAWeek() {
        assertThat(usual(hours(167, 3)).limit(FROM)).isEqualTo(30);
        assertThat(usual(hours(168, 3)).limit(FROM)).isEqualTo(18);
    }

    @Test
    void leavesOutHoursThatWereNotRead() {
        Instant outage = FROM.minus(Duration.ofHours(100));
        Coverage lived = without(outage, 60);
        List<Long> hours = new ArrayList<>(hours(672, 3));
        for (int i = 572; i < 632; i++) {
            hours.set(i, 0L);
        }
        assertThat(new HourlyForecast(hours, FROM, Life.of(lived)).limit(FROM)).isEqualTo(18);
        assertThat(usual(hours).limit(FROM)).isLessThan(18);
        assertThat(new HourlyForecast(hours(168, 3), FROM, Life.of(lived)).limit(FROM))
                .as("108 hours are no week")
                .isEqualTo(30);
    }

    @Test
    void countsAPauseOfUpToADayAsLife() {
        Instant pause = FROM.minus(Duration.ofHours(100));
        Instant end = pause.plus(Duration.ofHours(30));
        assertThat(Life.of(without(pause, 24)).within(pause, end)).isEqualTo(Duration.ofHours(30));
        assertThat(Life.of(without(pause, 25)).within(pause, end)).isEqualTo(Duration.ofHours(5));
        assertThat(Life.of(Coverage.NEVER).within(pause, end)).isEqualTo(Duration.ofHours(30));
        assertThat(Life.of(without(pause, 25)).within(pause.minusSeconds(60), pause))
                .isEqualTo(Duration.ofMinutes(1));
    }

    private static HourlyForecast usual(List<Long> hours) {
        return new HourlyForecast(hours, FROM, Life.UNKNOWN);
    }

    private static Coverage without(Instant from, int hours) {
        BitSet read = new BitSet();
        int end = (int) (FROM.getEpochSecond() / 3600);
        read.set(end - 700, end + 24);
        int gap = (int) (from.getEpochSecond() / 3600);
        read.clear(gap, gap + hours);
        return new Coverage(read);
    }
}
