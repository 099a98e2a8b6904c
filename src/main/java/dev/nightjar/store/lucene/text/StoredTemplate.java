package dev.nightjar.store.lucene.text;

import dev.nightjar.model.Level;
import dev.nightjar.store.encoded.Form;
import dev.nightjar.store.encoded.WireIn;
import dev.nightjar.store.encoded.WireOut;
import dev.nightjar.store.lucene.index.Schema;
import dev.nightjar.store.lucene.index.WordStream;
import dev.nightjar.store.query.Words;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.index.Term;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/// What many events have in common besides their trace and what was thrown.
///
/// @param shown the message's template for people, null if it differs between the events and stands with each
/// @param form the message, with `Form.HOLE` for each value
public record StoredTemplate(
        String project,
        @Nullable Level level,
        @Nullable String logger,
        @Nullable String shown,
        String form) {

    private static final Level[] LEVELS = Level.values();

    /// Equal for equal templates, and only for them.
    void identity(StringBuilder to) {
        to.append(project)
                .append('\1')
                .append(level == null ? "" : level.name())
                .append('\1');
        to.append(logger == null ? "\2" : logger).append('\1').append(shown == null ? "\2" : shown);
        to.append('\1').append(form.length()).append('\1').append(form);
    }

    List<IndexableField> document(Term key, long ref) {
        List<IndexableField> fields = form(Schema.TEMPLATE_KIND, key, ref, form);
        fields.add(Schema.exact(Schema.PROJECT, project));
        if (level != null) {
            fields.add(Schema.exact(Schema.LEVEL, level.name()));
        }
        if (logger != null) {
            fields.add(Schema.exact(Schema.LOGGER, logger));
            Words.ofName(logger).forEach(word -> fields.add(Schema.exact(Schema.WORD_OF_LOGGER, word)));
        }
        fields.add(new StoredField(Schema.BLOB, encode()));
        return fields;
    }

    /// The form of a message of something thrown.
    static List<IndexableField> thrown(Term key, long ref, String form) {
        List<IndexableField> fields = form(Schema.FORM_KIND, key, ref, form);
        fields.add(new StoredField(Schema.BLOB, new WireOut().text(form).copy()));
        return fields;
    }

    private static List<IndexableField> form(String kind, Term key, long ref, String form) {
        List<IndexableField> fields = new ArrayList<>();
        fields.add(Schema.kind(kind));
        fields.add(Schema.keyField(key));
        fields.add(new NumericDocValuesField(Schema.REF, ref));
        fields.add(new Field(Schema.TEMPLATE_BODY, new WordStream(Form.literals(form)), Schema.PHRASES));
        return fields;
    }

    private byte[] encode() {
        return new WireOut()
                .text(project)
                .number(level == null ? 0 : level.ordinal() + 1)
                .optional(logger)
                .optional(shown)
                .text(form)
                .copy();
    }

    static StoredTemplate decode(BytesRef bytes) {
        WireIn in = Schema.in(bytes);
        String project = in.text();
        int level = in.integer();
        return new StoredTemplate(
                project, level == 0 ? null : LEVELS[level - 1], in.optional(), in.optional(), in.text());
    }
}
