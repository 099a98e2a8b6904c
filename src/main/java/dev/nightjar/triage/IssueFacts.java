package dev.nightjar.triage;

import dev.nightjar.model.Window;
import dev.nightjar.model.event.StoredEvent;
import dev.nightjar.model.issue.Activity;
import dev.nightjar.model.issue.Hours;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/// What is known of an issue besides its activity. What costs a look into the index is asked for only when a
/// verdict
/// needs it: the newest event for owners, `during` for mutes, `releasesSince` for what was resolved in a release.
///
/// @param hours events in each of the hours before the window, oldest first, silent hours as 0: of the last
///     four weeks
///     if possible, and at least as far back as the quiet time, or an issue's coming back cannot be seen. Empty if
///     nothing is known: the issue is then never called escalating or, but for a decision, regressed
/// @param newest the issue's newest event
/// @param during what it did in another window; empty for nothing
/// @param releasesSince the releases that its events after a moment name
public record IssueFacts(
        List<Long> hours,
        Supplier<Optional<StoredEvent>> newest,
        Function<Window, Optional<Activity>> during,
        Function<Instant, Set<String>> releasesSince) {

    public IssueFacts {
        hours = Hours.copyOf(hours);
    }

    /// Only the hours before and perhaps an event.
    public static IssueFacts of(List<Long> hours, Optional<StoredEvent> newest) {
        return new IssueFacts(hours, () -> newest, window -> Optional.empty(), since -> Set.of());
    }
}
