package dev.nightjar.store.lucene.event;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.DoublePredicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.lucene.search.AutomatonQuery;
import org.apache.lucene.search.FuzzyQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.automaton.ByteRunnable;
import org.apache.lucene.util.automaton.CompiledAutomaton;

/// Which words, or whole values, a part of a query means: as Lucene's query on one field would find them.
public final class Matcher {

    private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9]{1,18}(\\.[0-9]{1,18})?(e[-+]?[0-9]{1,3})?");

    /// Decides about a word in lower case, as UTF-8.
    private interface OfBytes {
        boolean matches(byte[] word, int length);
    }

    private final Set<String> exact;
    private final OfBytes bytes;

    private Matcher(Set<String> exact, OfBytes bytes) {
        this.exact = exact;
        this.bytes = bytes;
    }

    /// What a query on one field means: an exact term, a pattern (`*`, `?`, `/…/`) or a fuzzy word; of no other.
    public static Matcher of(Query query) {
        return switch (query) {
            case TermQuery term -> of(Set.of(term.getTerm().text()));
            case AutomatonQuery pattern -> of(pattern.getCompiled());
            case FuzzyQuery fuzzy -> of(fuzzy.getAutomata());
            default -> throw new IllegalArgumentException("words of " + query.getClass());
        };
    }

    /// These and no others.
    public static Matcher of(Set<String> exact) {
        List<byte[]> all = exact.stream()
                .map(text -> BytesRef.deepCopyOf(new BytesRef(text)))
                .map(ref -> Arrays.copyOf(ref.bytes, ref.length))
                .collect(Collectors.toList());
        return new Matcher(Set.copyOf(exact), (word, length) -> {
            for (byte[] each : all) {
                if (each.length == length && Arrays.equals(each, 0, length, word, 0, length)) {
                    return true;
                }
            }
            return false;
        });
    }

    /// Numbers for which something holds.
    public static Matcher of(DoublePredicate holds) {
        return new Matcher(Set.of(), (word, length) -> {
            String text = new String(word, 0, length, StandardCharsets.UTF_8);
            return NUMBER.matcher(text).matches() && holds.test(Double.parseDouble(text));
        });
    }

    private static Matcher of(CompiledAutomaton automaton) {
        return switch (automaton.type) {
            case NONE -> new Matcher(Set.of(), (word, length) -> false);
            case ALL -> new Matcher(Set.of(), (word, length) -> true);
            case SINGLE -> of(Set.of(automaton.term.utf8ToString()));
            case NORMAL -> {
                ByteRunnable run = automaton.getByteRunnable();
                yield new Matcher(Set.of(), (word, length) -> run.run(word, 0, length));
            }
        };
    }

    /// The only words that it can match; empty if they are not known.
    public Set<String> exact() {
        return exact;
    }

    /// Decides about a word in lower case, the first `length` bytes of `word` as UTF-8.
    public boolean matches(byte[] word, int length) {
        return bytes.matches(word, length);
    }

    /// Decides about a word in lower case.
    public boolean matches(String word) {
        BytesRef utf8 = new BytesRef(word);
        return bytes.matches(utf8.bytes, utf8.length);
    }
}
