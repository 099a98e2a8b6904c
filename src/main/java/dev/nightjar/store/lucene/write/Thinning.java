package dev.nightjar.store.lucene.write;

import dev.nightjar.model.IssueId;
import dev.nightjar.model.Run.Thinned;
import dev.nightjar.store.Bounds;
import dev.nightjar.store.issue.LongMap;
import dev.nightjar.store.lucene.block.Dictionary;
import dev.nightjar.store.lucene.block.EventBlock;
import dev.nightjar.store.lucene.block.Mask;
import dev.nightjar.store.lucene.event.Condition;
import dev.nightjar.store.lucene.event.EventBlocks;
import dev.nightjar.store.lucene.event.ReferenceCounts;
import dev.nightjar.store.lucene.event.Segment;
import dev.nightjar.store.lucene.query.Leaves;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SegmentReader;

/// Holds the index within its size, and each issue within its number of events. All issues have one level, as
/// water has: those with more events than it lose some, others none. It is found by selection over their
/// counts.
///
/// Of an issue above the level the newest events stay, and samples of each day, one of each trace, and the
/// oldest; together as many as the level. Events are met newest first, twice: first to count the samples, then
/// to write. What is remembered is a few bytes an issue, and a table of traces and days within a bound: beyond
/// it more samples are taken, never more events kept. Events of audit rules stay.
public final class Thinning {

    /// To this share of its size the index is thinned, so that not every run has to.
    private static final double AIM = 0.9;

    /// Blocks of which is asked what they take.
    private static final int ASKED = 1_000;

    private final IndexWriter writer;
    private final EventDocuments documents;
    private final SparseTimes sparse;

    /// @param sparse is told the times of what is deleted
    public Thinning(IndexWriter writer, EventDocuments documents, SparseTimes sparse) {
        this.sparse = sparse;
        this.writer = writer;
        this.documents = documents;
    }

    /// Deletes events until the index is within the bounds, as far as events can do that. Durable with the next
    /// commit.
    public Thinned within(Bounds bounds) throws IOException {
        if (bounds.bytes() == Bounds.ANY && bounds.perIssue() == Bounds.ANY) {
            return Thinned.NONE;
        }
        if (isOver(bounds)) {
            writer.forceMergeDeletes();
        }
        try (DirectoryReader reader = DirectoryReader.open(writer)) {
            Rewriting rewriting = new Rewriting(reader, writer, documents);
            EventBlocks blocks = rewriting.blocks();
            long over = bytes(reader) > bounds.bytes() ? bytes(reader) - (long) (AIM * bounds.bytes()) : 0;
            if (over == 0 && bounds.perIssue() == Bounds.ANY) {
                return Thinned.NONE;
            }
            LongMap counts = counts(blocks);
            long level = Math.min(bounds.perIssue(), level(counts, over == 0 ? 0 : events(over, blocks)));
            LoudIssues loud = new LoudIssues(counts, level);
            if (loud.size() == 0) {
                return Thinned.NONE;
            }
            return thin(rewriting, loud);
        }
    }

    private boolean isOver(Bounds bounds) throws IOException {
        try (DirectoryReader reader = DirectoryReader.open(writer)) {
            return bytes(reader) > bounds.bytes();
        }
    }

    /// Bytes of a commit that has these segments.
    private static long bytes(DirectoryReader reader) throws IOException {
        long bytes = 0;
        for (LeafReaderContext leaf : reader.leaves()) {
            bytes += ((SegmentReader) leaf.reader()).getSegmentInfo().sizeInBytes();
        }
        return bytes;
    }

    /// Stored events of each issue, without those of audit rules.
    private static LongMap counts(EventBlocks blocks) throws IOException {
        LongMap counts = new LongMap();
        for (Segment segment : blocks.segments()) {
            ReferenceCounts here = new ReferenceCounts(segment, Dictionary.ISSUES);
            Condition.Test audits = Leaves.audits().in(segment);
            for (int at = 0; at < segment.size(); at++) {
                EventBlock block = segment.open(at);
                here.count(block, ordinary(at, block, audits));
            }
            here.each((issue, count) -> counts.add(number(segment, issue), count));
        }
        return counts;
    }

    private static long number(Segment segment, long issue) throws IOException {
        return new IssueId(segment.name(Dictionary.ISSUES, issue)).number();
    }

    private static Mask ordinary(int at, EventBlock block, Condition.Test audits) throws IOException {
        Mask rows = block.live();
        if (audits.may(at)) {
            Mask audited = rows.copy();
            audits.keep(at, block, audited);
            rows.remove(audited);
        }
        return rows;
    }

    /// About how many events take so many bytes.
    private static long events(long bytes, EventBlocks blocks) throws IOException {
        long size = 0;
        for (Segment segment : blocks.segments()) {
            size += segment.size();
        }
        long every = Math.max(1, size / ASKED);
        long asked = 0;
        long events = 0;
        long number = 0;
        for (Segment segment : blocks.segments()) {
            for (int at = 0; at < segment.size(); at++) {
                if (number++ % every == 0) {
                    asked += segment.bytes(at);
                    events += segment.events(at);
                }
            }
        }
        return events == 0 ? 0 : (long) Math.min(1e18, Math.ceil((double) bytes * events / Math.max(1, asked)));
    }

    /// The highest level above which there are at least so many events; `FEWEST` if there are not.
    static long level(LongMap counts, long surplus) {
        if (surplus == 0) {
            return Bounds.ANY;
        }
        long low = Bounds.FEWEST;
        long high = Long.MAX_VALUE / 2;
        while (low < high) {
            long middle = low + (high - low + 1) / 2;
            if (above(counts, middle) >= surplus) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    private static long above(LongMap counts, long level) {
        long[] sum = new long[1];
        counts.each((issue, count) -> sum[0] += Math.max(0, count - level));
        return sum[0];
    }

    private Thinned thin(Rewriting rewriting, LoudIssues loud) throws IOException {
        Map<Segment, Condition.Test> audits = new HashMap<>();
        for (Segment segment : rewriting.blocks().segments()) {
            audits.put(segment, Leaves.audits().in(segment));
        }
        NewestFirst events = new NewestFirst(
                rewriting.blocks(),
                (segment, at, block) ->
                        loud.only(segment, block, ordinary(at, block, Objects.requireNonNull(audits.get(segment)))));
        events.each(loud.counting());
        Deleting deleting = new Deleting(loud, rewriting, sparse);
        events.each(deleting);
        rewriting.finish();
        return new Thinned(0, 0, deleting.gone, loud.size());
    }

    /// Deletes what loud issues lose.
    private static final class Deleting implements NewestFirst.Visitor {
        private final LoudIssues loud;
        private final Rewriting rewriting;
        private final SparseTimes sparse;
        private long gone;

        Deleting(LoudIssues loud, Rewriting rewriting, SparseTimes sparse) {
            this.sparse = sparse;
            this.loud = loud;
            this.rewriting = rewriting;
            loud.again();
        }

        @Override
        public boolean marks(Segment segment, EventBlock block, int row) throws IOException {
            boolean loses = loud.loses(segment, block, row);
            if (loses) {
                sparse.add(block.times()[row]);
            }
            return loses;
        }

        @Override
        public void end(Segment segment, int at, EventBlock block, Mask marked) throws IOException {
            if (!marked.isEmpty()) {
                gone += marked.count();
                Mask kept = block.live();
                kept.remove(marked);
                rewriting.keep(segment, at, block, kept);
            }
        }
    }
}
