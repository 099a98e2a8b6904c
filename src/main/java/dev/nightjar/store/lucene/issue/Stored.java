package dev.nightjar.store.lucene.issue;

import dev.nightjar.store.issue.IdNumbers;
import dev.nightjar.store.issue.IssueCounts;
import dev.nightjar.store.issue.LongMap;
import dev.nightjar.store.lucene.index.Committed;
import dev.nightjar.store.lucene.index.Schema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/// The writer's look at the issues of its index: of the last commit and, once something was written early, of what
/// was
/// written since. Not thread-safe.
public final class Stored implements AutoCloseable {

    /// Looks after which it pays to read all hashes into a filter.
    private static final int FEW = 1_000;

    private final IndexWriter writer;
    private final Committed committed;
    private final IdFilter filter;
    private @Nullable DirectoryReader newer;
    private boolean early;
    private boolean filtered;
    private int looks;

    /// @param bytes that the filter may take
    Stored(IndexWriter writer, Committed committed, long bytes) {
        this.writer = writer;
        this.committed = committed;
        this.filter = new IdFilter(bytes);
    }

    /// A hash leads to an issue from now on.
    void add(long hash) {
        filter.add(hash);
    }

    /// The issue that a hash leads to, `NONE` if there is none.
    long lead(long hash) throws IOException {
        if (filtered && !filter.mayHave(hash)) {
            return LongMap.NONE;
        }
        if (!filtered && ++looks > FEW) {
            fill();
            return lead(hash);
        }
        BytesRef term = new BytesRef(IdNumbers.id(hash).text());
        for (LeafReaderContext leaf : reader().leaves()) {
            int doc = find(leaf.reader(), Schema.HASH, term);
            if (doc != DocIdSetIterator.NO_MORE_DOCS) {
                return number(leaf.reader(), doc);
            }
        }
        return LongMap.NONE;
    }

    private void fill() throws IOException {
        for (LeafReaderContext leaf : reader().leaves()) {
            Terms terms = leaf.reader().terms(Schema.HASH);
            TermsEnum each = terms == null ? TermsEnum.EMPTY : terms.iterator();
            for (BytesRef term = each.next(); term != null; term = each.next()) {
                filter.add(IdNumbers.number(term.bytes, term.offset));
            }
        }
        filtered = true;
    }

    /// What is counted of an issue, null for nothing.
    @Nullable
    IssueCounts counts(long id) throws IOException {
        return counts(reader(), id);
    }

    static @Nullable IssueCounts counts(DirectoryReader reader, long id) throws IOException {
        String text = IdNumbers.id(id).text();
        List<IssueCounts> parts = new ArrayList<>();
        Roll.each(reader, new Term(Schema.HASH, text), leaf -> {
            Roll.Columns columns = new Roll.Columns(leaf.reader());
            return doc -> {
                if (columns.number(doc) == id) {
                    parts.add(columns.counts(doc, true));
                }
            };
        });
        Roll.each(reader, Schema.key(Schema.COUNTS_KIND, text), leaf -> {
            Roll.Columns columns = new Roll.Columns(leaf.reader());
            return doc -> parts.add(columns.counts(doc, false));
        });
        for (IssueCounts part : parts.subList(Math.min(1, parts.size()), parts.size())) {
            parts.getFirst().add(part);
        }
        return parts.isEmpty() ? null : parts.getFirst();
    }

    /// How many events of an issue there are.
    static long count(DirectoryReader reader, long id) throws IOException {
        String text = IdNumbers.id(id).text();
        long[] sum = new long[1];
        Roll.each(reader, new Term(Schema.HASH, text), leaf -> {
            Roll.Columns columns = new Roll.Columns(leaf.reader());
            return doc -> sum[0] += columns.number(doc) == id ? columns.count(doc) : 0;
        });
        Roll.each(reader, Schema.key(Schema.COUNTS_KIND, text), leaf -> {
            Roll.Columns columns = new Roll.Columns(leaf.reader());
            return doc -> sum[0] += columns.count(doc);
        });
        return sum[0];
    }

    /// How many hashes lead to an issue besides its own.
    int aliases(long id) throws IOException {
        Term key = Schema.key(Schema.ALIAS_KIND, IdNumbers.id(id).text());
        return reader().docFreq(key);
    }

    void delete(long id) throws IOException {
        delete(writer, id);
    }

    /// Deletes all of an issue but its tallies.
    public static void delete(IndexWriter writer, long id) throws IOException {
        String text = IdNumbers.id(id).text();
        writer.deleteDocuments(
                new Term(Schema.HASH, text), Schema.key(Schema.ALIAS_KIND, text), Schema.key(Schema.COUNTS_KIND, text));
    }

    /// Something was written early: from now on it is looked for as well.
    void renew() throws IOException {
        early = true;
        close();
    }

    void committed() throws IOException {
        early = false;
        close();
    }

    private DirectoryReader reader() throws IOException {
        if (!early) {
            return committed.reader();
        }
        DirectoryReader now = newer;
        if (now == null) {
            now = DirectoryReader.open(writer);
            newer = now;
        }
        return now;
    }

    private static int find(LeafReader leaf, String field, BytesRef term) throws IOException {
        PostingsEnum docs = leaf.postings(new Term(field, term), PostingsEnum.NONE);
        return docs == null ? DocIdSetIterator.NO_MORE_DOCS : Committed.firstLive(docs, leaf.getLiveDocs());
    }

    private static long number(LeafReader leaf, int doc) throws IOException {
        NumericDocValues numbers = DocValues.getNumeric(leaf, Schema.ID_NUMBER);
        if (!numbers.advanceExact(doc)) {
            throw new IOException("a hash without its issue");
        }
        return numbers.longValue();
    }

    @Override
    public void close() throws IOException {
        if (newer != null) {
            newer.close();
            newer = null;
        }
    }
}
