package dev.nightjar.batch;

import dev.nightjar.config.Job.Schedule;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.scheduling.support.CronExpression;

/// Schedules as Spring runs them, which also is what checks them: it is asked field by field and item by item, so
/// that a person hears which one it does not take.
public final class Cron {

    private static final List<Field> FIELDS = List.of(
            new Field("second", "0 to 59"),
            new Field("minute", "0 to 59"),
            new Field("hour", "0 to 23"),
            new Field("day of month", "1 to 31"),
            new Field("month", "1 to 12"),
            new Field("day of week", "0 to 7"));

    /// Any moment: what does not come after this one never comes.
    private static final LocalDateTime ONCE = LocalDateTime.of(2000, 1, 1, 0, 0);

    private record Field(String name, String values) {}

    private Cron() {}

    /// The expression itself, blanks normalised: six fields from the second on, or a word like `@daily`.
    ///
    /// @throws IllegalArgumentException that says which field is wrong and what it may be
    public static String checked(String expression) {
        String text = expression.strip().replaceAll("\\s+", " ");
        if (!runs(text)) {
            throw new IllegalArgumentException(why(text));
        }
        if (CronExpression.parse(text).next(ONCE) == null) {
            throw new IllegalArgumentException("'" + text + "' never comes");
        }
        return text;
    }

    /// The times after a moment at which a checked schedule is due, without end but for what comes no more.
    static Stream<Instant> times(Schedule schedule, Instant after) {
        CronExpression cron = CronExpression.parse(schedule.cron());
        return Stream.iterate(cron.next(after.atZone(schedule.zone())), Objects::nonNull, cron::next)
                .map(ZonedDateTime::toInstant);
    }

    private static boolean runs(String expression) {
        return CronExpression.isValidExpression(expression);
    }

    private static String why(String expression) {
        String[] fields = expression.split(" ", -1);
        if (fields.length != FIELDS.size()) {
            return "a schedule has six fields (second minute hour day month weekday), not " + fields.length
                    + (fields.length == 5 ? ": put a 0 for the second in front" : "");
        }
        for (int i = 0; i < fields.length; i++) {
            for (String item : fields[i].split(",", -1)) {
                if (!runs(i, item)) {
                    return why(i, item);
                }
            }
        }
        return "'" + expression + "' is no schedule";
    }

    private static String why(int at, String item) {
        Field field = FIELDS.get(at);
        int slash = item.indexOf('/');
        if (slash > 0 && runs(at, item.substring(0, slash))) {
            return field.name() + " step in '" + item + "' is no number from 1 on";
        }
        String[] ends = (slash < 0 ? item : item.substring(0, slash)).split("-", -1);
        for (String end : ends) {
            if (!runs(at, end)) {
                return "'" + end + "' is no " + field.name() + " (" + field.values() + ")";
            }
        }
        return ends.length == 2 && runs(at, ends[1] + "-" + ends[0])
                ? field.name() + " range '" + item + "' runs backwards"
                : "'" + item + "' is no " + field.name() + " (" + field.values() + ")";
    }

    /// Whether an item stands alone in its field, all others left open.
    private static boolean runs(int at, String item) {
        return runs("* ".repeat(at) + item + " *".repeat(FIELDS.size() - 1 - at));
    }
}
