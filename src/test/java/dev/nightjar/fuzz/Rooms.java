package dev.nightjar.fuzz;

import dev.nightjar.config.Project;
import dev.nightjar.config.yaml.Problems;
import dev.nightjar.extract.Extractor;
import dev.nightjar.format.Formats;
import dev.nightjar.group.Grouping;
import dev.nightjar.model.Level;
import dev.nightjar.model.log.SourceFile;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The definitions that ship with Nightjar, read once.
final class Rooms {

    private static final Problems PROBLEMS = new Problems();
    static final Grouping GROUPING = Grouping.load(Optional.empty(), PROBLEMS);
    static final Extractor EXTRACTOR = Extractor.load(Optional.empty(), PROBLEMS, GROUPING.mask());
    static final Formats FORMATS = Formats.load(Optional.empty(), EXTRACTOR.traceLines(), PROBLEMS);

    static final Project PROJECT = new Project(
            "shop",
            List.of(),
            List.of(),
            Level.WARN,
            Map.of(),
            List.of(),
            List.of(),
            Map.of(),
            List.of(),
            List.of(),
            Project.Releases.NONE,
            false,
            Set.of(),
            Optional.empty());

    static final SourceFile FILE = new SourceFile(
            "00", Path.of("/logs/a.log"), "shop", "here", ZoneOffset.UTC, Instant.parse("2026-03-05T00:00:00Z"));

    private Rooms() {}
}
