package dev.nightjar.store.lucene.write;

import dev.nightjar.model.IssueId;
import dev.nightjar.model.event.Event;
import dev.nightjar.model.event.Event.ExceptionEvent;
import dev.nightjar.model.event.Occurrence;
import dev.nightjar.model.event.StoredEvent;
import dev.nightjar.model.log.LogRecord;
import dev.nightjar.store.encoded.Hash;
import dev.nightjar.store.encoded.NamedValues;
import dev.nightjar.store.encoded.Pseudonyms;
import dev.nightjar.store.lucene.block.Dictionary;
import dev.nightjar.store.lucene.block.EventBlock;
import dev.nightjar.store.lucene.index.Schema;
import dev.nightjar.store.lucene.pack.Draft;
import dev.nightjar.store.lucene.pack.EventRow;
import dev.nightjar.store.lucene.pack.FilledText;
import dev.nightjar.store.lucene.pack.Packer;
import dev.nightjar.store.lucene.pack.Written;
import dev.nightjar.store.lucene.text.FilterWords;
import dev.nightjar.store.lucene.text.Sharing;
import dev.nightjar.store.lucene.text.TextDictionary;
import dev.nightjar.store.query.Words;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedSetDocValuesField;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/// Gathers events in blocks, and makes a document of each block that is full. Blocks that are not wait in memory:
/// for
/// each project as many as there are threads, all together within a share of the heap. Thread-safe, but for
/// `remove`
/// and `write`, which nobody may disturb.
public final class EventDocuments implements AutoCloseable {

    private static final int LONGEST_NAME = 8_000;

    /// One part of the heap in so many is taken by blocks that wait.
    private static final int SHARE = 16;

    /// Blocks are numbered by the commit before them and the order in which a run writes them.
    private static final int SEQUENCE_SHIFT = 24;

    private final IndexWriter writer;
    private final TextDictionary repeated;
    private final Pseudonyms pseudonyms;
    private final FilterWords words;
    private final LongSupplier sequence;
    private final Map<String, ArrayDeque<Draft>> waiting = new HashMap<>();
    private final Queue<Packer> packers = new ConcurrentLinkedQueue<>();
    private final Queue<Sharing> idle = new ConcurrentLinkedQueue<>();
    private final AtomicLong named = new AtomicLong();
    private static final int MOST_NAMES = 1000;
    private final long most;

    /// @param sequence number of the last commit
    public EventDocuments(
            IndexWriter writer, TextDictionary repeated, Pseudonyms pseudonyms, Hash hash, LongSupplier sequence) {
        this(writer, repeated, pseudonyms, hash, sequence, Runtime.getRuntime().maxMemory() / SHARE);
    }

    /// @param most bytes that blocks may take while they wait
    public EventDocuments(
            IndexWriter writer,
            TextDictionary repeated,
            Pseudonyms pseudonyms,
            Hash hash,
            LongSupplier sequence,
            long most) {
        this.writer = writer;
        this.repeated = repeated;
        this.pseudonyms = pseudonyms;
        this.words = new FilterWords(hash);
        this.sequence = sequence;
        this.most = most;
    }

    /// Takes events in that are added one after the other by one thread.
    public final class Adding implements AutoCloseable {
        private final Sharing sharing;
        private @Nullable Draft draft;

        Adding(Sharing sharing) {
            this.sharing = sharing;
            sharing.begin();
        }

        /// An occurrence that was assigned to an issue.
        public void add(Occurrence occurrence, IssueId issue, long linesBefore) throws IOException {
            add(occurrence.event().record().file().project(), row(occurrence, issue, linesBefore, sharing));
        }

        void add(String project, EventRow row) throws IOException {
            Draft into = draft;
            if (into == null || !into.project().equals(project)) {
                giveBack();
                into = take(project);
                draft = into;
            }
            into.add(row);
            filter(row, into);
            if (into.isFull()) {
                write(into);
            }
        }

        private void giveBack() throws IOException {
            if (draft != null) {
                EventDocuments.this.giveBack(draft);
                draft = null;
            }
        }

        @Override
        public void close() throws IOException {
            idle.add(sharing);
            giveBack();
        }
    }

    /// For a thread that adds events; whoever takes it closes it.
    public Adding adding() {
        Sharing sharing = idle.poll();
        return new Adding(sharing == null ? new Sharing(repeated) : sharing);
    }

    private Draft take(String project) {
        synchronized (waiting) {
            ArrayDeque<Draft> drafts = waiting.get(project);
            Draft draft = drafts == null ? null : drafts.poll();
            return draft == null ? new Draft(project) : draft;
        }
    }

    /// Writes the largest blocks early if all together take too much.
    private void giveBack(Draft draft) throws IOException {
        List<Draft> early = new ArrayList<>();
        synchronized (waiting) {
            waiting.computeIfAbsent(draft.project(), any -> new ArrayDeque<>()).push(draft);
            long held = waiting.values().stream()
                    .flatMap(ArrayDeque::stream)
                    .mapToLong(Draft::held)
                    .sum();
            while (held > most) {
                Draft largest = waiting.values().stream()
                        .flatMap(ArrayDeque::stream)
                        .max(Comparator.comparingLong(Draft::held))
                        .orElseThrow();
                waiting.values().forEach(drafts -> drafts.remove(largest));
                held -= largest.held();
                early.add(largest);
            }
        }
        for (Draft each : early) {
            write(each);
        }
    }

    private EventRow row(Occurrence occurrence, IssueId issue, long linesBefore, Sharing sharing) throws IOException {
        Event event = occurrence.event();
        LogRecord record = event.record();
        Sharing.Said said = sharing.message(occurrence);
        FilledText trace = null;
        List<FilledText> thrown = List.of();
        if (event instanceof ExceptionEvent exception) {
            trace = sharing.trace(exception);
            thrown = sharing.thrown(exception);
        }
        return new EventRow(
                Schema.micros(event.time()),
                event.time().getNano() % 1000,
                issue.text(),
                said.text(),
                trace,
                thrown,
                said.shown() ? null : occurrence.template(),
                record.file().fileId(),
                record.start(),
                linesBefore + record.line(),
                name(record.hostOrFiles()),
                optional(record.thread()),
                optional(event.release()),
                pseudonyms.stored(event.user()),
                pseudonyms.stored(event.ids(), event.user()),
                pseudonyms.named(NamedValues.of(event), event.user()),
                occurrence.context());
    }

    private static @Nullable String optional(@Nullable String name) {
        return name == null ? null : name(name);
    }

    /// Longer ones cannot be told apart by the index, and are no names.
    private static String name(String name) {
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
    }

    private void filter(EventRow row, Draft draft) {
        words.add(row.message(), draft.filter());
        for (FilledText thrown : row.thrown()) {
            words.add(thrown, draft.filter());
        }
        if (row.trace() != null) {
            words.add(row.trace(), draft.filter());
        }
        if (row.user() != null) {
            draft.filter().add(words.user(row.user()));
        }
        row.ids().values().forEach(id -> draft.filter().add(words.id(id)));
        row.fields().values().forEach(value -> draft.filter().add(words.id(value)));
    }

    /// Takes an event that was added and is in no document yet out again; false if there is none.
    public boolean remove(String fileId, long offset) {
        synchronized (waiting) {
            return waiting.values().stream()
                    .flatMap(ArrayDeque::stream)
                    .anyMatch(draft -> draft.remove(fileId, offset));
        }
    }

    /// Makes documents of all that wait.
    public void write() throws IOException {
        List<Draft> all = new ArrayList<>();
        synchronized (waiting) {
            waiting.values().forEach(all::addAll);
            waiting.clear();
        }
        for (Draft draft : all) {
            write(draft);
        }
    }

    private void write(Draft draft) throws IOException {
        if (draft.isEmpty()) {
            return;
        }
        Packer packer = packers.poll();
        packer = packer == null ? new Packer() : packer;
        Written written = draft.written(packer);
        packers.add(packer);
        writer.addDocument(document(written));
    }

    private List<IndexableField> document(Written block) {
        List<IndexableField> fields = new ArrayList<>(64);
        fields.add(Schema.kind(Schema.EVENT_KIND));
        long number = sequence.getAsLong() << SEQUENCE_SHIFT | named.getAndIncrement();
        fields.add(Schema.keyField(Schema.block(number)));
        fields.add(new NumericDocValuesField(Schema.NUMBER, number));
        fields.add(NumericDocValuesField.indexedField(Schema.TIME, block.last()));
        fields.add(new NumericDocValuesField(Schema.OLDEST, block.first()));
        fields.add(new NumericDocValuesField(Schema.COUNT, block.events()));
        fields.add(new NumericDocValuesField(Schema.LEAST, block.from()));
        fields.add(new NumericDocValuesField(Schema.MOST, block.to()));
        fields.add(Schema.exact(Schema.BLOCK_OF, block.project()));
        if (block.kinds().contains(StoredEvent.AUDIT)) {
            fields.add(Schema.exact(Schema.AUDIT, "1"));
        }
        names(block.kinds()).forEach(name -> fields.add(Schema.exact(Schema.NAMED, name)));
        block.sets().forEach((dictionary, values) -> set(dictionary, values, fields));
        block.columns().forEach((column, bytes) -> {
            if (bytes.length > 0) {
                fields.add(new BinaryDocValuesField(Schema.column(column), new BytesRef(bytes)));
            }
        });
        return fields;
    }

    private static Set<String> names(Set<String> kinds) {
        return kinds.size() > MOST_NAMES
                ? Set.of(Schema.MANY_NAMES)
                : kinds.stream()
                        .map(kind ->
                                kind.startsWith(EventBlock.FIELD) ? kind.substring(EventBlock.FIELD.length()) : kind)
                        .map(Words::keyword)
                        .collect(Collectors.toSet());
    }

    private static void set(Dictionary dictionary, byte[][] values, List<IndexableField> fields) {
        String name = Schema.set(dictionary);
        boolean terms = Schema.hasTerms(dictionary);
        for (byte[] value : values) {
            fields.add(
                    terms
                            ? new Schema.Exact(name, new BytesRef(value), Schema.WORD_AND_SET)
                            : new SortedSetDocValuesField(name, new BytesRef(value)));
        }
    }

    @Override
    public void close() {
        packers.forEach(Packer::close);
    }
}
