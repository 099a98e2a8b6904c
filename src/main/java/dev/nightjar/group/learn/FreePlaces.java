package dev.nightjar.group.learn;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds messages with several places for plain words, which no two messages share but for the rest: among many of one
/// logger that begin with the same word and have the same punctuation. What is frequent at a place is a word of the
/// message, so those that have it are looked at apart, until nothing is frequent where anything differs.
final class FreePlaces {

    /// Messages of a form before it is looked at.
    static final int MANY = 100;

    /// And after how many more again.
    static final int MORE = 50;

    private static final int DOUBLING = 400;
    private static final int VALUES = 9;
    private static final double FREQUENT = 0.2;
    private static final int FEWEST = 2;

    private final PlaceGuard guard;
    private final List<byte[]> found = new ArrayList<>();
    private final List<SaidWords> examples = new ArrayList<>();

    FreePlaces(PlaceGuard guard) {
        this.guard = guard;
    }

    /// Whether so many messages of a form are a moment to look at them.
    static boolean due(int messages) {
        boolean early = messages <= DOUBLING && messages % MORE == 0;
        boolean late = messages % DOUBLING == 0 && Integer.bitCount(messages / DOUBLING) == 1;
        return messages >= MANY && (early || late);
    }

    /// The patterns of messages of one form.
    List<SaidWords> in(List<SaidWords> messages) {
        split(messages);
        List<SaidWords> patterns = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            patterns.add(examples.get(i).with(found.get(i)));
        }
        return patterns;
    }

    /// A word at a place, and how many messages have it there.
    private record Frequent(int place, String word, int messages) {}

    private void split(List<SaidWords> messages) {
        List<SaidWords> rest = messages;
        while (rest.size() >= VALUES) {
            Frequent most = frequent(rest);
            if (most == null) {
                join(rest);
                return;
            }
            List<SaidWords> with = new ArrayList<>();
            List<SaidWords> without = new ArrayList<>();
            for (SaidWords said : rest) {
                (said.tokens[most.place].equals(most.word) ? with : without).add(said);
            }
            split(with);
            rest = without;
        }
    }

    /// The most frequent word of a varying place, if it is too frequent there; else the most frequent that means
    /// something.
    private @Nullable Frequent frequent(List<SaidWords> messages) {
        Frequent most = null;
        Frequent guarded = null;
        for (int i = 0; i < messages.getFirst().size(); i++) {
            if (messages.getFirst().isWord(i)) {
                Map<String, Integer> counts = counts(messages, i);
                if (counts.size() > 1) {
                    most = more(most, most(counts, i));
                    guarded = more(guarded, most(against(messages, i, counts), i));
                }
            }
        }
        return most != null && most.messages > FREQUENT * messages.size() ? most : guarded;
    }

    private static @Nullable Frequent more(@Nullable Frequent a, @Nullable Frequent b) {
        return a == null || b != null && b.messages > a.messages ? b : a;
    }

    private static Map<String, Integer> counts(List<SaidWords> messages, int i) {
        Map<String, Integer> counts = new HashMap<>();
        messages.forEach(said -> counts.merge(said.tokens[i], 1, Integer::sum));
        return counts;
    }

    private Map<String, Integer> against(List<SaidWords> messages, int i, Map<String, Integer> counts) {
        Map<String, Integer> against = new HashMap<>();
        for (SaidWords said : messages) {
            if (guard.against(said, i) != null) {
                against.put(said.tokens[i], counts.getOrDefault(said.tokens[i], 0));
            }
        }
        return against;
    }

    private static @Nullable Frequent most(Map<String, Integer> counts, int i) {
        Frequent most = null;
        for (Map.Entry<String, Integer> each : counts.entrySet()) {
            boolean more = most == null
                    || each.getValue() > most.messages
                    || each.getValue() == most.messages && each.getKey().compareTo(most.word) < 0;
            most = more ? new Frequent(i, each.getKey(), each.getValue()) : most;
        }
        return most;
    }

    private void join(List<SaidWords> messages) {
        SaidWords first = messages.getFirst();
        byte[] kinds = first.kinds.clone();
        int varying = 0;
        int constant = 0;
        for (int i = 0; i < kinds.length; i++) {
            if (first.isWord(i)) {
                Set<String> values = new HashSet<>();
                for (SaidWords said : messages) {
                    values.add(said.tokens[i]);
                }
                if (values.size() > 1 && values.size() < VALUES) {
                    return;
                }
                varying += values.size() > 1 ? 1 : 0;
                constant += values.size() == 1 && first.isConstant(i) ? 1 : 0;
                kinds[i] = values.size() > 1 ? SaidWords.ANY : kinds[i];
            }
        }
        if (varying > 0 && constant >= FEWEST && 2 * constant >= varying) {
            found.add(kinds);
            examples.add(first);
        }
    }
}
