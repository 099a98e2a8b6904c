package dev.nightjar.store.query;

import dev.nightjar.model.Failure;
import dev.nightjar.model.IssueId;
import dev.nightjar.model.Window;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Conditions in a query that hold for issues or need a clock. What it cannot read fails with exit code
/// 64; the query's reader adds where.
public interface IssueProperties {

    IssueProperties NONE = new IssueProperties() {};

    /// Conditions that can be written `name:value`.
    default Set<String> names() {
        return Set.of();
    }

    /// The issues for which `name:value` holds.
    ///
    /// @param value as written: `new`, `>100`, `-24h`; a range is `[a TO b]`, with braces where an end
    ///     is excluded
    default Set<IssueId> issues(String name, String value) {
        throw new Failure(Failure.Exit.USAGE, "no condition '" + name + "'");
    }

    /// When a release was live, by project: events of that time that name no release are of it.
    ///
    /// @param release in either case; `*` is any text, `?` a character
    default Map<String, List<Window>> live(String release) {
        return Map.of();
    }

    /// The time that `time:value` means, in the same notation.
    default Window time(String value) {
        throw new Failure(Failure.Exit.USAGE, "no time '" + value + "'");
    }
}
