package dev.nightjar.model.finding;

import dev.nightjar.model.IssueId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// One issue regularly follows another, of another project, within seconds.
///
/// @param bursts how often `cause` began after silence
/// @param followed after how many of them `effect` began within five seconds
/// @param lag the median time from one to the other
/// @param chance after how large a part of bursts `effect` would begin if it had nothing to do with `cause`
/// @param odds an upper bound of the probability that independent issues look like this, for all pairs
///     together
/// @param examples beginnings of `cause` that `effect` followed, newest first, at most 5
public record Cascade(
        IssueId cause,
        IssueId effect,
        int bursts,
        int followed,
        Duration lag,
        double chance,
        double odds,
        List<Instant> examples) {

    public Cascade {
        examples = List.copyOf(examples);
    }
}
