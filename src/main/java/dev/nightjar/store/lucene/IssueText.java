package dev.nightjar.store.lucene;

import dev.nightjar.model.Event.ExceptionEvent;
import dev.nightjar.model.IssueId;
import dev.nightjar.model.Occurrence;
import dev.nightjar.model.Occurrence.Part;
import java.util.List;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/// What an issue is, as the occurrence says that was assigned first: written once.
record IssueText(
        IssueId id,
        String project,
        @Nullable String type,
        String title,
        String message,
        String culprit,
        List<Part> why) {

    private static final int LONGEST_TEMPLATE = 1000;

    IssueText {
        why = List.copyOf(why);
    }

    static IssueText of(IssueId id, Occurrence occurrence) {
        return new IssueText(
                id,
                occurrence.event().record().file().project(),
                occurrence.event() instanceof ExceptionEvent e
                        ? e.trace().chain().getFirst().type()
                        : null,
                occurrence.title(),
                occurrence.template(),
                occurrence.culprit(),
                occurrence.why());
    }

    static IssueText of(BytesRef bytes) {
        WireIn in = new WireIn(bytes);
        return new IssueText(
                new IssueId(in.text()),
                in.text(),
                in.optional(),
                in.text(),
                in.text(),
                in.text(),
                in.list(i -> new Part(i.text(), i.text(), i.flag(), i.text())));
    }

    /// The same text under another id.
    IssueText as(IssueId other) {
        return new IssueText(other, project, type, title, message, culprit, why);
    }

    /// The first of the templates of its events.
    String says() {
        return cut(type == null ? message : title);
    }

    static String cut(String template) {
        return template.substring(0, Math.min(LONGEST_TEMPLATE, template.length()));
    }

    List<IndexableField> document() {
        byte[] blob = new WireOut()
                .text(id.text())
                .text(project)
                .optional(type)
                .text(title)
                .text(message)
                .text(culprit)
                .list(
                        why,
                        (o, p) -> o.text(p.name())
                                .text(p.value())
                                .flag(p.counted())
                                .text(p.reason()))
                .copy();
        return List.of(
                Schema.kind(Schema.ISSUE_KIND),
                new Schema.Exact(Schema.HASH, new BytesRef(id.text()), Schema.WORD),
                new NumericDocValuesField(Schema.ID_NUMBER, Ids.number(id)),
                new StoredField(Schema.BLOB, blob));
    }

    /// A hash that leads to an issue.
    static List<IndexableField> alias(IssueId hash, IssueId issue) {
        return List.of(
                Schema.kind(Schema.ALIAS_KIND),
                Schema.keyField(Schema.key(Schema.ALIAS_KIND, issue.text())),
                new Schema.Exact(Schema.HASH, new BytesRef(hash.text()), Schema.WORD),
                new NumericDocValuesField(Schema.HASH_NUMBER, Ids.number(hash)),
                new NumericDocValuesField(Schema.ID_NUMBER, Ids.number(issue)));
    }
}
