package dev.nightjar.format.structured;

import dev.nightjar.bytes.Bytes;
import dev.nightjar.bytes.JsonWalk;
import dev.nightjar.format.level.LevelBy;
import dev.nightjar.format.level.Levels;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The names of the members that tell how serious a JSON object is, as a tree over bytes: one walk over a line
/// finds
/// its level, whether it holds a stack, and whether it is whole. Members of nested objects count only under their
/// own
/// names, so `{"job":{"level":50}}` says nothing. Makes no objects.
final class JsonNames {

    /// Bits of what `look` found, beside the level's ordinal (`Levels.NONE` without one) in the lowest three.
    static final int STACK = 8;
    static final int WHOLE = 16;

    private static final int LONGEST = 48;

    /// What was found, while a line is walked over: the level, `STACK`, the level by a number, and the rank of the
    /// name that said the level.
    private static final int NUMBER = 5;

    private static final int RANK = 8;
    private static final int NO_RANK = 1 << 16;
    private static final int NOTHING = NO_RANK << RANK | Levels.NONE << NUMBER | Levels.NONE;

    private final Node root = new Node(null);
    private final Levels levels;
    private final LevelBy levelBy;

    /// The members of one object that matter: their names, and the objects under them.
    private static final class Node {

        private final @Nullable Node parent;
        private final Map<String, Entry> building = new HashMap<>();
        private byte[][] names = new byte[0][];
        private Entry[] entries = new Entry[0];
        private final boolean[] firstBytes = new boolean[256];

        Node(@Nullable Node parent) {
            this.parent = parent;
        }

        @Nullable
        Entry of(byte[] b, int from, int to) {
            if (to - from > LONGEST || names.length == 0) {
                return null;
            }
            int slot = hash(b, from, to) & (names.length - 1);
            while (names[slot] != null) {
                if (same(names[slot], b, from, to)) {
                    return entries[slot];
                }
                slot = (slot + 1) & (names.length - 1);
            }
            return null;
        }

        void freeze() {
            if (building.isEmpty()) {
                return;
            }
            int size = Integer.highestOneBit(building.size()) * 4;
            names = new byte[size][];
            entries = new Entry[size];
            building.forEach((name, entry) -> {
                byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
                firstBytes[bytes[0] & 0xFF] = true;
                firstBytes[bytes[0] - (Bytes.isLetter(bytes[0]) ? 32 : 0) & 0xFF] = true;
                firstBytes['_'] = true;
                int slot = hash(bytes, 0, bytes.length) & (size - 1);
                while (names[slot] != null) {
                    slot = (slot + 1) & (size - 1);
                }
                names[slot] = bytes;
                entries[slot] = entry;
                if (entry.child != null) {
                    entry.child.freeze();
                }
            });
        }
    }

    /// What a member of a name is for; a lower rank wins.
    private static final class Entry {

        private int levelRank = NO_RANK;
        private boolean stack;
        private boolean number;
        private @Nullable Node child;
    }

    JsonNames(List<String> level, List<String> stack, Levels levels, LevelBy levelBy) {
        this.levels = levels;
        this.levelBy = levelBy;
        for (int i = 0; i < level.size(); i++) {
            int rank = i;
            add(root, Members.plain(level.get(i)), entry -> entry.levelRank = Math.min(entry.levelRank, rank));
        }
        stack.forEach(name -> add(root, Members.plain(name), entry -> entry.stack = true));
        levelBy.names().forEach(name -> add(root, Members.plain(name), entry -> entry.number = true));
        root.freeze();
    }

    /// `log.level` is one name, and `level` in the object `log`.
    private static void add(Node node, String name, java.util.function.Consumer<Entry> mark) {
        mark.accept(node.building.computeIfAbsent(name, n -> new Entry()));
        for (int dot = name.indexOf('.'); dot > 0; dot = name.indexOf('.', dot + 1)) {
            Entry outer = node.building.computeIfAbsent(name.substring(0, dot), n -> new Entry());
            Node child = outer.child == null ? new Node(node) : outer.child;
            outer.child = child;
            add(child, name.substring(dot + 1), mark);
        }
    }

    /// Looks at the object that begins at `from` with its brace.
    int look(byte[] b, int from, int to) {
        Node node = root;
        int found = NOTHING;
        int p = from + 1;
        while (p > 0 && p < to) {
            byte c = b[p];
            if (c == '"') {
                int name = p + 1;
                int end = JsonWalk.stringEnd(b, name, to);
                int value = end < 0 ? -1 : behindColon(b, end + 1, to);
                if (value < 0) {
                    p = end < 0 ? end : end + 1;
                    continue;
                }
                Entry entry = node.firstBytes[b[name] & 0xFF] ? node.of(b, name, end) : null;
                if (entry != null && entry.child != null && b[value] == '{') {
                    node = entry.child;
                    p = value + 1;
                    continue;
                }
                found = entry == null ? found : see(entry, b, value, to, found);
                p = behind(b, value, to);
            } else if (c == '}') {
                if (node.parent == null) {
                    return level(found) | found & STACK | WHOLE;
                }
                node = node.parent;
                p++;
            } else {
                p = behind(b, p, to);
            }
        }
        return level(found) | found & STACK;
    }

    /// The first byte of the value, -1 if there is no colon or nothing behind it.
    private static int behindColon(byte[] b, int from, int to) {
        int colon = from < to && b[from] == ':' ? from : JsonWalk.skipSpace(b, from, to);
        if (colon + 1 >= to || b[colon] != ':') {
            return -1;
        }
        int value = b[colon + 1] > ' ' ? colon + 1 : JsonWalk.skipSpace(b, colon + 1, to);
        return value < to ? value : -1;
    }

    /// Behind a string, object or array, or the byte after any other; -1 if it does not end.
    private static int behind(byte[] b, int p, int to) {
        return switch (b[p]) {
            case '"' -> {
                int end = JsonWalk.stringEnd(b, p + 1, to);
                yield end < 0 ? -1 : end + 1;
            }
            case '{', '[' -> JsonWalk.valueEnd(b, p, to);
            default -> p + 1;
        };
    }

    private static int level(int found) {
        int byNumber = found >> NUMBER & 7;
        return byNumber == Levels.NONE ? found & 7 : byNumber;
    }

    /// What was found, with what this value says.
    private int see(Entry entry, byte[] b, int value, int to, int found) {
        if (b[value] == 'n') {
            return found;
        }
        int first = b[value] == '[' && value + 1 < to ? value + 1 : value; // of a list the first counts
        int start = b[first] == '"' ? first + 1 : first;
        while (start < to && b[start] == ' ') {
            start++;
        }
        int next = entry.stack ? found | STACK : found;
        if (entry.levelRank < found >> RANK) {
            int ordinal = levels.ordinal(b, start, wordEnd(b, start, to));
            next = ordinal < 0 ? next : next & STACK | entry.levelRank << RANK | found & 7 << NUMBER | ordinal;
        }
        if (entry.number && (found >> NUMBER & 7) == Levels.NONE) {
            int ordinal = levelBy.ordinal(b, start, wordEnd(b, start, to));
            next = next & ~(7 << NUMBER) | ordinal << NUMBER;
        }
        return next;
    }

    private static int wordEnd(byte[] b, int from, int to) {
        int end = from;
        while (end < to && (Bytes.isLetter(b[end]) || Bytes.isDigit(b[end]) || b[end] == '_' || b[end] == '-')) {
            end++;
        }
        return end;
    }

    private static boolean same(byte[] name, byte[] b, int from, int to) {
        int i = 0;
        for (int p = from; p < to; p++) {
            if (b[p] == '_' || b[p] == '-') {
                continue;
            }
            if (i == name.length || name[i++] != lower(b[p])) {
                return false;
            }
        }
        return i == name.length;
    }

    private static int hash(byte[] b, int from, int to) {
        int h = 0;
        for (int i = from; i < to; i++) {
            if (b[i] != '_' && b[i] != '-') {
                h = h * 31 + lower(b[i]);
            }
        }
        return h ^ h >>> 7;
    }

    private static byte lower(byte c) {
        return c >= 'A' && c <= 'Z' ? (byte) (c | 0x20) : c;
    }
}
