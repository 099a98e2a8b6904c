package dev.nightjar.model.finding;

import dev.nightjar.model.event.StoredEvent;
import java.time.Instant;
import java.util.Comparator;

/// Somebody did something to somebody, once or often.
///
/// @param rule the audit rule that found it
/// @param actor who, empty if the log does not say
/// @param target to whom or what, empty if the log does not say
/// @param count in the window
/// @param first in the window
/// @param last in the window
/// @param known since when this actor and target are known together, before the window or in it
/// @param newest the last of them
public record Acted(
        String project,
        String rule,
        String actor,
        String target,
        long count,
        Instant first,
        Instant last,
        Instant known,
        StoredEvent newest) {

    /// By rule, most often first.
    public static final Comparator<Acted> ORDER = Comparator.comparing(Acted::rule)
            .thenComparing(Comparator.comparingLong(Acted::count).reversed())
            .thenComparing(Acted::project)
            .thenComparing(Acted::actor)
            .thenComparing(Acted::target);
}
