package dev.nightjar.store.lucene;

import dev.nightjar.model.IssueId;
import dev.nightjar.model.Occurrence.Context;
import dev.nightjar.model.StoredEvent;
import dev.nightjar.model.Trace;
import dev.nightjar.model.Trace.Thrown;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/// Rebuilds events from their documents, templates and variants. Remembers what it read; for one thread.
final class Events {

    private static final int REMEMBERED = 1000;

    private final DirectoryReader reader;
    private final Merged merged;
    private final StoredFields stored;
    private final Map<BytesRef, Template> templates = new HashMap<>();
    private final Map<BytesRef, Trace> variants = new HashMap<>();
    private final Map<String, String> paths = new HashMap<>();

    Events(DirectoryReader reader, Merged merged) throws IOException {
        this.reader = reader;
        this.merged = merged;
        this.stored = reader.storedFields();
    }

    /// What stands in an event's blob.
    record Parameters(
            List<String> values,
            @Nullable String thread,
            @Nullable String user,
            Map<String, String> ids,
            @Nullable String release,
            int nanos,
            @Nullable String shown,
            @Nullable Context context) {

        static Parameters decode(BytesRef blob) {
            WireIn in = new WireIn(blob);
            int has = in.integer();
            List<String> values = in.texts();
            String thread = (has & EventDocuments.HAS_THREAD) == 0 ? null : in.text();
            String user = (has & EventDocuments.HAS_USER) == 0 ? null : in.text();
            Map<String, String> ids = new LinkedHashMap<>();
            for (int i = (has & EventDocuments.HAS_IDS) == 0 ? 0 : in.integer(); i > 0; i--) {
                ids.put(in.text(), in.text());
            }
            String release = (has & EventDocuments.HAS_RELEASE) == 0 ? null : in.text();
            int nanos = (has & EventDocuments.HAS_NANOS) == 0 ? 0 : in.integer();
            String shown = (has & EventDocuments.HAS_SHOWN) == 0 ? null : in.text();
            Context context = (has & EventDocuments.HAS_CONTEXT) == 0 ? null : new Context(in.texts(), in.texts());
            return new Parameters(values, thread, user, ids, release, nanos, shown, context);
        }
    }

    /// The event of a document.
    StoredEvent event(int doc) throws IOException {
        LeafReaderContext leaf = reader.leaves().get(ReaderUtil.subIndex(doc, reader.leaves()));
        LeafReader values = leaf.reader();
        int local = doc - leaf.docBase;
        Parameters own = parameters(doc);
        Template template = template(term(values, Schema.TEMPLATE, local));
        BytesRef variant = variantOf(values, local);
        int[] next = {0};
        String message = Form.fill(template.forms().getFirst(), own.values, next);
        Trace trace = variant == null ? null : withMessages(variant(variant), template, own, next);
        String fileId = EventDocuments.fileId(term(values, Schema.FILE_ID, local));
        long offset = number(values, Schema.OFFSET, local);
        Instant time = Schema.instant(number(values, Schema.TIME, local)).plusNanos(own.nanos);
        return new StoredEvent(
                fileId + "-" + Long.toHexString(offset),
                merged.of(new IssueId(term(values, Schema.ISSUE, local).utf8ToString())),
                template.project(),
                time,
                template.level(),
                template.logger(),
                own.thread,
                term(values, Schema.MACHINE, local).utf8ToString(),
                message,
                template.shown() != null ? template.shown() : own.shown == null ? "" : own.shown,
                own.user,
                own.ids,
                own.release,
                path(fileId),
                number(values, Schema.LINE, local),
                offset,
                trace,
                own.context);
    }

    Parameters parameters(int doc) throws IOException {
        return Parameters.decode(stored.document(doc).getBinaryValue(Schema.BLOB));
    }

    /// The message and the messages of everything thrown.
    static List<String> messages(Template template, Parameters own) {
        int[] next = {0};
        List<String> messages = new ArrayList<>();
        template.forms().forEach(form -> messages.add(Form.fill(form, own.values, next)));
        return messages;
    }

    Template template(BytesRef ref) throws IOException {
        Template known = templates.get(ref);
        if (known == null) {
            known = Template.decode(shared(Schema.TEMPLATE_KIND, ref));
            bound(templates).put(BytesRef.deepCopyOf(ref), known);
        }
        return known;
    }

    /// A trace without its messages.
    Trace variant(BytesRef ref) throws IOException {
        Trace known = variants.get(ref);
        if (known == null) {
            known = Variants.decode(shared(Schema.VARIANT_KIND, ref));
            bound(variants).put(BytesRef.deepCopyOf(ref), known);
        }
        return known;
    }

    private BytesRef shared(String kind, BytesRef ref) throws IOException {
        int doc = Committed.find(reader, Schema.key(kind, Long.toHexString(Schema.ref(ref))));
        if (doc < 0) {
            throw new IOException("an event refers to a text that is missing");
        }
        return stored.document(doc).getBinaryValue(Schema.BLOB);
    }

    private static Trace withMessages(Trace bare, Template template, Parameters own, int[] next) {
        List<Thrown> chain = new ArrayList<>();
        for (int i = 0; i < bare.chain().size(); i++) {
            chain.add(bare.chain().get(i).withMessage(Form.fill(template.forms().get(i + 1), own.values, next)));
        }
        return new Trace(bare.language(), chain);
    }

    /// Where a file was last seen; empty if that is not known.
    String path(String fileId) throws IOException {
        String known = paths.get(fileId);
        if (known == null) {
            int doc = Committed.find(reader, Schema.key(Schema.POSITION_KIND, fileId));
            int other = doc >= 0 ? doc : Committed.find(reader, Schema.key(Schema.FILE_KIND, fileId));
            known = other < 0 ? "" : States.path(stored.document(other).getBinaryValue(Schema.BLOB));
            bound(paths).put(fileId, known);
        }
        return known;
    }

    private static @Nullable BytesRef variantOf(LeafReader leaf, int doc) throws IOException {
        SortedDocValues values = leaf.getSortedDocValues(Schema.VARIANT);
        return values != null && values.advanceExact(doc) ? values.lookupOrd(values.ordValue()) : null;
    }

    private static BytesRef term(LeafReader leaf, String field, int doc) throws IOException {
        SortedDocValues values = leaf.getSortedDocValues(field);
        if (values == null || !values.advanceExact(doc)) {
            throw new IOException("an event without " + field);
        }
        return values.lookupOrd(values.ordValue());
    }

    private static long number(LeafReader leaf, String field, int doc) throws IOException {
        NumericDocValues values = leaf.getNumericDocValues(field);
        if (values == null || !values.advanceExact(doc)) {
            throw new IOException("an event without " + field);
        }
        return values.longValue();
    }

    private static <K, V> Map<K, V> bound(Map<K, V> cache) {
        if (cache.size() >= REMEMBERED) {
            cache.clear();
        }
        return cache;
    }
}
