package dev.nightjar.store.lucene.query;

import dev.nightjar.store.lucene.index.Schema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.BoostAttribute;
import org.apache.lucene.search.FuzzyTermsEnum;
import org.apache.lucene.util.BytesRef;

/// The words and names that an index knows: those that stand in holes of texts are not among them.
public record Vocabulary(IndexReader reader) {

    private static final int MOST_NAMES = 10_000;
    private static final int SHORTEST = 3;
    private static final int SAME_BEGINNING = 1;
    private static final List<String> TEXTS = List.of(Schema.TEMPLATE_BODY, Schema.VARIANT_BODY);

    /// The names, in lower case, of ids and of what else logs named; at most 10,000.
    public Set<String> names() throws IOException {
        Set<String> names = new TreeSet<>();
        Terms terms = MultiTerms.getTerms(reader, Schema.NAMED);
        TermsEnum each = terms == null ? TermsEnum.EMPTY : terms.iterator();
        for (BytesRef name = each.next(); name != null && names.size() < MOST_NAMES; name = each.next()) {
            names.add(name.utf8ToString());
        }
        names.remove(Schema.MANY_NAMES);
        return names;
    }

    private record Near(String word, float likeness, long texts) {}

    /// Words that are this one but for up to two letters put in, taken out, exchanged or swapped, the first letter
    /// being right: the nearest first, of these the most frequent. None for a word of fewer than three characters.
    public List<String> near(String word, int most) throws IOException {
        if (word.length() < SHORTEST) {
            return List.of();
        }
        Map<String, Near> found = new HashMap<>();
        for (String field : TEXTS) {
            Terms terms = MultiTerms.getTerms(reader, field);
            if (terms != null) {
                Term like = new Term(field, word);
                TermsEnum each = new FuzzyTermsEnum(terms, like, edits(word), SAME_BEGINNING, true);
                BoostAttribute likeness = each.attributes().addAttribute(BoostAttribute.class);
                for (BytesRef next = each.next(); next != null; next = each.next()) {
                    String other = next.utf8ToString();
                    Near near = new Near(other, likeness.getBoost(), each.docFreq());
                    found.merge(other, near, (a, b) -> new Near(other, a.likeness, a.texts + b.texts));
                }
            }
        }
        List<Near> all = new ArrayList<>(found.values());
        all.removeIf(near -> near.word.equals(word));
        all.sort(Comparator.comparingDouble((Near near) -> -near.likeness)
                .thenComparingLong(near -> -near.texts)
                .thenComparing(Near::word));
        return all.stream().limit(most).map(Near::word).toList();
    }

    private static int edits(String word) {
        return word.length() > 2 * SHORTEST ? 2 : 1;
    }
}
