package dev.nightjar.store.lucene.event;

import dev.nightjar.store.encoded.FileId;
import dev.nightjar.store.lucene.block.BlockSource;
import dev.nightjar.store.lucene.block.Column;
import dev.nightjar.store.lucene.block.Dictionary;
import dev.nightjar.store.lucene.block.EventBlock;
import dev.nightjar.store.lucene.block.Unpacker;
import dev.nightjar.store.lucene.index.Committed;
import dev.nightjar.store.lucene.index.Lately;
import dev.nightjar.store.lucene.index.Schema;
import dev.nightjar.store.lucene.pack.WordFilter;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/// The blocks of one segment, newest first. For one thread.
public final class Segment {

    private static final long BYTES_OF_REF = 32;
    private static final long BYTES_OF_NAME = 100;

    private final LeafReader reader;
    private final Unpacker unpacker;
    private final int first;
    private int[] docs = new int[16];
    private int size;
    private final long[] newest;
    private final long[] oldest;
    private final long[] events;
    private final Map<Dictionary, SortedSetDocValues> sets = new EnumMap<>(Dictionary.class);

    private final Map<Dictionary, Lately<Long>> refs = new EnumMap<>(Dictionary.class);
    private final Map<Dictionary, Lately<String>> names = new EnumMap<>(Dictionary.class);
    private final long share;

    private @Nullable BinaryDocValues filters;
    private BytesRef filter = new BytesRef();
    private int filterOf = -1;

    /// @param first number of its first block among all
    /// @param share bytes that it may remember of what stands in a set
    Segment(LeafReader reader, Unpacker unpacker, int first, long share) throws IOException {
        this.share = share;
        this.reader = reader;
        this.unpacker = unpacker;
        this.first = first;
        PostingsEnum blocks = reader.postings(new Term(Schema.KIND, Schema.EVENT_KIND), PostingsEnum.NONE);
        DocIdSetIterator each = blocks == null ? DocIdSetIterator.empty() : blocks;
        for (int doc = Committed.firstLive(each, reader.getLiveDocs());
                doc != DocIdSetIterator.NO_MORE_DOCS;
                doc = Committed.firstLive(each, reader.getLiveDocs())) {
            docs = size == docs.length ? Arrays.copyOf(docs, 2 * size) : docs;
            docs[size++] = doc;
        }
        newest = numbers(Schema.TIME);
        oldest = numbers(Schema.OLDEST);
        events = numbers(Schema.COUNT);
    }

    private long[] numbers(String field) throws IOException {
        NumericDocValues values = DocValues.getNumeric(reader, field);
        long[] numbers = new long[size];
        for (int at = 0; at < size; at++) {
            numbers[at] = number(values, docs[at], field);
        }
        return numbers;
    }

    private static long number(NumericDocValues values, int doc, String field) throws IOException {
        if (!values.advanceExact(doc)) {
            throw new IOException("a block without " + field);
        }
        return values.longValue();
    }

    /// How many blocks it has: they are asked for by 0 up to it.
    public int size() {
        return size;
    }

    /// Number of its first block among all.
    public int first() {
        return first;
    }

    /// Micros since 1970 of the newest event of a block, with those that were taken back.
    public long newest(int at) {
        return newest[at];
    }

    /// Micros since 1970 of the oldest event of a block, with those that were taken back.
    public long oldest(int at) {
        return oldest[at];
    }

    /// How many events a block has, with those that were taken back.
    public long events(int at) {
        return events[at];
    }

    /// True if an event of the block may begin at this offset of its file.
    public boolean spans(int at, long offset) throws IOException {
        return number(DocValues.getNumeric(reader, Schema.LEAST), docs[at], Schema.LEAST) <= offset
                && number(DocValues.getNumeric(reader, Schema.MOST), docs[at], Schema.MOST) >= offset;
    }

    /// About how many bytes a block takes on the disk: those of its columns.
    public long bytes(int at) throws IOException {
        long bytes = 0;
        for (Column column : Column.values()) {
            BinaryDocValues values = reader.getBinaryDocValues(Schema.column(column));
            bytes += values != null && values.advanceExact(docs[at]) ? values.binaryValue().length : 0;
        }
        return bytes;
    }

    /// The number that names a block.
    public long number(int at) throws IOException {
        return number(DocValues.getNumeric(reader, Schema.NUMBER), docs[at], Schema.NUMBER);
    }

    /// Marks the blocks that have a term.
    public void mark(String field, BytesRef term, boolean[] marks) throws IOException {
        PostingsEnum found = reader.postings(new Term(field, term), PostingsEnum.NONE);
        for (int doc = found == null ? DocIdSetIterator.NO_MORE_DOCS : found.nextDoc();
                doc != DocIdSetIterator.NO_MORE_DOCS;
                doc = found.nextDoc()) {
            int at = Arrays.binarySearch(docs, 0, size, doc);
            if (at >= 0) {
                marks[at] = true;
            }
        }
    }

    /// What the blocks' sets have in all: to look numbers up.
    public SortedSetDocValues set(Dictionary dictionary) throws IOException {
        SortedSetDocValues known = sets.get(dictionary);
        if (known == null) {
            known = DocValues.getSortedSet(reader, Schema.set(dictionary));
            sets.put(dictionary, known);
        }
        return known;
    }

    /// The number of a shared text that stands in a set.
    ///
    /// @param number of the segment
    public long ref(Dictionary dictionary, long number) throws IOException {
        Lately<Long> known = refs.get(dictionary);
        if (known == null) {
            known = new Lately<>(set(dictionary).getValueCount(), share / BYTES_OF_REF);
            refs.put(dictionary, known);
        }
        Long ref = known.get(number);
        return ref != null ? ref : known.put(number, Schema.ref(set(dictionary).lookupOrd(number)));
    }

    /// The name that stands in a set.
    ///
    /// @param number of the segment
    public String name(Dictionary dictionary, long number) throws IOException {
        Lately<String> known = names.get(dictionary);
        if (known == null) {
            known = new Lately<>(set(dictionary).getValueCount(), share / BYTES_OF_NAME);
            names.put(dictionary, known);
        }
        String name = known.get(number);
        if (name != null) {
            return name;
        }
        BytesRef bytes = set(dictionary).lookupOrd(number);
        return known.put(
                number,
                dictionary == Dictionary.FILES
                        ? FileId.of(bytes.bytes, bytes.offset, bytes.length)
                        : bytes.utf8ToString());
    }

    /// Reads a block, made anew with each call.
    public EventBlock open(int at) throws IOException {
        BinaryDocValues gone = reader.getBinaryDocValues(Schema.GONE);
        BytesRef rows = gone != null && gone.advanceExact(docs[at]) ? gone.binaryValue() : null;
        return new EventBlock(new Parts(docs[at]), unpacker, rows);
    }

    /// False if the filter of a block rules out what this is the hash of. Quick where blocks are asked for in
    /// their order.
    public boolean may(int at, long hash) throws IOException {
        if (at != filterOf) {
            if (filters == null || at < filterOf) {
                filters = DocValues.getBinary(reader, Schema.column(Column.FILTER));
            }
            filterOf = at;
            filter = filters.advanceExact(docs[at]) ? filters.binaryValue() : new BytesRef();
        }
        return WordFilter.may(filter, hash);
    }

    private final class Parts implements BlockSource {
        private final int doc;

        Parts(int doc) {
            this.doc = doc;
        }

        @Override
        public BytesRef column(Column column) throws IOException {
            BinaryDocValues values = reader.getBinaryDocValues(Schema.column(column));
            return values != null && values.advanceExact(doc) ? values.binaryValue() : new BytesRef();
        }

        @Override
        public long[] set(Dictionary dictionary) throws IOException {
            SortedSetDocValues values = DocValues.getSortedSet(reader, Schema.set(dictionary));
            if (!values.advanceExact(doc)) {
                return new long[0];
            }
            long[] set = new long[values.docValueCount()];
            for (int i = 0; i < set.length; i++) {
                set[i] = values.nextOrd();
            }
            return set;
        }
    }
}
