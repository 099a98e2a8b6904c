package dev.nightjar.format.structured;

import dev.nightjar.bytes.Bytes;
import dev.nightjar.format.level.Levels;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The quick look at a line of JSON: `"level"` as it is usually written, found eight bytes at a time. Its quotes
/// cannot
/// stand inside a string, where they would be escaped. Where the name stands twice, or not at all, it does not
/// know.
final class JsonNeedles {

    static final int UNKNOWN = -1;

    /// With more the walk over all members is quicker.
    private static final int MOST = 6;

    private final Name[] level;
    private final Name[] stack;
    private final Levels levels;

    JsonNeedles(List<String> level, List<String> stack, Levels levels) {
        this.level = quoted(level);
        this.stack = quoted(stack);
        this.levels = levels;
    }

    /// A name in its quotes.
    ///
    /// @param pair where its rarest two bytes stand
    private record Name(byte[] quoted, int pair) {
        int in(byte[] b, int from, int to) {
            return Bytes.indexOf(b, quoted, pair, from, to);
        }
    }

    /// `"name"`, and the last part of a dotted one, which may be nested.
    private static Name[] quoted(List<String> names) {
        Set<String> quoted = new LinkedHashSet<>();
        for (String name : names) {
            quoted.add('"' + name + '"');
            quoted.add('"' + name.substring(name.lastIndexOf('.') + 1) + '"');
        }
        return quoted.stream()
                .map(q -> q.getBytes(StandardCharsets.UTF_8))
                .map(q -> new Name(q, Bytes.rarest(q)))
                .toArray(Name[]::new);
    }

    /// What `JsonNames.look` would find in a whole object, or `UNKNOWN`.
    int look(byte[] b, int from, int to) {
        if (level.length + stack.length > MOST || b[to - 1] != '}' && !(b[to - 1] == '\r' && b[to - 2] == '}')) {
            return UNKNOWN;
        }
        for (Name name : level) {
            int value = valueOf(b, name, from, to);
            if (value >= 0) {
                int found = valueOf(b, name, value, to) >= 0 ? -1 : ordinal(b, value, to);
                return found < 0 ? UNKNOWN : found | JsonNames.WHOLE | (holdsStack(b, from, to) ? JsonNames.STACK : 0);
            }
        }
        return UNKNOWN;
    }

    private int ordinal(byte[] b, int value, int to) {
        int first = b[value] == '[' && value + 1 < to ? value + 1 : value; // of a list the first counts
        int start = b[first] == '"' ? first + 1 : first;
        int end = start;
        while (end < to && (Bytes.isLetter(b[end]) || Bytes.isDigit(b[end]))) {
            end++;
        }
        return levels.ordinal(b, start, end);
    }

    private boolean holdsStack(byte[] b, int from, int to) {
        for (Name name : stack) {
            if (valueOf(b, name, from, to) >= 0) {
                return true;
            }
        }
        return false;
    }

    /// Where the first member's value begins whose quoted name this is, or -1.
    private static int valueOf(byte[] b, Name name, int from, int to) {
        int p = from;
        while (true) {
            int at = name.in(b, p, to);
            if (at < 0) {
                return -1;
            }
            int colon = Bytes.skipBlanks(b, at + name.quoted.length, to);
            if (colon < to && b[colon] == ':' && (at == 0 || b[at - 1] != '\\')) {
                int value = Bytes.skipBlanks(b, colon + 1, to);
                if (value < to && b[value] != 'n') {
                    return value;
                }
            }
            p = at + name.quoted.length;
        }
    }
}
