package dev.nightjar.report.chart;

import dev.nightjar.report.night.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Hours and days as a grid: a column for each of 30 days, a row for each hour. A cell grows and darkens with its
/// count, so that colour is not all that tells.
///
/// @param known where the days begin of which anything is known
/// @param steps cells of each of four steps as SVG path data, the least first
/// @param columns the days: where they lie, and their sums in words
/// @param days names under the columns, some
/// @param hours names beside the rows, some
/// @param label the gist in words
/// @param table a line for each day with events, the newest first
public record HeatMap(
        int known,
        List<String> steps,
        List<Column> columns,
        List<Name> days,
        List<Name> hours,
        String label,
        List<Line> table,
        int width,
        int height) {

    static final int CELL_WIDTH = 24;
    static final int CELL_HEIGHT = 9;
    private static final int STEPS = 4;

    /// A day.
    public record Column(int x, String title) {}

    /// A word at x or y.
    public record Name(int at, String text) {}

    /// A day: its sum, and its busiest hour.
    public record Line(String day, String count, String busiest, String most) {}

    /// The grid of the month's days.
    ///
    /// @param hours events of each hour, as `Month.hours` has them
    public static HeatMap of(Month month, List<Long> hours) {
        long[][] grid = month.grid(hours);
        long most = 0;
        String busiest = "";
        for (int day = 0; day < Month.DAYS; day++) {
            for (int hour = 0; hour < Month.HOURS; hour++) {
                if (grid[day][hour] > most) {
                    most = grid[day][hour];
                    busiest = month.name(day) + " " + clock(hour);
                }
            }
        }
        return new HeatMap(
                Math.min(month.knownDay(), Month.DAYS - 1) * CELL_WIDTH,
                steps(grid, most),
                IntStream.range(0, Month.DAYS)
                        .mapToObj(day -> new Column(
                                day * CELL_WIDTH,
                                month.name(day) + ": "
                                        + Wording.count(
                                                java.util.Arrays.stream(grid[day])
                                                        .sum(),
                                                "event")))
                        .toList(),
                days(month),
                IntStream.range(0, 4)
                        .mapToObj(i -> new Name(i * 6 * CELL_HEIGHT, clock(i * 6)))
                        .toList(),
                most == 0 ? "no events" : "most in one hour: " + Wording.count(most) + ", " + busiest,
                table(month, grid),
                Month.DAYS * CELL_WIDTH,
                Month.HOURS * CELL_HEIGHT);
    }

    private static List<String> steps(long[][] grid, long most) {
        List<StringBuilder> paths = new ArrayList<>();
        for (int i = 0; i < STEPS; i++) {
            paths.add(new StringBuilder());
        }
        for (int day = 0; day < Month.DAYS; day++) {
            for (int hour = 0; hour < Month.HOURS; hour++) {
                if (grid[day][hour] > 0) {
                    int step = step(grid[day][hour], most);
                    int width = (CELL_WIDTH - 2) * (step + 1) / STEPS;
                    paths.get(step)
                            .append('M')
                            .append(day * CELL_WIDTH + 1)
                            .append(' ')
                            .append(hour * CELL_HEIGHT + 1)
                            .append("h" + width + "v" + (CELL_HEIGHT - 2) + "h-" + width + "z");
                }
            }
        }
        return paths.stream().map(StringBuilder::toString).toList();
    }

    /// By doublings, so that one bad hour does not make all others look alike.
    private static int step(long count, long most) {
        double part = Math.log1p((double) count) / Math.log1p((double) Math.max(count, most));
        return Math.clamp((int) Math.ceil(part * STEPS) - 1, 0, STEPS - 1);
    }

    private static List<Name> days(Month month) {
        return IntStream.range(0, Month.DAYS)
                .filter(day -> month.day(day).getDayOfWeek() == java.time.DayOfWeek.MONDAY)
                .mapToObj(day -> new Name(day * CELL_WIDTH, month.name(day)))
                .toList();
    }

    private static List<Line> table(Month month, long[][] grid) {
        List<Line> lines = new ArrayList<>();
        for (int day = Month.DAYS - 1; day >= 0; day--) {
            long sum = 0;
            int top = 0;
            for (int hour = 0; hour < Month.HOURS; hour++) {
                sum += grid[day][hour];
                top = grid[day][hour] > grid[day][top] ? hour : top;
            }
            if (sum > 0) {
                lines.add(new Line(month.name(day), Wording.count(sum), clock(top), Wording.count(grid[day][top])));
            }
        }
        return lines;
    }

    private static String clock(int hour) {
        return "%02d:00".formatted(hour);
    }
}
