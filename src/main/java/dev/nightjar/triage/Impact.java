package dev.nightjar.triage;

import dev.nightjar.model.Level;
import dev.nightjar.model.issue.Activity;
import dev.nightjar.model.issue.Triaged;
import org.jspecify.annotations.Nullable;

/// How much an issue hurts, as one number to sort by. Users weigh three times as much as events, because one client
/// that tries again makes many events; both count by their doublings, so that a loop of one user does not outweigh
/// everything. What is worse than usual comes before what always was so, and an error before a warning.
public final class Impact {

    /// The formula, for people.
    public static final String FORMULA = """
            impact = (3 × log2(1 + users) + log2(1 + events)) × trend × severity
              trend: events ÷ those of the same time of earlier weeks, within ½ and 4; 1 if those are not known
              severity: FATAL 2, ERROR or no level 1, WARN ½, others ¼""";

    private Impact() {}

    /// @param over what is counted
    /// @param trend events over usual ones, as `trend` says
    static double of(Activity over, double trend) {
        double weight = 3 * log2(1 + over.users()) + log2(1 + over.count());
        return weight * trend * severity(over.issue().level());
    }

    static double trend(Activity activity, Triaged.@Nullable Usual usual) {
        return usual == null ? 1 : Math.clamp((double) activity.count() / Math.max(1, usual.count()), 0.5, 4);
    }

    private static double severity(@Nullable Level level) {
        return switch (level) {
            case null -> 1;
            case FATAL -> 2;
            case ERROR -> 1;
            case WARN -> 0.5;
            case INFO, DEBUG, TRACE -> 0.25;
        };
    }

    private static double log2(double value) {
        return Math.log(value) / Math.log(2);
    }
}
