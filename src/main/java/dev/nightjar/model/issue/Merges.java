package dev.nightjar.model.issue;

import dev.nightjar.model.IssueId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which issues people said are one: a pure function of the journal, so it can be taken back.
///
/// @param into each merged issue and the one that stands for it; never a chain
public record Merges(Map<IssueId, IssueId> into) {

    public static final Merges NONE = new Merges(Map.of());

    public Merges {
        into = Map.copyOf(into);
    }

    /// In the order of time: a merge puts an issue, and what was merged into it, under another; an unmerge
    /// takes the issue out again.
    public static Merges of(List<Decision> decisions) {
        Map<IssueId, IssueId> said = new HashMap<>();
        decisions.stream().sorted(Comparator.comparing(Decision::at)).forEach(decision -> {
            if (decision.kind() == Decision.Kind.MERGE) {
                decision.into()
                        .filter(into -> !leadsTo(said, into, decision.issue()))
                        .ifPresent(into -> said.put(decision.issue(), into));
            } else if (decision.kind() == Decision.Kind.UNMERGE) {
                said.remove(decision.issue());
            }
        });
        Map<IssueId, IssueId> flat = new HashMap<>();
        said.keySet().forEach(id -> flat.put(id, root(said, id)));
        return new Merges(flat);
    }

    /// Issues that people took out of others, and did not put back.
    public static Set<IssueId> takenOut(List<Decision> decisions) {
        Set<IssueId> out = new HashSet<>();
        decisions.stream().sorted(Comparator.comparing(Decision::at)).forEach(decision -> {
            if (decision.kind() == Decision.Kind.UNMERGE) {
                out.add(decision.issue());
            } else if (decision.kind() == Decision.Kind.MERGE) {
                out.remove(decision.issue());
            }
        });
        return out;
    }

    /// An issue under itself would be no issue any more.
    private static boolean leadsTo(Map<IssueId, IssueId> said, IssueId from, IssueId to) {
        IssueId at = from;
        for (IssueId next = said.get(at); next != null && !at.equals(to); next = said.get(at)) {
            at = next;
        }
        return at.equals(to);
    }

    private static IssueId root(Map<IssueId, IssueId> said, IssueId id) {
        IssueId at = id;
        for (IssueId next = said.get(at); next != null; next = said.get(at)) {
            at = next;
        }
        return at;
    }

    /// The issue that stands for this one; itself if it was not merged.
    public IssueId of(IssueId id) {
        return into.getOrDefault(id, id);
    }

    /// The issues merged into this one, in the order of their ids.
    public List<IssueId> members(IssueId id) {
        List<IssueId> members = new ArrayList<>();
        into.forEach((member, root) -> {
            if (root.equals(id)) {
                members.add(member);
            }
        });
        members.sort(Comparator.naturalOrder());
        return members;
    }
}
