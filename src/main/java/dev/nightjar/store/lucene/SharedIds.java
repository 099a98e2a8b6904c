package dev.nightjar.store.lucene;

import dev.nightjar.model.IssueId;
import dev.nightjar.model.StoredEvent;
import dev.nightjar.model.Window;
import dev.nightjar.store.Archive.SharedId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Function;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.MultiBits;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/// Ids that stand in events of several issues. Walks the dictionary of ids once; an id that stands in one event,
/// as most do, costs nothing more.
final class SharedIds {

    private static final int MOST_EVENTS = 1000;

    /// Kinds of ids that many events share without being one story.
    private static final Set<String> NO_STORY = Set.of("audit", "actor", "action", "target", "stack_hash", "user");

    private record Candidate(BytesRef term, int issues, int[] docs) {
        /// The best last.
        static final Comparator<Candidate> ORDER = Comparator.comparingInt(Candidate::issues)
                .thenComparing(
                        Comparator.<Candidate>comparingInt(c -> c.docs.length).reversed())
                .thenComparing(Comparator.comparing(Candidate::term).reversed());
    }

    private final IndexSearcher searcher;
    private final Events events;
    private final Function<IssueId, IssueId> merged;
    private final List<LeafReaderContext> leaves;
    private final int[] from;
    private final int[] to;

    SharedIds(IndexSearcher searcher, Events events, Function<IssueId, IssueId> merged) {
        this.searcher = searcher;
        this.events = events;
        this.merged = merged;
        this.leaves = searcher.getIndexReader().leaves();
        this.from = new int[leaves.size()];
        this.to = new int[leaves.size()];
    }

    List<SharedId> in(Window window, int most) throws IOException {
        Terms ids = MultiTerms.getTerms(searcher.getIndexReader(), Schema.ID);
        if (ids == null || most <= 0) {
            return List.of();
        }
        bounds(window);
        PriorityQueue<Candidate> best = new PriorityQueue<>(Candidate.ORDER);
        Bits live = MultiBits.getLiveDocs(searcher.getIndexReader());
        TermsEnum each = ids.iterator();
        PostingsEnum docs = null;
        for (BytesRef term = each.next(); term != null; term = each.next()) {
            if (each.docFreq() > 1) {
                docs = each.postings(docs, PostingsEnum.NONE);
                Candidate candidate = candidate(term, docs, live);
                if (candidate != null && beats(candidate, best, most) && tells(candidate)) {
                    best.add(candidate);
                    if (best.size() > most) {
                        best.remove();
                    }
                }
            }
        }
        return told(best);
    }

    /// A segment's documents are sorted by time: those of the window stand together.
    private void bounds(Window window) throws IOException {
        Arrays.fill(from, Integer.MAX_VALUE);
        Queries.each(searcher, Queries.all(Leaves.all(), Queries.during(window)), leaf -> doc -> {
            from[leaf.ord] = Math.min(from[leaf.ord], doc);
            to[leaf.ord] = Math.max(to[leaf.ord], doc);
        });
    }

    private @Nullable Candidate candidate(BytesRef term, PostingsEnum docs, @Nullable Bits live) throws IOException {
        int[] found = new int[8];
        int size = 0;
        for (int doc = Committed.firstLive(docs, live);
                doc != PostingsEnum.NO_MORE_DOCS;
                doc = Committed.firstLive(docs, live)) {
            LeafReaderContext leaf = leaf(doc);
            int local = doc - leaf.docBase;
            if (local >= from[leaf.ord] && local <= to[leaf.ord]) {
                if (size == MOST_EVENTS) {
                    return null;
                }
                found = size == found.length ? Arrays.copyOf(found, size * 2) : found;
                found[size++] = doc;
            }
        }
        int issues = size < 2 ? 0 : issues(found, size);
        return issues < 2 ? null : new Candidate(BytesRef.deepCopyOf(term), issues, Arrays.copyOf(found, size));
    }

    private int issues(int[] docs, int size) throws IOException {
        Set<IssueId> issues = new HashSet<>();
        int ord = -1;
        SortedDocValues values = DocValues.emptySorted();
        for (int i = 0; i < size; i++) {
            LeafReaderContext leaf = leaf(docs[i]);
            if (leaf.ord != ord) {
                values = DocValues.getSorted(leaf.reader(), Schema.ISSUE);
                ord = leaf.ord;
            }
            values.advanceExact(docs[i] - leaf.docBase);
            issues.add(
                    merged.apply(new IssueId(values.lookupOrd(values.ordValue()).utf8ToString())));
        }
        return issues.size();
    }

    private LeafReaderContext leaf(int doc) {
        return leaves.get(ReaderUtil.subIndex(doc, leaves));
    }

    private static boolean beats(Candidate candidate, PriorityQueue<Candidate> best, int most) {
        Candidate worst = best.peek();
        return worst == null || best.size() < most || Candidate.ORDER.compare(candidate, worst) > 0;
    }

    private boolean tells(Candidate candidate) throws IOException {
        return written(candidate.term, events.parameters(candidate.docs[0]).ids()) != null;
    }

    /// The id as the log has it, null if it is not of a kind that tells a story.
    private static @Nullable String written(BytesRef term, Map<String, String> ids) {
        String keyword = term.utf8ToString();
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
            for (int doc : candidate.docs) {
                found.add(events.event(doc));
            }
            found.sort(Comparator.comparing(StoredEvent::time).thenComparing(StoredEvent::id));
            String written = written(candidate.term, found.getFirst().ids());
            shared.add(new SharedId(written == null ? candidate.term.utf8ToString() : written, found));
        }
        return shared;
    }
}
