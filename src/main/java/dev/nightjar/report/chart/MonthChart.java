package dev.nightjar.report.chart;

import dev.nightjar.model.Deploy;
import dev.nightjar.report.night.Wording;
import dev.nightjar.text.Visible;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.IntStream;

/// The chart of 30 days.
public final class MonthChart {

    private MonthChart() {}

    /// Bars by day, with what went live meanwhile.
    ///
    /// @param layer its counts are the sums of the 30 days, as `Month.days` has them
    public static Chart.Bars of(Month month, Chart.Layer layer, List<Deploy> deploys, ZoneId zone, Wording words) {
        List<Long> days = layer.counts();
        int top = IntStream.range(0, days.size())
                .boxed()
                .max(java.util.Comparator.comparing((Integer day) -> days.get(day)))
                .orElse(0);
        return Plot.of(
                IntStream.range(0, Month.DAYS).mapToObj(month::name).toList(),
                List.of(layer),
                month.usualDay(days),
                ticks(month),
                Plot.marks(deploys.stream()
                        .map(deploy -> new Plot.Moment(
                                month.at(deploy.at(), zone),
                                Visible.line(deploy.release()),
                                Visible.line(deploy.release() + " went live "
                                        + words.at(deploy.at()).full())))
                        .toList()),
                "most in one day: " + Wording.count(Chart.at(days, top)) + " on " + month.name(top),
                "day");
    }

    private static List<Chart.Tick> ticks(Month month) {
        return List.of(
                new Chart.Tick("0", "start", month.name(0)),
                new Chart.Tick("50", "middle", month.name(Month.DAYS / 2)),
                new Chart.Tick("100", "end", month.name(Month.DAYS - 1)));
    }
}
