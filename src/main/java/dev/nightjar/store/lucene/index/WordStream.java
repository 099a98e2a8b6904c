package dev.nightjar.store.lucene.index;

import dev.nightjar.store.query.Words;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;

/// The words of some texts for Lucene. One text stands `GAP` words behind the other, and behind them all the parts
/// of compound names, as far apart. For one thread.
public final class WordStream extends TokenStream {

    /// Distance between values of one field: no phrase crosses it.
    static final int GAP = 100;

    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    private final PositionIncrementAttribute increment = addAttribute(PositionIncrementAttribute.class);
    private final List<String> values;
    private final Collection<String> named;
    private int value;
    private int at;
    private int gap;
    private Iterator<String> parts = Collections.emptyIterator();

    public WordStream(List<String> values) {
        this(values, values);
    }

    /// @param named texts whose compound names are found by their parts
    public WordStream(List<String> values, Collection<String> named) {
        this.values = values;
        this.named = named;
    }

    @Override
    public void reset() {
        value = 0;
        at = 0;
        gap = 0;
        Set<String> all = new LinkedHashSet<>();
        named.forEach(text -> Words.addParts(text, all));
        parts = all.iterator();
    }

    @Override
    public boolean incrementToken() {
        while (value < values.size()) {
            String text = values.get(value);
            int from = Words.start(text, at);
            if (from < text.length()) {
                at = Words.end(text, from);
                put(text, from, at);
                return true;
            }
            value++;
            at = 0;
            gap = GAP;
        }
        if (!parts.hasNext()) {
            return false;
        }
        gap = GAP;
        String part = parts.next();
        put(part, 0, part.length());
        return true;
    }

    private void put(String text, int from, int to) {
        term.setEmpty();
        char[] buffer = term.resizeBuffer(to - from);
        boolean ascii = true;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            ascii &= c < 128;
            buffer[i - from] = c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
        }
        if (ascii) {
            term.setLength(to - from);
        } else {
            term.append(Words.lower(text, from, to));
        }
        increment.setPositionIncrement(1 + gap);
        gap = 0;
    }
}
