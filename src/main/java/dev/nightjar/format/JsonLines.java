package dev.nightjar.format;

import dev.nightjar.format.Members.Role;
import java.util.Map;
import tools.jackson.core.JacksonException;

/// A JSON object a line; lines that are none are read as plain text. The level is looked for as `"name"`, which
/// cannot stand inside a string, where its quotes would be escaped; a nested member of that name at most makes a
/// candidate that a full reading rejects.
final class JsonLines implements Lines {

    private final Members members;
    private final byte[][] levelNames;
    private final byte[][] stackNames;

    JsonLines(Members members) {
        this.members = members;
        this.levelNames = members.needles(Role.LEVEL).toArray(byte[][]::new);
        this.stackNames = members.needles(Role.STACK).toArray(byte[][]::new);
    }

    @Override
    public int head(byte[] b, int from, int to) {
        int start = Plain.skipMark(b, from, to);
        if (start >= to || b[start] != '{') {
            return Plain.ANY.head(b, from, to);
        }
        int level = -1;
        for (byte[] name : levelNames) {
            level = Math.max(level, worst(b, name, start, to));
            if (level >= 0) {
                break;
            }
        }
        int found = level >= 0 ? level : members.levelOtherwise();
        for (byte[] name : stackNames) {
            if (valueOf(b, name, start, to) >= 0) {
                return found | MAY_HOLD_TRACE;
            }
        }
        return found;
    }

    /// The worst level that a member of this name says, -1 if there is none.
    private int worst(byte[] b, byte[] name, int from, int to) {
        int level = -1;
        int p = from;
        while (true) {
            int value = valueOf(b, name, p, to);
            if (value < 0) {
                return level;
            }
            int start = b[value] == '"' ? value + 1 : value;
            int end = start;
            while (end < to && (Bytes.isLetter(b[end]) || Bytes.isDigit(b[end]))) {
                end++;
            }
            level = Math.max(level, members.levels().ordinal(b, start, end));
            p = end;
        }
    }

    /// Where the first member's value begins whose quoted name this is, or -1.
    private static int valueOf(byte[] b, byte[] name, int from, int to) {
        int p = from;
        while (true) {
            int at = Bytes.indexOf(b, name, p, to);
            if (at < 0) {
                return -1;
            }
            int colon = Bytes.skipBlanks(b, at + name.length, to);
            if (colon < to && b[colon] == ':' && (at == 0 || b[at - 1] != '\\')) {
                int value = Bytes.skipBlanks(b, colon + 1, to);
                if (value < to && b[value] != 'n') {
                    return value;
                }
            }
            p = at + name.length;
        }
    }

    @Override
    public int evidence(byte[] b, int from, int to) {
        Map<String, String> values = Json.tryRead(b, Plain.skipMark(b, from, to), to);
        return values == null ? 0 : members.evidence(values);
    }

    /// The same for a line that was read already.
    int evidence(Map<String, String> values) {
        return members.evidence(values);
    }

    @Override
    public String form() {
        return "are JSON " + members.form();
    }

    @Override
    public boolean understood(byte[] b, int from, int to) {
        return b[from] == '{' || Plain.ANY.understood(b, from, to);
    }

    @Override
    public void fill(RecordBuilder record, byte[] b, int from, int lineEnd, int recordEnd) {
        int start = Plain.skipMark(b, from, lineEnd);
        if (start >= lineEnd || b[start] != '{') {
            Plain.ANY.fill(record, b, from, lineEnd, recordEnd);
            return;
        }
        try {
            Map<String, String> values = Members.values();
            Json.read(b, start, lineEnd, values);
            members.distribute(values, record);
            String more = lineEnd < recordEnd ? RecordBuilder.text(b, lineEnd + 1, recordEnd) : "";
            if (!more.isBlank()) {
                record.text = record.text + "\n" + more;
            }
        } catch (JacksonException e) {
            Plain.ANY.fill(record, b, from, lineEnd, recordEnd);
        }
    }
}
