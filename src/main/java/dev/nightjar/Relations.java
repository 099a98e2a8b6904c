package dev.nightjar;

import dev.nightjar.model.Related;
import dev.nightjar.model.StoredEvent;
import dev.nightjar.model.Window;
import dev.nightjar.store.Archive;
import dev.nightjar.triage.links.Cascades;
import dev.nightjar.triage.links.Series;
import dev.nightjar.triage.links.SharedPaths;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Hands what the store knows of ids and times to those who find what belongs together.
final class Relations {

    /// Shared ids looked at.
    private static final int MOST_IDS = 1000;

    private Relations() {}

    static Related of(Archive archive, Window window) {
        Map<String, List<StoredEvent>> shared = new LinkedHashMap<>();
        archive.shared(window, MOST_IDS).forEach(one -> shared.put(one.id(), one.events()));
        List<Series> series = archive.timelines(window).stream()
                .map(line -> new Series(line.issue(), line.project(), line.micros()))
                .toList();
        return new Related(SharedPaths.of(shared), Cascades.find(series));
    }
}
