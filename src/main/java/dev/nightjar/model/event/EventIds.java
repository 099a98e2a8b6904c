package dev.nightjar.model.event;

import dev.nightjar.model.IssueId;
import java.time.Instant;
import java.util.Map;

/// What of an event leads to it: its ids, and where it stands.
///
/// @param event its own id
/// @param error of level ERROR or worse
/// @param file the path as it was read
/// @param line 1-based, 0 if unknown
/// @param ids by name: `request`, `trace`, `order`
public record EventIds(
        IssueId issue, String event, Instant time, boolean error, String file, long line, Map<String, String> ids) {

    public EventIds {
        ids = Map.copyOf(ids);
    }

    /// Those of an event.
    public static EventIds of(StoredEvent event) {
        return new EventIds(
                event.issue(), event.id(), event.time(), event.isError(), event.file(), event.line(), event.ids());
    }
}
