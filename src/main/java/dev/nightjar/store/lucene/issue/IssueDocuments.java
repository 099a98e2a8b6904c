package dev.nightjar.store.lucene.issue;

import dev.nightjar.model.IssueId;
import dev.nightjar.store.issue.IdNumbers;
import dev.nightjar.store.issue.IssueCounts;
import dev.nightjar.store.issue.IssueState;
import dev.nightjar.store.issue.IssueText;
import dev.nightjar.store.lucene.index.Schema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.util.BytesRef;

/// Issues as documents: one with the text and what was counted when it was written, one with what was counted
/// since,
/// and one for each id that leads there.
public final class IssueDocuments {

    private IssueDocuments() {}

    /// The text that `of` wrote.
    static IssueText text(BytesRef blob) {
        return IssueText.of(Schema.in(blob));
    }

    /// The counts in the fields of a document.
    static IssueCounts counts(String project, long count, long flags, BytesRef state) {
        return new IssueCounts(project, count, flags, Schema.in(state));
    }

    /// The document of an issue's text, with what is counted so far.
    static List<IndexableField> of(IssueText text, IssueCounts counts) {
        List<IndexableField> fields = new ArrayList<>(List.of(
                Schema.kind(Schema.ISSUE_KIND),
                new Schema.Exact(Schema.HASH, new BytesRef(text.id().text()), Schema.WORD),
                new NumericDocValuesField(Schema.ID_NUMBER, IdNumbers.number(text.id())),
                new StoredField(Schema.BLOB, text.bytes())));
        counted(fields, counts, counts.withText());
        return fields;
    }

    /// A document with what was not counted with the text.
    static List<IndexableField> of(IssueCounts counts, long id) {
        List<IndexableField> fields = new ArrayList<>();
        fields.add(Schema.kind(Schema.COUNTS_KIND));
        fields.add(
                Schema.keyField(Schema.key(Schema.COUNTS_KIND, IdNumbers.id(id).text())));
        fields.add(new NumericDocValuesField(Schema.ID_NUMBER, id));
        counted(fields, counts, counts.sinceText());
        return fields;
    }

    private static void counted(List<IndexableField> fields, IssueCounts counts, long events) {
        fields.add(new NumericDocValuesField(Schema.COUNT, events));
        fields.add(new NumericDocValuesField(Schema.FLAGS, counts.flags()));
        fields.add(new SortedDocValuesField(Schema.PROJECT_NAME, new BytesRef(counts.project())));
        counts.printed().forEach(hash -> fields.add(Schema.exact(Schema.ALIAS, hash)));
        fields.add(new BinaryDocValuesField(Schema.STATE, new BytesRef(counts.state())));
    }

    /// A hash that leads to an issue.
    static List<IndexableField> alias(IssueId hash, IssueId issue) {
        return List.of(
                Schema.kind(Schema.ALIAS_KIND),
                Schema.keyField(Schema.key(Schema.ALIAS_KIND, issue.text())),
                new Schema.Exact(Schema.HASH, new BytesRef(hash.text()), Schema.WORD),
                new NumericDocValuesField(Schema.HASH_NUMBER, IdNumbers.number(hash)),
                new NumericDocValuesField(Schema.ID_NUMBER, IdNumbers.number(issue)));
    }

    /// Adds the documents of a whole issue: its text and counts, and one for each id that leads to it.
    public static void write(IndexWriter writer, IssueState issue) throws IOException {
        writer.addDocument(of(issue.text(), issue.counts()));
        for (IssueId hash : issue.leading()) {
            writer.addDocument(alias(hash, issue.id()));
        }
    }
}
