package dev.nightjar.store.lucene.index;

import java.io.IOException;
import java.util.List;
import org.apache.lucene.codecs.StoredFieldsReader;
import org.apache.lucene.document.DocumentStoredFieldVisitor;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/// Reads blobs of many documents. Asked in ascending order, each block of stored fields is unpacked once, which is
/// some fifty times faster than one document after another at random. For one thread.
public final class InOrder {

    private final List<LeafReaderContext> leaves;
    private int open = -1;
    private @Nullable StoredFieldsReader reader;

    public InOrder(IndexReader index) {
        this.leaves = index.leaves();
    }

    /// The blob of a document, by its number in the index; it must have one.
    public BytesRef blob(int doc) throws IOException {
        int leaf = ReaderUtil.subIndex(doc, leaves);
        StoredFieldsReader from = leaf == open && reader != null ? reader : open(leaf);
        DocumentStoredFieldVisitor visitor = new DocumentStoredFieldVisitor(Schema.BLOB);
        from.document(doc - leaves.get(leaf).docBase, visitor);
        return visitor.getDocument().getBinaryValue(Schema.BLOB);
    }

    private StoredFieldsReader open(int leaf) throws IOException {
        CodecReader segment = (CodecReader) leaves.get(leaf).reader();
        StoredFieldsReader opened = segment.getFieldsReader().getMergeInstance();
        open = leaf;
        reader = opened;
        return opened;
    }
}
