package dev.nightjar.store.lucene.text;

import dev.nightjar.model.event.Trace;
import dev.nightjar.store.encoded.Hash;
import dev.nightjar.store.lucene.index.Committed;
import dev.nightjar.store.lucene.index.Schema;
import dev.nightjar.text.Budget;
import dev.nightjar.text.Cache;
import dev.nightjar.text.LongTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.Term;

/// Numbers the texts that events share, and writes those that are not in the index yet: templates of messages,
/// forms of
/// messages of things thrown, variants of traces. Numbers are keyed hashes of the content, so it does not matter
/// who
/// writes one first. Thread-safe.
public final class TextDictionary {

    private static final int PLACES = 100_000;

    /// What a frame of a trace takes, about.
    private static final int FRAME_BYTES = 100;
    private static final int COLLISIONS = 8;

    /// A trace that has a number.
    ///
    /// @param masked its frames have holes
    /// @param shape of the trace, and of its project
    /// @param holes how many, if it is masked
    record Seen(long shape, Trace trace, boolean masked, int holes, long ref) {
        /// True if another differs at most in its messages.
        boolean is(long otherShape, Trace other, boolean isMasked) {
            return shape == otherShape && masked == isMasked && Variants.same(trace, other);
        }
    }

    private final IndexWriter writer;
    private final Hash hash;
    private final KnownTexts refs;
    private final Cache<Long, AtomicInteger> places = Cache.ofMost(PLACES);
    private volatile LongTable<List<Seen>> traces = forgetful();
    private final AtomicInteger forgotten = new AtomicInteger();

    public TextDictionary(IndexWriter writer, Committed committed, Hash hash) {
        this.writer = writer;
        this.hash = hash;
        this.refs = new KnownTexts(committed);
    }

    /// What nobody outside can guess.
    long secret() {
        return hash.of("shared texts");
    }

    /// How often all was forgotten: what is remembered elsewhere from before is not to be trusted.
    int forgotten() {
        return forgotten.get();
    }

    /// Forgets what is in the index, after something was deleted from it.
    public void forget() {
        refs.forget();
        traces = forgetful();
        forgotten.incrementAndGet();
    }

    private static LongTable<List<Seen>> forgetful() {
        return new LongTable<>(Budget.VARIANTS.bytes(), TextDictionary::bytes);
    }

    /// Of the last one: those before it were counted.
    private static long bytes(List<Seen> seen) {
        long frames = seen.getLast().trace.chain().stream()
                .mapToLong(thrown -> 2 + thrown.frames().size())
                .sum();
        return frames * FRAME_BYTES;
    }

    /// The variant of a trace.
    Seen trace(String project, long shape, Trace trace, boolean masked) throws IOException {
        List<Seen> same = traces.get(shape);
        for (Seen seen : same == null ? List.<Seen>of() : same) {
            if (seen.is(shape, trace, masked)) {
                return seen;
            }
        }
        return newVariant(project, shape, trace, masked);
    }

    private Seen newVariant(String project, long shape, Trace trace, boolean masked) throws IOException {
        byte[] encoded = Variants.encode(project, trace, masked);
        long ref = hash.of(encoded);
        Term key = Schema.key(Schema.VARIANT_KIND, Long.toHexString(ref));
        if (!refs.has(ref, key)) {
            writer.addDocument(Variants.document(key, ref, encoded, trace, masked));
        }
        Seen seen = new Seen(shape, trace, masked, masked ? Variants.holes(trace) : 0, ref);
        remember(seen);
        return seen;
    }

    /// The number of a template.
    ///
    /// @param seen how many there were of its place; counts it if it is new
    long template(StoredTemplate template, AtomicInteger seen) throws IOException {
        StringBuilder identity = new StringBuilder();
        template.identity(identity);
        long ref = hash.of(identity);
        if (!refs.has(ref)) {
            seen.incrementAndGet();
            Term key = Schema.key(Schema.TEMPLATE_KIND, Long.toHexString(ref));
            if (!refs.has(ref, key)) {
                writer.addDocument(template.document(key, ref));
            }
        }
        return ref;
    }

    /// The number of the form of a message of something thrown.
    ///
    /// @param seen how many there were of its place; counts it if it is new
    long form(String form, AtomicInteger seen) throws IOException {
        long ref = hash.of('\3' + form);
        if (!refs.has(ref)) {
            seen.incrementAndGet();
            Term key = Schema.key(Schema.FORM_KIND, Long.toHexString(ref));
            if (!refs.has(ref, key)) {
                writer.addDocument(StoredTemplate.thrown(key, ref, form));
            }
        }
        return ref;
    }

    /// How many different texts there were in one place, such as a logger.
    AtomicInteger place(long of) {
        AtomicInteger known = places.find(of);
        if (known != null) {
            return known;
        }
        synchronized (places) {
            return places.get(of, any -> new AtomicInteger());
        }
    }

    private synchronized void remember(Seen seen) {
        List<Seen> before = traces.get(seen.shape);
        List<Seen> all = new ArrayList<>(before == null || before.size() > COLLISIONS ? List.of() : before);
        all.add(seen);
        traces.put(seen.shape, List.copyOf(all));
    }
}
