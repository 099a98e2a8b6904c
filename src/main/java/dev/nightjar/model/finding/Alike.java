package dev.nightjar.model.finding;

import dev.nightjar.model.IssueId;

/// Another issue that reads much like one: perhaps they have one cause, or should be merged.
///
/// @param likeness what they have in common, above 0 and at most 1
public record Alike(IssueId issue, double likeness) {

    public Alike {
        if (!(likeness > 0 && likeness <= 1)) {
            throw new IllegalArgumentException("likeness is above 0 and at most 1, not " + likeness);
        }
    }
}
