package dev.nightjar.insight;

import dev.nightjar.model.IssueId;
import dev.nightjar.model.event.StoredEvent;
import dev.nightjar.model.finding.SharedPath;
import dev.nightjar.model.finding.SharedPath.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Joins events by the ids they share across projects.
public final class SharedPaths {

    private static final int EXAMPLES = 5;

    private SharedPaths() {}

    /// One id's way: what it went through, in the order of time.
    private record Way(String id, List<Step> steps, Instant last) {}

    /// The paths of ids that events of several projects share, those of most ids first. Ids that went
    /// through the same issues are one path, in the order that most of them took: clocks of hosts differ a
    /// little.
    ///
    /// @param events of each id
    public static List<SharedPath> of(Map<String, List<StoredEvent>> events) {
        Map<Set<IssueId>, List<Way>> ways = new HashMap<>();
        events.forEach((id, found) -> {
            Way way = way(id, found);
            if (way.steps.stream().map(Step::project).distinct().count() > 1) {
                Set<IssueId> through = new TreeSet<>();
                way.steps.forEach(step -> through.add(step.issue()));
                ways.computeIfAbsent(through, any -> new ArrayList<>()).add(way);
            }
        });
        return ways.values().stream()
                .map(SharedPaths::path)
                .sorted(Comparator.comparingLong(SharedPath::ids)
                        .reversed()
                        .thenComparing(path -> path.steps().toString()))
                .toList();
    }

    private static Way way(String id, List<StoredEvent> events) {
        Map<IssueId, Step> steps = new LinkedHashMap<>();
        Instant last = Instant.MIN;
        for (StoredEvent event : events.stream()
                .sorted(Comparator.comparing(StoredEvent::time).thenComparing(StoredEvent::id))
                .toList()) {
            steps.putIfAbsent(event.issue(), new Step(event.issue(), event.project()));
            last = event.time();
        }
        return new Way(id, List.copyOf(steps.values()), last);
    }

    private static SharedPath path(Collection<Way> ways) {
        Map<List<Step>, Long> orders = new HashMap<>();
        ways.forEach(way -> orders.merge(way.steps, 1L, Long::sum));
        List<Step> usual = orders.entrySet().stream()
                .max(Map.Entry.<List<Step>, Long>comparingByValue()
                        .thenComparing(entry -> entry.getKey().toString()))
                .orElseThrow()
                .getKey();
        List<String> examples = ways.stream()
                .sorted(Comparator.comparing(Way::last).reversed().thenComparing(Way::id))
                .limit(EXAMPLES)
                .map(Way::id)
                .toList();
        return new SharedPath(usual, ways.size(), examples);
    }
}
