package dev.nightjar.store.issue;

import dev.nightjar.model.IssueId;
import dev.nightjar.model.event.Fingerprint;
import dev.nightjar.store.Regrouper.Way;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Which fingerprints make which issues, from all there are at once. Those that the rules still give, and that led
/// to
/// one issue before, stay together, and never join those of another: so the order in which logs were once read does
/// not show. All others are joined by the ids they share, as at their first reading.
public final class RegroupPlan {

    /// The fingerprints with one first hash: the first hash alone tells them apart.
    private static final class Kind {
        final IssueId key;
        final Set<IssueId> hashes = new LinkedHashSet<>();
        final Set<IssueId> offered = new LinkedHashSet<>();
        final Map<IssueId, Long> from = new TreeMap<>();
        final long first;
        Way way = Way.USUAL;

        @Nullable
        IssueId home;

        @Nullable
        Group group;

        Kind(IssueId key, long first) {
            this.key = key;
            this.first = first;
        }

        boolean offers() {
            return !offered.isEmpty();
        }
    }

    /// Fingerprints that are one issue.
    public static final class Group {
        final @Nullable IssueId home;
        final List<IssueId> keys = new ArrayList<>();
        final Set<IssueId> hashes = new LinkedHashSet<>();
        public final Map<IssueId, Long> from = new TreeMap<>();
        public final Set<IssueId> former = new TreeSet<>();
        private @Nullable IssueId id;
        private boolean joined;

        Group(@Nullable IssueId home) {
            this.home = home;
        }

        /// The id the issue will have: one that an issue had before, else its first fingerprint's.
        public IssueId id() {
            return id == null ? keys.getFirst() : id;
        }

        long of(IssueId old) {
            return from.getOrDefault(old, -1L);
        }
    }

    private record Share(Group group, IssueId old, long events) {}

    private final Map<IssueId, IssueId> owners = new HashMap<>();
    private final Map<IssueId, Instant> firsts = new HashMap<>();
    private final Map<IssueId, Set<IssueId>> formers = new TreeMap<>();
    private final Map<IssueId, Kind> kinds = new HashMap<>();
    private final List<Group> groups = new ArrayList<>();
    private final Map<IssueId, Group> byHash = new HashMap<>();
    private final Map<IssueId, Group> byHome = new HashMap<>();
    private final Map<IssueId, Group> leads = new TreeMap<>();
    private final Map<IssueId, Group> rests = new HashMap<>();
    private final Map<IssueId, Integer> parts = new HashMap<>();
    private final Set<IssueId> changed = new TreeSet<>();

    /// An issue of the index, before any event.
    public void issue(IssueState state) {
        formers.put(state.id(), state.former());
        firsts.put(state.id(), state.counts().firstSeen);
        state.deciding().forEach(hash -> owners.putIfAbsent(hash, state.id()));
    }

    /// An event, in any order.
    public void event(Fingerprint fingerprint, Way way, IssueId old, long micros) {
        IssueId key = fingerprint.hashes().getFirst();
        Kind known = kinds.get(key);
        if (known == null || micros < known.first) {
            Kind kind = new Kind(key, micros);
            if (known != null) {
                kind.hashes.addAll(known.hashes);
                kind.offered.addAll(known.offered);
                kind.from.putAll(known.from);
            }
            kinds.put(key, kind);
            known = kind;
        }
        known.way = way;
        known.hashes.addAll(fingerprint.hashes());
        known.offered.addAll(fingerprint.offered());
        known.from.merge(old, 1L, Long::sum);
    }

    /// To be called once, after all events.
    public void make() {
        List<Kind> all = new ArrayList<>(kinds.values());
        all.sort(Comparator.comparing(Kind::offers)
                .reversed()
                .thenComparingLong(kind -> kind.first)
                .thenComparing(kind -> kind.key));
        all.forEach(kind -> kind.home = home(kind));
        all.stream().filter(Kind::offers).forEach(this::place);
        all.forEach(kind -> offer(kind, true));
        all.forEach(kind -> offer(kind, false));
        all.stream().filter(kind -> !kind.offers()).forEach(this::place);
        withoutEvents(all);
        identify();
        changed();
    }

    /// The issue that events of a kind belong to: the one that their id leads to. Where that is a pattern's which leads
    /// to none, the oldest of those that it joins; what leaves a joined issue belongs to none but that of its id.
    private @Nullable IssueId home(Kind kind) {
        IssueId owner = owners.get(kind.key);
        return switch (kind.way) {
            case USUAL -> owner;
            case JOINED -> owner == null ? oldest(kind) : owner;
            case APART -> formers.containsKey(kind.key) ? kind.key : null;
        };
    }

    private @Nullable IssueId oldest(Kind kind) {
        return kind.from.keySet().stream()
                .min(Comparator.<IssueId, Instant>comparing(old -> firsts.getOrDefault(old, Instant.MAX))
                        .thenComparing(Comparator.naturalOrder()))
                .orElse(null);
    }

    private void place(Kind kind) {
        Group group = kind.home == null ? null : byHome.get(kind.home);
        for (IssueId hash : kind.hashes) {
            Group known = byHash.get(hash);
            boolean apart = known != null && known.home != null && kind.home != null && !known.home.equals(kind.home);
            group = group == null && !apart ? known : group;
        }
        if (group == null) {
            group = new Group(kind.home);
            groups.add(group);
            if (kind.home != null) {
                byHome.put(kind.home, group);
            }
        }
        Group of = group;
        kind.group = of;
        of.keys.add(kind.key);
        of.joined |= kind.way == Way.JOINED;
        kind.from.forEach((old, events) -> of.from.merge(old, events, Long::sum));
        kind.hashes.forEach(hash -> lead(hash, of));
    }

    private void lead(IssueId hash, Group group) {
        if (byHash.putIfAbsent(hash, group) == null) {
            group.hashes.add(hash);
        }
    }

    /// Ids go first to whom they belonged.
    private void offer(Kind kind, boolean heirs) {
        Group group = kind.group;
        if (group != null) {
            for (IssueId hash : kind.offered) {
                IssueId owner = owners.get(hash);
                if (!heirs || owner == null || kind.from.containsKey(owner)) {
                    lead(hash, group);
                }
            }
        }
    }

    /// An issue whose events were all pruned goes with those that have its id now.
    private void withoutEvents(List<Kind> all) {
        Set<IssueId> seen = new HashSet<>();
        groups.forEach(group -> seen.addAll(group.from.keySet()));
        for (Kind kind : all) {
            if (kind.home != null && kind.group != null && !seen.contains(kind.home)) {
                kind.group.from.putIfAbsent(kind.home, 0L);
            }
        }
    }

    private void identify() {
        List<Share> shares = new ArrayList<>();
        groups.forEach(group -> group.from.forEach((old, events) -> shares.add(new Share(group, old, events))));
        shares.sort(Comparator.comparingLong(Share::events)
                .reversed()
                .thenComparing(share -> byHash.get(share.old) != share.group)
                .thenComparing(Share::old)
                .thenComparing(share -> share.group.keys.getFirst()));
        Set<IssueId> taken = new HashSet<>();
        for (Group group : groups) {
            IssueId home = group.home;
            if (group.joined && home != null && group.from.containsKey(home) && taken.add(home)) {
                group.id = home;
            }
        }
        for (Share share : shares) {
            Group claims = byHash.get(share.old);
            boolean free = claims == null || claims == share.group;
            if (share.group.id == null && free && taken.add(share.old)) {
                share.group.id = share.old;
            }
        }
    }

    /// Old ids lead to where most of their events went, unless an event of now has them.
    private void changed() {
        for (Group group : groups) {
            for (IssueId old : group.from.keySet()) {
                parts.merge(old, 1, Integer::sum);
                rests.merge(old, group, (a, b) -> more(old).compare(a, b) >= 0 ? a : b);
            }
        }
        groups.stream().filter(this::differs).forEach(group -> changed.addAll(group.from.keySet()));
        Set<IssueId> ids = new HashSet<>();
        groups.forEach(group -> ids.add(group.id()));
        for (IssueId old : changed) {
            Group most = rest(old);
            for (IssueId each : formers.getOrDefault(old, Set.of())) {
                former(each, most);
            }
            if (!ids.contains(old)) {
                leads.put(old, former(old, most));
            }
        }
    }

    private Group former(IssueId id, Group most) {
        Group claims = byHash.get(id);
        if (claims == null || claims == most && most.joined) {
            most.former.add(id); // of those that are joined there may be more than an issue has hashes
        }
        return claims == null ? most : claims;
    }

    private boolean differs(Group group) {
        boolean same = group.from.size() == 1
                && group.from.containsKey(group.id())
                && group.keys.stream().allMatch(key -> group.id().equals(owners.get(key)));
        return !same || parts.getOrDefault(group.id(), 0) > 1;
    }

    /// Issues that do not stay as they are.
    public Set<IssueId> olds() {
        return changed;
    }

    /// The group of a fingerprint's first hash.
    public Group group(IssueId key) {
        Kind kind = kinds.get(key);
        if (kind == null || kind.group == null) {
            throw new IllegalStateException("the fingerprint " + key + " was not there before");
        }
        return kind.group;
    }

    /// Where most events of an issue went, and with them what is known of events that are not stored any more.
    public Group rest(IssueId old) {
        Group group = rests.get(old);
        if (group == null) {
            throw new IllegalStateException("the issue " + old + " has no events and does not change");
        }
        return group;
    }

    private static Comparator<Group> more(IssueId old) {
        return Comparator.comparingLong((Group group) -> group.of(old))
                .thenComparing(group -> group.id().equals(old))
                .thenComparing(Group::id);
    }

    /// Ids that lead to a group, without those that an untouched issue has.
    public List<IssueId> hashes(Group group) {
        return group.hashes.stream()
                .filter(hash -> {
                    IssueId owner = owners.get(hash);
                    return owner == null || changed.contains(owner);
                })
                .toList();
    }

    /// The groups that are not what an issue was.
    public List<Group> groups() {
        return groups.stream()
                .filter(group -> group.from.keySet().stream().anyMatch(changed::contains))
                .sorted(Comparator.comparing(Group::id))
                .toList();
    }

    /// The ids of issues that will be none any more, and where each leads then.
    public Map<IssueId, IssueId> leads() {
        Map<IssueId, IssueId> to = new TreeMap<>();
        leads.forEach((old, group) -> to.put(old, group.id()));
        return to;
    }
}
