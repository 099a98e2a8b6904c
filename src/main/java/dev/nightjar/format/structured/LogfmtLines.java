package dev.nightjar.format.structured;

import dev.nightjar.bytes.Bytes;
import dev.nightjar.bytes.JsonWalk;
import dev.nightjar.format.level.Levels;
import dev.nightjar.format.record.Lines;
import dev.nightjar.format.record.Plain;
import dev.nightjar.format.record.RecordBuilder;
import dev.nightjar.format.structured.Members.Role;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// Lines of `key=value key="quoted value"`.
public final class LogfmtLines implements Lines {

    private final Members members;
    private final byte[][] levelKeys;

    public LogfmtLines(Members members) {
        this.members = members;
        this.levelKeys = members.names(Role.LEVEL).stream()
                .map(name -> name.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
    }

    @Override
    public int head(byte[] b, int from, int to) {
        int start = Plain.skipMark(b, from, to);
        if (!beginsWithKey(b, start, to)) {
            return Plain.ANY.head(b, from, to);
        }
        int level = Levels.NONE;
        int rank = levelKeys.length;
        int p = start;
        while (p < to) {
            int equals = keyEnd(b, p, to);
            if (equals < to && b[equals] == '=') {
                for (int i = 0; i < rank; i++) {
                    byte[] key = levelKeys[i];
                    if (equals - p == key.length && Bytes.startsWith(b, key, p, to)) {
                        int ordinal = ordinal(b, equals + 1, to);
                        level = ordinal < 0 ? level : ordinal;
                        rank = ordinal < 0 ? rank : i;
                    }
                }
            }
            p = pairEnd(b, equals, to) + 1;
        }
        return level == Levels.NONE ? members.levelOtherwise() : level;
    }

    private static int keyEnd(byte[] b, int from, int to) {
        int p = from;
        while (p < to && isKey(b[p])) {
            p++;
        }
        return p;
    }

    /// The blank behind the pair whose key ends at `equals`, or behind whatever else stands there.
    private static int pairEnd(byte[] b, int equals, int to) {
        if (equals + 1 < to && b[equals] == '=' && b[equals + 1] == '"') {
            int quote = JsonWalk.stringEnd(b, equals + 2, to);
            return quote < 0 ? to : quote + 1;
        }
        int blank = Bytes.indexOf(b, (byte) ' ', equals, to);
        return blank < 0 ? to : blank;
    }

    private int ordinal(byte[] b, int from, int to) {
        int start = from < to && b[from] == '"' ? from + 1 : from;
        int end = start;
        while (end < to && (Bytes.isLetter(b[end]) || Bytes.isDigit(b[end]))) {
            end++;
        }
        int level = members.levels().ordinal(b, start, end);
        return level;
    }

    private static boolean beginsWithKey(byte[] b, int from, int to) {
        int p = from;
        while (p < to && p < from + 64 && isKey(b[p])) {
            p++;
        }
        return p > from && p + 1 < to && b[p] == '=' && Bytes.isLetter(b[from]);
    }

    private static boolean isKey(byte c) {
        return Bytes.isLetter(c) || Bytes.isDigit(c) || c == '_' || c == '.' || c == '-' || c == '@';
    }

    @Override
    public int evidence(byte[] b, int from, int to) {
        if (!beginsWithKey(b, from, to)) {
            return 0;
        }
        Map<String, String> values = Members.values();
        pairs(RecordBuilder.text(b, from, to), values);
        return members.evidence(values);
    }

    @Override
    public String form() {
        return "are key=value pairs " + members.form();
    }

    @Override
    public Silent silent() {
        return members.silent();
    }

    @Override
    public boolean understood(byte[] b, int from, int to) {
        return beginsWithKey(b, from, to) || Plain.ANY.understood(b, from, to);
    }

    @Override
    public void fill(RecordBuilder record, byte[] b, int from, int lineEnd, int recordEnd) {
        int start = Plain.skipMark(b, from, lineEnd);
        if (!beginsWithKey(b, start, lineEnd)) {
            Plain.ANY.fill(record, b, from, lineEnd, recordEnd);
            return;
        }
        Map<String, String> values = Members.values();
        pairs(RecordBuilder.text(b, start, lineEnd), values);
        members.distribute(values, record);
        if (record.text().isEmpty()) {
            record.text(behindPairs(b, start, lineEnd));
        }
        String more = lineEnd < recordEnd ? RecordBuilder.text(b, lineEnd + 1, recordEnd) : "";
        if (!more.isBlank()) {
            record.text(record.text() + "\n" + more);
        }
    }

    /// What stands behind the pairs that a line begins with, where none of them is the message.
    private static String behindPairs(byte[] b, int from, int to) {
        int p = from;
        while (p < to && beginsWithKey(b, p, to)) {
            p = Bytes.skipBlanks(b, pairEnd(b, keyEnd(b, p, to), to), to);
        }
        return RecordBuilder.text(b, p, to);
    }

    /// Puts the pairs of a line into `values`; of equal keys the first counts. No character stands in two of them: what
    /// a
    /// line holds together is never more than the line.
    public static void pairs(String line, Map<String, String> values) {
        int p = 0;
        while (p < line.length()) {
            int equals = line.indexOf('=', p);
            if (equals < 0) {
                return;
            }
            String key = line.substring(keyStart(line, p, equals), equals);
            StringBuilder value = new StringBuilder();
            p = value(line, equals + 1, value);
            if (!key.isEmpty()) {
                values.putIfAbsent(key, value.toString());
            }
        }
    }

    /// Behind the last blank of `[from, to)`, or all of it.
    private static int keyStart(String line, int from, int to) {
        int start = to;
        while (start > from && line.charAt(start - 1) != ' ') {
            start--;
        }
        return start;
    }

    /// Reads a value, quoted or not, and returns where the next pair begins.
    private static int value(String line, int from, StringBuilder value) {
        if (from >= line.length() || line.charAt(from) != '"') {
            int end = line.indexOf(' ', from);
            value.append(line, from, end < 0 ? line.length() : end);
            return end < 0 ? line.length() : end + 1;
        }
        int p = from + 1;
        while (p < line.length() && line.charAt(p) != '"') {
            char c = line.charAt(p++);
            if (c == '\\' && p < line.length()) {
                char escaped = line.charAt(p++);
                c = escaped == 'n' ? '\n' : escaped == 't' ? '\t' : escaped;
            }
            value.append(c);
        }
        return p + 1;
    }
}
