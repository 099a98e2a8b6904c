package dev.nightjar.store.lucene;

import dev.nightjar.model.Failure;
import dev.nightjar.model.Failure.Exit;
import dev.nightjar.text.Visible;
import java.util.Set;

/// A query as it was typed, and as Lucene's parser is to read it; knows which character became which.
///
/// A slash is a slash, not the beginning of a regular expression. The value of a condition that is no text
/// (`seen:>100`, `age:-24h`, `time:>"2026-11-22 09:30"`) is one term, whatever signs stand in it.
final class Typed {

    private static final String SPECIAL = "+-!(){}[]^\"~*?:\\/|& <>=";
    private static final int AROUND = 60;

    private final String typed;
    private final Set<String> conditions;
    private final StringBuilder escaped = new StringBuilder();
    private final int[] origin;

    /// @param conditions names whose values are no text
    Typed(String typed, Set<String> conditions) {
        this.typed = typed;
        this.conditions = conditions;
        this.origin = new int[2 * typed.length() + 2];
        escape();
    }

    private void escape() {
        boolean quoted = false;
        for (int i = 0; i < typed.length(); i++) {
            char c = typed.charAt(i);
            if (c == '\\' && i + 1 < typed.length()) {
                put(c, i);
                put(typed.charAt(i + 1), ++i);
                continue;
            }
            quoted ^= c == '"';
            if (c == '/' && !quoted) {
                put('\\', i);
            }
            put(c < ' ' ? ' ' : c, i);
            if (c == ':' && !quoted && isCondition(i)) {
                i = value(i + 1) - 1;
            }
        }
    }

    private void put(char c, int from) {
        origin[escaped.length()] = from;
        escaped.append(c);
    }

    private boolean isCondition(int colon) {
        int from = colon;
        while (from > 0 && Character.isLetter(typed.charAt(from - 1))) {
            from--;
        }
        boolean begins = from == 0 || " \t\n(+-!".indexOf(typed.charAt(from - 1)) >= 0;
        return begins && conditions.contains(typed.substring(from, colon));
    }

    /// Writes the value that begins there as one term, and returns where it ends.
    private int value(int from) {
        int sign = from;
        while (sign < typed.length() && "<>=".indexOf(typed.charAt(sign)) >= 0) {
            sign++;
        }
        boolean plain = sign == from && sign < typed.length() && "\"[{(".indexOf(typed.charAt(from)) >= 0;
        if (plain) {
            return from;
        }
        int close = typed.startsWith("\"", sign) ? typed.indexOf('"', sign + 1) : -1;
        int end = close > 0 ? close + 1 : sign;
        while (close < 0 && end < typed.length() && typed.charAt(end) > ' ' && typed.charAt(end) != ')') {
            end++;
        }
        for (int i = from; i < end; i++) {
            char c = typed.charAt(i);
            if (close < 0 || c != '"') {
                one(c, i);
            }
        }
        return end;
    }

    private void one(char c, int at) {
        if (SPECIAL.indexOf(c) >= 0) {
            put('\\', at);
        }
        put(c, at);
    }

    String escaped() {
        return escaped.toString();
    }

    /// Where a column of the escaped text (1-based) is in what was typed (0-based).
    int at(int column) {
        return column < 1 ? 0 : column > escaped.length() ? typed.length() : origin[column - 1];
    }

    /// The last place of a part up to a column, else its first.
    int at(String part, int column) {
        int before = typed.lastIndexOf(part, at(column));
        return Math.max(0, before < 0 ? typed.indexOf(part) : before);
    }

    char character(int at) {
        return typed.charAt(at);
    }

    int length() {
        return typed.length();
    }

    /// What is wrong, with the query and a mark below the place.
    Failure problem(String what, int at) {
        int from = Math.max(0, at - AROUND);
        int to = Math.min(typed.length(), at + AROUND);
        String before = (from > 0 ? "…" : "") + Visible.line(typed.substring(from, at));
        String rest = Visible.line(typed.substring(at, to)) + (to < typed.length() ? "…" : "");
        return new Failure(
                Exit.USAGE,
                "query, column " + (at + 1) + ": " + what + "\n    " + before + rest + "\n    "
                        + " ".repeat(before.length()) + "^");
    }
}
