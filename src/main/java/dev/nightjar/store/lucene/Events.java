package dev.nightjar.store.lucene;

import dev.nightjar.model.IssueId;
import dev.nightjar.model.Occurrence.Context;
import dev.nightjar.model.StoredEvent;
import dev.nightjar.model.Trace;
import dev.nightjar.model.Trace.Thrown;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/// Rebuilds events from their documents, templates and variants. Remembers what it read; for one thread.
final class Events {

    private static final int REMEMBERED = 1000;

    private final DirectoryReader reader;
    private final Merged merged;
    private final StoredFields stored;
    private final SharedTexts texts;
    private final Map<String, String> paths = new HashMap<>();

    Events(DirectoryReader reader, Merged merged) throws IOException {
        this.reader = reader;
        this.merged = merged;
        this.stored = reader.storedFields();
        this.texts = new SharedTexts(reader);
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
        LeafReaderContext leaf = leaf(doc);
        return event(new EventColumns(leaf.reader()), doc - leaf.docBase, parameters(doc));
    }

    /// The events of many documents, in the order of their numbers; much faster than one by one.
    Map<Integer, StoredEvent> events(SortedSet<Integer> docs) throws IOException {
        expectTextsOf(docs);
        InOrder blobs = new InOrder(reader);
        Map<Integer, StoredEvent> events = new TreeMap<>();
        for (LeafReaderContext leaf : reader.leaves()) {
            EventColumns columns = new EventColumns(leaf.reader());
            for (int doc : of(leaf, docs)) {
                events.put(doc, event(columns, doc - leaf.docBase, Parameters.decode(blobs.blob(doc))));
            }
        }
        return events;
    }

    private void expectTextsOf(SortedSet<Integer> docs) throws IOException {
        Set<BytesRef> templates = new HashSet<>();
        Set<BytesRef> variants = new HashSet<>();
        for (LeafReaderContext leaf : reader.leaves()) {
            EventColumns columns = new EventColumns(leaf.reader());
            for (int doc : of(leaf, docs)) {
                templates.add(BytesRef.deepCopyOf(columns.template(doc - leaf.docBase)));
                BytesRef variant = columns.variant(doc - leaf.docBase);
                if (variant != null) {
                    variants.add(BytesRef.deepCopyOf(variant));
                }
            }
        }
        texts.expect(templates, variants);
    }

    private static SortedSet<Integer> of(LeafReaderContext leaf, SortedSet<Integer> docs) {
        return docs.subSet(leaf.docBase, leaf.docBase + leaf.reader().maxDoc());
    }

    private LeafReaderContext leaf(int doc) {
        return reader.leaves().get(ReaderUtil.subIndex(doc, reader.leaves()));
    }

    private StoredEvent event(EventColumns columns, int doc, Parameters own) throws IOException {
        Template template = texts.template(columns.template(doc));
        BytesRef variant = columns.variant(doc);
        int[] next = {0};
        String message = Form.fill(template.forms().getFirst(), own.values, next);
        Trace trace = variant == null ? null : withMessages(texts.variant(variant), template, own, next);
        String fileId = columns.file(doc);
        long offset = columns.offset(doc);
        return new StoredEvent(
                fileId + "-" + Long.toHexString(offset),
                merged.of(new IssueId(columns.issue(doc))),
                template.project(),
                Schema.instant(columns.time(doc)).plusNanos(own.nanos),
                template.level(),
                template.logger(),
                own.thread,
                columns.machine(doc),
                message,
                template.shown() != null ? template.shown() : own.shown == null ? "" : own.shown,
                own.user,
                own.ids,
                own.release,
                path(fileId),
                columns.line(doc),
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
        return texts.template(ref);
    }

    /// A trace without its messages.
    Trace variant(BytesRef ref) throws IOException {
        return texts.variant(ref);
    }

    /// Says that these templates will be asked for.
    void expect(Collection<BytesRef> templates) throws IOException {
        texts.expect(templates, List.of());
    }

    /// Behind the values of the messages stand the masked words.
    private static Trace withMessages(Trace bare, Template template, Parameters own, int[] next) {
        List<Thrown> chain = new ArrayList<>();
        for (int i = 0; i < bare.chain().size(); i++) {
            chain.add(bare.chain().get(i).withMessage(Form.fill(template.forms().get(i + 1), own.values, next)));
        }
        return new Trace(bare.language(), chain).filled(own.values.subList(next[0], own.values.size()));
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

    private static <K, V> Map<K, V> bound(Map<K, V> cache) {
        if (cache.size() >= REMEMBERED) {
            cache.clear();
        }
        return cache;
    }
}
