package dev.nightjar.model.finding;

import dev.nightjar.model.event.StoredEvent;
import java.util.List;

/// Something out of the ordinary among events of security.
///
/// @param sentence what, with the numbers behind it
/// @param events those it is about, oldest first, at most 20
public record AuditFinding(Kind kind, String rule, String sentence, List<StoredEvent> events) {

    /// What is unusual.
    public enum Kind {
        /// Actor and target were never seen together before.
        FIRST_PAIR,
        /// An actor acted at an hour of the day at which they never did.
        UNUSUAL_HOUR
    }

    public AuditFinding {
        events = List.copyOf(events);
    }
}
