package dev.nightjar.store;

import dev.nightjar.model.IssueId;
import dev.nightjar.model.Level;
import dev.nightjar.model.Window;
import dev.nightjar.model.issue.Late;
import dev.nightjar.model.issue.Tops;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Figures of many events at once.
public interface Counts {

    /// Counts the events that match by time and level: one bin after another from the window's beginning on, also
    /// where nothing happened.
    ///
    /// @param width of a bin, above 0; there may be at most 100,000 bins
    List<Bin> histogram(String query, Window window, Duration width);

    /// @param count of all levels, and of events without
    record Bin(Instant from, long count, Map<Level, Long> levels) {
        public Bin {
            levels = Map.copyOf(levels);
        }
    }

    /// How often each value of a field occurs among the events that match, most often first. Fields are
    /// those of `search`, `template`, and the kinds of ids.
    List<Value> top(String query, @Nullable Window window, String field, int most);

    /// A value as it is written, and the events that have it.
    record Value(String value, long count) {}

    /// Which values of these fields occur most often in the window, by issue and by project, in one pass over
    /// the newest 250,000 events of each segment; `user` over
    /// the newest 20,000. Fields are `host logger thread file release user template`.
    ///
    /// @param of issues whose events are looked at, for projects too; empty: all, which takes much memory for many
    Tops tops(Window window, Set<IssueId> of, List<String> fields, int most);

    /// The same of all issues.
    default Tops tops(Window window, List<String> fields, int most) {
        return tops(window, Set.of(), fields, most);
    }

    /// Events that were read after their hour was over, by issue, those of most events first. It is known for
    /// `Late.KEPT`.
    ///
    /// @param after number of a commit (`Facts.commit`): what it and earlier ones held is left out
    /// @param read what was read earlier is left out
    /// @param before only of hours that begin earlier
    List<Late> late(long after, Instant read, Instant before);

    /// Distinct users in the hours that begin in the window, estimated, by project; under the empty name: of
    /// all.
    Map<String, Long> users(Window window);
}
