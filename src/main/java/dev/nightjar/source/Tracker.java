package dev.nightjar.source;

import dev.nightjar.config.Project;
import dev.nightjar.config.Settings;
import dev.nightjar.model.log.Position;
import dev.nightjar.source.find.ContentHash;
import dev.nightjar.source.quarantine.Quarantine;
import java.time.Instant;
import java.util.List;

/// Recognises files whatever they are called now: by device and inode where prefix and tail still
/// prove the content, else by the content itself, unpacked if need be. A file is skipped only on
/// proof.
public final class Tracker {

    /// Files may be renamed while they are listed; then they are listed again.
    private static final int LOOKS = 3;

    private final Settings settings;
    private final KnownFiles known;
    private final ContentHash hash;
    private final Instant now;
    private final Quarantine quarantine;

    /// @param positions of the last commit
    /// @param key the index's secret
    /// @param quarantine the files that ended runs
    public Tracker(Settings settings, List<Position> positions, byte[] key, Instant now, Quarantine quarantine) {
        this.settings = settings;
        this.known = new KnownFiles(positions);
        this.hash = new ContentHash(key);
        this.now = now;
        this.quarantine = quarantine;
    }

    /// Finds the projects' files and what is new in each.
    public ReadPlan plan(List<Project> projects) {
        return plan(projects, false);
    }

    /// All of the projects' files from their beginning, as if none was ever read and none could grow: copies
    /// too. Those of projects made up for a command line are read in the encodings that the configuration
    /// names.
    public ReadPlan everything(List<Project> projects) {
        return plan(projects, true);
    }

    private ReadPlan plan(List<Project> projects, boolean everything) {
        for (int look = 1; ; look++) {
            Planning planning = new Planning(settings, known, hash, now, everything, quarantine);
            ReadPlan plan = planning.plan(projects);
            if (look == LOOKS || !planning.unsettled()) {
                return plan;
            }
        }
    }
}
