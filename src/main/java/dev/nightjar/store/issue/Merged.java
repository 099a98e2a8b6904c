package dev.nightjar.store.issue;

import dev.nightjar.model.IssueId;
import dev.nightjar.model.issue.Merges;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Which issue stands for which, among those the index knows. The merges that people said name issues by any id; an
/// issue that stands for others and is not there is stood in for by the first of them.
public final class Merged {

    public static final Merged NONE = new Merged(Map.of());

    private final Map<IssueId, IssueId> roots;
    private final LongMap numbers = new LongMap();
    private final Map<IssueId, List<IssueId>> members = new HashMap<>();

    private Merged(Map<IssueId, IssueId> roots) {
        this.roots = roots;
        Map<IssueId, TreeSet<IssueId>> sets = new HashMap<>();
        roots.forEach((id, root) -> numbers.put(IdNumbers.number(id), IdNumbers.number(root)));
        roots.forEach(
                (id, root) -> sets.computeIfAbsent(root, any -> new TreeSet<>()).add(id));
        sets.forEach((root, ids) -> {
            ids.remove(root);
            members.put(root, List.copyOf(ids));
        });
    }

    /// @param known the id under which the index has an issue, null if it has none
    public static Merged of(Merges merges, Function<IssueId, @Nullable IssueId> known) {
        Map<IssueId, IssueId> said = new HashMap<>();
        Map<IssueId, IssueId> stands = new HashMap<>();
        new TreeMap<>(merges.into()).forEach((id, into) -> {
            IssueId member = known.apply(id);
            IssueId named = known.apply(into);
            IssueId root = named == null && member != null ? stands.computeIfAbsent(into, any -> member) : named;
            if (member != null && root != null && !root(said, root).equals(root(said, member))) {
                said.put(root(said, member), root(said, root));
            }
        });
        Map<IssueId, IssueId> flat = new HashMap<>();
        said.keySet().forEach(id -> flat.put(id, root(said, id)));
        return flat.isEmpty() ? NONE : new Merged(flat);
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
        return roots.getOrDefault(id, id);
    }

    /// The same by numbers.
    public long of(long number) {
        long root = roots.isEmpty() ? LongMap.NONE : numbers.get(number);
        return root == LongMap.NONE ? number : root;
    }

    /// The issues that were merged into this one.
    public List<IssueId> into(IssueId root) {
        return members.getOrDefault(root, List.of());
    }
}
