package dev.nightjar.store.lucene.query;

import dev.nightjar.model.event.Trace;
import dev.nightjar.store.encoded.Form;
import dev.nightjar.store.lucene.block.Dictionary;
import dev.nightjar.store.lucene.block.EventBlock;
import dev.nightjar.store.lucene.event.Condition;
import dev.nightjar.store.lucene.event.EventReader;
import dev.nightjar.store.lucene.event.Matcher;
import dev.nightjar.store.lucene.event.Segment;
import dev.nightjar.store.lucene.text.Variants;
import dev.nightjar.store.query.Words;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.search.PhraseQuery;

/// Looks for a phrase in the rebuilt texts of events.
record PhraseCheck(EventReader events, Phrase phrase) {

    /// The same, of texts that Lucene has.
    static PhraseQuery query(String field, List<String> words, int slop) {
        return new PhraseQuery(slop, field, words.toArray(String[]::new));
    }

    /// True if a word stands in one of the texts.
    static boolean has(List<String> texts, Matcher word) {
        return texts.stream().anyMatch(text -> Words.withParts(text).stream().anyMatch(word::matches));
    }

    boolean messages(Segment segment, EventBlock block, int row) throws IOException {
        return phrase.in(events.messages(segment, block, row));
    }

    /// Also in `type: message` of everything thrown.
    boolean messagesAndHeads(Segment segment, EventBlock block, int row) throws IOException {
        List<String> messages = events.messages(segment, block, row);
        return phrase.in(messages) || phrase.in(heads(segment, block, row, messages));
    }

    /// In traces with masked words.
    boolean traces(Segment segment, EventBlock block, int row) throws IOException {
        Trace trace = events.trace(segment, block, row);
        return trace != null && phrase.in(Variants.texts(trace));
    }

    /// In the functions called.
    boolean calls(Segment segment, EventBlock block, int row) throws IOException {
        return phrase.in(events.calls(segment, block, row));
    }

    private List<String> heads(Segment segment, EventBlock block, int row, List<String> messages) throws IOException {
        List<String> heads = new ArrayList<>();
        if (block.places(Dictionary.VARIANTS)[row] >= 0) {
            Trace trace = events.variant(segment, block, row);
            for (int i = 0; i < trace.chain().size(); i++) {
                heads.add(trace.chain().get(i).type() + ": " + messages.get(i + 1));
            }
        }
        return heads;
    }

    private record Pair(long variant, int thrown, long form) {}

    /// On the heads as far as form and variant alone make them; asked once for each pair of these.
    Condition.OfRows pairs() {
        Map<Segment, Map<Pair, Boolean>> known = new HashMap<>();
        return (segment, block, row) -> {
            long variant = block.number(Dictionary.VARIANTS, row);
            int from = block.formsFrom(row);
            for (int i = from; i < block.formsFrom(row + 1); i++) {
                long form = block.set(Dictionary.FORMS)[block.forms()[i]];
                Map<Pair, Boolean> pairs = known.computeIfAbsent(segment, any -> new HashMap<>());
                Pair pair = new Pair(variant, i - from, form);
                Boolean answer = pairs.get(pair);
                if (answer == null) {
                    String type = events.variant(segment, block, row)
                            .chain()
                            .get(i - from)
                            .type();
                    String text = Form.literals(events.form(segment, form)).getFirst();
                    answer = phrase.in(type + ": " + text);
                    pairs.put(pair, answer);
                }
                if (answer) {
                    return true;
                }
            }
            return false;
        };
    }
}
