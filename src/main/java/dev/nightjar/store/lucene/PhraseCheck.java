package dev.nightjar.store.lucene;

import dev.nightjar.model.Trace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedDocValues;

/// Looks for a phrase in the rebuilt texts of events.
///
/// @param heads also in `type: message` of everything thrown
record PhraseCheck(Events events, Phrase phrase, boolean heads) {

    /// On the whole text of each event.
    Queries.Test texts(LeafReaderContext leaf) throws IOException {
        SortedDocValues templates = DocValues.getSorted(leaf.reader(), Schema.TEMPLATE);
        SortedDocValues variants = DocValues.getSorted(leaf.reader(), Schema.VARIANT);
        return doc -> {
            Template template = template(templates, doc);
            List<String> messages = Events.messages(template, events.parameters(leaf.docBase + doc));
            return phrase.in(messages) || heads && phrase.in(heads(variants, doc, messages));
        };
    }

    /// On the heads as far as template and variant alone make them; asked once for each pair of these.
    Queries.Test pairs(LeafReaderContext leaf) throws IOException {
        SortedDocValues templates = DocValues.getSorted(leaf.reader(), Schema.TEMPLATE);
        SortedDocValues variants = DocValues.getSorted(leaf.reader(), Schema.VARIANT);
        Map<Long, Boolean> known = new HashMap<>();
        return doc -> {
            if (!templates.advanceExact(doc) || !variants.advanceExact(doc)) {
                return false;
            }
            long pair = (long) templates.ordValue() << 32 | variants.ordValue();
            Boolean answer = known.get(pair);
            if (answer == null) {
                answer = phrase.in(heads(variants, doc, beginnings(template(templates, doc))));
                known.put(pair, answer);
            }
            return answer;
        };
    }

    private Template template(SortedDocValues templates, int doc) throws IOException {
        if (!templates.advanceExact(doc)) {
            throw new IOException("an event without template");
        }
        return events.template(templates.lookupOrd(templates.ordValue()));
    }

    private List<String> heads(SortedDocValues variants, int doc, List<String> messages) throws IOException {
        List<String> heads = new ArrayList<>();
        if (variants.advanceExact(doc)) {
            Trace trace = events.variant(variants.lookupOrd(variants.ordValue()));
            for (int i = 0; i < trace.chain().size(); i++) {
                heads.add(trace.chain().get(i).type() + ": " + messages.get(i + 1));
            }
        }
        return heads;
    }

    private static List<String> beginnings(Template template) {
        return template.forms().stream()
                .map(form -> form.indexOf(Form.HOLE) < 0 ? form : form.substring(0, form.indexOf(Form.HOLE)))
                .toList();
    }
}
