package dev.nightjar.store.lucene;

import dev.nightjar.model.Activity;
import dev.nightjar.model.Issue;
import dev.nightjar.model.IssueId;
import dev.nightjar.model.Merges;
import dev.nightjar.model.Window;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/// The issues of an index as its readers see them: those that people merged as one. Remembers what it read;
/// for one thread.
final class Known {

    /// Of more issues than this all are read at once, which is quicker than one by one.
    private static final int MANY = 100;

    private final DirectoryReader reader;
    private final Merged merged;
    private final Map<IssueId, IssueState> states = new HashMap<>();
    private final Map<IssueId, Issue> issues = new HashMap<>();
    private boolean complete;

    Known(DirectoryReader reader, Merges merges) {
        this.reader = reader;
        this.merged = Merged.of(merges, id -> id(reader, id));
    }

    Merged merged() {
        return merged;
    }

    /// The id under which an issue is told, null if there is none with this id or alias.
    @Nullable
    IssueId id(IssueId any) {
        IssueId own = id(reader, any);
        return own == null ? null : merged.of(own);
    }

    private static @Nullable IssueId id(DirectoryReader reader, IssueId any) {
        try {
            IssueState state = state(reader, new Term(Schema.HASH, any.text()));
            return state == null ? null : state.id();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The issue that is told under this id, null if there is none.
    @Nullable
    Issue issue(IssueId id) {
        Issue known = issues.get(id);
        if (known == null) {
            IssueState state = whole(id);
            known = state == null ? null : state.issue();
            if (known != null) {
                issues.put(id, known);
            }
        }
        return known;
    }

    /// What is known of an issue and of those merged into it.
    @Nullable
    IssueState whole(IssueId id) {
        IssueState state = own(id);
        if (state == null || merged.into(id).isEmpty()) {
            return state;
        }
        IssueState sum = state.copy();
        for (IssueId member : merged.into(id)) {
            IssueState other = own(member);
            if (other != null) {
                sum.add(other);
            }
        }
        return sum;
    }

    private @Nullable IssueState own(IssueId id) {
        IssueState state = states.get(id);
        if (state != null || complete) {
            return state;
        }
        try {
            if (states.size() > MANY) {
                all();
                return states.get(id);
            }
            state = state(reader, Schema.key(Schema.ISSUE_KIND, id.text()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (state != null) {
            states.put(id, state);
        }
        return state;
    }

    /// The ids under which the events of an issue are stored.
    Set<IssueId> members(IssueId root) {
        Set<IssueId> members = new HashSet<>(merged.into(root));
        members.add(root);
        return members;
    }

    /// What every issue did in a window of all time, most events first; empty if the window is none. Knows
    /// no hours.
    Optional<List<Activity>> ever(Window window) throws IOException {
        if (window.from().isAfter(Instant.EPOCH)) {
            return Optional.empty();
        }
        all();
        return ever(window, states.keySet());
    }

    /// The same of some issues alone.
    Optional<List<Activity>> ever(Window window, Set<IssueId> of) throws IOException {
        if (window.from().isAfter(Instant.EPOCH)) {
            return Optional.empty();
        }
        List<Activity> activities = new ArrayList<>();
        for (IssueId id : of) {
            IssueState whole = merged.of(id).equals(id) ? whole(id) : null;
            if (whole != null && !whole.within(window)) {
                return Optional.empty();
            }
            if (whole != null) {
                activities.add(whole.activity(window));
            }
        }
        activities.sort(Activities.MOST_FIRST);
        return Optional.of(activities);
    }

    private void all() throws IOException {
        if (!complete) {
            each(reader, state -> states.put(state.id(), state));
            complete = true;
        }
    }

    /// Shows every stored issue.
    static void each(DirectoryReader reader, Consumer<IssueState> visitor) throws IOException {
        for (LeafReaderContext leaf : reader.leaves()) {
            PostingsEnum docs = leaf.reader().postings(new Term(Schema.KIND, Schema.ISSUE_KIND), PostingsEnum.NONE);
            if (docs != null) {
                BinaryDocValues values = DocValues.getBinary(leaf.reader(), Schema.STATE);
                Bits live = leaf.reader().getLiveDocs();
                for (int doc = Committed.firstLive(docs, live);
                        doc != DocIdSetIterator.NO_MORE_DOCS;
                        doc = Committed.firstLive(docs, live)) {
                    visitor.accept(new IssueState(value(values, doc)));
                }
            }
        }
    }

    private static @Nullable IssueState state(DirectoryReader reader, Term term) throws IOException {
        int doc = Committed.find(reader, term);
        return doc < 0 ? null : state(reader, doc);
    }

    /// The issue of a document.
    static IssueState state(DirectoryReader reader, int doc) throws IOException {
        LeafReaderContext leaf = reader.leaves().get(ReaderUtil.subIndex(doc, reader.leaves()));
        return new IssueState(value(DocValues.getBinary(leaf.reader(), Schema.STATE), doc - leaf.docBase));
    }

    private static BytesRef value(BinaryDocValues values, int doc) throws IOException {
        if (!values.advanceExact(doc)) {
            throw new IOException("an issue without its state");
        }
        return values.binaryValue();
    }
}
