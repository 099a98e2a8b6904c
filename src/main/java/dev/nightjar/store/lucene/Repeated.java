package dev.nightjar.store.lucene;

import dev.nightjar.model.Trace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.Term;

/// Numbers the texts that events share, and writes those that are not in the index yet: templates of messages, forms of
/// messages of things thrown, variants of traces. Numbers are keyed hashes of the content, so it does not matter who
/// writes one first. Thread-safe.
final class Repeated {

    private static final int PLACES = 100_000;

    /// One part of the heap in so many is taken by traces at most, of which each frame takes about so much.
    private static final int SHARE = 40;

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
    private final Map<Long, List<Seen>> traces = new ConcurrentHashMap<>();
    private final AtomicLong traceBytes = new AtomicLong();
    private final Map<Long, AtomicInteger> places = new ConcurrentHashMap<>();
    private final AtomicInteger forgotten = new AtomicInteger();

    Repeated(IndexWriter writer, Committed committed, Hash hash) {
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
    void forget() {
        refs.forget();
        forgetTraces();
        forgotten.incrementAndGet();
    }

    private void forgetTraces() {
        traces.clear();
        traceBytes.set(0);
    }

    /// The variant of a trace.
    Seen trace(String project, long shape, Trace trace, boolean masked) throws IOException {
        for (Seen seen : traces.getOrDefault(shape, List.of())) {
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
        long frames = trace.chain().stream()
                .mapToLong(thrown -> 2 + thrown.frames().size())
                .sum();
        if (traceBytes.addAndGet(frames * FRAME_BYTES) > Runtime.getRuntime().maxMemory() / SHARE) {
            forgetTraces();
        }
        Seen seen = new Seen(shape, trace, masked, masked ? Variants.holes(trace) : 0, ref);
        traces.merge(shape, List.of(seen), (a, b) -> a.size() > COLLISIONS ? b : concat(a, b));
        return seen;
    }

    /// The number of a template.
    ///
    /// @param seen how many there were of its place; counts it if it is new
    long template(Template template, AtomicInteger seen) throws IOException {
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
                writer.addDocument(Template.thrown(key, ref, form));
            }
        }
        return ref;
    }

    /// How many different texts there were in one place, such as a logger.
    AtomicInteger place(long of) {
        AtomicInteger known = places.get(of);
        if (known != null) {
            return known;
        }
        if (places.size() > PLACES) {
            places.clear();
        }
        return places.computeIfAbsent(of, any -> new AtomicInteger());
    }

    private static <T> List<T> concat(List<T> a, List<T> b) {
        List<T> both = new ArrayList<>(a);
        both.addAll(b);
        return List.copyOf(both);
    }
}
