package dev.nightjar.store.lucene;

import dev.nightjar.store.encoded.FileId;
import dev.nightjar.store.lucene.index.Committed;
import dev.nightjar.store.lucene.index.PositionDocuments;
import dev.nightjar.store.lucene.index.Queries;
import dev.nightjar.store.lucene.index.Schema;
import dev.nightjar.store.lucene.issue.TallyFolding;
import dev.nightjar.store.lucene.write.EventDocuments;
import dev.nightjar.store.lucene.write.Rewriting;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.util.BytesRef;

/// Deletes what is too old, folds tallies, and drops templates, variants and names of files that no event refers to
/// any more.
final class Pruning {

    private final IndexWriter writer;
    private final EventDocuments documents;

    Pruning(IndexWriter writer, EventDocuments documents) {
        this.writer = writer;
        this.documents = documents;
    }

    /// Times in microseconds; what is younger stays.
    ///
    /// @param readBefore what was counted since is not folded: it may have to be told yet
    void prune(long eventsBefore, long talliesBefore, long auditsBefore, long readBefore) throws IOException {
        try (DirectoryReader reader = DirectoryReader.open(writer)) {
            new Rewriting(reader, writer, documents).prune(eventsBefore, auditsBefore);
        }
        writer.deleteDocuments(before(Schema.TALLY_KIND, talliesBefore));
        writer.deleteDocuments(before(Schema.RUN_KIND, talliesBefore));
        try (DirectoryReader reader = DirectoryReader.open(writer)) {
            IndexSearcher searcher = new IndexSearcher(reader);
            searcher.setQueryCache(null);
            new TallyFolding(writer, reader, searcher, readBefore).all();
            dropUnused(reader, Schema.TEMPLATE_KIND, Schema.TEMPLATES);
            dropUnused(reader, Schema.FORM_KIND, Schema.FORMS);
            dropUnused(reader, Schema.VARIANT_KIND, Schema.VARIANTS);
            dropFiles(reader);
        }
    }

    private static Query before(String kind, long micros) {
        return Queries.all(Queries.kind(kind), Queries.between(Schema.TIME, Long.MIN_VALUE + 1, micros - 1));
    }

    /// Texts that no block refers to any more, and all but one of those that are equal.
    private void dropUnused(DirectoryReader reader, String kind, String reference) throws IOException {
        IndexSearcher searcher = new IndexSearcher(reader);
        searcher.setQueryCache(null);
        Set<Long> seen = new HashSet<>();
        List<Integer> twins = new ArrayList<>();
        Queries.each(searcher, Queries.kind(kind), leaf -> {
            NumericDocValues refs = DocValues.getNumeric(leaf.reader(), Schema.REF);
            return doc -> {
                if (refs.advanceExact(doc) && !seen.add(refs.longValue())) {
                    twins.add(leaf.docBase + doc);
                }
            };
        });
        for (int twin : twins) {
            writer.tryDeleteDocument(reader, twin);
        }
        for (long ref : seen) {
            if (Committed.find(reader, new Term(reference, Schema.refBytes(ref))) < 0) {
                writer.deleteDocuments(Schema.key(kind, Long.toHexString(ref)));
            }
        }
    }

    /// Names of files that no position and no event refers to any more.
    private void dropFiles(DirectoryReader reader) throws IOException {
        for (String fileId : PositionDocuments.all(reader, Schema.FILE_KIND, PositionDocuments::fileId)) {
            Term event = new Term(Schema.FILES, new BytesRef(FileId.bytes(fileId)));
            if (Committed.find(reader, Schema.key(Schema.POSITION_KIND, fileId)) < 0
                    && Committed.find(reader, event) < 0) {
                writer.deleteDocuments(Schema.key(Schema.FILE_KIND, fileId));
            }
        }
    }
}
