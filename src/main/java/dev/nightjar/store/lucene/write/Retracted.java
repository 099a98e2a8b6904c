package dev.nightjar.store.lucene.write;

import dev.nightjar.store.encoded.FileId;
import dev.nightjar.store.lucene.block.Dictionary;
import dev.nightjar.store.lucene.block.EventBlock;
import dev.nightjar.store.lucene.block.Mask;
import dev.nightjar.store.lucene.event.EventBlocks;
import dev.nightjar.store.lucene.event.Segment;
import dev.nightjar.store.lucene.index.Committed;
import dev.nightjar.store.lucene.index.Schema;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/// Takes events back out of blocks that are written: they are marked as gone, and left out when their block is
/// written
/// anew. Durable with the next commit. Nobody may add meanwhile.
public final class Retracted {

    private final IndexWriter writer;
    private final Committed committed;
    private final Map<Long, Mask> gone = new HashMap<>();
    private @Nullable EventBlocks blocks;
    private boolean trusted = true;

    public Retracted(IndexWriter writer, Committed committed) {
        this.writer = writer;
        this.committed = committed;
    }

    /// Takes back the event that begins at an offset of a file. It is in the last commit, as a rule; one that was
    /// written
    /// since takes longer.
    public void event(String fileId, long offset, long micros) throws IOException {
        EventBlocks known = blocks;
        if (known == null) {
            known = new EventBlocks(committed.reader());
            blocks = known;
        }
        if (!trusted || !event(known, fileId, offset, micros)) {
            try (DirectoryReader now = DirectoryReader.open(writer)) {
                event(new EventBlocks(now), fileId, offset, micros);
            }
        }
    }

    private boolean event(EventBlocks in, String fileId, long offset, long micros) throws IOException {
        BytesRef file = new BytesRef(FileId.bytes(fileId));
        for (Segment segment : in.segments()) {
            boolean[] marks = new boolean[segment.size()];
            segment.mark(Schema.FILES, file, marks);
            for (int at = 0; at < marks.length; at++) {
                boolean candidate = marks[at]
                        && segment.oldest(at) <= micros
                        && segment.newest(at) >= micros
                        && segment.spans(at, offset);
                if (candidate && event(segment, at, file, offset)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean event(Segment segment, int at, BytesRef file, long offset) throws IOException {
        EventBlock block = segment.open(at);
        long number = segment.number(at);
        Mask before = gone.get(number);
        SortedSetDocValues files = segment.set(Dictionary.FILES);
        for (int row = 0; row < block.size(); row++) {
            if (block.offsets()[row] == offset
                    && block.live().has(row)
                    && (before == null || !before.has(row))
                    && files.lookupOrd(block.number(Dictionary.FILES, row)).equals(file)) {
                Mask rows = Mask.none(block.size());
                rows.add(row);
                rows(number, block, rows);
                return true;
            }
        }
        return false;
    }

    /// Marks rows of a block.
    ///
    /// @param number that names the block
    public void rows(long number, EventBlock block, Mask rows) throws IOException {
        Mask all = gone.computeIfAbsent(number, any -> {
            Mask before = Mask.all(block.size());
            before.remove(block.live());
            return before;
        });
        all.add(rows);
        if (all.isAll()) {
            writer.deleteDocuments(Schema.block(number));
        } else {
            writer.updateDocValues(
                    Schema.block(number), new BinaryDocValuesField(Schema.GONE, new BytesRef(all.bytes())));
        }
    }

    /// From now on blocks of the last commit may have been written anew.
    public void distrust() {
        trusted = false;
    }

    /// To be called after each commit.
    public void committed() {
        trusted = true;
        gone.clear();
        blocks = null;
    }
}
