import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/// When things happen in the shop, and to whom. All of it follows from one seed.
final class Story {

    static final long SEED = 20260304;
    static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    static final LocalDate FIRST_DAY = LocalDate.of(2026, 3, 2);
    static final int DAYS = 3;
    static final int NEWEST = DAYS - 1;
    static final int DEPLOY = 9 * 3600;
    static final String OLD_RELEASE = "2.4.0";
    static final String NEW_RELEASE = "2.4.1";

    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /// Share of a day's traffic in each hour.
    private static final int[] SHAPE = {1, 1, 1, 1, 1, 2, 3, 5, 6, 6, 6, 6, 7, 7, 6, 6, 6, 7, 8, 8, 7, 5, 3, 2};

    /// An order of the new release that fails in billing and is felt in every service before it.
    record Broken(double second, String request, String trace, String user, String order, String host) {}

    private Story() {}

    /// Randomness for one purpose, the same in every run.
    static Random random(String purpose) {
        return new Random(SEED * 1_000_003 + purpose.hashCode());
    }

    static Instant at(int day, double second) {
        return FIRST_DAY.plusDays(day).atStartOfDay(ZONE).toInstant().plusMillis(Math.round(second * 1000));
    }

    /// In universal time with milliseconds, as JavaScript prints it.
    static String utc(Instant at) {
        return UTC.format(at);
    }

    static String release(int day, double second) {
        return day < NEWEST || second < DEPLOY ? OLD_RELEASE : NEW_RELEASE;
    }

    /// A second of the day, more likely when the shop is busy.
    static double second(Random random) {
        int total = java.util.Arrays.stream(SHAPE).sum();
        int pick = random.nextInt(total);
        int hour = 0;
        while (pick >= SHAPE[hour]) {
            pick -= SHAPE[hour++];
        }
        return hour * 3600 + random.nextInt(3_599_000) / 1000.0;
    }

    /// `count` busy seconds in `[from, to)`, in order.
    static List<Double> seconds(Random random, int count, double from, double to) {
        List<Double> seconds = new ArrayList<>();
        while (seconds.size() < count) {
            double second = second(random);
            if (second >= from && second < to) {
                seconds.add(second);
            }
        }
        return seconds.stream().sorted().toList();
    }

    /// The orders that the new release cannot place.
    static List<Broken> broken() {
        Random random = random("broken orders");
        List<Broken> all = new ArrayList<>();
        List<Double> seconds = new ArrayList<>(List.of(DEPLOY + 214.5));
        seconds.addAll(seconds(random, 23, DEPLOY + 400, 86_000));
        for (double second : seconds) {
            String host = random.nextBoolean() ? "web-1" : "web-2";
            all.add(new Broken(second, request(random), hex(random, 32), user(random), order(random), host));
        }
        return all;
    }

    static String request(Random random) {
        return "req-" + hex(random, 8);
    }

    static String user(Random random) {
        return "u-" + (1000 + random.nextInt(900));
    }

    static String order(Random random) {
        return "O-2026-" + (100_000 + random.nextInt(90_000));
    }

    static String hex(Random random, int digits) {
        StringBuilder hex = new StringBuilder();
        while (hex.length() < digits) {
            hex.append(Character.forDigit(random.nextInt(16), 16));
        }
        return hex.toString();
    }

    @SafeVarargs
    static <T> T one(Random random, T... of) {
        return of[random.nextInt(of.length)];
    }
}
