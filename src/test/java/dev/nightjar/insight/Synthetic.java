package dev.nightjar.insight;

import dev.nightjar.model.IssueId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Made-up weeks of issues that have nothing to do with each other, of the kinds that logs have.
final class Synthetic {

    private static final long SECOND = 1_000_000;
    private static final long HOUR = 3600 * SECOND;
    private static final long WEEK = 7 * 24 * HOUR;

    private final Random random;
    private int made;

    Synthetic(long seed) {
        random = new Random(seed);
    }

    /// Independent issues, each of a kind at random.
    List<Series> independent(int issues) {
        List<Series> all = new ArrayList<>();
        for (int i = 0; i < issues; i++) {
            all.add(
                    switch (i % 5) {
                        case 0 -> series(poisson(5 + random.nextInt(200), false));
                        case 1 -> series(poisson(5 + random.nextInt(500), true));
                        case 2 -> series(bursts(3 + random.nextInt(40)));
                        case 3 -> series(clock(random.nextBoolean() ? 5 : 60));
                        default -> series(busyHours(2 + random.nextInt(6)));
                    });
        }
        return all;
    }

    /// An issue that follows another within `lag` seconds for a part of its bursts, and happens by itself
    /// besides.
    Series following(Series cause, double part, double lag) {
        List<Long> times = poisson(20, true);
        for (long at : cause.onsets(30 * SECOND)) {
            if (random.nextDouble() < part) {
                times.add(at + (long) (random.nextDouble() * lag * SECOND));
            }
        }
        return series(times);
    }

    Series bursting(int bursts) {
        return series(bursts(bursts));
    }

    Series series(List<Long> times) {
        made++;
        String project = "p" + made % 7;
        return new Series(
                IssueId.of(made * 0x9E3779B97F4A7C15L),
                project,
                times.stream().mapToLong(Long::longValue).sorted().toArray());
    }

    private long anywhere() {
        return (long) (random.nextDouble() * WEEK);
    }

    /// At random, by day more often than by night if `daily`.
    private List<Long> poisson(int events, boolean daily) {
        List<Long> times = new ArrayList<>();
        while (times.size() < events) {
            long at = anywhere();
            double day = Math.sin(2 * Math.PI * (at % (24 * HOUR)) / (24 * HOUR));
            if (!daily || random.nextDouble() < (1 + day) / 2) {
                times.add(at);
            }
        }
        return times;
    }

    private List<Long> bursts(int bursts) {
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < bursts; i++) {
            long at = anywhere();
            for (int n = random.nextInt(30); n >= 0; n--) {
                times.add(at);
                at += (long) (-Math.log(random.nextDouble()) * 3 * SECOND);
            }
        }
        return times;
    }

    /// A job of every so many minutes that fails now and then, some seconds after it began.
    private List<Long> clock(int minutes) {
        List<Long> times = new ArrayList<>();
        double fails = 0.02 + random.nextDouble() * 0.9;
        long phase = random.nextInt(3) * SECOND;
        for (long at = 0; at < WEEK; at += minutes * 60 * SECOND) {
            if (random.nextDouble() < fails) {
                times.add(at + phase + (long) (random.nextDouble() * 2 * SECOND));
            }
        }
        return times;
    }

    /// Some hours in which much goes wrong, the rest quiet.
    private List<Long> busyHours(int hours) {
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < hours; i++) {
            long from = anywhere() / HOUR * HOUR;
            for (int n = 0; n < 60; n++) {
                times.add(from + (long) (random.nextDouble() * HOUR));
            }
        }
        return times;
    }
}
