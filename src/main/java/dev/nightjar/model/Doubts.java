package dev.nightjar.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// What of several runs may not have been understood, file by file and writer by writer. A later run counts more: what
/// came before a file was read as another format, or before a run that understood much of it, is forgotten.
public final class Doubts {

    /// A run that understood so many records of a file speaks for the file.
    private static final int ENOUGH = 50;

    private final Map<String, Map<String, Unclear>> sums = new TreeMap<>();
    private final Map<String, String> formats = new HashMap<>();
    private final Map<String, Long> records = new HashMap<>();
    private final Set<String> settled = new HashSet<>();

    private Doubts() {}

    /// What somebody should look at, the worst first.
    ///
    /// @param newestFirst runs
    public static List<Unclear> of(List<Run> newestFirst) {
        Doubts doubts = new Doubts();
        newestFirst.forEach(doubts::add);
        List<Unclear> found = new ArrayList<>();
        doubts.sums.forEach((path, writers) -> doubts.unusual(path, writers, found));
        found.sort(Unclear.WORST_FIRST);
        return List.copyOf(found);
    }

    private void add(Run run) {
        Set<String> doubted = new HashSet<>();
        run.unclear().forEach(one -> doubted.add(one.path()));
        List<String> understood = new ArrayList<>();
        for (Run.ReadFile file : run.files()) {
            String path = file.path();
            if (file.records() > 0
                    && !formats.computeIfAbsent(path, any -> file.format()).equals(file.format())) {
                settled.add(path);
            }
            if (!settled.contains(path)) {
                records.merge(path, file.records(), Long::sum);
            }
            if (file.records() >= ENOUGH && !doubted.contains(path)) {
                understood.add(path);
            }
        }
        for (Unclear one : run.unclear()) {
            if (!settled.contains(one.path())) {
                sums.computeIfAbsent(one.path(), path -> new TreeMap<>()).merge(one.stream(), one, Unclear::and);
            }
        }
        settled.addAll(understood);
    }

    /// Writers with a few words of failure each may be many together.
    private void unusual(String path, Map<String, Unclear> writers, List<Unclear> found) {
        writers.values().stream().filter(Unclear::isUnusual).forEach(found::add);
        writers.values().stream()
                .filter(one -> !one.isUnusual())
                .map(one -> one.of(""))
                .reduce(Unclear::and)
                .filter(rest -> rest.isUnusual() && rest.failing() * 100 >= records.getOrDefault(path, 0L))
                .ifPresent(found::add);
    }

    /// How many files these are of.
    public static long files(List<Unclear> doubts) {
        return doubts.stream().map(Unclear::path).distinct().count();
    }
}
