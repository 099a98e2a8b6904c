package dev.nightjar.triage.journal;

import dev.nightjar.model.IssueId;
import dev.nightjar.model.issue.Decision;
import dev.nightjar.model.issue.Decision.Kind;
import dev.nightjar.model.issue.Merges;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Which decisions hold nothing any more, because a later one about the same issue took their place: of
/// resolving and reopening the last one holds, of muting, of owners, of merging as well. Notes and tickets hold
/// always. What is left says the same about every issue, now and later; a history of an issue gets shorter.
final class Undone {

    /// What takes the place of what.
    private enum Family {
        RESOLVED,
        MUTED,
        ASSIGNED,
        MERGED
    }

    private record Place(IssueId issue, Family family) {}

    private Undone() {}

    /// Places in the list of what is undone.
    ///
    /// @param before what was decided since stays
    static BitSet of(List<Decision> decisions, Instant before) {
        BitSet undone = undone(decisions, before, true);
        List<Decision> left = without(decisions, undone);
        boolean same = Merges.of(left).equals(Merges.of(decisions))
                && Merges.takenOut(left).equals(Merges.takenOut(decisions));
        return same ? undone : undone(decisions, before, false);
    }

    private static BitSet undone(List<Decision> decisions, Instant before, boolean merges) {
        Map<Place, Integer> last = new HashMap<>();
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < decisions.size(); i++) {
            order.add(i);
        }
        order.sort(Comparator.comparing(i -> decisions.get(i).at()));
        for (int i : order) {
            Decision decision = decisions.get(i);
            for (Family family : families(decision.kind())) {
                last.put(new Place(decision.issue(), family), i);
            }
        }
        BitSet undone = new BitSet();
        for (int i : order) {
            Decision decision = decisions.get(i);
            List<Family> families = families(decision.kind());
            boolean old = decision.at().isBefore(before) && !families.isEmpty();
            int at = i;
            boolean holds = families.stream()
                    .anyMatch(family -> last.getOrDefault(new Place(decision.issue(), family), -1) == at);
            undone.set(i, old && !holds && (merges || !families.contains(Family.MERGED)));
        }
        return undone;
    }

    private static List<Family> families(Kind kind) {
        return switch (kind) {
            case RESOLVE -> List.of(Family.RESOLVED, Family.MUTED);
            case REOPEN -> List.of(Family.RESOLVED);
            case MUTE, UNMUTE -> List.of(Family.MUTED);
            case ASSIGN -> List.of(Family.ASSIGNED);
            case MERGE, UNMERGE -> List.of(Family.MERGED);
            case NOTE, TICKET -> List.of();
        };
    }

    private static List<Decision> without(List<Decision> decisions, BitSet undone) {
        List<Decision> left = new ArrayList<>();
        for (int i = 0; i < decisions.size(); i++) {
            if (!undone.get(i)) {
                left.add(decisions.get(i));
            }
        }
        return left;
    }
}
