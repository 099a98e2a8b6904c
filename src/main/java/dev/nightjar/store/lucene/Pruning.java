package dev.nightjar.store.lucene;

import dev.nightjar.model.Run.Thinned;
import dev.nightjar.store.Bounds;
import dev.nightjar.store.encoded.FileId;
import dev.nightjar.store.lucene.index.Committed;
import dev.nightjar.store.lucene.index.PositionDocuments;
import dev.nightjar.store.lucene.index.Queries;
import dev.nightjar.store.lucene.index.Schema;
import dev.nightjar.store.lucene.issue.TallyFolding;
import dev.nightjar.store.lucene.write.EventDocuments;
import dev.nightjar.store.lucene.write.Rewriting;
import dev.nightjar.store.lucene.write.SparseTimes;
import dev.nightjar.store.lucene.write.Thinning;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
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

/// Deletes what is too old, folds tallies, and drops templates, variants and names of files that no event
/// refers to any more.
final class Pruning {

    private static final int MOST_RUNS = 20_000;

    private final IndexWriter writer;
    private final EventDocuments documents;
    private final SparseTimes sparse;
    private final Bounds bounds;

    Pruning(IndexWriter writer, EventDocuments documents, SparseTimes sparse, Bounds bounds) {
        this.sparse = sparse;
        this.bounds = bounds;
        this.writer = writer;
        this.documents = documents;
    }

    /// Deletes what is beyond the bounds.
    ///
    /// @param readBefore micros since 1970: what was counted since is not folded, for it may have to be told
    ///     yet
    /// @return what went that is not too old
    Thinned prune(long readBefore) throws IOException {
        try (DirectoryReader reader = DirectoryReader.open(writer)) {
            new Rewriting(reader, writer, documents)
                    .prune(Schema.micros(bounds.eventsBefore()), Schema.micros(bounds.auditsBefore()));
        }
        long talliesBefore = Schema.micros(bounds.talliesBefore());
        writer.deleteDocuments(before(Schema.TALLY_KIND, talliesBefore));
        writer.deleteDocuments(before(Schema.RUN_KIND, talliesBefore));
        Thinned gone = new Thinning(writer, documents, sparse).within(bounds);
        try (DirectoryReader reader = DirectoryReader.open(writer)) {
            IndexSearcher searcher = new IndexSearcher(reader);
            searcher.setQueryCache(null);
            dropRuns(searcher);
            new TallyFolding(writer, reader, searcher, readBefore).all();
            dropUnused(reader, Schema.TEMPLATE_KIND, Schema.TEMPLATES);
            dropUnused(reader, Schema.FORM_KIND, Schema.FORMS);
            dropUnused(reader, Schema.VARIANT_KIND, Schema.VARIANTS);
            dropFiles(reader);
        }
        if (!gone.isNone()) {
            writer.forceMergeDeletes();
        }
        return gone;
    }

    private static Query before(String kind, long micros) {
        return Queries.all(Queries.kind(kind), Queries.between(Schema.TIME, Long.MIN_VALUE + 1, micros - 1));
    }

    /// Runs beyond those of ten weeks, one every five minutes.
    private void dropRuns(IndexSearcher searcher) throws IOException {
        List<Long> times = new ArrayList<>();
        Queries.each(searcher, Queries.kind(Schema.RUN_KIND), leaf -> {
            NumericDocValues time = DocValues.getNumeric(leaf.reader(), Schema.TIME);
            return doc -> {
                if (time.advanceExact(doc)) {
                    times.add(time.longValue());
                }
            };
        });
        if (times.size() > MOST_RUNS) {
            times.sort(Comparator.reverseOrder());
            writer.deleteDocuments(before(Schema.RUN_KIND, times.get(MOST_RUNS - 1)));
        }
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
