package dev.nightjar.store.lucene.write;

import dev.nightjar.store.issue.Merged;
import dev.nightjar.store.lucene.block.EventBlock;
import dev.nightjar.store.lucene.block.Mask;
import dev.nightjar.store.lucene.event.Condition;
import dev.nightjar.store.lucene.event.EventBlocks;
import dev.nightjar.store.lucene.event.EventReader;
import dev.nightjar.store.lucene.event.Segment;
import dev.nightjar.store.lucene.index.Schema;
import dev.nightjar.store.lucene.query.Leaves;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.jspecify.annotations.Nullable;

/// Deletes blocks of events that are too old, and writes anew those of which a part stays, without what was
/// taken back. Small blocks, as many short runs leave them, become large ones.
public final class Rewriting {

    /// So many small blocks of a project are worth it.
    private static final int MANY = 4;

    /// Blocks of a project that are written together.
    private static final int AT_ONCE = 256;

    private record Part(Segment segment, int at, Mask rows) {
        static final Comparator<Part> OLDEST_FIRST = Comparator.comparingLong(part -> part.segment.oldest(part.at));
    }

    private final IndexWriter writer;
    private final EventDocuments documents;
    private final EventBlocks blocks;
    private final EventReader events;
    private final Map<String, List<Part>> cut = new TreeMap<>();
    private final Map<String, List<Part>> small = new TreeMap<>();

    public Rewriting(DirectoryReader reader, IndexWriter writer, EventDocuments documents) throws IOException {
        this.writer = writer;
        this.documents = documents;
        this.blocks = new EventBlocks(reader);
        this.events = new EventReader(reader, blocks, Merged.NONE);
    }

    /// The blocks that it sees.
    EventBlocks blocks() {
        return blocks;
    }

    /// Times in microseconds; what is younger stays.
    public void prune(long eventsBefore, long auditsBefore) throws IOException {
        for (Segment segment : blocks.segments()) {
            Condition.Test audits = Leaves.audits().in(segment);
            for (int at = 0; at < segment.size(); at++) {
                boolean both = audits.may(at);
                boolean old = segment.oldest(at) < eventsBefore || both && segment.oldest(at) < auditsBefore;
                if (old) {
                    EventBlock block = segment.open(at);
                    cut(segment, at, block, kept(at, block, both ? audits : null, eventsBefore, auditsBefore));
                } else if (segment.events(at) < EventBlock.MOST / 2) {
                    Part part = new Part(segment, at, segment.open(at).live());
                    small.computeIfAbsent(project(part), any -> new ArrayList<>())
                            .add(part);
                }
            }
        }
        for (Map.Entry<String, List<Part>> few : small.entrySet()) {
            if (few.getValue().size() >= MANY || cut.containsKey(few.getKey())) {
                cut.computeIfAbsent(few.getKey(), any -> new ArrayList<>()).addAll(few.getValue());
            }
        }
        finish();
    }

    private static Mask kept(int at, EventBlock block, Condition.@Nullable Test audits, long events, long audit)
            throws IOException {
        Mask audited = Mask.none(block.size());
        if (audits != null) {
            audited = block.live();
            audits.keep(at, block, audited);
        }
        Mask kept = block.live();
        for (int row = kept.next(0); row >= 0; row = kept.next(row + 1)) {
            if (block.times()[row] < (audited.has(row) ? audit : events)) {
                kept.remove(row);
            }
        }
        return kept;
    }

    /// Keeps these rows of a block alone. Blocks are written when there are many of a project, and by `finish`.
    void keep(Segment segment, int at, EventBlock block, Mask kept) throws IOException {
        String project = cut(segment, at, block, kept);
        List<Part> parts = project == null ? List.of() : cut.getOrDefault(project, List.of());
        if (project != null && parts.size() >= AT_ONCE) {
            write(project, parts);
            cut.remove(project);
        }
    }

    /// Writes what waits.
    void finish() throws IOException {
        for (Map.Entry<String, List<Part>> each : cut.entrySet()) {
            write(each.getKey(), each.getValue());
        }
        cut.clear();
        documents.write();
    }

    /// The project of a block that is to be written anew; null if it is not.
    private @Nullable String cut(Segment segment, int at, EventBlock block, Mask kept) throws IOException {
        Mask lost = block.live();
        lost.remove(kept);
        if (kept.isEmpty()) {
            writer.deleteDocuments(Schema.block(segment.number(at)));
        } else if (!lost.isEmpty()) {
            String project = events.template(segment, block, 0).project();
            cut.computeIfAbsent(project, any -> new ArrayList<>()).add(new Part(segment, at, kept));
            return project;
        }
        return null;
    }

    private String project(Part part) throws IOException {
        EventBlock block = part.segment.open(part.at);
        return events.template(part.segment, block, 0).project();
    }

    private void write(String project, List<Part> parts) throws IOException {
        parts.sort(Part.OLDEST_FIRST);
        try (EventDocuments.Adding adding = documents.adding()) {
            for (Part part : parts) {
                EventBlock block = part.segment.open(part.at);
                for (int row = part.rows.next(0); row >= 0; row = part.rows.next(row + 1)) {
                    adding.add(project, events.row(part.segment, block, row));
                }
                writer.deleteDocuments(Schema.block(part.segment.number(part.at)));
            }
        }
    }
}
