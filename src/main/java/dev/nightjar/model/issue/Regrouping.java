package dev.nightjar.model.issue;

import dev.nightjar.model.IssueId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What becomes of the issues of an index if every stored event is grouped as the rules say now.
///
/// @param groups issues that will not be what they were: by other events or other ids; the others stay untouched
/// @param leads ids of issues that will be none any more, and the issue to which each leads then
/// @param events how many were looked at
/// @param left how many had to stay where they are because not all of them is stored, by what is missing
public record Regrouping(List<Group> groups, Map<IssueId, IssueId> leads, long events, Map<String, Long> left) {

    /// An issue as it will be.
    ///
    /// @param id an issue keeps its id if most events of the new one come from it
    /// @param from the issues its events were in, and how many of each are stored; 0 where all were pruned
    public record Group(IssueId id, String project, String title, Map<IssueId, Long> from) {
        public Group {
            from = Collections.unmodifiableMap(new LinkedHashMap<>(from));
        }

        /// Stored events of the issue as it will be.
        public long events() {
            return from.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    public Regrouping {
        groups = List.copyOf(groups);
        leads = Collections.unmodifiableMap(new TreeMap<>(leads));
        left = Collections.unmodifiableMap(new TreeMap<>(left));
    }
}
