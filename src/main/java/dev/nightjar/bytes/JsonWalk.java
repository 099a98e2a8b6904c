package dev.nightjar.bytes;

import java.util.ArrayList;
import java.util.List;

/// Walks over the bytes of JSON by its braces and quotes alone. Linear, without recursion over what a line nests,
/// and without objects: what is no JSON gives some answer, and a full reading decides.
public final class JsonWalk {

    private JsonWalk() {}

    /// The closing quote of the string whose text begins at `from`, or -1.
    public static int stringEnd(byte[] b, int from, int to) {
        int p = from;
        while (true) {
            int quote = Bytes.indexOf(b, (byte) '"', p, to);
            if (quote < 0) {
                return -1;
            }
            int slash = quote;
            while (slash > from && b[slash - 1] == '\\') {
                slash--;
            }
            if ((quote - slash & 1) == 0) {
                return quote;
            }
            p = quote + 1;
        }
    }

    /// Behind the value that begins at `from`, -1 if it does not end before `to`.
    public static int valueEnd(byte[] b, int from, int to) {
        int depth = 0;
        int p = from;
        while (p < to) {
            byte c = b[p];
            if (c == '"') {
                p = stringEnd(b, p + 1, to);
                if (p < 0) {
                    return -1;
                }
            } else if (c == '{' || c == '[') {
                depth++;
            } else if (c == '}' || c == ']') {
                depth--;
                if (depth < 0) {
                    return p;
                }
            } else if (depth == 0 && (c == ',' || c == '\n')) {
                return p;
            }
            p++;
            if (depth == 0 && (c == '"' || c == '}' || c == ']')) {
                return p;
            }
        }
        return depth == 0 && from < to ? to : -1;
    }

    /// First index in `[from, to)` of what is no space of JSON, or `to`.
    public static int skipSpace(byte[] b, int from, int to) {
        int p = from;
        while (p < to && (b[p] == ' ' || b[p] == '\t' || b[p] == '\n' || b[p] == '\r')) {
            p++;
        }
        return p;
    }

    /// Where the elements lie that a path leads to, and whether the document is whole.
    ///
    /// @param bounds begin and end of each, one after another
    public record Elements(List<int[]> bounds, boolean whole) {}

    /// The objects at `path` of the document in `[from, to)`; arrays on the way are entered.
    public static Elements elements(byte[] b, int from, int to, List<byte[]> path) {
        List<int[]> bounds = new ArrayList<>();
        int end = value(b, skipSpace(b, from, to), to, path, 0, bounds);
        return new Elements(bounds, end >= 0);
    }

    private static int value(byte[] b, int p, int to, List<byte[]> path, int depth, List<int[]> bounds) {
        if (p >= to) {
            return -1;
        }
        if (b[p] == '{') {
            if (depth == path.size()) {
                int end = valueEnd(b, p, to);
                if (end > 0) {
                    bounds.add(new int[] {p, end});
                }
                return end;
            }
            return members(b, p + 1, to, path, depth, bounds);
        }
        return b[p] == '[' ? array(b, p + 1, to, path, depth, bounds) : valueEnd(b, p, to);
    }

    private static int array(byte[] b, int from, int to, List<byte[]> path, int depth, List<int[]> bounds) {
        int p = skipSpace(b, from, to);
        while (p < to && b[p] != ']') {
            boolean object = b[p] == '{';
            int end = object ? value(b, p, to, path, depth, bounds) : valueEnd(b, p, to);
            if (end <= p) {
                return -1;
            }
            p = skipSpace(b, end, to);
            p = p < to && b[p] == ',' ? skipSpace(b, p + 1, to) : p;
        }
        return p < to ? p + 1 : -1;
    }

    private static int members(byte[] b, int from, int to, List<byte[]> path, int depth, List<int[]> bounds) {
        int p = skipSpace(b, from, to);
        while (p < to && b[p] == '"') {
            int end = stringEnd(b, p + 1, to);
            int colon = end < 0 ? to : skipSpace(b, end + 1, to);
            if (colon >= to || b[colon] != ':') {
                return -1;
            }
            byte[] name = path.get(depth);
            boolean onPath = end - p - 1 == name.length && Bytes.startsWith(b, name, p + 1, to);
            int value = skipSpace(b, colon + 1, to);
            int behind = onPath ? value(b, value, to, path, depth + 1, bounds) : valueEnd(b, value, to);
            if (behind <= p) {
                return -1;
            }
            p = skipSpace(b, behind, to);
            p = p < to && b[p] == ',' ? skipSpace(b, p + 1, to) : p;
        }
        return p < to && b[p] == '}' ? p + 1 : -1;
    }
}
