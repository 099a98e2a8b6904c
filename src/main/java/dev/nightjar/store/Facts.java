package dev.nightjar.store;

import dev.nightjar.model.Deploy;
import dev.nightjar.model.Run;
import dev.nightjar.model.Window;
import dev.nightjar.model.log.Coverage;
import dev.nightjar.model.log.LogPattern;
import dev.nightjar.model.log.Position;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/// What is known beside events and issues: releases, hours, patterns, files and runs.
public interface Facts {

    /// Releases known of, oldest first.
    List<Deploy> deploys();

    /// All projects of which logs were ever read, by name.
    SortedSet<String> projects();

    /// The hours from which a project's logs were read.
    Coverage lived(String project);

    /// What a project's logs usually say, most often first; empty unless its `unseen` is on.
    List<LogPattern> patterns(String project);

    /// How far each file was read, as the last commit has it; in the order of their paths.
    List<Position> positions();

    /// The number of the commit that is read: each is one more than that before it.
    long commit();

    /// Newest first.
    List<Run> runs(int most);

    /// Time of the newest event; empty for an empty index.
    Optional<Instant> newest();

    /// Time of the oldest event kept; empty for an empty index.
    Optional<Instant> oldest();

    /// The times between which events of loud issues are counted and not all kept; empty if there are none.
    Optional<Window> sparse();
}
