package dev.nightjar.store.lucene;

import dev.nightjar.model.Event;
import dev.nightjar.model.Event.ExceptionEvent;
import dev.nightjar.model.LogRecord;
import dev.nightjar.model.Occurrence;
import dev.nightjar.model.Trace;
import dev.nightjar.model.Trace.Thrown;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.index.Term;
import org.apache.lucene.util.BytesRef;

/// Finds the template and the variant of an event, and writes those that are not in the index yet. They are named
/// by a keyed hash of their content, so it does not matter who writes one first. Thread-safe.
final class Repeated {

    /// Templates of one logger and trace beyond which messages of thrown exceptions are stored whole, and beyond
    /// which the message is too: more forms than this are not forms.
    private static final int MANY = 256;

    private static final int FAR_TOO_MANY = 1024;

    private static final int REMEMBERED = 100_000;
    private static final int REMEMBERED_TRACES = 2048;

    /// @param term what the event refers to it by
    /// @param shown its template for people stands in it, not with each event
    record Found(long ref, BytesRef term, boolean shown) {}

    private record Seen(Trace trace, Found found) {}

    private final IndexWriter writer;
    private final Committed committed;
    private final Hash hash;
    private final Map<Long, Found> templates = new ConcurrentHashMap<>();
    private final Map<Long, List<Seen>> traces = new ConcurrentHashMap<>();
    private final Map<Long, AtomicInteger> forms = new ConcurrentHashMap<>();

    Repeated(IndexWriter writer, Committed committed, Hash hash) {
        this.writer = writer;
        this.committed = committed;
        this.hash = hash;
    }

    /// Forgets what is in the index, after something was deleted from it.
    void forget() {
        templates.clear();
        traces.clear();
    }

    /// The variant of an exception's trace.
    Found variant(ExceptionEvent event) throws IOException {
        String project = event.record().file().project();
        long shape = event.shape() * 31 + project.hashCode();
        for (Seen seen : traces.getOrDefault(shape, List.of())) {
            if (Variants.same(seen.trace, event.trace())) {
                return seen.found;
            }
        }
        return newVariant(project, shape, event.trace());
    }

    private Found newVariant(String project, long shape, Trace trace) throws IOException {
        byte[] encoded = Variants.encode(project, trace);
        long ref = hash.of(encoded);
        Term key = Schema.key(Schema.VARIANT_KIND, Long.toHexString(ref));
        Found found = ensure(key, ref, true, () -> Variants.document(key, ref, encoded, trace));
        if (traces.size() > REMEMBERED_TRACES) {
            traces.clear();
        }
        traces.merge(shape, List.of(new Seen(trace, found)), (a, b) -> a.size() > 8 ? b : concat(a, b));
        return found;
    }

    /// The template of an occurrence; fills `values` with what its holes stand for.
    ///
    /// @param variant number of its variant, 0 for a message
    Found template(Occurrence occurrence, long variant, List<String> values, StringBuilder scratch) throws IOException {
        LogRecord record = occurrence.event().record();
        String logger = record.logger();
        long place = variant * 31 + (logger == null ? 0 : logger.hashCode());
        AtomicInteger count = forms.computeIfAbsent(place, any -> new AtomicInteger());
        Template template = template(occurrence, count.get(), values);
        scratch.setLength(0);
        template.identity(scratch);
        long ref = hash.of(scratch);
        Found known = templates.get(ref);
        return known != null ? known : newTemplate(template, ref, count);
    }

    private Found newTemplate(Template template, long ref, AtomicInteger count) throws IOException {
        count.incrementAndGet();
        if (forms.size() > REMEMBERED || templates.size() > REMEMBERED) {
            forms.clear();
            templates.clear();
        }
        Term key = Schema.key(Schema.TEMPLATE_KIND, Long.toHexString(ref));
        Found found = ensure(key, ref, template.shown() != null, () -> template.document(key, ref));
        templates.put(ref, found);
        return found;
    }

    private static Template template(Occurrence occurrence, int count, List<String> values) {
        Event event = occurrence.event();
        LogRecord record = event.record();
        boolean formless = count > FAR_TOO_MANY;
        List<String> forms = new ArrayList<>();
        values.clear();
        forms.add(
                formless ? Form.whole(event.message(), values) : Form.of(event.message(), occurrence.slots(), values));
        if (event instanceof ExceptionEvent e) {
            thrown(e.trace(), count > MANY, forms, values);
        }
        return new Template(
                record.file().project(),
                record.level(),
                record.logger(),
                formless ? null : occurrence.template(),
                forms);
    }

    private static void thrown(Trace trace, boolean whole, List<String> forms, List<String> values) {
        Set<String> known = values.isEmpty() ? Set.of() : new HashSet<>(values);
        for (Thrown thrown : trace.chain()) {
            String message = thrown.message();
            forms.add(whole ? Form.whole(message, values) : Form.of(message, Form.guess(message, known), values));
        }
    }

    private Found ensure(Term key, long ref, boolean shown, Supplier<Collection<IndexableField>> document)
            throws IOException {
        if (!committed.has(key)) {
            writer.updateDocument(key, document.get());
        }
        return new Found(ref, Schema.refBytes(ref), shown);
    }

    private static <T> List<T> concat(List<T> a, List<T> b) {
        List<T> both = new ArrayList<>(a);
        both.addAll(b);
        return List.copyOf(both);
    }
}
