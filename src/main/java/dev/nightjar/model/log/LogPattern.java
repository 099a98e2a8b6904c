package dev.nightjar.model.log;

import dev.nightjar.model.Level;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A message template of a project at any level, whether an event or not: what its logs usually say.
///
/// @param logger empty if none
/// @param count how often it was seen
/// @param days on how many different days
public record LogPattern(
        String project,
        String logger,
        @Nullable Level level,
        String template,
        Instant first,
        Instant last,
        long count,
        int days) {}
