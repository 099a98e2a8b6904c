package dev.nightjar.store.lucene.count;

import dev.nightjar.model.IssueId;
import dev.nightjar.model.Window;
import dev.nightjar.model.event.StoredEvent;
import dev.nightjar.store.Events.SharedId;
import dev.nightjar.store.lucene.block.Dictionary;
import dev.nightjar.store.lucene.block.EventBlock;
import dev.nightjar.store.lucene.event.BriefEvents;
import dev.nightjar.store.lucene.event.Condition;
import dev.nightjar.store.lucene.event.EventBlocks;
import dev.nightjar.store.lucene.event.EventReader;
import dev.nightjar.store.lucene.event.Segment;
import dev.nightjar.store.lucene.index.Patience;
import dev.nightjar.store.query.Words;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Ids that stand in events of several issues. The first pass notes, in a table of hashes, the issue of each id,
/// and which places of the table more than one issue came to; the second looks at the ids of these places alone.
public final class SharedIds {

    private static final int MOST_EVENTS = 1000;

    /// Older events are not looked at.
    private static final long MOST_READ = 500_000;

    private static final int PLACES = 1 << 22;

    /// Kinds of ids that many events share without being one story.
    private static final Set<String> NO_STORY = Set.of("audit", "actor", "action", "target", "stack_hash", "user");

    /// An id in lower case and where it stands.
    private static final class Candidate {
        /// The best last.
        static final Comparator<Candidate> ORDER = Comparator.<Candidate>comparingInt(c -> c.issues.size())
                .thenComparing(Comparator.<Candidate>comparingInt(c -> c.size).reversed())
                .thenComparing(
                        Comparator.<Candidate, String>comparing(c -> c.id).reversed());

        final String id;
        final Set<Integer> issues = new HashSet<>(4);
        long[] places = new long[2];
        int size;

        Candidate(String id) {
            this.id = id;
        }

        void add(int issue, long place) {
            size++;
            if (size <= MOST_EVENTS) {
                places = size > places.length ? Arrays.copyOf(places, 2 * size) : places;
                places[size - 1] = place;
                issues.add(issue);
            }
        }
    }

    private final EventBlocks blocks;
    private final EventReader events;
    private final Function<IssueId, IssueId> merged;
    private final Map<IssueId, Integer> issues = new HashMap<>();
    private final Map<String, Candidate> candidates = new HashMap<>();

    public SharedIds(EventBlocks blocks, EventReader events, Function<IssueId, IssueId> merged) {
        this.blocks = blocks;
        this.events = events;
        this.merged = merged;
    }

    /// Ids that events of several issues in the window have, of the newest 500,000 alone. To be called once.
    ///
    /// @param most ids given
    public List<SharedId> in(Window window, int most) throws IOException {
        if (most <= 0) {
            return List.of();
        }
        Condition newest = BriefEvents.Newest.of(blocks, window, MOST_READ).condition();
        int[] owners = new int[PLACES];
        BitSet shared = new BitSet(PLACES);
        each(newest, (id, issue, place) -> {
            int at = hash(id);
            if (owners[at] == 0) {
                owners[at] = issue;
            } else if (owners[at] != issue) {
                shared.set(at);
            }
        });
        each(newest, (id, issue, place) -> {
            if (shared.get(hash(id))) {
                candidates.computeIfAbsent(id, Candidate::new).add(issue, place);
            }
        });
        PriorityQueue<Candidate> best = new PriorityQueue<>(Candidate.ORDER);
        for (Candidate candidate : candidates.values()) {
            boolean story = candidate.issues.size() > 1 && candidate.size <= MOST_EVENTS;
            if (story && beats(candidate, best, most) && tells(candidate)) {
                best.add(candidate);
                if (best.size() > most) {
                    best.remove();
                }
            }
        }
        return told(best);
    }

    /// Sees the ids of events, each once an event.
    private interface Visitor {
        /// @param issue its number, from 1
        void see(String id, int issue, long place);
    }

    private void each(Condition condition, Visitor visitor) throws IOException {
        blocks.each(condition, Patience.endless(), segment -> {
            Map<Long, Integer> known = new HashMap<>();
            return (number, block, rows) -> {
                for (int row = rows.next(0); row >= 0; row = rows.next(row + 1)) {
                    Map<String, String> ids = block.ids(row);
                    if (!ids.isEmpty()) {
                        int issue = issue(segment, block, row, known);
                        long place = EventBlocks.place(number, row);
                        for (String id : keywords(ids)) {
                            visitor.see(id, issue, place);
                        }
                    }
                }
            };
        });
    }

    private static Set<String> keywords(Map<String, String> ids) {
        return ids.size() == 1
                ? Set.of(Words.keyword(ids.values().iterator().next()))
                : ids.values().stream().map(Words::keyword).collect(Collectors.toSet());
    }

    private int issue(Segment segment, EventBlock block, int row, Map<Long, Integer> known) throws IOException {
        long number = block.number(Dictionary.ISSUES, row);
        Integer issue = known.get(number);
        if (issue == null) {
            issue = issues.computeIfAbsent(
                    merged.apply(EventReader.issue(segment, block, row)), any -> issues.size() + 1);
            known.put(number, issue);
        }
        return issue;
    }

    private static int hash(String id) {
        long mixed = 0;
        for (int i = 0; i < id.length(); i++) {
            mixed = (mixed ^ id.charAt(i)) * 0x9E3779B97F4A7C15L;
        }
        return (int) (mixed >>> 32) & PLACES - 1;
    }

    private static boolean beats(Candidate candidate, PriorityQueue<Candidate> best, int most) {
        Candidate worst = best.peek();
        return worst == null || best.size() < most || Candidate.ORDER.compare(candidate, worst) > 0;
    }

    private boolean tells(Candidate candidate) throws IOException {
        long place = candidate.places[0];
        return written(candidate.id, blocks.block(EventBlocks.block(place)).ids(EventBlocks.row(place))) != null;
    }

    /// The id as the log has it, null if it is not of a kind that tells a story.
    private static @Nullable String written(String keyword, Map<String, String> ids) {
        for (Map.Entry<String, String> id : ids.entrySet()) {
            if (!NO_STORY.contains(id.getKey()) && Words.keyword(id.getValue()).equals(keyword)) {
                return id.getValue();
            }
        }
        return null;
    }

    private List<SharedId> told(PriorityQueue<Candidate> best) throws IOException {
        List<SharedId> shared = new ArrayList<>();
        for (Candidate candidate :
                best.stream().sorted(Candidate.ORDER.reversed()).toList()) {
            List<StoredEvent> found = new ArrayList<>();
            for (int i = 0; i < candidate.size; i++) {
                found.add(events.event(candidate.places[i]));
            }
            found.sort(Comparator.comparing(StoredEvent::time).thenComparing(StoredEvent::id));
            String written = written(candidate.id, found.getFirst().ids());
            shared.add(new SharedId(written == null ? candidate.id : written, found));
        }
        return shared;
    }
}
