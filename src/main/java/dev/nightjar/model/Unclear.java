package dev.nightjar.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What was read of a file, or of one who writes into it, and may not have been understood: records that say no level,
/// words of failure in them, lines that only go on with others.
///
/// @param path of the file; empty for the sum of files that are not told one by one
/// @param stream who wrote it: a container, a program; empty for the whole file
/// @param odd a record without a level is odd there; false where programs are known by their texts, or nobody said
/// @param records all of them
/// @param without those without a level
/// @param failing those of them that have words of failure, and lines that have and only go on
/// @param lines all of them
/// @param swallowed those that go on with a record and are neither indented nor part of a trace
/// @param words of failure, with how many have them
/// @param samples a few lines that have them, without secrets
public record Unclear(
        String path,
        String project,
        String stream,
        boolean odd,
        long records,
        long without,
        long failing,
        long lines,
        long swallowed,
        Map<String, Long> words,
        List<String> samples) {

    /// The worst first.
    public static final Comparator<Unclear> WORST_FIRST = Comparator.comparingLong(Unclear::failing)
            .thenComparingLong(Unclear::without)
            .thenComparingLong(Unclear::swallowed)
            .reversed()
            .thenComparing(Unclear::path)
            .thenComparing(Unclear::stream);

    private static final int LEAST = 2;
    private static final int LEAST_PERCENT = 1;
    /// So many records without level are odd though none of them speaks of failure.
    private static final int MANY = 10;
    private static final int MOST_SAMPLES = 3;
    private static final int NAMED = 3;
    /// So many are kept of a run.
    private static final int MOST = 20;
    private static final int MOST_WORDS = 8;

    public Unclear {
        words = java.util.Collections.unmodifiableMap(new TreeMap<>(words));
        samples = List.copyOf(samples);
    }

    /// Has to be added up with what other runs read: may become unusual.
    public boolean isWorthKeeping() {
        return failing > 0 || odd && without == records && records > 0 || swallowsMuch();
    }

    /// Somebody should look: no record has a level where they should, or more than a few speak of failure, or lines
    /// were swallowed.
    public boolean isUnusual() {
        return isBlank() || isFailing() || swallowsMuch();
    }

    /// No record says a level, and they should.
    public boolean isBlank() {
        return odd && without == records && records > 0 && (failing > 0 || records >= MANY);
    }

    private boolean isFailing() {
        return failing >= LEAST && failing * 100 >= (without + swallowed) * LEAST_PERCENT;
    }

    private boolean swallowsMuch() {
        return odd && swallowed >= MANY && swallowed * 2 >= lines;
    }

    /// The worst of many, and the sum of the others.
    public static List<Unclear> worst(List<Unclear> all) {
        List<Unclear> sorted = all.stream().sorted(WORST_FIRST).toList();
        if (sorted.size() <= MOST) {
            return sorted;
        }
        List<Unclear> worst = new ArrayList<>(sorted.subList(0, MOST - 1));
        sorted.subList(MOST - 1, sorted.size()).stream()
                .map(one -> new Unclear(
                        "",
                        "",
                        "",
                        one.odd,
                        one.records,
                        one.without,
                        one.failing,
                        one.lines,
                        one.swallowed,
                        one.words,
                        List.of()))
                .reduce(Unclear::and)
                .ifPresent(worst::add);
        return worst;
    }

    /// What two runs read of the same.
    public Unclear and(Unclear other) {
        Map<String, Long> all = new TreeMap<>(words);
        other.words.forEach((word, count) -> {
            if (all.containsKey(word) || all.size() < MOST_WORDS) {
                all.merge(word, count, Long::sum);
            }
        });
        List<String> some = java.util.stream.Stream.concat(samples.stream(), other.samples.stream())
                .distinct()
                .limit(MOST_SAMPLES)
                .toList();
        return new Unclear(
                path,
                project,
                stream,
                odd || other.odd,
                records + other.records,
                without + other.without,
                failing + other.failing,
                lines + other.lines,
                swallowed + other.swallowed,
                all,
                some);
    }

    /// `412 records without level; 9 say failed, error, killed`: a sentence without its end.
    public String sentence() {
        String said = isBlank()
                ? "none of " + count(records, "record") + " says a level"
                : without > 0 ? count(without, "record") + " without level" : "";
        String lost = swallowsMuch() || without == 0 && swallowed > 0
                ? "%,d of %s begin no record".formatted(swallowed, count(lines, "line"))
                : "";
        String fail = failing == 0 ? "" : "%,d %s %s".formatted(failing, failing == 1 ? "says" : "say", most());
        return List.of(said, lost, fail).stream()
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("; "));
    }

    private static String count(long count, String what) {
        return "%,d %s%s".formatted(count, what, count == 1 ? "" : "s");
    }

    /// The most frequent words.
    private String most() {
        String named = words.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .limit(NAMED)
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(", "));
        return words.size() > NAMED ? named + " …" : named;
    }

    /// The same under the name of another who writes; nothing is odd in the sum of several.
    public Unclear of(String who) {
        return new Unclear(
                path,
                project,
                who,
                odd && who.equals(stream),
                records,
                without,
                failing,
                lines,
                swallowed,
                words,
                samples);
    }

    /// The file, and who writes into it.
    public String where() {
        String file = path.isEmpty() ? "further files" : path;
        return stream.isEmpty() ? file : file + " (" + stream + ")";
    }

    /// What shows how the file is understood; empty without a file.
    public String command() {
        return path.isEmpty()
                ? ""
                : "nightjar formats test "
                        + (path.matches("[A-Za-z0-9/._+@-]+") ? path : "'" + path.replace("'", "'\\''") + "'");
    }
}
