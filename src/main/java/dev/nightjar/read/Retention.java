package dev.nightjar.read;

import dev.nightjar.model.Run;
import dev.nightjar.scan.Scan;
import dev.nightjar.store.Store;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Deletes what is older than the configuration keeps it.
public record Retention(Workspace workspace) {

    /// Deletes it, durably; nothing if nothing was ever scanned.
    ///
    /// @param open a scan that is not closed: it goes through its store, which has the lock
    public void prune(Optional<Scan> open) {
        Instant now = workspace.clock().instant();
        var retention = workspace.settings().retention();
        Instant events = now.minus(retention.events());
        Instant tallies = now.minus(retention.tallies());
        Instant audits = now.minus(retention.audit());
        if (open.isPresent()) {
            open.get().prune(events, tallies, audits);
            return;
        }
        Optional<Run> last = workspace.archive().flatMap(archive -> {
            try (archive) {
                return archive.runs(1).stream().findFirst();
            }
        });
        if (last.isPresent()) {
            try (Store store = workspace.write()) {
                store.prune(events, tallies, audits);
                store.commit(List.of(), last.get());
            }
        }
    }
}
