package dev.nightjar.read;

import dev.nightjar.model.issue.Activity;
import dev.nightjar.model.issue.Issue.State;
import dev.nightjar.model.issue.Rest;
import dev.nightjar.model.issue.Triaged;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Counts issues and their events by project and state.
final class Sums {

    private static final int ISSUES = 0;
    private static final int ACTIVE = 1;
    private static final int ERRORS = 2;
    private static final int WARNINGS = 3;

    private final Map<String, Map<State, long[]>> sums = new TreeMap<>();

    void add(Triaged t) {
        Activity activity = t.activity();
        long[] of = sums.computeIfAbsent(activity.issue().project(), any -> new TreeMap<>())
                .computeIfAbsent(t.state(), any -> new long[4]);
        of[ISSUES]++;
        of[ACTIVE] += activity.count() > 0 ? 1 : 0;
        of[t.isError() ? ERRORS : WARNINGS] += activity.count();
    }

    Rest rest() {
        List<Rest.Part> parts = new ArrayList<>();
        sums.forEach((project, states) -> states.forEach((state, of) -> {
            if (of[ISSUES] > 0) {
                parts.add(new Rest.Part(project, state, of[ISSUES], of[ACTIVE], of[ERRORS], of[WARNINGS]));
            }
        }));
        return new Rest(parts);
    }
}
