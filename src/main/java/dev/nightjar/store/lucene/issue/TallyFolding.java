package dev.nightjar.store.lucene.issue;

import dev.nightjar.model.IssueId;
import dev.nightjar.store.Issues.Slice;
import dev.nightjar.store.issue.IdNumbers;
import dev.nightjar.store.issue.IssueCounts;
import dev.nightjar.store.issue.LongMap;
import dev.nightjar.store.lucene.count.Tallies;
import dev.nightjar.store.lucene.count.Tallies.Sum;
import dev.nightjar.store.lucene.count.TallyReader;
import dev.nightjar.store.lucene.index.Queries;
import dev.nightjar.store.lucene.index.Schema;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;

/// Makes one of what several commits counted of one issue, or of one hour of it. Looks at some issues at a time.
public final class TallyFolding {

    private final IndexWriter writer;
    private final DirectoryReader reader;
    private final IndexSearcher searcher;
    private final long readBefore;

    /// @param readBefore in micros since 1970: what was counted since of hours that were over stays apart
    public TallyFolding(IndexWriter writer, DirectoryReader reader, IndexSearcher searcher, long readBefore) {
        this.writer = writer;
        this.reader = reader;
        this.searcher = searcher;
        this.readBefore = readBefore;
    }

    private record Key(long issue, long hour) {}

    /// Folds the tallies and counts of all issues; durable with the next commit.
    public void all() throws IOException {
        for (Slice slice : IssuesOnDisk.slices(reader)) {
            counts(slice);
            tallies(slice);
        }
    }

    private void counts(Slice slice) throws IOException {
        LongMap parts = new LongMap();
        Roll.each(reader, Schema.COUNTS_KIND, leaf -> {
            NumericDocValues numbers = DocValues.getNumeric(leaf.reader(), Schema.ID_NUMBER);
            return doc -> {
                if (numbers.advanceExact(doc) && slice.has(numbers.longValue())) {
                    parts.add(numbers.longValue(), 1);
                }
            };
        });
        Set<Long> several = new HashSet<>();
        parts.each((issue, times) -> {
            if (times > 1) {
                several.add(issue);
            }
        });
        for (long issue : several) {
            IssueCounts sum = Stored.counts(reader, issue);
            if (sum != null) {
                writer.updateDocument(
                        Schema.key(Schema.COUNTS_KIND, IdNumbers.id(issue).text()), IssueDocuments.of(sum, issue));
            }
        }
    }

    private void tallies(Slice slice) throws IOException {
        Set<Key> seen = new HashSet<>();
        Set<Key> twice = new HashSet<>();
        Roll.each(reader, Schema.TALLY_KIND, leaf -> {
            NumericDocValues numbers = DocValues.getNumeric(leaf.reader(), Schema.ID_NUMBER);
            NumericDocValues hours = DocValues.getNumeric(leaf.reader(), Schema.TIME);
            NumericDocValues read = DocValues.getNumeric(leaf.reader(), Schema.READ);
            return doc -> {
                boolean late = read.advanceExact(doc) && read.longValue() >= readBefore;
                if (!late && numbers.advanceExact(doc) && slice.has(numbers.longValue()) && hours.advanceExact(doc)) {
                    Key key = new Key(numbers.longValue(), hours.longValue());
                    if (!seen.add(key)) {
                        twice.add(key);
                    }
                }
            };
        });
        seen.clear();
        Map<Long, long[]> spans = new HashMap<>();
        for (Key key : twice) {
            spans.merge(key.issue, new long[] {key.hour, key.hour}, (a, b) ->
                    new long[] {Math.min(a[0], b[0]), Math.max(a[1], b[1])});
        }
        for (Map.Entry<Long, long[]> span : spans.entrySet()) {
            fold(IdNumbers.id(span.getKey()), span.getValue()[0], span.getValue()[1]);
        }
    }

    /// Writes the hours of an issue anew, from the first to the last that has several tallies.
    private void fold(IssueId issue, long from, long to) throws IOException {
        Query own = new TermQuery(new Term(Schema.OWN, new BytesRef(issue.text())));
        Query tallies = new BooleanQuery.Builder()
                .add(Queries.all(own, Queries.between(Schema.TIME, from, to)), BooleanClause.Occur.FILTER)
                .add(Queries.between(Schema.READ, readBefore, Long.MAX_VALUE), BooleanClause.Occur.MUST_NOT)
                .build();
        TreeMap<Long, Sum> sums = new TreeMap<>();
        TallyReader.read(searcher, tallies, (any, hour) -> sums.computeIfAbsent(hour, h -> new Sum()));
        writer.deleteDocuments(tallies);
        for (Map.Entry<Long, Sum> hour : sums.entrySet()) {
            if (hour.getValue().count != 0) {
                writer.addDocument(Tallies.document(issue, hour.getKey(), hour.getValue(), Tallies.Late.NEVER));
            }
        }
    }
}
