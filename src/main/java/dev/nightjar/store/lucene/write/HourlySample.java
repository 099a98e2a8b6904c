package dev.nightjar.store.lucene.write;

import dev.nightjar.model.IssueId;
import dev.nightjar.model.event.Event;
import dev.nightjar.model.event.Event.ExceptionEvent;
import dev.nightjar.model.event.Occurrence;
import dev.nightjar.model.event.StoredEvent;
import dev.nightjar.store.issue.LongMap;
import dev.nightjar.store.issue.Sampling;
import dev.nightjar.store.lucene.count.Tallies;
import dev.nightjar.store.lucene.index.Committed;
import dev.nightjar.store.lucene.index.Schema;
import dev.nightjar.text.Budget;
import java.io.IOException;
import java.util.BitSet;
import java.util.List;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.BytesRef;

/// Says which events of loud issues are kept, where the others are only counted. Asked in the order of the log,
/// it goes by the number of an event in its hour, whatever blocks the log was cut into. What earlier runs
/// counted is what their tallies say, committed with the data: a block that is read again after a crash is
/// judged as before.
///
/// The tallies are only asked when an issue has some events in one hour since the last commit, for most have
/// not: so many may be kept beyond the sample with each commit. An event with a trace that was not met in its
/// hour since it was loud is kept besides, up to a quarter of the sample; events of audit rules are always
/// kept. Beyond its bound the quiet pairs of issue and hour are forgotten, and begin anew with what is
/// committed. Thread-safe.
public final class HourlySample {

    /// A part of the sample that is kept without asking what earlier runs counted.
    private static final int UNASKED = 16;

    private static final int MOST_TRACES = 4;

    /// Of a pair's value: events, then whether tallies were asked, then traces.
    private static final int COUNT_BITS = 40;

    private static final long COUNT = (1L << COUNT_BITS) - 1;
    private static final long ASKED = 1L << COUNT_BITS;
    private static final long TRACE = ASKED << 1;
    private static final int HOUR_BITS = 28;

    private final Sampling sampling;
    private final Committed committed;
    private final SparseTimes sparse;
    private final long bound;
    private final LongMap pairs = new LongMap();
    private final LongMap traces = new LongMap();
    private final LongMap loud = new LongMap();
    private long left;

    /// @param sparse is told the times of what is not kept
    /// @param heap bytes, of which it takes its share
    public HourlySample(Sampling sampling, Committed committed, SparseTimes sparse, long heap) {
        this.sparse = sparse;
        this.sampling = sampling;
        this.committed = committed;
        this.bound = Budget.LOUD.of(heap);
    }

    /// Which of the events are kept; each is asked for once.
    public synchronized BitSet of(List<Occurrence> occurrences, List<IssueId> issues) throws IOException {
        BitSet kept = new BitSet();
        if (sampling.perHour() == Sampling.ALL) {
            kept.set(0, occurrences.size());
            return kept;
        }
        for (int i = 0; i < occurrences.size(); i++) {
            kept.set(i, keeps(occurrences.get(i).event(), issues.get(i)));
        }
        relieve();
        return kept;
    }

    private boolean keeps(Event event, IssueId issue) throws IOException {
        long hour = Tallies.hour(Schema.micros(event.time()));
        long pair = pair(issue, hour);
        long known = Math.max(0, pairs.get(pair));
        if ((known & ASKED) == 0 && (known & COUNT) >= Math.ceilDiv(sampling.perHour(), UNASKED)) {
            known = (known & COUNT) + counted(issue, hour) | ASKED;
        }
        boolean keeps = sampling.keeps(known & COUNT);
        if (!keeps && event instanceof ExceptionEvent thrown && isNew(thrown.shape(), pair, known)) {
            known += TRACE;
            keeps = true;
        }
        pairs.put(pair, known + 1);
        return keeps || event.ids().containsKey(StoredEvent.AUDIT);
    }

    private static long pair(IssueId issue, long hour) {
        return issue.number() << HOUR_BITS | Math.floorDiv(hour, Tallies.HOUR) & (1L << HOUR_BITS) - 1;
    }

    private boolean isNew(long shape, long pair, long known) {
        long mixed = (shape ^ pair * 0x9E3779B97F4A7C15L) * 0xff51afd7ed558ccdL;
        long key = (mixed ^ mixed >>> 33) & Long.MAX_VALUE;
        if (known / TRACE >= Math.ceilDiv(sampling.perHour(), MOST_TRACES) || traces.get(key) != LongMap.NONE) {
            return false;
        }
        traces.put(key, 1);
        return true;
    }

    /// What the last commit counted of an issue in an hour.
    private long counted(IssueId issue, long hour) throws IOException {
        long sum = 0;
        BytesRef own = new BytesRef(issue.text());
        for (LeafReaderContext leaf : committed.reader().leaves()) {
            LeafReader reader = leaf.reader();
            PostingsEnum docs = reader.postings(new Term(Schema.OWN, own), PostingsEnum.NONE);
            if (docs != null) {
                NumericDocValues hours = DocValues.getNumeric(reader, Schema.TIME);
                NumericDocValues counts = DocValues.getNumeric(reader, Schema.COUNT);
                for (int doc = Committed.firstLive(docs, reader.getLiveDocs());
                        doc != DocIdSetIterator.NO_MORE_DOCS;
                        doc = Committed.firstLive(docs, reader.getLiveDocs())) {
                    boolean same = hours.advanceExact(doc) && hours.longValue() == hour;
                    sum += same && counts.advanceExact(doc) ? counts.longValue() : 0;
                }
            }
        }
        return Math.max(0, sum);
    }

    /// Notes that an event was counted and is not kept.
    public synchronized void leaves(IssueId issue, Event event) {
        left++;
        sparse.add(Schema.micros(event.time()));
        if (loud.bytes() < bound || loud.get(issue.number()) != LongMap.NONE) {
            loud.add(issue.number(), 1);
        }
    }

    /// Events that were not kept since it was made.
    public synchronized long left() {
        return left;
    }

    /// Issues that they belong to; more are not counted than its bound allows, which are some ten thousand.
    public synchronized long leftOf() {
        return loud.size();
    }

    /// An event was taken back: the next one has its number.
    public synchronized void retract(IssueId issue, long micros) {
        long pair = pair(issue, Tallies.hour(micros));
        long known = pairs.get(pair);
        if (known != LongMap.NONE && (known & COUNT) > 0) {
            pairs.put(pair, known - 1);
        }
    }

    /// After a commit: what was counted without asking is among what tallies say now.
    public synchronized void committed() {
        forget(known -> (known & ASKED) != 0);
    }

    private void relieve() {
        if (pairs.bytes() > bound) {
            long half = Math.ceilDiv(sampling.perHour(), 2);
            forget(known -> (known & COUNT) >= half);
            if (pairs.bytes() > bound / 2) {
                pairs.clear();
            }
        }
        if (traces.bytes() > bound) {
            traces.clear();
        }
    }

    private interface Stays {
        boolean test(long known);
    }

    private void forget(Stays stays) {
        LongMap kept = new LongMap();
        pairs.each((pair, known) -> {
            if (stays.test(known)) {
                kept.put(pair, known);
            }
        });
        pairs.clear();
        kept.each(pairs::put);
    }
}
