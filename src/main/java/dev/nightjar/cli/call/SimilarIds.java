package dev.nightjar.cli.call;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// Ids that a person may have meant.
public final class SimilarIds {

    private static final int MOST = 5;

    private SimilarIds() {}

    /// Those one or two edits away, the nearest first; at most five.
    public static List<String> to(String typed, Collection<String> known) {
        String wanted = bare(typed);
        return known.stream()
                .filter(id -> Math.abs(bare(id).length() - wanted.length()) <= 2)
                .distinct()
                .map(id -> Map.entry(id, distance(wanted, bare(id))))
                .filter(entry -> entry.getValue() <= 2)
                .sorted(Map.Entry.<String, Integer>comparingByValue()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.naturalOrder())))
                .limit(MOST)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static String bare(String id) {
        return id.strip().replace("-", "").toUpperCase(java.util.Locale.ROOT);
    }

    /// Optimal string alignment: a swap of neighbours is one edit.
    public static int distance(String a, String b) {
        int[][] rows = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                rows[i][j] = Math.min(i, j) == 0 ? Math.max(i, j) : step(rows, a, b, i, j);
            }
        }
        return rows[a.length()][b.length()];
    }

    private static int step(int[][] rows, String a, String b, int i, int j) {
        int least = Math.min(
                Math.min(rows[i - 1][j], rows[i][j - 1]) + 1,
                rows[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1));
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(least, rows[i - 2][j - 2] + 1) : least;
    }
}
