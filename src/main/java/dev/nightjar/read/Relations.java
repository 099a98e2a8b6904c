package dev.nightjar.read;

import dev.nightjar.insight.Cascades;
import dev.nightjar.insight.Series;
import dev.nightjar.insight.SharedPaths;
import dev.nightjar.model.IssueId;
import dev.nightjar.model.Window;
import dev.nightjar.model.event.StoredEvent;
import dev.nightjar.model.finding.Related;
import dev.nightjar.model.issue.Activity;
import dev.nightjar.store.Archive;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Hands what the store knows of ids and times to those who find what belongs together.
final class Relations {

    /// Shared ids looked at.
    private static final int MOST_IDS = 1000;

    /// Issues whose times are held against each other: the most frequent. A cascade takes five bursts: of rarer
    /// ones
    /// nothing could be said.
    private static final int MOST_ISSUES = 5_000;

    private static final int FEWEST = 5;

    private Relations() {}

    static Related of(Archive archive, Window window) {
        Map<String, List<StoredEvent>> shared = new LinkedHashMap<>();
        archive.shared(window, MOST_IDS).forEach(one -> shared.put(one.id(), one.events()));
        List<Series> series = archive.timelines(window, frequent(archive, window)).stream()
                .map(line -> new Series(line.issue(), line.project(), line.micros()))
                .toList();
        return new Related(SharedPaths.of(shared), Cascades.find(series));
    }

    private static Set<IssueId> frequent(Archive archive, Window window) {
        Ranking ranking = new Ranking(t -> 0, MOST_ISSUES);
        for (Archive.Slice slice : archive.slices()) {
            for (Activity activity : archive.activity(window, slice)) {
                if (activity.count() >= FEWEST) {
                    ranking.add(activity.issue().id(), 0, activity.count());
                }
            }
        }
        return Set.copyOf(ranking.first());
    }
}
