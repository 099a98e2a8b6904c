package dev.nightjar.store.lucene.event;

import dev.nightjar.model.IssueId;
import dev.nightjar.model.Level;
import dev.nightjar.model.event.EventIds;
import dev.nightjar.model.event.StoredEvent;
import dev.nightjar.model.event.Trace;
import dev.nightjar.model.event.Trace.Thrown;
import dev.nightjar.store.encoded.Form;
import dev.nightjar.store.issue.Merged;
import dev.nightjar.store.lucene.block.Dictionary;
import dev.nightjar.store.lucene.block.EventBlock;
import dev.nightjar.store.lucene.index.Committed;
import dev.nightjar.store.lucene.index.PositionDocuments;
import dev.nightjar.store.lucene.index.Schema;
import dev.nightjar.store.lucene.pack.EventRow;
import dev.nightjar.store.lucene.pack.FilledText;
import dev.nightjar.store.lucene.text.SharedTexts;
import dev.nightjar.store.lucene.text.StoredTemplate;
import dev.nightjar.store.lucene.text.Variants;
import dev.nightjar.text.Cache;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.StoredFields;
import org.jspecify.annotations.Nullable;

/// Rebuilds events from rows of blocks and the texts that they share. For one thread.
public final class EventReader {

    private static final int REMEMBERED = 1000;

    private final DirectoryReader reader;
    private final EventBlocks blocks;
    private final Merged merged;
    private final StoredFields stored;
    private final SharedTexts texts;
    private final Cache<String, String> paths = Cache.ofMost(REMEMBERED);

    public EventReader(DirectoryReader reader, EventBlocks blocks, Merged merged) throws IOException {
        this.reader = reader;
        this.blocks = blocks;
        this.merged = merged;
        this.stored = reader.storedFields();
        this.texts = new SharedTexts(reader);
    }

    /// The event at a place; see `EventBlocks`.
    public StoredEvent event(long place) throws IOException {
        int block = EventBlocks.block(place);
        return event(blocks.segment(block), blocks.block(block), EventBlocks.row(place));
    }

    /// The events at many places, in their order; quicker than one by one.
    public Map<Long, StoredEvent> events(SortedSet<Long> places) throws IOException {
        Set<Long> templates = new HashSet<>();
        Set<Long> forms = new HashSet<>();
        Set<Long> variants = new HashSet<>();
        for (long place : places) {
            Segment segment = blocks.segment(EventBlocks.block(place));
            EventBlock block = blocks.block(EventBlocks.block(place));
            int row = EventBlocks.row(place);
            templates.add(segment.ref(Dictionary.TEMPLATES, block.number(Dictionary.TEMPLATES, row)));
            if (block.places(Dictionary.VARIANTS)[row] >= 0) {
                variants.add(segment.ref(Dictionary.VARIANTS, block.number(Dictionary.VARIANTS, row)));
                for (int i = block.formsFrom(row); i < block.formsFrom(row + 1); i++) {
                    forms.add(segment.ref(Dictionary.FORMS, block.set(Dictionary.FORMS)[block.forms()[i]]));
                }
            }
        }
        texts.expect(templates, forms, variants);
        Map<Long, StoredEvent> events = new TreeMap<>();
        for (long place : places) {
            events.put(place, event(place));
        }
        return events;
    }

    /// The event of a row.
    public StoredEvent event(Segment segment, EventBlock block, int row) throws IOException {
        StoredTemplate template = template(segment, block, row);
        String fileId = segment.name(Dictionary.FILES, block.number(Dictionary.FILES, row));
        long offset = block.offsets()[row];
        String shown = template.shown() == null ? block.shown(row) : template.shown();
        return new StoredEvent(
                fileId + "-" + Long.toHexString(offset),
                merged.of(issue(segment, block, row)),
                template.project(),
                Schema.instant(block.times()[row]).plusNanos(block.nanos(row)),
                template.level(),
                template.logger(),
                name(segment, block, row, Dictionary.THREADS),
                name(segment, block, row, Dictionary.HOSTS),
                Form.fill(template.form(), block.values().message(row).iterator()),
                shown == null ? "" : shown,
                block.user(row),
                block.ids(row),
                block.fields(row),
                name(segment, block, row, Dictionary.RELEASES),
                path(fileId),
                block.line(row),
                offset,
                traceWithMessages(segment, block, row),
                block.context(row));
    }

    /// What leads to the event at a place.
    public EventIds ids(long place) throws IOException {
        int number = EventBlocks.block(place);
        Segment segment = blocks.segment(number);
        EventBlock block = blocks.block(number);
        int row = EventBlocks.row(place);
        String fileId = segment.name(Dictionary.FILES, block.number(Dictionary.FILES, row));
        Level level = template(segment, block, row).level();
        return new EventIds(
                merged.of(issue(segment, block, row)),
                fileId + "-" + Long.toHexString(block.offsets()[row]),
                Schema.instant(block.times()[row]).plusNanos(block.nanos(row)),
                level != null && level.compareTo(Level.ERROR) >= 0,
                path(fileId),
                block.line(row),
                block.ids(row));
    }

    /// The issue that a row was stored under.
    public static IssueId issue(Segment segment, EventBlock block, int row) throws IOException {
        return new IssueId(segment.name(Dictionary.ISSUES, block.number(Dictionary.ISSUES, row)));
    }

    private static @Nullable String name(Segment segment, EventBlock block, int row, Dictionary of) throws IOException {
        long number = block.number(of, row);
        return number < 0 ? null : segment.name(of, number);
    }

    /// A row as it was added.
    public EventRow row(Segment segment, EventBlock block, int row) throws IOException {
        FilledText trace = null;
        List<FilledText> thrown = new ArrayList<>();
        if (block.places(Dictionary.VARIANTS)[row] >= 0) {
            trace = FilledText.of(
                    segment.ref(Dictionary.VARIANTS, block.number(Dictionary.VARIANTS, row)),
                    block.values().trace(row));
            for (int i = block.formsFrom(row); i < block.formsFrom(row + 1); i++) {
                long number = block.set(Dictionary.FORMS)[block.forms()[i]];
                thrown.add(FilledText.of(
                        segment.ref(Dictionary.FORMS, number), block.values().thrown(i)));
            }
        }
        return new EventRow(
                block.times()[row],
                block.nanos(row),
                issue(segment, block, row).text(),
                FilledText.of(
                        segment.ref(Dictionary.TEMPLATES, block.number(Dictionary.TEMPLATES, row)),
                        block.values().message(row)),
                trace,
                thrown,
                block.shown(row),
                segment.name(Dictionary.FILES, block.number(Dictionary.FILES, row)),
                block.offsets()[row],
                block.line(row),
                segment.name(Dictionary.HOSTS, block.number(Dictionary.HOSTS, row)),
                name(segment, block, row, Dictionary.THREADS),
                name(segment, block, row, Dictionary.RELEASES),
                block.user(row),
                block.ids(row),
                block.fields(row),
                block.context(row));
    }

    /// The message and the messages of everything thrown.
    public List<String> messages(Segment segment, EventBlock block, int row) throws IOException {
        List<String> messages = new ArrayList<>();
        messages.add(message(segment, block, row));
        for (int i = block.formsFrom(row); i < block.formsFrom(row + 1); i++) {
            messages.add(thrown(segment, block, i));
        }
        return messages;
    }

    /// The message of a row.
    public String message(Segment segment, EventBlock block, int row) throws IOException {
        return Form.fill(
                template(segment, block, row).form(),
                block.values().message(row).iterator());
    }

    /// What was thrown said.
    ///
    /// @param form its place in `EventBlock.forms`
    String thrown(Segment segment, EventBlock block, int form) throws IOException {
        long number = block.set(Dictionary.FORMS)[block.forms()[form]];
        return Form.fill(form(segment, number), block.values().thrown(form).iterator());
    }

    /// The template of a row's message.
    public StoredTemplate template(Segment segment, EventBlock block, int row) throws IOException {
        return template(segment, block.number(Dictionary.TEMPLATES, row));
    }

    /// @param number of a template in the segment
    public StoredTemplate template(Segment segment, long number) throws IOException {
        return texts.template(segment.ref(Dictionary.TEMPLATES, number));
    }

    /// @param number of a form in the segment
    public String form(Segment segment, long number) throws IOException {
        return texts.form(segment.ref(Dictionary.FORMS, number));
    }

    /// The trace of a row that has one, without messages and masked words.
    public Trace variant(Segment segment, EventBlock block, int row) throws IOException {
        return variant(segment, block.number(Dictionary.VARIANTS, row));
    }

    /// @param number of a variant in the segment
    public Trace variant(Segment segment, long number) throws IOException {
        return texts.variant(segment.ref(Dictionary.VARIANTS, number));
    }

    /// The trace of a row without messages, null if it has none.
    @Nullable
    public Trace trace(Segment segment, EventBlock block, int row) throws IOException {
        if (block.places(Dictionary.VARIANTS)[row] < 0) {
            return null;
        }
        Trace variant = variant(segment, block, row);
        List<String> words = block.values().trace(row);
        return words.isEmpty() ? variant : Variants.filled(variant, words.iterator());
    }

    /// The functions that a row's trace calls.
    public List<String> calls(Segment segment, EventBlock block, int row) throws IOException {
        Trace trace = trace(segment, block, row);
        return trace == null ? List.of() : Variants.calls(trace);
    }

    /// The source files of a row's trace, as they are searched for.
    public Collection<String> sources(Segment segment, EventBlock block, int row) throws IOException {
        Trace trace = trace(segment, block, row);
        return trace == null ? List.of() : Variants.sources(trace);
    }

    private @Nullable Trace traceWithMessages(Segment segment, EventBlock block, int row) throws IOException {
        Trace bare = trace(segment, block, row);
        if (bare == null) {
            return null;
        }
        List<Thrown> chain = new ArrayList<>();
        int from = block.formsFrom(row);
        for (int i = 0; i < bare.chain().size(); i++) {
            chain.add(bare.chain().get(i).withMessage(thrown(segment, block, from + i)));
        }
        return new Trace(bare.language(), chain);
    }

    /// Says that these templates of a segment will be asked for.
    public void expect(Segment segment, Collection<Long> templates) throws IOException {
        Set<Long> refs = new HashSet<>();
        for (long number : templates) {
            refs.add(segment.ref(Dictionary.TEMPLATES, number));
        }
        texts.expect(refs, List.of(), List.of());
    }

    /// Says that all events of a block will be asked for.
    public void expect(Segment segment, EventBlock block) throws IOException {
        List<Set<Long>> refs = new ArrayList<>();
        for (Dictionary dictionary : List.of(Dictionary.TEMPLATES, Dictionary.FORMS, Dictionary.VARIANTS)) {
            Set<Long> all = new HashSet<>();
            for (long number : block.set(dictionary)) {
                all.add(segment.ref(dictionary, number));
            }
            refs.add(all);
        }
        texts.expect(refs.get(0), refs.get(1), refs.get(2));
    }

    /// Where a file was last seen; empty if that is not known.
    public String path(String fileId) throws IOException {
        String known = paths.find(fileId);
        if (known == null) {
            int doc = Committed.find(reader, Schema.key(Schema.POSITION_KIND, fileId));
            int other = doc >= 0 ? doc : Committed.find(reader, Schema.key(Schema.FILE_KIND, fileId));
            known = other < 0
                    ? ""
                    : PositionDocuments.path(stored.document(other).getBinaryValue(Schema.BLOB));
            paths.put(fileId, known);
        }
        return known;
    }
}
