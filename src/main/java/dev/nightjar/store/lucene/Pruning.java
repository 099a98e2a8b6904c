package dev.nightjar.store.lucene;

import java.io.IOException;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/// Deletes what is too old, folds tallies, and drops templates, variants and names of files that no event refers to
/// any more.
final class Pruning {

    private final IndexWriter writer;

    Pruning(IndexWriter writer) {
        this.writer = writer;
    }

    /// Times in microseconds; what is younger stays.
    void prune(long eventsBefore, long talliesBefore, long auditsBefore) throws IOException {
        Query audits = new TermQuery(new Term(Schema.AUDIT, "1"));
        writer.deleteDocuments(new BooleanQuery.Builder()
                .add(before(Schema.EVENT_KIND, eventsBefore), BooleanClause.Occur.FILTER)
                .add(audits, BooleanClause.Occur.MUST_NOT)
                .build());
        writer.deleteDocuments(Queries.all(audits, before(Schema.EVENT_KIND, auditsBefore)));
        writer.deleteDocuments(before(Schema.TALLY_KIND, talliesBefore));
        writer.deleteDocuments(before(Schema.RUN_KIND, talliesBefore));
        try (DirectoryReader reader = DirectoryReader.open(writer)) {
            IndexSearcher searcher = new IndexSearcher(reader);
            searcher.setQueryCache(null);
            new Folding(writer, reader, searcher).all();
            dropUnused(searcher, Schema.TEMPLATE_KIND, Schema.TEMPLATE);
            dropUnused(searcher, Schema.VARIANT_KIND, Schema.VARIANT);
            dropFiles(reader);
        }
    }

    private static Query before(String kind, long micros) {
        return Queries.all(Queries.kind(kind), Queries.between(Schema.TIME, Long.MIN_VALUE + 1, micros - 1));
    }

    private void dropUnused(IndexSearcher searcher, String kind, String reference) throws IOException {
        Queries.each(searcher, Queries.kind(kind), leaf -> {
            NumericDocValues refs = leaf.reader().getNumericDocValues(Schema.REF);
            return doc -> {
                refs.advanceExact(doc);
                long ref = refs.longValue();
                if (Committed.find(searcher.getIndexReader(), new Term(reference, Schema.refBytes(ref))) < 0) {
                    writer.deleteDocuments(Schema.key(kind, Long.toHexString(ref)));
                }
            };
        });
    }

    /// Names of files that no position and no event refers to any more.
    private void dropFiles(DirectoryReader reader) throws IOException {
        for (String fileId : States.all(reader, Schema.FILE_KIND, States::fileId)) {
            Term event = new Term(Schema.FILE_ID, EventDocuments.fileIdBytes(fileId));
            if (Committed.find(reader, Schema.key(Schema.POSITION_KIND, fileId)) < 0
                    && Committed.find(reader, event) < 0) {
                writer.deleteDocuments(Schema.key(Schema.FILE_KIND, fileId));
            }
        }
    }
}
