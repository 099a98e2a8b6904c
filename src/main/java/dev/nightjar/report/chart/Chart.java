package dev.nightjar.report.chart;

import dev.nightjar.model.Deploy;
import dev.nightjar.model.Window;
import dev.nightjar.report.night.Wording;
import dev.nightjar.text.Visible;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Events per hour as geometry: the templates only draw it. Hours are summed up where there are more than bars.
public final class Chart {

    private static final int MOST_BARS = 84;
    private static final int MOST_SPARK_BARS = 48;
    private static final int SPARK_HEIGHT = 22;

    private final Wording words;
    private final Window window;
    private final Instant firstHour;

    public Chart(Wording words, Window window) {
        this.words = words;
        this.window = window;
        Instant hour = window.from().truncatedTo(ChronoUnit.HOURS);
        this.firstHour = hour.equals(window.from()) ? hour : hour.plus(1, ChronoUnit.HOURS);
    }

    /// A line of bars without axes.
    ///
    /// @param path SVG path data
    /// @param width of the view box; its height is 22
    /// @param label the same in words
    /// @param late which share of the events lies in the last quarter, in percent
    public record Spark(String path, int width, String label, long late) {}

    /// A chart of stacked layers.
    ///
    /// @param keys its layers, the lowest first
    /// @param bars of several layers
    /// @param single a chart of one layer, null for several
    /// @param ticks under it
    /// @param levels lines across it
    /// @param usual what other times had, one line per bar or for several alike
    /// @param marks what happened meanwhile
    /// @param label its gist in words
    /// @param step what a bar is: `hour`, `3 hours`, `day`
    /// @param heads of the table's columns
    /// @param rows the same as a table, silent hours left out
    /// @param height of the plot in pixels
    public record Bars(
            List<Key> keys,
            List<Bar> bars,
            @Nullable Single single,
            List<Tick> ticks,
            List<Level> levels,
            List<Line> usual,
            List<Mark> marks,
            String label,
            String step,
            List<String> heads,
            List<HourRow> rows,
            int height) {}

    /// A chart of one layer.
    ///
    /// @param path SVG path data, in a box of so wide by 120
    /// @param columns those with events
    /// @param text the same in words
    public record Single(String kind, String path, int width, List<Column> columns, String text) {}

    /// Something to point at, 10 wide.
    public record Column(int x, String title) {}

    /// A layer: how it is drawn (`error`, `warning`, `p0` to `p5`, `rest`), what it is called, and its sum.
    public record Key(String kind, String name, String count) {}

    /// A bar; x and width in percent, y and height in pixels. Kind as of its key.
    public record Bar(String x, String width, String y, String height, String kind, String title) {}

    /// A level line from x to x, in percent, at y pixels.
    public record Line(String from, String to, String y) {}

    /// A word at x percent; anchor is SVG's `start`, `middle` or `end`.
    public record Tick(String x, String anchor, String text) {}

    /// A deploy at x percent; the text is empty where another stands too close.
    public record Mark(String x, String anchor, String text, String title) {}

    /// A line at y pixels.
    public record Level(String y, String text) {}

    /// One hour, or as many as a bar covers, as they are called.
    public record HourRow(String hour, List<String> counts) {}

    /// Counts to be stacked.
    ///
    /// @param drawn false for what only the table tells
    public record Layer(String kind, String name, List<Long> counts, boolean drawn) {
        public Layer(String kind, String name, List<Long> counts) {
            this(kind, name, counts, true);
        }
    }

    /// Bars for a cell of a table: at most 48, each of an hour or of several.
    ///
    /// @param hourly events of each hour from the window's beginning on
    public Spark spark(List<Long> hourly) {
        List<Long> bars = fold(hourly, span(hourly.size(), MOST_SPARK_BARS));
        long peak = peak(bars);
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < bars.size(); i++) {
            if (bars.get(i) > 0) {
                long height = Math.max(2, Math.round((double) bars.get(i) / peak * SPARK_HEIGHT));
                path.append('M')
                        .append(i * 4)
                        .append(' ')
                        .append(SPARK_HEIGHT)
                        .append("v-")
                        .append(height);
                path.append("h3v").append(height).append('z');
            }
        }
        return new Spark(path.toString(), Math.max(4, bars.size() * 4), label(hourly), late(hourly));
    }

    private static long late(List<Long> hourly) {
        long all = hourly.stream().mapToLong(Long::longValue).sum();
        long last = hourly.stream()
                .skip(hourly.size() * 3L / 4)
                .mapToLong(Long::longValue)
                .sum();
        return all == 0 ? 0 : 100 * last / all;
    }

    /// The hours of the window.
    ///
    /// @param usual events of each hour at other times; empty if nothing is known
    /// @param one the deploys are all of one project, which needs no name
    public Bars hours(List<Layer> layers, List<Long> usual, List<Deploy> deploys, boolean one) {
        int hours =
                layers.stream().mapToInt(layer -> layer.counts().size()).max().orElse(0);
        int span = span(hours, MOST_BARS);
        int size = (hours + span - 1) / span;
        List<String> labels = IntStream.range(0, size)
                .mapToObj(i -> words.hours(firstHour.plus((long) i * span, ChronoUnit.HOURS), span))
                .toList();
        List<Layer> folded = layers.stream()
                .map(layer -> new Layer(layer.kind(), layer.name(), fold(layer.counts(), span), layer.drawn()))
                .toList();
        List<Long> all = List.of();
        for (Layer layer : layers) {
            all = layer.drawn() ? sum(all, layer.counts()) : all;
        }
        Duration shown = Duration.ofHours((long) size * span);
        return Plot.of(
                labels,
                folded,
                fold(usual, span),
                ticks(size, span),
                marks(deploys, shown, one),
                label(all),
                span == 1 ? "hour" : span + " hours");
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

    private List<Mark> marks(List<Deploy> deploys, Duration shown, boolean one) {
        return Plot.marks(deploys.stream()
                .filter(deploy -> window.contains(deploy.at()))
                .map(deploy -> new Plot.Moment(
                        (double) Duration.between(firstHour, deploy.at()).toMillis() / Math.max(1, shown.toMillis()),
                        Visible.line(one ? deploy.release() : deploy.project() + " " + deploy.release()),
                        said(deploy)))
                .toList());
    }

    private String said(Deploy deploy) {
        return Visible.line(deploy.project() + " " + deploy.release() + " went live "
                + words.at(deploy.at()).full() + " (" + deploy.how() + ")");
    }

    /// The gist of a series of hours: when it was highest.
    String label(List<Long> hourly) {
        long peak = peak(hourly);
        if (hourly.stream().allMatch(count -> count == 0)) {
            return "no events in the window";
        }
        Instant when = firstHour.plus(hourly.indexOf(peak), ChronoUnit.HOURS);
        return "most in one hour: " + Wording.count(peak) + " at " + words.hour(when);
    }

    /// Adds up, hour by hour.
    static List<Long> sum(List<Long> a, List<Long> b) {
        return IntStream.range(0, Math.max(a.size(), b.size()))
                .mapToObj(i -> at(a, i) + at(b, i))
                .toList();
    }

    /// Sums of so many hours each.
    static List<Long> fold(List<Long> hourly, int span) {
        return span == 1
                ? hourly
                : IntStream.range(0, (hourly.size() + span - 1) / span)
                        .mapToObj(i -> hourly.subList(i * span, Math.min(hourly.size(), (i + 1) * span)).stream()
                                .mapToLong(Long::longValue)
                                .sum())
                        .toList();
    }

    private static int span(int hours, int most) {
        return Math.max(1, (hours + most - 1) / most);
    }

    static long at(List<Long> list, int i) {
        return i < list.size() ? list.get(i) : 0;
    }

    private static long peak(List<Long> counts) {
        return Math.max(1, counts.stream().mapToLong(Long::longValue).max().orElse(1));
    }
}
