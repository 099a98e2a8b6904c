package dev.nightjar.model.issue;

import dev.nightjar.model.IssueId;
import java.time.Duration;
import java.time.Instant;

/// Events of an issue that were read when their hour was long over: after a host was off, from a copied log.
///
/// @param count at least 1
/// @param users distinct ones
/// @param first when the earliest happened
/// @param last when the latest happened
public record Late(IssueId issue, long count, long users, Instant first, Instant last) {

    /// So long it is known when something was read.
    public static final Duration KEPT = Duration.ofDays(14);

    /// With what is known of the issue as it was when that happened.
    public record News(Triaged triaged, Late late) {}
}
