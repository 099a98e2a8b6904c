package dev.nightjar.report;

import dev.nightjar.model.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Events per hour as geometry: the templates only draw it. Hours are summed up where there are more than bars.
final class Chart {

    private static final int MOST_BARS = 84;
    private static final int MOST_SPARK_BARS = 48;
    private static final int HEIGHT = 120;
    private static final int SPARK_HEIGHT = 22;

    private final Words words;
    private final Instant firstHour;

    Chart(Words words, Window window) {
        this.words = words;
        Instant hour = window.from().truncatedTo(ChronoUnit.HOURS);
        this.firstHour = hour.equals(window.from()) ? hour : hour.plus(1, ChronoUnit.HOURS);
    }

    /// A line of bars without axes.
    ///
    /// @param path SVG path data
    /// @param width of the view box; its height is 22
    /// @param label the same in words
    public record Spark(String path, int width, String label) {}

    /// A chart of one or two stacked series.
    ///
    /// @param ticks under it
    /// @param levels lines across it
    /// @param label its gist in words
    /// @param rows the same as a table, silent hours left out
    /// @param height of the plot in pixels
    public record Bars(
            List<Bar> bars, List<Tick> ticks, List<Level> levels, String label, List<HourRow> rows, int height) {}

    /// A bar; x and width in percent, y and height in pixels. Kind is `error` or `warning`.
    public record Bar(String x, String width, String y, String height, String kind, String title) {}

    /// A word at x percent; anchor is SVG's `start`, `middle` or `end`.
    public record Tick(String x, String anchor, String text) {}

    /// A line at y pixels.
    public record Level(String y, String text) {}

    /// One hour, or as many as a bar covers.
    public record HourRow(String hour, String errors, String warnings) {}

    Spark spark(List<Long> hourly) {
        List<Long> bars = fold(hourly, span(hourly.size(), MOST_SPARK_BARS));
        long peak = peak(bars);
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < bars.size(); i++) {
            if (bars.get(i) > 0) {
                long height = Math.max(2, Math.round((double) bars.get(i) / peak * SPARK_HEIGHT));
                path.append('M').append(i * 4).append(' ').append(SPARK_HEIGHT).append("v-").append(height);
                path.append("h3v").append(height).append('z');
            }
        }
        return new Spark(path.toString(), Math.max(4, bars.size() * 4), label(hourly));
    }

    Bars bars(List<Long> errors, List<Long> warnings) {
        int span = span(Math.max(errors.size(), warnings.size()), MOST_BARS);
        List<Long> above = fold(warnings, span);
        List<Long> below = fold(errors, span);
        int size = Math.max(above.size(), below.size());
        List<Long> sums = IntStream.range(0, size)
                .mapToObj(i -> at(below, i) + at(above, i))
                .toList();
        long top = roundUp(peak(sums));
        List<Bar> bars = new ArrayList<>();
        List<HourRow> rows = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            String hour = words.hour(firstHour.plus((long) i * span, ChronoUnit.HOURS));
            add(bars, i, size, top, at(below, i), at(above, i), hour);
            if (sums.get(i) > 0) {
                rows.add(new HourRow(hour, Words.count(at(below, i)), Words.count(at(above, i))));
            }
        }
        return new Bars(bars, ticks(size, span), levels(top), label(sum(errors, warnings)), rows, HEIGHT);
    }

    private static void add(List<Bar> bars, int i, int size, long top, long errors, long warnings, String hour) {
        String title = hour + ": " + Words.count(errors, "error") + ", " + Words.count(warnings, "warning");
        double low = (double) errors / top * HEIGHT;
        double high = (double) warnings / top * HEIGHT;
        if (errors > 0) {
            bars.add(bar(i, size, HEIGHT - Math.max(1.5, low), Math.max(1.5, low), "error", title));
        }
        if (warnings > 0) {
            bars.add(bar(i, size, HEIGHT - low - Math.max(1.5, high), Math.max(1.5, high), "warning", title));
        }
    }

    private static Bar bar(int i, int size, double y, double height, String kind, String title) {
        return new Bar(number(100.0 * (i + 0.1) / size), number(80.0 / size), number(y), number(height), kind, title);
    }

    private List<Tick> ticks(int size, int span) {
        List<Tick> ticks = new ArrayList<>();
        for (int part = 0; part <= 4; part++) {
            Instant time = firstHour.plus(Duration.ofHours((long) size * span * part / 4));
            String anchor = part == 0 ? "start" : part == 4 ? "end" : "middle";
            ticks.add(new Tick(Integer.toString(part * 25), anchor, words.hour(time)));
        }
        return size == 0 ? List.of() : ticks;
    }

    private static List<Level> levels(long top) {
        return top < 2
                ? List.of(new Level("0", Words.count(top)))
                : List.of(new Level("0", Words.count(top)), new Level(number(HEIGHT / 2.0), Words.count(top / 2)));
    }

    private String label(List<Long> hourly) {
        long peak = peak(hourly);
        if (hourly.stream().allMatch(count -> count == 0)) {
            return "no events in the window";
        }
        Instant when = firstHour.plus(hourly.indexOf(peak), ChronoUnit.HOURS);
        return "most in one hour: " + Words.count(peak) + " at " + words.hour(when);
    }

    /// The next of 2, 4, 6, 10, 20, 40, 60, 100 …: half of it is whole.
    static long roundUp(long value) {
        long unit = 1;
        while (true) {
            for (long step : new long[] {2, 4, 6}) {
                if (value <= step * unit) {
                    return step * unit;
                }
            }
            unit *= 10;
            if (value <= unit || unit > Long.MAX_VALUE / 100) {
                return unit;
            }
        }
    }

    /// Adds up, hour by hour.
    static List<Long> sum(List<Long> a, List<Long> b) {
        return IntStream.range(0, Math.max(a.size(), b.size()))
                .mapToObj(i -> at(a, i) + at(b, i))
                .toList();
    }

    /// Sums of so many hours each.
    static List<Long> fold(List<Long> hourly, int span) {
        return IntStream.range(0, (hourly.size() + span - 1) / span)
                .mapToObj(i -> hourly.subList(i * span, Math.min(hourly.size(), (i + 1) * span)).stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .toList();
    }

    private static int span(int hours, int most) {
        return Math.max(1, (hours + most - 1) / most);
    }

    private static long at(List<Long> list, int i) {
        return i < list.size() ? list.get(i) : 0;
    }

    private static long peak(List<Long> counts) {
        return Math.max(1, counts.stream().mapToLong(Long::longValue).max().orElse(1));
    }

    private static String number(double value) {
        long hundredths = Math.round(Math.abs(value) * 100);
        String sign = value < 0 && hundredths > 0 ? "-" : "";
        long rest = hundredths % 100;
        String whole = sign + hundredths / 100;
        return rest == 0 ? whole : whole + (rest < 10 ? ".0" : ".") + rest;
    }
}
