package dev.nightjar.insight;

import dev.nightjar.model.IssueId;
import dev.nightjar.model.finding.Alike;
import dev.nightjar.model.issue.Issue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Finds issues that read alike, in whichever project.
public final class Likeness {

    /// Half of what two issues are made of.
    private static final double LEAST = 0.5;

    /// Two issues half alike differ in 17 of 64 bits, give or take 4; those that have nothing in common in 32.
    private static final int FARTHEST = 25;

    private static final int MOST = 5;

    private static final Comparator<Alike> LIKEST_FIRST =
            Comparator.comparingDouble(Alike::likeness).reversed().thenComparing(Alike::issue);

    private Likeness() {}

    /// The issues that read most like each, at most five, the likest first; issues that are like no other are
    /// not there. Every pair is compared by its 64 bits, and few by more.
    public static Map<IssueId, List<Alike>> of(List<Issue> issues) {
        List<Features> features = issues.stream().map(Features::of).toList();
        long[] bits = features.stream().mapToLong(Features::simhash).toArray();
        Map<IssueId, List<Alike>> found = new HashMap<>();
        for (int i = 0; i < bits.length; i++) {
            for (int k = i + 1; k < bits.length; k++) {
                if (Long.bitCount(bits[i] ^ bits[k]) <= FARTHEST) {
                    double likeness = features.get(i).likeness(features.get(k));
                    if (likeness >= LEAST) {
                        note(found, issues.get(i).id(), issues.get(k).id(), likeness);
                        note(found, issues.get(k).id(), issues.get(i).id(), likeness);
                    }
                }
            }
        }
        found.replaceAll((id, alike) -> List.copyOf(alike));
        return found;
    }

    /// Keeps the likest: many issues may be like one.
    private static void note(Map<IssueId, List<Alike>> found, IssueId of, IssueId other, double likeness) {
        List<Alike> best = found.computeIfAbsent(of, id -> new ArrayList<>(MOST + 1));
        Alike alike = new Alike(other, likeness);
        int at = best.size();
        while (at > 0 && LIKEST_FIRST.compare(alike, best.get(at - 1)) < 0) {
            at--;
        }
        if (at < MOST) {
            best.add(at, alike);
        }
        if (best.size() > MOST) {
            best.removeLast();
        }
    }
}
