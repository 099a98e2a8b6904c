package dev.nightjar.read.merged;

import dev.nightjar.config.Settings;
import dev.nightjar.model.event.StoredEvent;
import dev.nightjar.model.log.Position;
import dev.nightjar.scan.Loading;
import dev.nightjar.store.Archive;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Puts the lines of all hosts around the newest event of an issue, where its project has several: of the first issues
/// that are asked for, since files are read for each. All others keep the lines that were stored with them.
public final class MergedSamples {

    private static final int MOST_ISSUES = 20;
    private static final int LINES = 6;

    private final MergedLines lines;
    private final Map<String, Set<String>> hosts = new HashMap<>();
    private int left = MOST_ISSUES;

    public MergedSamples(Settings settings, Archive archive) {
        this.lines = new MergedLines(settings, () -> Loading.rooms(settings, List.of()), archive);
        for (Position file : archive.positions()) {
            hosts.computeIfAbsent(file.project(), any -> new HashSet<>()).add(file.host());
        }
    }

    /// @param events of one issue, newest first
    public List<StoredEvent> around(List<StoredEvent> events) {
        if (left == 0
                || events.isEmpty()
                || hosts.getOrDefault(events.getFirst().project(), Set.of()).size() < 2) {
            return events;
        }
        left--;
        MergedLines.Around around = lines.of(events.getFirst(), LINES, LINES);
        if (!around.found()) {
            return events;
        }
        List<StoredEvent> all = new ArrayList<>(events);
        all.set(0, events.getFirst().with(around.context()));
        return all;
    }
}
