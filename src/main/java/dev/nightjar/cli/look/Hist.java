package dev.nightjar.cli.look;

import dev.nightjar.cli.call.Command;
import dev.nightjar.cli.call.IssuesInWindow;
import dev.nightjar.cli.call.QueryArguments;
import dev.nightjar.cli.call.Session;
import dev.nightjar.cli.call.WindowOptions;
import dev.nightjar.cli.terminal.Phrases;
import dev.nightjar.cli.terminal.StackedBars;
import dev.nightjar.model.Failure;
import dev.nightjar.model.Failure.Exit;
import dev.nightjar.model.Level;
import dev.nightjar.model.Window;
import dev.nightjar.store.Archive;
import dev.nightjar.store.Counts.Bin;
import dev.nightjar.text.Json;
import dev.nightjar.text.Times;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// When things happened.
@picocli.CommandLine.Command(
        description = "Draws how many events there were when, errors, warnings and others stacked.",
        footer = {
            "%nDays and weeks begin at the configured zone's midnight. Without --since it is all that is kept.",
            "%nExample:%n  nightjar hist --since 24h --by 1h",
            "  nightjar hist type:SQLException --project shop"
        })
public final class Hist implements Command {

    private static final List<Duration> WIDTHS = Stream.of(
                    "1m", "2m", "5m", "10m", "15m", "30m", "1h", "2h", "3h", "6h", "12h", "1d", "7d", "28d")
            .map(Times::duration)
            .toList();

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    /// A time so long before the oldest event asks for all events.
    private static final Duration LONG_BEFORE = DAY.multipliedBy(400);

    /// Rows in a pipe.
    private static final int ROWS = 48;

    /// Besides the rows: the head, the last line, the prompt.
    private static final int OTHER_ROWS = 4;

    private static final int MOST = 100_000;
    private static final int NARROW = 60;

    @Mixin
    WindowOptions.Span span = new WindowOptions.Span();

    @Option(names = "--by", paramLabel = "DURATION", description = "Time of a row: 5m, 1h, 1d (default: as it fits).")
    @Nullable
    String by;

    @Mixin
    WindowOptions.OfProject project = new WindowOptions.OfProject();

    @Parameters(paramLabel = "QUERY", arity = "0..*", description = "Only events that match.")
    List<String> query = List.of();

    /// Numbers of one row.
    private record Row(LocalDateTime at, Instant from, Map<Level, Long> levels, long all) {
        long errors() {
            return levels.getOrDefault(Level.ERROR, 0L) + levels.getOrDefault(Level.FATAL, 0L);
        }

        long warnings() {
            return levels.getOrDefault(Level.WARN, 0L);
        }
    }

    @Override
    public boolean paged() {
        return true;
    }

    @Override
    public Exit run(Session session) {
        Archive archive = session.archive();
        ZoneId zone = session.settings().zone();
        Instant oldest = archive.oldest().orElse(session.clock.instant());
        Optional<Window> asked = span.window(session);
        Instant from = asked.map(Window::from)
                .filter(since -> !since.isBefore(oldest.minus(LONG_BEFORE)))
                .orElse(oldest);
        Instant end =
                asked.map(Window::to).orElse(archive.newest().orElse(oldest).plusMillis(1));
        if (from.isAfter(end)) {
            throw new Failure(Exit.USAGE, "--until " + span.until + " is before the oldest event");
        }
        Duration width = width(session, Duration.between(from, end));
        Instant first = begin(from, width, zone);
        archive.know(new QueryArguments(session, Optional.of(new Window(from, end))));
        Duration counted = width.compareTo(DAY) < 0 ? width : HOUR;
        List<Row> rows =
                rows(archive.histogram(project.of(session, query), new Window(first, end), counted), width, zone);
        print(session, rows, width);
        long events = rows.stream().mapToLong(Row::all).sum();
        session.say(
                Phrases.count(events, "event") + ", " + words(width) + " a row, " + session.seconds() + session.age());
        asked.ifPresent(window -> IssuesInWindow.silence(session, window));
        IssuesInWindow.sparse(session, asked);
        return events == 0 ? Exit.NOTHING_FOUND : Exit.DONE;
    }

    /// The shortest time of a row with which all rows fit.
    private Duration width(Session session, Duration span) {
        if (by != null) {
            Duration width = Times.duration(by);
            if (width.compareTo(Duration.ofSeconds(1)) < 0 || span.dividedBy(width) > MOST) {
                throw new Failure(
                        Exit.USAGE, "--by " + by + " gives more than " + MOST + " rows: take more time, or less");
            }
            return width;
        }
        int rows = session.terminal.out() ? Math.max(4, session.terminal.rows() - OTHER_ROWS) : ROWS;
        return WIDTHS.stream()
                .filter(width -> span.dividedBy(width) + 1 < rows)
                .findFirst()
                .orElse(WIDTHS.getLast());
    }

    /// The last time that rows may begin at, at or before another; counted from midnight.
    private static Instant begin(Instant from, Duration width, ZoneId zone) {
        Instant midnight = from.atZone(zone).truncatedTo(ChronoUnit.DAYS).toInstant();
        if (width.compareTo(DAY) >= 0) {
            return midnight;
        }
        long whole = Duration.between(midnight, from).dividedBy(width);
        return midnight.plus(width.multipliedBy(whole));
    }

    private static List<Row> rows(List<Bin> bins, Duration width, ZoneId zone) {
        if (bins.isEmpty() || width.compareTo(DAY) < 0) {
            return bins.stream()
                    .map(bin ->
                            new Row(LocalDateTime.ofInstant(bin.from(), zone), bin.from(), bin.levels(), bin.count()))
                    .toList();
        }
        long days = width.toDays();
        long begin = bins.getFirst().from().atZone(zone).toLocalDate().toEpochDay();
        Map<Long, List<Bin>> byDays = bins.stream()
                .collect(Collectors.groupingBy(
                        bin -> (bin.from().atZone(zone).toLocalDate().toEpochDay() - begin) / days,
                        TreeMap::new,
                        Collectors.toList()));
        List<Row> rows = new ArrayList<>();
        for (List<Bin> some : byDays.values()) {
            Map<Level, Long> levels = new EnumMap<>(Level.class);
            some.forEach(bin -> bin.levels().forEach((level, count) -> levels.merge(level, count, Long::sum)));
            Instant from = some.getFirst().from();
            long all = some.stream().mapToLong(Bin::count).sum();
            rows.add(new Row(LocalDateTime.ofInstant(from, zone), from, levels, all));
        }
        return rows;
    }

    private static void print(Session session, List<Row> rows, Duration width) {
        if (session.json) {
            rows.forEach(row -> session.print(new Json()
                    .put("from", row.from)
                    .put("count", row.all)
                    .put("errors", row.errors())
                    .put("warnings", row.warnings())
                    .put("levels", row.levels)));
            return;
        }
        if (!session.terminal.out()) {
            rows.forEach(row ->
                    session.out.println(row.from + "\t" + row.all + "\t" + row.errors() + "\t" + row.warnings()));
            return;
        }
        draw(session, rows, width);
    }

    /// Narrow terminals show no numbers of errors and warnings: the bars tell them.
    private static void draw(Session session, List<Row> rows, Duration width) {
        DateTimeFormatter form = DateTimeFormatter.ofPattern(
                width.compareTo(DAY) >= 0
                        ? "yyyy-MM-dd"
                        : width.toSeconds() % 60 == 0 ? "MM-dd HH:mm" : "MM-dd HH:mm:ss");
        int times = form.format(LocalDateTime.of(2000, 1, 1, 0, 0)).length();
        long most = rows.stream().mapToLong(Row::all).max().orElse(1);
        int digits = Math.max(6, "%,d".formatted(most).length()) + 1;
        String number = "%," + digits + "d";
        String name = "%" + digits + "s";
        boolean wide = session.columns() >= NARROW;
        StackedBars stack = new StackedBars(
                session.style, Math.max(4, session.columns() - times - (wide ? 3 : 1) * digits - 3), most);
        session.out.println(" ".repeat(times) + name.formatted("events")
                + (wide ? name.formatted("errors") + name.formatted("warns") : "") + "  " + stack.legend());
        for (Row row : rows) {
            session.out.println(form.format(row.at) + number.formatted(row.all)
                    + (wide ? number.formatted(row.errors()) + number.formatted(row.warnings()) : "") + "  "
                    + stack.bar(row.errors(), row.warnings(), row.all - row.errors() - row.warnings()));
        }
    }

    private static String words(Duration width) {
        return width.toSeconds() % 60 != 0
                ? width.toSeconds() + " s"
                : width.compareTo(HOUR) < 0
                        ? width.toMinutes() + " min"
                        : width.compareTo(DAY) < 0 ? width.toHours() + " h" : Phrases.count(width.toDays(), "day");
    }
}
