package dev.nightjar.store.lucene;

import dev.nightjar.model.Trace;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.util.BytesRef;

/// The templates and variants that events refer to. Remembers what it read; for one thread.
final class SharedTexts {

    private static final int MOST_TEMPLATES = 20_000;
    private static final int MOST_VARIANTS = 5_000;

    private final DirectoryReader reader;
    private final StoredFields stored;
    private final Map<BytesRef, Template> templates = new HashMap<>();
    private final Map<BytesRef, Trace> variants = new HashMap<>();

    SharedTexts(DirectoryReader reader) throws IOException {
        this.reader = reader;
        this.stored = reader.storedFields();
    }

    Template template(BytesRef ref) throws IOException {
        Template known = templates.get(ref);
        return known != null
                ? known
                : keep(ref, Template.decode(blob(document(Schema.TEMPLATE_KIND, ref))), templates, MOST_TEMPLATES);
    }

    /// A trace without its messages.
    Trace variant(BytesRef ref) throws IOException {
        Trace known = variants.get(ref);
        return known != null
                ? known
                : keep(ref, Variants.decode(blob(document(Schema.VARIANT_KIND, ref))), variants, MOST_VARIANTS);
    }

    /// Reads many at once, in the order in which they are stored, to be asked for soon.
    void expect(Collection<BytesRef> templateRefs, Collection<BytesRef> variantRefs) throws IOException {
        InOrder blobs = new InOrder(reader);
        for (Map.Entry<Integer, BytesRef> each :
                unknown(Schema.TEMPLATE_KIND, templateRefs, templates).entrySet()) {
            keep(each.getValue(), Template.decode(blobs.blob(each.getKey())), templates, MOST_TEMPLATES);
        }
        for (Map.Entry<Integer, BytesRef> each :
                unknown(Schema.VARIANT_KIND, variantRefs, variants).entrySet()) {
            keep(each.getValue(), Variants.decode(blobs.blob(each.getKey())), variants, MOST_VARIANTS);
        }
    }

    private TreeMap<Integer, BytesRef> unknown(String kind, Collection<BytesRef> refs, Map<BytesRef, ?> known)
            throws IOException {
        TreeMap<Integer, BytesRef> documents = new TreeMap<>();
        for (BytesRef ref : refs) {
            if (!known.containsKey(ref)) {
                documents.put(document(kind, ref), ref);
            }
        }
        return documents;
    }

    private int document(String kind, BytesRef ref) throws IOException {
        int doc = Committed.find(reader, Schema.key(kind, Long.toHexString(Schema.ref(ref))));
        if (doc < 0) {
            throw new IOException("an event refers to a text that is missing");
        }
        return doc;
    }

    private BytesRef blob(int doc) throws IOException {
        return stored.document(doc).getBinaryValue(Schema.BLOB);
    }

    private static <V> V keep(BytesRef ref, V value, Map<BytesRef, V> known, int most) {
        if (known.size() >= most) {
            known.clear();
        }
        known.put(BytesRef.deepCopyOf(ref), value);
        return value;
    }
}
