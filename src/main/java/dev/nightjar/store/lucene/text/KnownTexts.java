package dev.nightjar.store.lucene.text;

import dev.nightjar.store.lucene.index.Committed;
import dev.nightjar.store.lucene.index.Schema;
import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;

/// The numbers of shared texts that are in the index or on their way into it: eight bytes each, in a bounded table.
/// While all fit, a number that is not here is new; when they do not, the last commit is asked. A text that is
/// written
/// twice all the same does no harm. Thread-safe.
final class KnownTexts {

    /// One part of the heap in so many is taken at most.
    private static final int SHARE = 40;

    private static final int FIRST = 1 << 12;

    private final Committed committed;
    private final int most;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile long[] table = new long[FIRST];
    private int size;
    private boolean loaded;
    private boolean complete = true;

    KnownTexts(Committed committed) {
        this(committed, Runtime.getRuntime().maxMemory() / SHARE);
    }

    /// @param bytes that the table may take
    KnownTexts(Committed committed, long bytes) {
        this.committed = committed;
        long entries = Math.clamp(bytes / Long.BYTES, FIRST, 1 << 27);
        this.most = Integer.highestOneBit((int) entries);
    }

    /// True if a text with this number, kept under `key`, need not be written: it is there. From now on it is.
    boolean has(long ref, Term key) throws IOException {
        return holds(table, ref) || !isNew(ref, key);
    }

    /// True if a text with this number was asked for lately.
    boolean has(long ref) {
        return holds(table, ref);
    }

    private boolean isNew(long ref, Term key) throws IOException {
        lock.lock();
        try {
            if (!loaded) {
                loaded = true;
                load(committed.reader());
            }
            if (holds(table, ref)) {
                return false;
            }
            boolean isNew = complete || !committed.has(key);
            add(ref);
            return isNew;
        } finally {
            lock.unlock();
        }
    }

    private void load(DirectoryReader reader) throws IOException {
        for (LeafReaderContext leaf : reader.leaves()) {
            NumericDocValues refs = leaf.reader().getNumericDocValues(Schema.REF);
            DocIdSetIterator live = refs == null ? DocIdSetIterator.empty() : refs;
            for (int doc = Committed.firstLive(live, leaf.reader().getLiveDocs());
                    refs != null && doc != DocIdSetIterator.NO_MORE_DOCS;
                    doc = Committed.firstLive(live, leaf.reader().getLiveDocs())) {
                add(refs.longValue());
            }
        }
    }

    private void add(long ref) {
        if (holds(table, ref)) {
            return;
        }
        if (2 * size >= table.length) {
            grow();
        }
        long[] now = table;
        now[free(now, key(ref))] = key(ref);
        size++;
    }

    /// Twice as large, or, if that is not allowed, without every second number.
    private void grow() {
        long[] old = table;
        boolean larger = 2 * old.length <= most;
        complete &= larger;
        long[] next = new long[larger ? 2 * old.length : old.length];
        size = 0;
        for (int i = 0; i < old.length; i++) {
            if (old[i] != 0 && (larger || (i & 1) == 0)) {
                next[free(next, old[i])] = old[i];
                size++;
            }
        }
        table = next;
    }

    /// Never 0, which is an empty place.
    private static long key(long ref) {
        return ref == 0 ? 1 : ref;
    }

    private static int free(long[] table, long key) {
        int at = place(table, key);
        while (table[at] != 0) {
            at = at + 1 & table.length - 1;
        }
        return at;
    }

    private static boolean holds(long[] table, long ref) {
        long key = key(ref);
        int at = place(table, key);
        for (long there = table[at]; there != 0; there = table[at]) {
            if (there == key) {
                return true;
            }
            at = at + 1 & table.length - 1;
        }
        return false;
    }

    private static int place(long[] table, long key) {
        return (int) (key >>> 32) & table.length - 1;
    }

    /// Forgets all, after something was deleted from the index: what was there may be gone.
    void forget() {
        lock.lock();
        try {
            table = new long[FIRST];
            size = 0;
            loaded = true;
            complete = false;
        } finally {
            lock.unlock();
        }
    }
}
