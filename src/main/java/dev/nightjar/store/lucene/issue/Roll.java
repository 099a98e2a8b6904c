package dev.nightjar.store.lucene.issue;

import dev.nightjar.model.IssueId;
import dev.nightjar.model.IssueIds;
import dev.nightjar.store.Issues.Slice;
import dev.nightjar.store.issue.IdNumbers;
import dev.nightjar.store.issue.IssueCounts;
import dev.nightjar.store.issue.IssueState;
import dev.nightjar.store.issue.IssueText;
import dev.nightjar.store.issue.LongMap;
import dev.nightjar.store.issue.Merged;
import dev.nightjar.store.lucene.index.Committed;
import dev.nightjar.store.lucene.index.InOrder;
import dev.nightjar.store.lucene.index.Queries;
import dev.nightjar.store.lucene.index.Schema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;
import org.jspecify.annotations.Nullable;

/// Reads the documents of issues: text, counts and aliases.
public final class Roll {

    /// Of more issues than this all documents are passed by, which is quicker than a look for each.
    private static final int MANY = 100;

    /// So many times as many issues may be passed by.
    private static final int PASSED = 400;

    private static final int AT_ONCE = 5_000;

    private final DirectoryReader reader;

    public Roll(DirectoryReader reader) {
        this.reader = reader;
    }

    /// The issue that a hash leads to, `NONE` if there is none.
    public long lead(IssueId any) throws IOException {
        int doc = Committed.find(reader, new Term(Schema.HASH, any.text()));
        if (doc < 0) {
            return LongMap.NONE;
        }
        for (LeafReaderContext leaf : reader.leaves()) {
            if (doc < leaf.docBase + leaf.reader().maxDoc()) {
                NumericDocValues numbers = DocValues.getNumeric(leaf.reader(), Schema.ID_NUMBER);
                if (numbers.advanceExact(doc - leaf.docBase)) {
                    return numbers.longValue();
                }
            }
        }
        throw new IOException("a hash without its issue");
    }

    /// Whether any of its events is left.
    boolean hasEvents(long number) throws IOException {
        return Stored.count(reader, number) > 0;
    }

    /// How many documents of a kind there are, those deleted included.
    public static long docs(DirectoryReader reader, String kind) throws IOException {
        return reader.docFreq(new Term(Schema.KIND, kind));
    }

    /// What is known of issues, by their numbers. Of those that have no event left nothing is.
    public Map<Long, IssueState> read(Collection<IssueId> issues) throws IOException {
        IssueIds.Builder builder = new IssueIds.Builder();
        issues.forEach(id -> builder.accept(IdNumbers.number(id)));
        IssueIds ids = builder.build();
        boolean passing = ids.size() > MANY && docs(reader, Schema.ISSUE_KIND) / PASSED < ids.size();
        Map<Long, IssueCounts> counts = new HashMap<>();
        Map<Long, List<IssueId>> aliases = new HashMap<>();
        Map<Integer, Long> texts = new TreeMap<>();
        if (passing) {
            each(reader, Schema.COUNTS_KIND, leaf -> counting(leaf, ids, counts, null));
            each(reader, Schema.ALIAS_KIND, leaf -> leading(leaf, ids, aliases));
            each(reader, Schema.ISSUE_KIND, leaf -> counting(leaf, ids, counts, texts));
        } else {
            for (IssueId id : ids) {
                String text = id.text();
                IssueIds one = IssueIds.of(id);
                each(reader, Schema.key(Schema.COUNTS_KIND, text), leaf -> counting(leaf, one, counts, null));
                each(reader, Schema.key(Schema.ALIAS_KIND, text), leaf -> leading(leaf, one, aliases));
                each(reader, new Term(Schema.HASH, text), leaf -> counting(leaf, one, counts, texts));
            }
        }
        Map<Long, IssueState> states = new HashMap<>();
        InOrder blobs = new InOrder(reader);
        for (Map.Entry<Integer, Long> text : texts.entrySet()) {
            IssueCounts sum = counts.get(text.getValue());
            if (sum != null && sum.count > 0) {
                IssueText of = IssueDocuments.text(blobs.blob(text.getKey()));
                states.put(text.getValue(), new IssueState(of, sum, aliases.getOrDefault(text.getValue(), List.of())));
            }
        }
        return states;
    }

    /// Shows every issue that has events.
    public void all(Consumer<IssueState> visitor) throws IOException {
        List<IssueId> part = new ArrayList<>();
        each(reader, Schema.ISSUE_KIND, leaf -> {
            NumericDocValues numbers = DocValues.getNumeric(leaf.reader(), Schema.ID_NUMBER);
            return doc -> {
                if (numbers.advanceExact(doc)) {
                    part.add(IdNumbers.id(numbers.longValue()));
                }
                if (part.size() == AT_ONCE) {
                    read(part).values().forEach(visitor);
                    part.clear();
                }
            };
        });
        read(part).values().forEach(visitor);
    }

    /// @param texts where they are, if they are those with the texts
    private static Queries.Doc counting(
            LeafReaderContext leaf, IssueIds ids, Map<Long, IssueCounts> into, @Nullable Map<Integer, Long> texts)
            throws IOException {
        Columns columns = new Columns(leaf.reader());
        return doc -> {
            long number = columns.number(doc);
            if (ids.has(number)) {
                IssueCounts one = columns.counts(doc, texts != null);
                IssueCounts sum = into.putIfAbsent(number, one);
                if (sum != null) {
                    sum.add(one);
                }
                if (texts != null) {
                    texts.put(leaf.docBase + doc, number);
                }
            }
        };
    }

    private static Queries.Doc leading(LeafReaderContext leaf, IssueIds ids, Map<Long, List<IssueId>> into)
            throws IOException {
        NumericDocValues numbers = DocValues.getNumeric(leaf.reader(), Schema.ID_NUMBER);
        NumericDocValues hashes = DocValues.getNumeric(leaf.reader(), Schema.HASH_NUMBER);
        return doc -> {
            if (numbers.advanceExact(doc) && ids.has(numbers.longValue()) && hashes.advanceExact(doc)) {
                into.computeIfAbsent(numbers.longValue(), any -> new ArrayList<>(2))
                        .add(IdNumbers.id(hashes.longValue()));
            }
        };
    }

    /// Shows the counts of every issue of a slice, under the number of the one that stands for it.
    static void each(DirectoryReader reader, Slice slice, Merged merged, Each visitor) throws IOException {
        for (String kind : List.of(Schema.ISSUE_KIND, Schema.COUNTS_KIND)) {
            each(reader, kind, leaf -> {
                Columns columns = new Columns(leaf.reader());
                return doc -> {
                    long own = columns.number(doc);
                    long number = merged.of(own);
                    if (slice.has(number)) {
                        IssueCounts counts = columns.counts(doc, false);
                        if (own != number) {
                            counts.resolve(Long.toString(own));
                        }
                        visitor.of(number, counts);
                    }
                };
            });
        }
    }

    /// Sees the counts of an issue, or a part of them.
    interface Each {
        void of(long number, IssueCounts counts) throws IOException;
    }

    /// Shows every document of a kind.
    static void each(DirectoryReader reader, String kind, Queries.Visitor visitor) throws IOException {
        each(reader, new Term(Schema.KIND, kind), visitor);
    }

    static void each(DirectoryReader reader, Term term, Queries.Visitor visitor) throws IOException {
        for (LeafReaderContext leaf : reader.leaves()) {
            PostingsEnum docs = leaf.reader().postings(term, PostingsEnum.NONE);
            if (docs != null) {
                Bits live = leaf.reader().getLiveDocs();
                Queries.Doc each = visitor.segment(leaf);
                for (int doc = Committed.firstLive(docs, live);
                        doc != DocIdSetIterator.NO_MORE_DOCS;
                        doc = Committed.firstLive(docs, live)) {
                    each.visit(doc);
                }
            }
        }
    }

    /// The columns of counts in a segment.
    static final class Columns {
        private final NumericDocValues number;
        private final NumericDocValues count;
        private final NumericDocValues flags;
        private final SortedDocValues project;
        private final BinaryDocValues state;
        private int ord = -1;
        private String name = "";

        Columns(LeafReader leaf) throws IOException {
            number = DocValues.getNumeric(leaf, Schema.ID_NUMBER);
            count = DocValues.getNumeric(leaf, Schema.COUNT);
            flags = DocValues.getNumeric(leaf, Schema.FLAGS);
            project = DocValues.getSorted(leaf, Schema.PROJECT_NAME);
            state = DocValues.getBinary(leaf, Schema.STATE);
        }

        /// The issue's.
        long number(int doc) throws IOException {
            if (!number.advanceExact(doc)) {
                throw new IOException("counts without an issue");
            }
            return number.longValue();
        }

        /// How many events a document counts.
        long count(int doc) throws IOException {
            return count.advanceExact(doc) ? count.longValue() : 0;
        }

        /// @param based whether the issue's text stands with them
        IssueCounts counts(int doc, boolean based) throws IOException {
            if (!count.advanceExact(doc)
                    || !flags.advanceExact(doc)
                    || !project.advanceExact(doc)
                    || !state.advanceExact(doc)) {
                throw new IOException("an issue without its state");
            }
            if (project.ordValue() != ord) {
                ord = project.ordValue();
                name = project.lookupOrd(ord).utf8ToString();
            }
            IssueCounts counts = IssueDocuments.counts(name, count.longValue(), flags.longValue(), state.binaryValue());
            counts.based = based ? counts.count : 0;
            return counts;
        }
    }
}
