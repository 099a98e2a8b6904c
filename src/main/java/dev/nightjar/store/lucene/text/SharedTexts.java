package dev.nightjar.store.lucene.text;

import dev.nightjar.model.event.Trace;
import dev.nightjar.store.lucene.index.Committed;
import dev.nightjar.store.lucene.index.InOrder;
import dev.nightjar.store.lucene.index.Schema;
import dev.nightjar.text.Cache;
import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.util.BytesRef;

/// The texts that events refer to, by their numbers. Remembers what it read; for one thread.
public final class SharedTexts {

    private static final int MOST_TEMPLATES = 20_000;
    private static final int MOST_VARIANTS = 5_000;

    private final DirectoryReader reader;
    private final StoredFields stored;
    private final Cache<Long, StoredTemplate> templates = Cache.ofMost(MOST_TEMPLATES);
    private final Cache<Long, String> forms = Cache.ofMost(MOST_TEMPLATES);
    private final Cache<Long, Trace> variants = Cache.ofMost(MOST_VARIANTS);

    public SharedTexts(DirectoryReader reader) throws IOException {
        this.reader = reader;
        this.stored = reader.storedFields();
    }

    /// What events of one template have in common.
    public StoredTemplate template(long ref) throws IOException {
        StoredTemplate known = templates.find(ref);
        return known != null ? known : keep(ref, StoredTemplate.decode(blob(Schema.TEMPLATE_KIND, ref)), templates);
    }

    /// The form of a message of something thrown.
    public String form(long ref) throws IOException {
        String known = forms.find(ref);
        return known != null ? known : keep(ref, text(blob(Schema.FORM_KIND, ref)), forms);
    }

    /// A trace without its messages and masked words.
    public Trace variant(long ref) throws IOException {
        Trace known = variants.find(ref);
        return known != null ? known : keep(ref, Variants.decode(blob(Schema.VARIANT_KIND, ref)), variants);
    }

    private static String text(BytesRef blob) {
        return Schema.in(blob).text();
    }

    /// Reads many at once, in the order in which they are stored, to be asked for soon.
    public void expect(Collection<Long> templateRefs, Collection<Long> formRefs, Collection<Long> variantRefs)
            throws IOException {
        InOrder blobs = new InOrder(reader);
        expect(Schema.TEMPLATE_KIND, templateRefs, blobs, StoredTemplate::decode, templates);
        expect(Schema.FORM_KIND, formRefs, blobs, SharedTexts::text, forms);
        expect(Schema.VARIANT_KIND, variantRefs, blobs, Variants::decode, variants);
    }

    private <V> void expect(
            String kind, Collection<Long> refs, InOrder blobs, Function<BytesRef, V> decode, Cache<Long, V> known)
            throws IOException {
        TreeMap<Integer, Long> documents = new TreeMap<>();
        for (long ref : refs) {
            if (known.find(ref) == null) {
                documents.put(document(kind, ref), ref);
            }
        }
        for (Map.Entry<Integer, Long> each : documents.entrySet()) {
            keep(each.getValue(), decode.apply(blobs.blob(each.getKey())), known);
        }
    }

    private int document(String kind, long ref) throws IOException {
        int doc = Committed.find(reader, Schema.key(kind, Long.toHexString(ref)));
        if (doc < 0) {
            throw new IOException("an event refers to a text that is missing");
        }
        return doc;
    }

    private BytesRef blob(String kind, long ref) throws IOException {
        return stored.document(document(kind, ref)).getBinaryValue(Schema.BLOB);
    }

    private static <V> V keep(long ref, V value, Cache<Long, V> known) {
        known.put(ref, value);
        return value;
    }
}
