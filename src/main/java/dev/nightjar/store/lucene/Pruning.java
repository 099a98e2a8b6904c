package dev.nightjar.store.lucene;

import dev.nightjar.model.IssueId;
import dev.nightjar.store.lucene.Tallies.Sum;
import java.io.IOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;

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
            fold(searcher);
            dropUnused(searcher, Schema.TEMPLATE_KIND, Schema.TEMPLATE);
            dropUnused(searcher, Schema.VARIANT_KIND, Schema.VARIANT);
            dropFiles(reader);
        }
    }

    private static Query before(String kind, long micros) {
        return Queries.all(Queries.kind(kind), Queries.between(Schema.TIME, Long.MIN_VALUE + 1, micros - 1));
    }

    private void fold(IndexSearcher searcher) throws IOException {
        Terms issues = MultiTerms.getTerms(searcher.getIndexReader(), Schema.OWN);
        if (issues == null) {
            return;
        }
        TermsEnum each = issues.iterator();
        for (BytesRef issue = each.next(); issue != null; issue = each.next()) {
            fold(searcher, BytesRef.deepCopyOf(issue));
        }
    }

    /// Writes the hours of an issue anew, from the first to the last that has several tallies.
    private void fold(IndexSearcher searcher, BytesRef issue) throws IOException {
        Query tallies = new TermQuery(new Term(Schema.OWN, issue));
        TreeMap<Long, Sum> sums = new TreeMap<>();
        Set<Long> several = new HashSet<>();
        TallyReader.read(
                searcher,
                tallies,
                (any, hour) -> sums.compute(hour, (h, sum) -> {
                    if (sum != null) {
                        several.add(h);
                    }
                    return sum == null ? new Sum() : sum;
                }));
        if (several.isEmpty()) {
            return;
        }
        long from = several.stream().min(Long::compare).orElseThrow();
        long to = several.stream().max(Long::compare).orElseThrow();
        writer.deleteDocuments(Queries.all(tallies, Queries.between(Schema.TIME, from, to)));
        IssueId id = new IssueId(issue.utf8ToString());
        for (Map.Entry<Long, Sum> hour : sums.subMap(from, true, to, true).entrySet()) {
            if (hour.getValue().count != 0) {
                writer.addDocument(Tallies.document(id, hour.getKey(), hour.getValue()));
            }
        }
    }

    private void dropUnused(IndexSearcher searcher, String kind, String reference) throws IOException {
        Set<Long> unused = new HashSet<>();
        Queries.each(searcher, Queries.kind(kind), leaf -> refs(leaf, unused));
        for (long ref : unused) {
            if (Committed.find(searcher.getIndexReader(), new Term(reference, Schema.refBytes(ref))) < 0) {
                writer.deleteDocuments(Schema.key(kind, Long.toHexString(ref)));
            }
        }
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

    private static Queries.Doc refs(LeafReaderContext leaf, Set<Long> into) throws IOException {
        NumericDocValues refs = leaf.reader().getNumericDocValues(Schema.REF);
        return doc -> {
            refs.advanceExact(doc);
            into.add(refs.longValue());
        };
    }
}
