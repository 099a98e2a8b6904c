package dev.nightjar.store.lucene;

import dev.nightjar.model.Event;
import dev.nightjar.model.Event.ExceptionEvent;
import dev.nightjar.model.IssueId;
import dev.nightjar.model.LogRecord;
import dev.nightjar.model.Occurrence;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/// Makes the document of an event: references to what it shares with others, and its parameters. Reuses its
/// fields, so a document is valid until the next one is made; for one thread.
final class EventDocuments {

    static final int HAS_THREAD = 1;
    static final int HAS_USER = 2;
    static final int HAS_IDS = 4;
    static final int HAS_RELEASE = 8;
    static final int HAS_NANOS = 16;
    static final int HAS_SHOWN = 32;
    static final int HAS_CONTEXT = 64;

    /// The kind of id that names the audit rule an event belongs to.
    static final String AUDIT = "audit";

    private static final int FORMS = 1024;
    private static final int HEX_BYTES = 16;

    private final Repeated repeated;
    private final Pseudonyms pseudonyms;
    private final List<IndexableField> document = new ArrayList<>(24);
    private final List<String> values = new ArrayList<>();
    private final StringBuilder scratch = new StringBuilder(FORMS);
    private final WireOut out = new WireOut();
    private final Words words = new Words(values);
    private final Field kind = Schema.kind(Schema.EVENT_KIND);
    private final Field time = NumericDocValuesField.indexedField(Schema.TIME, 0);
    private final Field offset = new NumericDocValuesField(Schema.OFFSET, 0);
    private final Field line = new NumericDocValuesField(Schema.LINE, 0);
    private final Field issue = field(Schema.ISSUE, Schema.WORD_AND_VALUE);
    private final Field template = field(Schema.TEMPLATE, Schema.WORD_AND_VALUE);
    private final Field variant = field(Schema.VARIANT, Schema.WORD_AND_VALUE);
    private final Field file = field(Schema.FILE_ID, Schema.WORD_AND_VALUE);
    private final Field host = field(Schema.HOST, Schema.WORD);
    private final Field machine = new SortedDocValuesField(Schema.MACHINE, new BytesRef());
    private final Field thread = field(Schema.THREAD, Schema.WORD);
    private final Field user = field(Schema.USER, Schema.WORD);
    private final Field release = field(Schema.RELEASE, Schema.WORD);
    private final Field text = new Field(Schema.TEXT, words, Schema.WORDS);
    private final Field blob = new StoredField(Schema.BLOB, new BytesRef());
    private String fileName = "";
    private BytesRef fileBytes = new BytesRef();

    EventDocuments(Repeated repeated, Pseudonyms pseudonyms) {
        this.repeated = repeated;
        this.pseudonyms = pseudonyms;
    }

    /// The document of an occurrence that was assigned to an issue.
    List<IndexableField> document(Occurrence occurrence, IssueId of, long linesBefore) throws IOException {
        Event event = occurrence.event();
        LogRecord record = event.record();
        document.clear();
        document.add(kind);
        long micros = Schema.micros(event.time());
        number(time, micros);
        number(offset, record.start());
        number(line, linesBefore + record.line());
        term(issue, new BytesRef(of.text()));
        term(file, fileId(record.file().fileId()));
        boolean shared = references(occurrence);
        String named = host(record);
        word(host, named);
        term(machine, new BytesRef(named));
        word(thread, record.thread());
        String who = pseudonyms.stored(event.user());
        Map<String, String> ids = pseudonyms.stored(event.ids(), event.user());
        word(user, who);
        word(release, event.release());
        ids.values().forEach(id -> document.add(Schema.exact(Schema.ID, id)));
        if (ids.containsKey(AUDIT)) {
            document.add(Schema.exact(Schema.AUDIT, "1"));
        }
        if (!values.isEmpty()) {
            words.set(values);
            document.add(text);
        }
        if (occurrence.context() != null) {
            document.add(Schema.exact(Schema.CONTEXT, "1"));
        }
        blob.setBytesValue(encode(occurrence, who, ids, !shared, event.time().getNano() % 1000));
        document.add(blob);
        return document;
    }

    /// The machine an event comes from: named by the record, else that of its file.
    static String host(LogRecord record) {
        return record.host() != null ? record.host() : record.file().host();
    }

    /// File ids are stored as bytes where they are hex; any other is padded so that its length tells.
    static BytesRef fileIdBytes(String fileId) {
        boolean hex = fileId.length() == 2 * HEX_BYTES
                && fileId.chars().allMatch(c -> c >= '0' && c <= '9' || c >= 'a' && c <= 'f');
        return hex
                ? new BytesRef(HexFormat.of().parseHex(fileId))
                : new BytesRef(fileId + "\0".repeat(Math.max(0, HEX_BYTES + 1 - fileId.length())));
    }

    /// The inverse of `fileIdBytes`.
    static String fileId(BytesRef bytes) {
        return bytes.length == HEX_BYTES
                ? HexFormat.of().formatHex(bytes.bytes, bytes.offset, bytes.offset + bytes.length)
                : bytes.utf8ToString().replace("\0", "");
    }

    private BytesRef fileId(String id) {
        if (!id.equals(fileName)) {
            fileName = id;
            fileBytes = fileIdBytes(id);
        }
        return fileBytes;
    }

    /// Adds variant and template; true if the template for people stands in the latter.
    private boolean references(Occurrence occurrence) throws IOException {
        long trace = 0;
        if (occurrence.event() instanceof ExceptionEvent exception) {
            Repeated.Found of = repeated.variant(exception);
            trace = of.ref();
            term(variant, of.term());
        }
        Repeated.Found found = repeated.template(occurrence, trace, values, scratch);
        term(template, found.term());
        if (occurrence.event() instanceof ExceptionEvent exception) {
            values.addAll(exception.words());
        }
        return found.shown();
    }

    private BytesRef encode(
            Occurrence occurrence, @Nullable String who, Map<String, String> ids, boolean shown, int nanos) {
        Event event = occurrence.event();
        String thread = event.record().thread();
        out.clear()
                .number((thread == null ? 0 : HAS_THREAD)
                        | (who == null ? 0 : HAS_USER)
                        | (ids.isEmpty() ? 0 : HAS_IDS)
                        | (event.release() == null ? 0 : HAS_RELEASE)
                        | (nanos == 0 ? 0 : HAS_NANOS)
                        | (shown ? HAS_SHOWN : 0)
                        | (occurrence.context() == null ? 0 : HAS_CONTEXT))
                .texts(values);
        optional(thread);
        optional(who);
        if (!ids.isEmpty()) {
            out.list(ids.entrySet(), EventDocuments::entry);
        }
        optional(event.release());
        if (nanos != 0) {
            out.number(nanos);
        }
        if (shown) {
            out.text(occurrence.template());
        }
        Occurrence.Context context = occurrence.context();
        if (context != null) {
            out.texts(context.before()).texts(context.after());
        }
        return out.view();
    }

    private void optional(@Nullable String value) {
        if (value != null) {
            out.text(value);
        }
    }

    private static void entry(WireOut out, Map.Entry<String, String> entry) {
        out.text(entry.getKey()).text(entry.getValue());
    }

    private void number(Field field, long value) {
        field.setLongValue(value);
        document.add(field);
    }

    private void term(Field field, BytesRef value) {
        field.setBytesValue(value);
        document.add(field);
    }

    private void word(Field field, @Nullable String value) {
        if (value != null) {
            term(field, new BytesRef(Words.keyword(value)));
        }
    }

    private static Field field(String name, org.apache.lucene.document.FieldType type) {
        return new Schema.Exact(name, new BytesRef(), type);
    }
}
