package dev.nightjar.group.learn;

import dev.nightjar.model.IssueId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Templates that may still be joined, those of a logger and class of level that were looked at last; and one of each
/// pattern, which leads to its issue.
final class KeptTemplates {

    /// Templates of one logger and class of level.
    static final int IN_SCOPE = 256;

    private final Map<LearnedScope, Map<String, Kept>> scopes = new LinkedHashMap<>(64, 0.75f, true);
    private final Map<LearnedScope, Map<Long, Integer>> forms = new HashMap<>();
    private final ValueWords words;
    private final int most;
    private int size;

    KeptTemplates(ValueWords words, int most) {
        this.words = words;
        this.most = most;
    }

    /// A template.
    ///
    /// @param own the id of the issue it makes
    /// @param first when it was first seen, in microseconds
    /// @param joined whether it is one of a pattern's already
    record Kept(LearnedScope scope, String counted, IssueId own, long first, boolean joined, int tokens, long form) {
        Kept as(boolean joined) {
            return new Kept(scope, counted, own, first, joined, tokens, form);
        }
    }

    /// The template, if it is kept.
    @Nullable
    Kept find(LearnedScope scope, String counted) {
        Map<String, Kept> in = scopes.get(scope);
        return in == null ? null : in.get(counted);
    }

    void add(Kept kept) {
        Map<String, Kept> in = scopes.computeIfAbsent(kept.scope(), any -> new LinkedHashMap<>(8, 0.75f, true));
        size += in.put(kept.counted(), kept) == null ? 1 : 0;
        if (in.size() > IN_SCOPE) {
            forget(in, 1);
        }
        if (size > most) {
            forget(scopes.values().iterator().next(), IN_SCOPE / 4);
        }
    }

    /// Those that stand for a pattern are kept longest.
    private void forget(Map<String, Kept> in, int number) {
        int left = number;
        for (Iterator<Kept> each = in.values().iterator(); left > 0 && each.hasNext(); ) {
            if (!each.next().joined()) {
                each.remove();
                size--;
                left--;
            }
        }
        for (Iterator<Kept> each = in.values().iterator(); left > 0 && each.hasNext(); left--) {
            each.next();
            each.remove();
            size--;
        }
    }

    void remove(Kept kept) {
        Map<String, Kept> in = scopes.get(kept.scope());
        size -= in != null && in.remove(kept.counted()) != null ? 1 : 0;
    }

    /// How many templates of a form there were in a scope, with one more.
    int count(Kept kept) {
        return forms.computeIfAbsent(kept.scope(), any -> new HashMap<>()).merge(kept.form(), 1, Integer::sum);
    }

    /// Those for which it is true and that have so many words, by scope, in the order in which they were first seen.
    Map<LearnedScope, List<Kept>> fitting(int tokens, LearnedScope in, Predicate<Kept> which) {
        Map<LearnedScope, List<Kept>> fitting = new LinkedHashMap<>();
        scopes.forEach((scope, all) -> {
            if (in.covers(scope)) {
                List<Kept> some = new ArrayList<>();
                all.values().stream()
                        .filter(kept -> kept.tokens() == tokens && which.test(kept))
                        .forEach(some::add);
                if (!some.isEmpty()) {
                    some.sort(java.util.Comparator.comparingLong(Kept::first).thenComparing(Kept::own));
                    fitting.put(scope, some);
                }
            }
        });
        return fitting;
    }

    /// Those for which it is true.
    List<Kept> fitting(Predicate<Kept> which) {
        return scopes.values().stream()
                .flatMap(in -> in.values().stream())
                .filter(which)
                .toList();
    }

    SaidWords said(Kept kept) {
        return SaidWords.of(kept.counted(), words);
    }

    int size() {
        return size;
    }

    /// A line for each, the one looked at longest ago first.
    void write(java.util.function.Consumer<String> to) {
        scopes.values()
                .forEach(in -> in.values()
                        .forEach(kept -> to.accept(String.join(
                                "\t",
                                "template",
                                clean(kept.scope().logger()),
                                kept.scope().level(),
                                Long.toString(kept.first()),
                                kept.joined() ? "joined" : "-",
                                clean(kept.counted())))));
        forms.forEach((scope, counts) -> counts.forEach((form, count) -> {
            if (count > 1) {
                to.accept(String.join(
                        "\t",
                        "form",
                        clean(scope.logger()),
                        scope.level(),
                        Long.toHexString(form),
                        Integer.toString(count)));
            }
        }));
    }

    /// Reads such a line, cut at its tabs.
    ///
    /// @param own says the id of the issue that a template makes
    /// @throws RuntimeException if it is none
    void read(String[] cells, java.util.function.BiFunction<LearnedScope, String, IssueId> own) {
        LearnedScope scope = new LearnedScope(whole(cells[1]), cells[2]);
        if (cells[0].equals("form")) {
            forms.computeIfAbsent(scope, any -> new HashMap<>())
                    .put(Long.parseUnsignedLong(cells[3], 16), Integer.parseInt(cells[4]));
            return;
        }
        String counted = whole(cells[5]);
        SaidWords said = SaidWords.of(counted, words);
        IssueId id = own.apply(scope, counted);
        Kept kept = new Kept(
                scope, counted, id, Long.parseLong(cells[3]), cells[4].equals("joined"), said.size(), said.form());
        add(kept);
        forms.computeIfAbsent(scope, any -> new HashMap<>()).putIfAbsent(kept.form(), 1);
    }

    private static String clean(String text) {
        return text.replace("\\", "\\\\")
                .replace("\n", "\\n")
                .replace("\t", "\\t")
                .replace("\r", "\\r");
    }

    private static String whole(String text) {
        StringBuilder whole = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                char next = text.charAt(++i);
                c = next == 'n' ? '\n' : next == 't' ? '\t' : next == 'r' ? '\r' : next;
            }
            whole.append(c);
        }
        return whole.toString();
    }
}
