package dev.nightjar.insight;

import dev.nightjar.model.finding.Cascade;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Finds issues that follow issues of other projects without any id in common.
///
/// A *burst* of an issue begins with an event after 30 s of silence. B follows a burst of A if B itself
/// begins, after silence, within 5 s of the burst's beginning. How often that would happen by chance is
/// measured, not assumed: in the same windows of 5 s shifted by minutes, by hours and by days, so that what
/// is busy by day, or is started by the clock, does not look like a cause; the largest of the three counts.
/// With that probability the binomial distribution bounds the odds of so many hits, and the bound is
/// multiplied with the number of pairs that were compared (Bonferroni). A cascade has at least 5 followed
/// bursts, 60 % of all, and odds below 1 %.
public final class Cascades {

    /// How soon the effect must begin.
    public static final Duration WITHIN = Duration.ofSeconds(5);

    /// Odds above this are taken for chance: in fewer than one of a hundred reports of independent issues
    /// is one cascade expected.
    public static final double MOST_ODDS = 0.01;

    private static final long SECOND = 1_000_000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long SILENCE = 30 * SECOND;
    private static final int FEWEST = 5;
    private static final double LEAST_SHARE = 0.6;
    private static final int EXAMPLES = 5;

    /// Shifts at which chance is measured, both ways, in three scales. Odd numbers of minutes beside the
    /// round ones, so that a clock of five or ten minutes is neither always met nor always missed.
    private static final List<long[]> SHIFTS = List.of(
            scaled(MINUTE, 1, 2, 3, 4, 5, 7, 10, 11, 13, 15, 17, 20, 23, 29, 30),
            scaled(HOUR, 1, 2, 3, 4, 6, 8, 12),
            scaled(24 * HOUR, 1, 2, 3, 7));

    private record Pair(int cause, int effect) {}

    private record Hit(long at, long lag) {}

    private final List<Series> series;
    private final List<long[]> bursts = new ArrayList<>();
    private final List<long[]> onsets = new ArrayList<>();

    private Cascades(List<Series> series) {
        this.series = series;
        long within = WITHIN.toNanos() / 1000;
        for (Series one : series) {
            bursts.add(one.onsets(SILENCE));
            onsets.add(one.onsets(within));
        }
    }

    /// The cascades among these issues, surest first, each as direct as can be told: where A is followed by
    /// B and B by C, A is not also said to be followed by C.
    public static List<Cascade> find(List<Series> series) {
        return new Cascades(series).find();
    }

    private List<Cascade> find() {
        long pairs = pairs();
        Map<Pair, Cascade> found = new HashMap<>();
        hits().forEach((pair, hits) -> judge(pair, hits, pairs).ifPresent(cascade -> found.put(pair, cascade)));
        found.keySet().removeIf(pair -> isWeaker(found, pair));
        Set<Pair> direct = new HashSet<>(found.keySet());
        direct.removeIf(pair -> goesThrough(found, pair));
        return direct.stream()
                .map(found::get)
                .sorted(Comparator.comparingDouble(Cascade::odds)
                        .thenComparing(Cascade::cause)
                        .thenComparing(Cascade::effect))
                .toList();
    }

    /// Ordered pairs of issues of different projects with enough bursts to be compared.
    private long pairs() {
        Map<String, Long> byProject = new HashMap<>();
        for (int i = 0; i < series.size(); i++) {
            if (bursts.get(i).length >= FEWEST) {
                byProject.merge(series.get(i).project(), 1L, Long::sum);
            }
        }
        long all = byProject.values().stream().mapToLong(Long::longValue).sum();
        return byProject.values().stream().mapToLong(n -> n * (all - n)).sum();
    }

    /// Every beginning of an issue soon after a burst of another project's, by pair.
    private Map<Pair, List<Hit>> hits() {
        TreeMap<Long, List<Integer>> begins = new TreeMap<>();
        for (int i = 0; i < series.size(); i++) {
            if (bursts.get(i).length >= FEWEST) {
                for (long at : onsets.get(i)) {
                    begins.computeIfAbsent(at, any -> new ArrayList<>()).add(i);
                }
            }
        }
        Map<Pair, List<Hit>> hits = new HashMap<>();
        for (int cause = 0; cause < series.size(); cause++) {
            long[] of = bursts.get(cause);
            for (int i = 0; of.length >= FEWEST && i < of.length; i++) {
                follow(cause, of[i], begins, hits);
            }
        }
        return hits;
    }

    private void follow(int cause, long at, TreeMap<Long, List<Integer>> begins, Map<Pair, List<Hit>> hits) {
        Set<Integer> seen = new HashSet<>();
        begins.subMap(at, true, at + WITHIN.toNanos() / 1000, true)
                .forEach((then, effects) -> effects.forEach(effect -> {
                    if (!series.get(effect).project().equals(series.get(cause).project()) && seen.add(effect)) {
                        hits.computeIfAbsent(new Pair(cause, effect), any -> new ArrayList<>())
                                .add(new Hit(at, then - at));
                    }
                }));
    }

    private Optional<Cascade> judge(Pair pair, List<Hit> hits, long pairs) {
        int all = bursts.get(pair.cause).length;
        if (hits.size() < FEWEST || hits.size() < LEAST_SHARE * all) {
            return Optional.empty();
        }
        double chance = chance(bursts.get(pair.cause), onsets.get(pair.effect));
        double odds = hits.size() <= all * chance + 1 ? 1 : pairs * Odds.atLeast(hits.size(), all, chance);
        return odds > MOST_ODDS ? Optional.empty() : Optional.of(cascade(pair, hits, chance, odds));
    }

    private Cascade cascade(Pair pair, List<Hit> hits, double chance, double odds) {
        long[] lags = hits.stream().mapToLong(Hit::lag).sorted().toArray();
        List<Instant> examples = hits.stream()
                .sorted(Comparator.comparingLong(Hit::at).reversed())
                .limit(EXAMPLES)
                .map(hit -> instant(hit.at))
                .toList();
        return new Cascade(
                series.get(pair.cause).issue(),
                series.get(pair.effect).issue(),
                bursts.get(pair.cause).length,
                hits.size(),
                Duration.ofNanos(lags[lags.length / 2] * 1000),
                chance,
                odds,
                examples);
    }

    /// How often a shifted window has a beginning of the effect: of the scale in which that is most often.
    /// One hit more than was seen is counted, since few windows say little. Shifts to where the effect is
    /// not known do not count.
    private static double chance(long[] causes, long[] effects) {
        double most = 0;
        for (long[] scale : SHIFTS) {
            long tried = 0;
            long hit = 0;
            for (long shift : scale) {
                for (long cause : causes) {
                    long at = cause + shift;
                    boolean known = at >= effects[0] && at <= effects[effects.length - 1];
                    tried += known ? 1 : 0;
                    hit += known && begins(effects, at) ? 1 : 0;
                }
            }
            most = Math.max(most, tried == 0 ? 0 : (hit + 1.0) / (tried + 1.0));
        }
        return most == 0 ? 1 : most;
    }

    private static boolean begins(long[] effects, long at) {
        int found = Arrays.binarySearch(effects, at);
        int next = found >= 0 ? found : -found - 1;
        return next < effects.length && effects[next] - at <= WITHIN.toNanos() / 1000;
    }

    /// Two that begin together follow each other both ways: the one that leads more often is kept.
    private static boolean isWeaker(Map<Pair, Cascade> found, Pair pair) {
        Cascade there = found.get(pair);
        Cascade back = found.get(new Pair(pair.effect, pair.cause));
        if (there == null || back == null) {
            return false;
        }
        int order = Integer.compare(there.followed(), back.followed());
        return order < 0 || order == 0 && pair.cause > pair.effect;
    }

    private static boolean goesThrough(Map<Pair, Cascade> found, Pair pair) {
        Cascade whole = found.get(pair);
        return whole != null
                && found.entrySet().stream()
                        .filter(first -> first.getKey().cause == pair.cause && first.getKey().effect != pair.effect)
                        .anyMatch(first -> {
                            Cascade second = found.get(new Pair(first.getKey().effect, pair.effect));
                            return second != null
                                    && first.getValue().lag().compareTo(whole.lag()) <= 0
                                    && second.lag().compareTo(whole.lag()) <= 0;
                        });
    }

    private static Instant instant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, SECOND), Math.floorMod(micros, SECOND) * 1000);
    }

    private static long[] scaled(long unit, long... times) {
        return Arrays.stream(times)
                .flatMap(n -> Arrays.stream(new long[] {-n * unit, n * unit}))
                .toArray();
    }
}
