package dev.nightjar.store.lucene.index;

import java.io.IOException;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/// The writer's look at the last commit, opened when it is needed. Thread-safe.
public final class Committed implements AutoCloseable {

    private final Directory directory;
    private @Nullable DirectoryReader reader;
    private boolean trusted = true;

    public Committed(Directory directory) {
        this.directory = directory;
    }

    /// True if the last commit has a document with this term. False while deletions wait for a commit: then
    /// anything found might be about to vanish.
    public synchronized boolean has(Term term) throws IOException {
        return trusted && find(reader(), term) >= 0;
    }

    /// The blob of the document with this term, null if there is none.
    synchronized @Nullable public BytesRef blob(Term term) throws IOException {
        DirectoryReader now = reader();
        int doc = find(now, term);
        return doc < 0 ? null : now.storedFields().document(doc).getBinaryValue(Schema.BLOB);
    }

    /// Documents that it still sees were deleted: up to the next commit, `has` finds none.
    public synchronized void distrust() {
        trusted = false;
    }

    /// To be called after each commit.
    public synchronized void renew() throws IOException {
        trusted = true;
        close();
    }

    /// A reader of the last commit; `renew` closes it.
    public synchronized DirectoryReader reader() throws IOException {
        DirectoryReader now = reader;
        if (now == null) {
            now = DirectoryReader.open(directory);
            reader = now;
        }
        return now;
    }

    /// A live document with the term, -1 if there is none.
    public static int find(IndexReader reader, Term term) throws IOException {
        for (LeafReaderContext leaf : reader.leaves()) {
            TermsEnum terms = leaf.reader().terms(term.field()) == null
                    ? TermsEnum.EMPTY
                    : leaf.reader().terms(term.field()).iterator();
            if (terms.seekExact(term.bytes())) {
                int doc = firstLive(
                        terms.postings(null, PostingsEnum.NONE), leaf.reader().getLiveDocs());
                if (doc != DocIdSetIterator.NO_MORE_DOCS) {
                    return leaf.docBase + doc;
                }
            }
        }
        return -1;
    }

    /// The first document of an iterator that is not deleted.
    public static int firstLive(DocIdSetIterator docs, @Nullable Bits live) throws IOException {
        int doc = docs.nextDoc();
        while (doc != DocIdSetIterator.NO_MORE_DOCS && live != null && !live.get(doc)) {
            doc = docs.nextDoc();
        }
        return doc;
    }

    @Override
    public synchronized void close() throws IOException {
        if (reader != null) {
            reader.close();
            reader = null;
        }
    }
}
