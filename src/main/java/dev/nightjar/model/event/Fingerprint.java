package dev.nightjar.model.event;

import dev.nightjar.model.IssueId;
import java.util.List;

/// What makes two events the same issue.
///
/// @param version the algorithm and rules, `nj1`
/// @param hashes ids by falling weight, never empty: the first that already belongs to an issue wins, the
///     others become aliases of that issue. Without a known one the first is the new issue's id
/// @param offered ids that never decide where this event belongs, and become aliases of its issue if they
///     belong to nobody: events that know less find the issue by them
public record Fingerprint(String version, List<IssueId> hashes, List<IssueId> offered) {

    public Fingerprint {
        if (hashes.isEmpty()) {
            throw new IllegalArgumentException("a fingerprint needs a hash");
        }
        hashes = List.copyOf(hashes);
        offered = List.copyOf(offered);
    }

    public Fingerprint(String version, List<IssueId> hashes) {
        this(version, hashes, List.of());
    }
}
