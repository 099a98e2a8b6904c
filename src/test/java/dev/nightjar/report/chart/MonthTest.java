package dev.nightjar.report.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.model.IssueId;
import dev.nightjar.model.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MonthTest {

    private static final IssueId ID = IssueId.of(7L << 40);
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Instant END = Instant.parse("2026-11-22T05:00:00Z");

    @Test
    void putsHoursOnTheirDaysOfTheZone() {
        Month month = month(hours(719, 9, 702, 4, 696, 2), END);
        List<Long> hours = month.hours(ID);
        assertThat(month.name(29)).isEqualTo("Sun 22 Nov");
        assertThat(month.grid(hours)[29][5]).as("04:00 UTC").isEqualTo(9);
        assertThat(month.grid(hours)[28][12]).isEqualTo(4);
        assertThat(month.days(hours).subList(28, 30)).containsExactly(6L, 9L);
    }

    @Test
    void losesNoEventWhereClocksChange() {
        Instant end = Instant.parse("2026-10-26T00:00:00Z");
        Month month = month(new ArrayList<>(Collections.nCopies(720, 1L)), end);
        assertThat(month.grid(month.hours(ID))[28][2])
                .as("02:00 comes twice on 25 October")
                .isEqualTo(2);
        assertThat(month.days(month.hours(ID)).get(28)).isEqualTo(25);
    }

    @Test
    void holdsHoursAgainstTheSameHoursOfEarlierWeeks() {
        List<Long> hours = hours(719 - 168, 6, 719 - 336, 10, 0, 1);
        Month month = month(hours, END);
        assertThat(month.usual(month.hours(ID), END.minus(Duration.ofHours(2)), 2))
                .as("four weeks are known, two of them had events")
                .containsExactly(0L, 4L);
        assertThat(month(hours(700, 5), END).usual(hours, END.minus(Duration.ofHours(2)), 2))
                .as("no earlier week is known")
                .isEmpty();
    }

    @Test
    void drawsEveryHourOnceAndTellsTheBusiest() {
        HeatMap heat = HeatMap.of(month(hours(719, 9, 702, 4, 696, 2), END), hours(719, 9, 702, 4, 696, 2));
        assertThat(heat.label()).isEqualTo("most in one hour: 9, Sun 22 Nov 05:00");
        assertThat(String.join("", heat.steps()).chars().filter(c -> c == 'z').count())
                .isEqualTo(3);
        assertThat(heat.table()).extracting(HeatMap.Line::count).containsExactly("9", "6");
        assertThat(heat.known()).isEqualTo(28 * HeatMap.CELL_WIDTH);
    }

    private static Month month(List<Long> hours, Instant end) {
        return new Month(Map.of(ID, hours), Map.of(), Window.until(end, Duration.ofHours(24)), BERLIN);
    }

    private static List<Long> hours(long... indexAndCount) {
        List<Long> hours = new ArrayList<>(Collections.nCopies(720, 0L));
        for (int i = 0; i < indexAndCount.length; i += 2) {
            hours.set((int) indexAndCount[i], indexAndCount[i + 1]);
        }
        return hours;
    }
}
