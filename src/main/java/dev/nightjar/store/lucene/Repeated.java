package dev.nightjar.store.lucene;

import dev.nightjar.model.Event;
import dev.nightjar.model.Event.ExceptionEvent;
import dev.nightjar.model.LogRecord;
import dev.nightjar.model.Occurrence;
import dev.nightjar.model.Trace;
import dev.nightjar.model.Trace.Thrown;
import dev.nightjar.store.lucene.event.Text;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.Term;

/// Finds the texts that an event shares with others, and writes those that are not in the index yet: the template of its
/// message, the form of the message of everything thrown, the variant of its trace. They are named by a keyed hash of
/// their content, so it does not matter who writes one first. Thread-safe.
final class Repeated {

    /// Forms of one type beyond which messages of what is thrown are stored whole: more forms than this are not forms.
    private static final int MANY = 256;

    /// Templates of one logger beyond which messages are stored whole.
    private static final int FAR_TOO_MANY = 1024;

    private static final int PLACES = 100_000;

    /// One part of the heap in so many is taken by traces at most, of which each frame takes about so much.
    private static final int SHARE = 40;

    private static final int FRAME_BYTES = 100;
    private static final int COLLISIONS = 8;

    /// @param shown the template for people stands in it, not with each event
    record Said(Text text, boolean shown) {}

    private record Seen(Trace trace, boolean masked, long ref) {}

    private final IndexWriter writer;
    private final Hash hash;
    private final Refs refs;
    private final Map<Long, List<Seen>> traces = new ConcurrentHashMap<>();
    private final AtomicLong traceBytes = new AtomicLong();
    private final Map<Long, AtomicInteger> places = new ConcurrentHashMap<>();

    Repeated(IndexWriter writer, Committed committed, Hash hash) {
        this.writer = writer;
        this.hash = hash;
        this.refs = new Refs(committed);
    }

    /// Forgets what is in the index, after something was deleted from it.
    void forget() {
        refs.forget();
        forgetTraces();
    }

    private void forgetTraces() {
        traces.clear();
        traceBytes.set(0);
    }

    /// The variant of an exception's trace, with its masked words.
    Text trace(ExceptionEvent event) throws IOException {
        boolean masked = !event.words().isEmpty() && Variants.isMasked(event.trace(), event.words());
        Trace trace = masked || event.words().isEmpty()
                ? event.trace()
                : Variants.filled(event.trace(), event.words().iterator());
        String project = event.record().file().project();
        long shape = event.shape() * 31 + project.hashCode();
        for (Seen seen : traces.getOrDefault(shape, List.of())) {
            if (seen.masked == masked && Variants.same(seen.trace, trace)) {
                return new Text(seen.ref, masked ? event.words() : List.of());
            }
        }
        return new Text(newVariant(project, shape, trace, masked), masked ? event.words() : List.of());
    }

    private long newVariant(String project, long shape, Trace trace, boolean masked) throws IOException {
        byte[] encoded = Variants.encode(project, trace, masked);
        long ref = hash.of(encoded);
        Term key = Schema.key(Schema.VARIANT_KIND, Long.toHexString(ref));
        if (!refs.has(ref, key)) {
            writer.addDocument(Variants.document(key, ref, encoded, trace, masked));
        }
        long frames = trace.chain().stream().mapToLong(thrown -> 2 + thrown.frames().size()).sum();
        if (traceBytes.addAndGet(frames * FRAME_BYTES) > Runtime.getRuntime().maxMemory() / SHARE) {
            forgetTraces();
        }
        traces.merge(
                shape, List.of(new Seen(trace, masked, ref)), (a, b) -> a.size() > COLLISIONS ? b : concat(a, b));
        return ref;
    }

    /// The template of an occurrence, with what its holes stand for.
    Said message(Occurrence occurrence, StringBuilder scratch) throws IOException {
        Event event = occurrence.event();
        LogRecord record = event.record();
        String project = record.file().project();
        String logger = record.logger();
        long kind = event instanceof ExceptionEvent ? 1 : 2;
        AtomicInteger count = place((project.hashCode() * 31L + (logger == null ? 0 : logger.hashCode())) * 31 + kind);
        boolean formless = count.get() > FAR_TOO_MANY;
        List<String> values = new ArrayList<>();
        String form =
                formless ? Form.whole(event.message(), values) : Form.of(event.message(), occurrence.slots(), values);
        Template template = new Template(project, record.level(), logger, formless ? null : occurrence.template(), form);
        scratch.setLength(0);
        template.identity(scratch);
        long ref = hash.of(scratch);
        if (!refs.has(ref)) {
            count.incrementAndGet();
            Term key = Schema.key(Schema.TEMPLATE_KIND, Long.toHexString(ref));
            if (!refs.has(ref, key)) {
                writer.addDocument(template.document(key, ref));
            }
        }
        return new Said(new Text(ref, values), template.shown() != null);
    }

    /// The form of the message of everything thrown.
    ///
    /// @param known values of the message: what is thrown often says them again
    List<Text> thrown(String project, Trace trace, List<String> known, StringBuilder scratch) throws IOException {
        Set<String> again = known.isEmpty() ? Set.of() : new HashSet<>(known);
        List<Text> texts = new ArrayList<>(trace.chain().size());
        for (Thrown thrown : trace.chain()) {
            texts.add(thrown(project, thrown, again, scratch));
        }
        return texts;
    }

    private Text thrown(String project, Thrown thrown, Set<String> known, StringBuilder scratch) throws IOException {
        String message = thrown.message();
        AtomicInteger count = place((project.hashCode() * 31L + thrown.type().hashCode()) * 31);
        List<String> values = new ArrayList<>();
        String form = count.get() > MANY
                ? Form.whole(message, values)
                : Form.of(message, Form.guess(message, known), values);
        scratch.setLength(0);
        long ref = hash.of(scratch.append('\3').append(form));
        if (!refs.has(ref)) {
            count.incrementAndGet();
            Term key = Schema.key(Schema.FORM_KIND, Long.toHexString(ref));
            if (!refs.has(ref, key)) {
                writer.addDocument(Template.thrown(key, ref, form));
            }
        }
        return new Text(ref, values);
    }

    private AtomicInteger place(long of) {
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
