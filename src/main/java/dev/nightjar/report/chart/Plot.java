package dev.nightjar.report.chart;

import dev.nightjar.report.night.Wording;
import java.util.ArrayList;
import java.util.List;

/// Bars upon bars: from counts to percent and pixels.
final class Plot {

    private static final int HEIGHT = 120;
    private static final double LEAST = 1.5;

    /// Two labels closer than this, in percent, would overlap.
    private static final double CLOSE = 16;

    private Plot() {}

    /// Something that happened, at a part of the width between 0 and 1.
    record Moment(double at, String text, String title) {}

    /// @param labels of the bars
    /// @param usual of each bar; empty: none
    static Chart.Bars of(
            List<String> labels,
            List<Chart.Layer> layers,
            List<Long> usual,
            List<Chart.Tick> ticks,
            List<Chart.Mark> marks,
            String label,
            String step) {
        List<Chart.Layer> drawn = layers.stream().filter(Chart.Layer::drawn).toList();
        long top = roundUp(Math.max(peak(labels.size(), drawn), most(usual)));
        List<Chart.Bar> bars = new ArrayList<>();
        List<Chart.HourRow> rows = new ArrayList<>();
        boolean single = layers.size() == 1;
        for (int i = 0; i < labels.size() && !single; i++) {
            stack(bars, drawn, i, labels, top);
            if (sum(layers, i) > 0) {
                int at = i;
                rows.add(new Chart.HourRow(
                        labels.get(i),
                        layers.stream()
                                .map(layer -> Wording.count(Chart.at(layer.counts(), at)))
                                .toList()));
            }
        }
        return new Chart.Bars(
                keys(drawn),
                bars,
                single ? Single.of(labels, layers.getFirst(), top) : null,
                ticks,
                levels(top),
                lines(usual, labels.size(), top),
                marks,
                label,
                step,
                layers.stream().map(Chart.Layer::name).toList(),
                rows,
                HEIGHT);
    }

    /// One layer needs no pattern to tell it from others: one path draws it.
    private static final class Single {

        static Chart.Single of(List<String> labels, Chart.Layer layer, long top) {
            StringBuilder path = new StringBuilder();
            List<Chart.Column> columns = new ArrayList<>();
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < labels.size(); i++) {
                long count = Chart.at(layer.counts(), i);
                if (count > 0) {
                    String high = number(Math.max(LEAST, (double) count / top * HEIGHT));
                    path.append('M')
                            .append(i * 10 + 1)
                            .append(' ')
                            .append(HEIGHT)
                            .append("v-")
                            .append(high);
                    path.append("h8v").append(high).append('z');
                    String said = labels.get(i) + ": " + Wording.count(count);
                    columns.add(new Chart.Column(i * 10, said));
                    text.append(text.isEmpty() ? "" : "; ").append(said);
                }
            }
            return new Chart.Single(layer.kind(), path.toString(), labels.size() * 10, columns, text.toString());
        }
    }

    private static void stack(List<Chart.Bar> bars, List<Chart.Layer> layers, int i, List<String> labels, long top) {
        double below = 0;
        for (Chart.Layer layer : layers) {
            long count = Chart.at(layer.counts(), i);
            if (count > 0) {
                double high = Math.max(LEAST, (double) count / top * HEIGHT);
                bars.add(new Chart.Bar(
                        number(100.0 * (i + 0.1) / labels.size()),
                        number(80.0 / labels.size()),
                        number(HEIGHT - below - high),
                        number(high),
                        layer.kind(),
                        labels.get(i) + ", " + layer.name() + ": " + Wording.count(count)));
                below += high;
            }
        }
    }

    private static List<Chart.Key> keys(List<Chart.Layer> layers) {
        return layers.stream()
                .map(layer -> new Chart.Key(
                        layer.kind(),
                        layer.name(),
                        Wording.count(layer.counts().stream()
                                .mapToLong(Long::longValue)
                                .sum())))
                .toList();
    }

    /// Neighbours of the same height become one line.
    private static List<Chart.Line> lines(List<Long> usual, int size, long top) {
        List<Chart.Line> lines = new ArrayList<>();
        int from = 0;
        for (int i = 1; i <= Math.min(size, usual.size()); i++) {
            if (i == Math.min(size, usual.size()) || !usual.get(i).equals(usual.get(from))) {
                double y = HEIGHT - (double) usual.get(from) / top * HEIGHT;
                lines.add(new Chart.Line(number(100.0 * from / size), number(100.0 * i / size), number(y)));
                from = i;
            }
        }
        return lines;
    }

    /// In the order of time; only those inside.
    static List<Chart.Mark> marks(List<Moment> moments) {
        List<Chart.Mark> marks = new ArrayList<>();
        double last = -CLOSE;
        for (Moment moment : moments) {
            double x = 100 * moment.at();
            if (x >= 0 && x <= 100) {
                boolean room = x - last >= CLOSE;
                marks.add(
                        new Chart.Mark(number(x), x < 70 ? "start" : "end", room ? moment.text() : "", moment.title()));
                last = room ? x : last;
            }
        }
        return marks;
    }

    private static List<Chart.Level> levels(long top) {
        return top < 2
                ? List.of(new Chart.Level("0", Wording.count(top)))
                : List.of(
                        new Chart.Level("0", Wording.count(top)),
                        new Chart.Level(number(HEIGHT / 2.0), Wording.count(top / 2)));
    }

    private static long peak(int size, List<Chart.Layer> layers) {
        long peak = 1;
        for (int i = 0; i < size; i++) {
            peak = Math.max(peak, sum(layers, i));
        }
        return peak;
    }

    private static long sum(List<Chart.Layer> layers, int i) {
        long sum = 0;
        for (Chart.Layer layer : layers) {
            sum += Chart.at(layer.counts(), i);
        }
        return sum;
    }

    private static long most(List<Long> counts) {
        return counts.stream().mapToLong(Long::longValue).max().orElse(0);
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

    /// At most two digits behind the point, as SVG wants it.
    static String number(double value) {
        long hundredths = Math.round(value * 100);
        if (hundredths % 100 == 0) {
            return Long.toString(hundredths / 100);
        }
        long rest = Math.abs(hundredths) % 100;
        return (hundredths < 0 ? "-" : "") + Math.abs(hundredths) / 100 + (rest < 10 ? ".0" : ".") + rest;
    }
}
