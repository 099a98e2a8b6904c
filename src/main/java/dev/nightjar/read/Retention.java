package dev.nightjar.read;

import dev.nightjar.model.Run;
import dev.nightjar.model.Run.Thinned;
import dev.nightjar.scan.Scan;
import dev.nightjar.store.Bounds;
import dev.nightjar.store.Store;
import dev.nightjar.triage.journal.Journal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Deletes what is older than the configuration keeps it.
public record Retention(Workspace workspace) {

    /// Decisions that are younger stay though they are undone: people look for what was decided.
    private static final Duration LATELY = Duration.ofDays(90);

    /// Deletes it, durably; nothing if nothing was ever scanned.
    ///
    /// @param open a scan that is not closed: it goes through its store, which has the lock
    /// @return what was thinned
    public Thinned prune(Optional<Scan> open) {
        Instant now = workspace.clock().instant();
        var retention = workspace.settings().retention();
        Instant lately = now.minus(LATELY);
        Journal.shorten(workspace.settings().data(), retention.files().journal(), lately, now);
        Bounds bounds = new Bounds(
                now.minus(retention.events()),
                now.minus(retention.tallies()),
                now.minus(retention.audit()),
                retention.size(),
                retention.perIssue());
        if (open.isPresent()) {
            return open.get().prune(bounds);
        }
        Optional<Run> last = workspace.archive().flatMap(archive -> {
            try (archive) {
                return archive.runs(1).stream().findFirst();
            }
        });
        if (last.isEmpty()) {
            return Thinned.NONE;
        }
        try (Store store = workspace.write()) {
            Thinned thinned = store.prune(bounds);
            store.commit(List.of(), last.get().having(last.get().thinned().with(thinned)));
            return thinned;
        }
    }
}
