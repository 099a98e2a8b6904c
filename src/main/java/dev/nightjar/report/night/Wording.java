package dev.nightjar.report.night;

import dev.nightjar.model.Scope;
import dev.nightjar.model.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// How times, numbers and lists are written. English, and independent of the machine's locale.
public final class Wording {

    private static final DateTimeFormatter CLOCK = format("HH:mm");
    private static final DateTimeFormatter DAY = format("d MMM");
    private static final DateTimeFormatter DAY_AND_CLOCK = format("EEE d MMM HH:mm");
    private static final DateTimeFormatter DAY_OF_YEAR = format("d MMM uuuu");
    private static final DateTimeFormatter FULL = format("uuuu-MM-dd HH:mm:ss");

    /// As many distinct ones the store tells exactly.
    private static final int EXACTLY = 1_000;

    private final ZoneId zone;
    private final Window window;

    public Wording(ZoneId zone, Window window) {
        this.zone = zone;
        this.window = window;
    }

    /// A point in time in three lengths.
    ///
    /// @param iso UTC, for machines
    /// @param brief the clock if it lies within a day of the window's end, else the day
    /// @param full to the second, in the night's zone
    public record Time(String iso, String brief, String full) {}

    /// In which times are written.
    public ZoneId zone() {
        return zone;
    }

    /// A point in time as it is shown.
    public Time at(Instant time) {
        Instant second = time.truncatedTo(ChronoUnit.SECONDS);
        return new Time(second.toString(), brief(time), FULL.format(second.atZone(zone)));
    }

    private String brief(Instant time) {
        Duration age = Duration.between(time, window.to());
        if (!age.isNegative() && age.compareTo(Duration.ofHours(24)) <= 0) {
            return CLOCK.format(time.atZone(zone));
        }
        boolean sameYear =
                time.atZone(zone).getYear() == window.to().atZone(zone).getYear();
        return (sameYear ? DAY : DAY_OF_YEAR).format(time.atZone(zone));
    }

    /// `03:12 to 05:56`, `03:12` where both are written the same.
    public String span(Instant first, Instant last) {
        String from = at(first).brief();
        String to = at(last).brief();
        return from.equals(to) ? from : from + " to " + to;
    }

    /// `4 Mar`.
    public String day(Instant time) {
        return DAY.format(time.atZone(zone));
    }

    /// The clock on a whole hour, with the day where the day changes or the window is longer than one.
    public String hour(Instant time) {
        ZonedDateTime local = time.atZone(zone);
        return window.length().compareTo(Duration.ofHours(36)) > 0
                ? DAY.format(local) + " " + CLOCK.format(local)
                : CLOCK.format(local);
    }

    /// `10:00`, of several hours `10:00–13:00`: the day stands once where it is the same.
    public String hours(Instant from, int hours) {
        if (hours == 1) {
            return hour(from);
        }
        Instant to = from.plus(hours, ChronoUnit.HOURS);
        boolean day = hour(from).length() > 5
                && !from.atZone(zone).toLocalDate().equals(to.atZone(zone).toLocalDate())
                && to.atZone(zone).getHour() + to.atZone(zone).getMinute() > 0;
        return hour(from) + "–" + (day ? hour(to) : CLOCK.format(to.atZone(zone)));
    }

    /// `Sat 21 Nov 06:00 to Sun 22 Nov 06:00 (Europe/Berlin)`.
    public String window() {
        return DAY_AND_CLOCK.format(window.from().atZone(zone)) + " to "
                + DAY_AND_CLOCK.format(window.to().atZone(zone)) + " (" + zone + ")";
    }

    /// `24 h`, `24 h 19 min`, `7 days`.
    public String length() {
        return Scope.exactly(window.length());
    }

    /// `1,204`. By hand: a page has a thousand numbers, and `Formatter` is slow.
    public static String count(long number) {
        String digits = Long.toString(number);
        int first = number < 0 ? 1 : 0;
        if (digits.length() - first <= 3) {
            return digits;
        }
        StringBuilder out = new StringBuilder(digits);
        for (int at = digits.length() - 3; at > first; at -= 3) {
            out.insert(at, ',');
        }
        return out.toString();
    }

    /// `1 issue`, `3 issues`.
    public static String count(long number, String noun) {
        return count(number) + " " + noun + (number == 1 ? "" : "s");
    }

    /// `320`, `about 1,230`: more than 1,000 different ones are estimated.
    public static String distinct(long number) {
        return (number > EXACTLY ? "about " : "") + count(number);
    }

    /// `1 user`, `about 1,230 users`.
    public static String users(long number) {
        return distinct(number) + (number == 1 ? " user" : " users");
    }

    /// `812 B`, `1.4 MB`: powers of 1,000.
    public static String bytes(long bytes) {
        if (bytes < 1_000) {
            return bytes + " B";
        }
        double value = bytes;
        int unit = 0;
        while (value >= 999.95 && unit < 4) {
            value /= 1_000;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %sB", value, " kMGT".substring(unit, unit + 1));
    }

    /// `3.4 s`, `2 min 5 s`.
    public static String duration(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds < 60) {
            return String.format(Locale.ROOT, "%.1f s", Math.max(0, duration.toMillis()) / 1000.0);
        }
        return seconds < 3_600
                ? seconds / 60 + " min " + seconds % 60 + " s"
                : seconds / 3_600 + " h " + seconds % 3_600 / 60 + " min";
    }

    /// `a, b and c`.
    public static String list(List<String> parts) {
        if (parts.size() < 2) {
            return String.join("", parts);
        }
        List<String> head = new ArrayList<>(parts.subList(0, parts.size() - 1));
        return String.join(", ", head) + " and " + parts.getLast();
    }

    private static DateTimeFormatter format(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
    }
}
