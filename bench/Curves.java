import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/// Draws what `bench/scale` measured: `java bench/Curves.java SCALE.TSV DOCS MACHINE` writes DOCS/scale.md and DOCS/images/scale-*.svg.
final class Curves {

    private static final int LIMIT = 256;

    /// A measured point, by the names of the columns.
    private record Point(Map<String, String> of) {
        OptionalDouble value(String name) {
            String text = of.getOrDefault(name, "-");
            return text.equals("-") || text.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(text));
        }

        double get(String name) {
            return value(name).orElse(Double.NaN);
        }
    }

    /// What is drawn over what.
    private record Axis(String name, String column, String title, String unit) {}

    private record Line(String column, String title, int colour) {}

    private static final List<Axis> AXES = List.of(
            new Axis("size", "bytes", "Size of the log", "bytes"),
            new Axis("events", "events", "Errors and warnings in the log", "events"),
            new Axis("issues", "issues", "Different issues in the log", "issues"));

    private static final List<Line> SECONDS = List.of(
            new Line("scan_s", "first scan", 0),
            new Line("again_s", "nothing new", 1),
            new Line("report_s", "report of a day", 2),
            new Line("search_s", "search", 3),
            new Line("issues_s", "issues", 4));

    private static final List<Line> MEBIBYTES = List.of(
            new Line("scan_mib", "first scan", 0),
            new Line("report_mib", "report of a day", 2),
            new Line("search_mib", "search", 3),
            new Line("issues_mib", "issues", 4));

    private static final int WIDTH = 860;
    private static final int PANEL = 360;
    private static final int HEIGHT = 300;
    private static final int LEFT = 56;
    private static final int TOP = 44;

    private final StringBuilder svg = new StringBuilder();

    public static void main(String[] args) throws IOException {
        List<Point> points = read(Path.of(args[0]));
        Path docs = Path.of(args[1]);
        Files.createDirectories(docs.resolve("images"));
        for (Axis axis : AXES) {
            List<Point> mine = points.stream()
                    .filter(point -> point.of().get("axis").equals(axis.name()))
                    .sorted(Comparator.comparingDouble(point -> point.get(axis.column())))
                    .toList();
            Files.writeString(docs.resolve("images/scale-" + axis.name() + ".svg"), new Curves().draw(axis, mine));
        }
        Files.writeString(docs.resolve("scale.md"), page(points, args.length > 2 ? args[2] : "one machine"));
    }

    private static List<Point> read(Path tsv) throws IOException {
        List<String> lines = Files.readAllLines(tsv);
        String[] names = lines.getFirst().split("\t");
        List<Point> points = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split("\t");
            Map<String, String> of = new LinkedHashMap<>();
            for (int i = 0; i < names.length && i < cells.length; i++) {
                of.put(names[i], cells[i]);
            }
            points.add(new Point(of));
        }
        return points;
    }

    private String draw(Axis axis, List<Point> points) {
        svg.append("""
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" role="img" font-family="system-ui, sans-serif" font-size="12">
                <title>%s: seconds and memory</title>
                <style>
                .back { fill: #fff } .text { fill: #333 } .grid { stroke: #ddd } .limit { stroke: #b00; stroke-dasharray: 6 4 }
                .c0 { --c: #0b62a4 } .c1 { --c: #7a9a01 } .c2 { --c: #c2571a } .c3 { --c: #6f42a5 } .c4 { --c: #00857c }
                path.line { fill: none; stroke: var(--c); stroke-width: 2 } circle { fill: var(--c) }
                @media (prefers-color-scheme: dark) { .back { fill: #16181c } .text { fill: #ccc } .grid { stroke: #383c44 } .limit { stroke: #f66 }
                .c0 { --c: #63b3ed } .c1 { --c: #b5d44a } .c2 { --c: #f6995b } .c3 { --c: #b794f4 } .c4 { --c: #4fd1c5 } }
                </style>
                <rect class="back" width="100%%" height="100%%"/>
                """.formatted(WIDTH, TOP + HEIGHT + 60, axis.title()));
        panel(0, axis, points, SECONDS, "seconds", OptionalDouble.empty());
        panel(WIDTH / 2, axis, points, MEBIBYTES, "MiB, peak", OptionalDouble.of(LIMIT));
        return svg.append("</svg>\n").toString();
    }

    private void panel(int at, Axis axis, List<Point> points, List<Line> lines, String unit, OptionalDouble limit) {
        double[] x = range(points.stream().mapToDouble(point -> point.get(axis.column())).toArray());
        double[] y = range(java.util.stream.DoubleStream.concat(
                        lines.stream().flatMapToDouble(line -> points.stream()
                                .map(point -> point.value(line.column()))
                                .filter(OptionalDouble::isPresent)
                                .mapToDouble(OptionalDouble::getAsDouble)),
                        limit.stream())
                .toArray());
        int left = at + LEFT;
        int wide = PANEL - 20;
        text(left, 24, "start", axis.title() + " and " + unit + ", both in powers of ten");
        for (double mark = y[0]; mark <= y[1] + 1e-9; mark++) {
            double down = TOP + HEIGHT - (mark - y[0]) / (y[1] - y[0]) * HEIGHT;
            line(left, down, left + wide, down, "grid");
            text(left - 6, down + 4, "end", amount(mark));
        }
        for (double mark = x[0]; mark <= x[1] + 1e-9; mark++) {
            double along = left + (mark - x[0]) / (x[1] - x[0]) * wide;
            line(along, TOP, along, TOP + HEIGHT, "grid");
            text(along, TOP + HEIGHT + 18, "middle", amount(mark));
        }
        limit.ifPresent(most -> {
            double down = TOP + HEIGHT - (Math.log10(most) - y[0]) / (y[1] - y[0]) * HEIGHT;
            line(left, down, left + wide, down, "limit");
        });
        int row = 0;
        for (Line line : lines) {
            StringBuilder path = new StringBuilder();
            svg.append("<g class=\"c").append(line.colour()).append("\">\n");
            for (Point point : points) {
                OptionalDouble value = point.value(line.column());
                if (value.isEmpty() || value.getAsDouble() <= 0 || !(point.get(axis.column()) > 0)) {
                    continue;
                }
                double along = left + (Math.log10(point.get(axis.column())) - x[0]) / (x[1] - x[0]) * wide;
                double down = TOP + HEIGHT - (Math.log10(value.getAsDouble()) - y[0]) / (y[1] - y[0]) * HEIGHT;
                path.append(path.isEmpty() ? 'M' : 'L').append(number(along)).append(' ').append(number(down));
                svg.append("<circle cx=\"%s\" cy=\"%s\" r=\"3\"/>\n".formatted(number(along), number(down)));
            }
            svg.append("<path class=\"line\" d=\"").append(path).append("\"/>\n");
            int place = left + row % 3 * 118;
            int down = TOP + HEIGHT + 34 + row / 3 * 16;
            svg.append("<circle cx=\"%d\" cy=\"%d\" r=\"4\"/>\n</g>\n".formatted(place + 4, down - 4));
            text(place + 12, down, "start", line.title());
            row++;
        }
    }

    /// Whole powers of ten around all values.
    private static double[] range(double[] values) {
        double least = Double.MAX_VALUE;
        double most = -Double.MAX_VALUE;
        for (double value : values) {
            if (value > 0) {
                least = Math.min(least, Math.log10(value));
                most = Math.max(most, Math.log10(value));
            }
        }
        if (least > most) {
            return new double[] {0, 1};
        }
        return new double[] {Math.floor(least), Math.max(Math.floor(least) + 1, Math.ceil(most - 1e-9))};
    }

    private static String amount(double power) {
        double value = Math.pow(10, power);
        if (value >= 1e9) {
            return number(value / 1e9) + "G";
        }
        if (value >= 1e6) {
            return number(value / 1e6) + "M";
        }
        return value >= 1e3 ? number(value / 1e3) + "k" : number(value);
    }

    private static String number(double value) {
        String text = String.format(Locale.ROOT, "%.2f", value);
        return text.replaceAll("0+$", "").replaceAll("\\.$", "");
    }

    private void line(double x1, double y1, double x2, double y2, String kind) {
        svg.append("<line class=\"%s\" x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\"/>\n"
                .formatted(kind, number(x1), number(y1), number(x2), number(y2)));
    }

    private void text(double x, double y, String anchor, String text) {
        svg.append("<text class=\"text\" x=\"%s\" y=\"%s\" text-anchor=\"%s\">%s</text>\n"
                .formatted(number(x), number(y), anchor, text));
    }

    private static String page(List<Point> points, String machine) {
        StringBuilder page = new StringBuilder("# What one machine carries\n\nMeasured by `bench/scale` on " + machine
                + ", with the heap that the launcher gives by itself: generated logs of which is known what is in them, whole processes, a cold"
                + " start each. Every figure is in `bench/scale.tsv`; `bench/scale draw` writes this page.\n\n");
        words(points).forEach(line -> page.append("- ").append(line).append('\n'));
        for (Axis axis : AXES) {
            page.append("\n## ").append(axis.title()).append("\n\n![").append(axis.title()).append("](images/scale-")
                    .append(axis.name()).append(".svg)\n\n");
            page.append("| ").append(axis.unit())
                    .append(" | first scan | of processor | MiB | index MB | again | issues | MiB | search | MiB | report | MiB |\n");
            page.append("|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n");
            points.stream()
                    .filter(point -> point.of().get("axis").equals(axis.name()))
                    .sorted(Comparator.comparingDouble(point -> point.get(axis.column())))
                    .forEach(point -> {
                        page.append("| ").append(grouped(point.get(axis.column())));
                        for (String column : List.of("scan_s", "scan_cpu", "scan_mib", "index_mb", "again_s", "issues_s", "issues_mib",
                                "search_s", "search_mib", "report_s", "report_mib")) {
                            page.append(" | ").append(point.value(column).isEmpty() ? "failed"
                                    : number(point.get(column)) + (column.endsWith("_s") || column.endsWith("cpu") ? " s" : ""));
                        }
                        page.append(" |\n");
                    });
        }
        return page.append("\nThe red line is the limit for every process, 256 MiB. A missing point is a command that did not do it.\n").toString();
    }

    private static String grouped(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }

    /// The largest of each axis in words, and what a day may bring if it shall be read in an hour.
    private static List<String> words(List<Point> points) {
        List<String> words = new ArrayList<>();
        for (Axis axis : AXES) {
            points.stream()
                    .filter(point -> point.of().get("axis").equals(axis.name()))
                    .max(Comparator.comparingDouble(point -> point.get(axis.column())))
                    .ifPresent(largest -> {
                        double seconds = largest.get("scan_s");
                        double hour = largest.get(axis.column()) / seconds * 3600;
                        words.add(switch (axis.name()) {
                            case "size" -> "**%s MB** of an application's log with 1 %% of errors are read for the first time in **%s s** (%s MB a second). An hour of"
                                    .formatted(grouped(largest.get("bytes") / 1e6), number(seconds), number(largest.get("bytes") / 1e6 / seconds))
                                    + " such work a night is %s GB.".formatted(grouped(hour / 1e9));
                            case "events" -> "**%s errors and warnings** are grouped and stored in **%s s** (%s a second); an hour is %s million. Their index takes %s MB."
                                    .formatted(grouped(largest.get("events")), number(seconds), grouped(largest.get("events") / seconds),
                                            number(hour / 1e6), number(largest.get("index_mb")));
                            default -> "**%s issues** at once take %s s; a search among them %s, the report of their day %s."
                                    .formatted(grouped(largest.get("issues")), number(seconds), took(largest, "search_s"), took(largest, "report_s"));
                        });
                    });
        }
        points.stream().flatMapToDouble(point -> java.util.stream.Stream.of("scan_mib", "issues_mib", "search_mib", "report_mib")
                        .map(point::value).filter(OptionalDouble::isPresent).mapToDouble(OptionalDouble::getAsDouble))
                .max()
                .ifPresent(most -> words.add("No process took more than **%s MiB**%s.".formatted(number(most),
                        most > LIMIT ? ", which is more than the limit of 256" : ": 256 are enough, whatever the logs bring")));
        return words;
    }

    private static String took(Point point, String column) {
        return point.value(column).isEmpty() ? "is not done" : "takes " + number(point.get(column)) + " s";
    }
}
