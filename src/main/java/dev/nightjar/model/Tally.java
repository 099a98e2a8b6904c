package dev.nightjar.model;

import java.time.Instant;
import java.util.Set;

/// Counts of one issue in one hour.
///
/// @param hour start of the hour, UTC
/// @param count events
/// @param users a sketch of the distinct users: opaque bytes that only the store can merge; empty if none
/// @param hosts the hosts they came from, at most 64
public record Tally(IssueId issue, Instant hour, long count, byte[] users, Set<String> hosts) {
    public Tally {
        hosts = Set.copyOf(hosts);
    }
}
