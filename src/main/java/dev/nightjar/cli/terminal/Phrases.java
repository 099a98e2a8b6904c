package dev.nightjar.cli.terminal;

import dev.nightjar.text.Visible;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;

/// Numbers, times and texts as people read them on a terminal.
public final class Phrases {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final String BARS = "▁▂▃▄▅▆▇█";

    private Phrases() {}

    /// `1 event`, `1,234 events`.
    public static String count(long number, String noun) {
        return "%,d %s%s".formatted(number, noun, number == 1 ? "" : "s");
    }

    /// Decimal units, one digit behind the point.
    public static String bytes(long bytes) {
        if (bytes < 1000) {
            return bytes + " B";
        }
        double value = bytes;
        int unit = -1;
        while (value >= 999.95 && unit < 4) {
            value /= 1000;
            unit++;
        }
        return "%.1f %sB".formatted(value, "kMGTP".charAt(unit));
    }

    /// `2026-03-04 05:06:07` in the zone, which is not named.
    public static String time(Instant time, ZoneId zone) {
        return TIME.format(time.atZone(zone));
    }

    /// `7 s`, `3 min`, `5 h`, `2 d`: how long ago or how long.
    public static String age(Duration age) {
        long minutes = age.toMinutes();
        if (minutes < 1) {
            return Math.max(0, age.toSeconds()) + " s";
        }
        return minutes < 120 ? minutes + " min" : minutes < 48 * 60 ? age.toHours() + " h" : age.toDays() + " d";
    }

    /// One harmless line of at most `most` columns.
    public static String line(String raw, int most) {
        String shown = Visible.line(raw.length() > 4L * most ? raw.substring(0, 4 * most) : raw);
        return Width.cut(shown, most);
    }

    /// Lines of at most `width` columns, broken at blanks, and within words only where a word is longer.
    public static List<String> wrap(String text, int width) {
        return Width.wrap(text, width);
    }

    /// A bar of at most `width` characters; never empty.
    public static String bar(long count, long most, int width) {
        return "█".repeat((int) Math.max(1, Math.round((double) count * width / Math.max(1, most))));
    }

    /// Counts as a row of bars of at most `width` characters, the highest full; silence is a dot.
    public static String spark(List<Long> counts, int width) {
        int columns = Math.min(width, counts.size());
        long[] sums = new long[columns];
        for (int i = 0; i < counts.size(); i++) {
            sums[(int) ((long) i * columns / counts.size())] += counts.get(i);
        }
        long most = Math.max(1, java.util.Arrays.stream(sums).max().orElse(1));
        StringBuilder bars = new StringBuilder(columns);
        for (long sum : sums) {
            bars.append(sum == 0 ? '·' : BARS.charAt((int) ((sum * 8 - 1) / most)));
        }
        return bars.toString();
    }
}
