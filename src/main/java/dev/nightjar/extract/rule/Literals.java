package dev.nightjar.extract.rule;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What a pattern cannot match without: texts of which at least one stands in whatever matches. Read from the
/// pattern's text, RE2's syntax; what is not understood ends a text, so that no match is ever lost. Signs that
/// structured formats write otherwise (quotes, slashes, what HTML escapes) and all but ASCII end one too.
final class Literals {

    private static final int MOST = 64;
    private static final int ENOUGH = 11;
    private static final String WRITTEN_OTHERWISE = "\"\\/<>&";

    private final String pattern;
    private int at;

    /// @param exact all that a part can match; null if that is more than a few texts
    /// @param best one of these is in whatever the part matches; null if nothing is known
    private record Part(
            @Nullable Set<String> exact, @Nullable Set<String> best) {

        static final Part NOTHING = new Part(Set.of(""), null);
        static final Part ANYTHING = new Part(null, null);

        /// What is needed, whichever way it is known.
        @Nullable
        Set<String> needed() {
            return better(exact, best);
        }
    }

    private Literals(String pattern) {
        this.pattern = pattern;
    }

    /// The texts, in small letters; empty if there are none of four characters or more.
    static Set<String> of(String pattern) {
        Set<String> needed = new Literals(pattern).alternatives().needed();
        if (needed == null || shortest(needed) < 4) {
            return Set.of();
        }
        Set<String> small = new TreeSet<>();
        needed.forEach(text -> small.add(text.toLowerCase(java.util.Locale.ROOT)));
        return small;
    }

    private static int shortest(Set<String> texts) {
        return texts.stream().mapToInt(String::length).min().orElse(0);
    }

    private static @Nullable Set<String> better(@Nullable Set<String> a, @Nullable Set<String> b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        int byLength = Math.min(ENOUGH, shortest(a)) - Math.min(ENOUGH, shortest(b));
        return byLength > 0 || byLength == 0 && a.size() <= b.size() ? a : b;
    }

    private Part alternatives() {
        Part all = sequence();
        while (at < pattern.length() && pattern.charAt(at) == '|') {
            at++;
            Part next = sequence();
            all = new Part(union(all.exact(), next.exact()), union(all.needed(), next.needed()));
        }
        return all;
    }

    private static @Nullable Set<String> union(@Nullable Set<String> a, @Nullable Set<String> b) {
        if (a == null || b == null || a.size() + b.size() > MOST) {
            return null;
        }
        Set<String> both = new LinkedHashSet<>(a);
        both.addAll(b);
        return both;
    }

    private Part sequence() {
        Set<String> run = Set.of("");
        Set<String> best = null;
        boolean whole = true;
        while (at < pattern.length() && pattern.charAt(at) != '|' && pattern.charAt(at) != ')') {
            Part next = repeated(one());
            Set<String> longer = next.exact() == null ? null : product(run, next.exact());
            if (longer != null) {
                run = longer;
                continue;
            }
            best = better(better(best, run), next.needed());
            run = next.exact() == null ? Set.of("") : next.exact();
            whole = false;
        }
        return new Part(whole ? run : null, better(best, run));
    }

    private static @Nullable Set<String> product(Set<String> heads, Set<String> tails) {
        if (heads.size() * tails.size() > MOST) {
            return null;
        }
        Set<String> all = new LinkedHashSet<>();
        heads.forEach(head -> tails.forEach(tail -> all.add(head + tail)));
        return all;
    }

    /// The part with the `*`, `+`, `?` or `{n,m}` behind it.
    private Part repeated(Part part) {
        if (at >= pattern.length()) {
            return part;
        }
        char c = pattern.charAt(at);
        int close = c == '{' ? pattern.indexOf('}', at) : -1;
        if (c != '*' && c != '+' && c != '?' && (close < 0 || !Character.isDigit(pattern.charAt(at + 1)))) {
            return part;
        }
        boolean maybeNone = c == '*' || c == '?' || c == '{' && pattern.charAt(at + 1) == '0';
        at = c == '{' ? close + 1 : at + 1;
        if (at < pattern.length() && pattern.charAt(at) == '?') {
            at++; // takes as little as it can
        }
        if (c == '?') {
            return new Part(union(Set.of(""), part.exact()), null);
        }
        return maybeNone ? Part.ANYTHING : repeated(new Part(null, part.needed()));
    }

    private Part one() {
        char c = pattern.charAt(at++);
        return switch (c) {
            case '(' -> group();
            case '[' -> set();
            case '\\' -> escaped();
            case '.' -> Part.ANYTHING;
            case '^', '$' -> Part.NOTHING;
            default -> literal(c);
        };
    }

    private static Part literal(char c) {
        boolean plain = c >= ' ' && c < 0x7F && WRITTEN_OTHERWISE.indexOf(c) < 0;
        return plain ? new Part(Set.of(String.valueOf(c)), null) : Part.ANYTHING;
    }

    private Part group() {
        if (pattern.startsWith("?", at)) {
            int close = pattern.indexOf(')', at);
            int colon = pattern.indexOf(':', at);
            int name = pattern.startsWith("?P<", at) || pattern.startsWith("?<", at) ? pattern.indexOf('>', at) : -1;
            if (name < 0 && (colon < 0 || colon > close)) {
                at = close + 1;
                return Part.NOTHING; // flags
            }
            at = (name < 0 ? colon : name) + 1;
        }
        Part inner = alternatives();
        at++;
        return inner;
    }

    /// A set of few characters is as good as alternatives.
    private Part set() {
        boolean known = !pattern.startsWith("^", at);
        Set<String> members = new LinkedHashSet<>();
        int first = known ? at : at + 1;
        at = first;
        while (at < pattern.length() && (pattern.charAt(at) != ']' || at == first)) {
            char c = pattern.charAt(at);
            int named = pattern.startsWith("[:", at) ? pattern.indexOf(":]", at) : -1;
            known &= c != '\\'
                    && c != '['
                    && !(c == '-' && at > first)
                    && literal(c).exact() != null;
            members.add(String.valueOf(c));
            at = named > 0 ? named + 2 : c == '\\' ? at + 2 : at + 1;
        }
        at++;
        return known && members.size() <= MOST / 8 ? new Part(members, null) : Part.ANYTHING;
    }

    private Part escaped() {
        char c = at < pattern.length() ? pattern.charAt(at++) : '\\';
        if (c == 'Q') {
            int end = pattern.indexOf("\\E", at);
            String text = pattern.substring(at, end < 0 ? pattern.length() : end);
            at = end < 0 ? pattern.length() : end + 2;
            return text.chars().allMatch(each -> literal((char) each).exact() != null)
                    ? new Part(Set.of(text), null)
                    : Part.ANYTHING;
        }
        if ((c == 'p' || c == 'P' || c == 'x') && at < pattern.length()) {
            int close = pattern.charAt(at) == '{' ? pattern.indexOf('}', at) : -1;
            at = close > 0 ? close + 1 : at + (c == 'x' ? 2 : 1);
            return Part.ANYTHING;
        }
        return switch (c) {
            case 'b', 'B', 'A', 'z' -> Part.NOTHING;
            case 'd' -> new Part(new LinkedHashSet<>(List.of("0123456789".split(""))), null);
            default -> Character.isLetterOrDigit(c) ? Part.ANYTHING : literal(c);
        };
    }
}
