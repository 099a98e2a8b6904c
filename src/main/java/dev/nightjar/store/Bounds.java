package dev.nightjar.store;

import java.time.Instant;

/// What a store may hold: everything beyond is deleted by `Store.prune`. Issues, their first and last seen, and
/// counts outlive their events.
///
/// @param eventsBefore events that are older go
/// @param talliesBefore counts by hour that are older go
/// @param auditsBefore the same for events of audit rules, which the other bounds leave alone
/// @param bytes of the newest commit on the disk; beyond it events go, of the issues that have most of them
/// @param perIssue events of one issue; of more, the newest stay, and samples of each day and of each trace
public record Bounds(Instant eventsBefore, Instant talliesBefore, Instant auditsBefore, long bytes, long perIssue) {

    /// No bound.
    public static final long ANY = Long.MAX_VALUE;

    /// Events of an issue that are never deleted for want of room.
    public static final long FEWEST = 100;

    public Bounds {
        if (bytes < 1 || perIssue < FEWEST) {
            throw new IllegalArgumentException("fewer than " + FEWEST + " events of an issue, or no room at all");
        }
    }

    /// By age alone, events of audit rules as others.
    public static Bounds before(Instant events, Instant tallies) {
        return new Bounds(events, tallies, events, ANY, ANY);
    }
}
