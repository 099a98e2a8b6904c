package dev.nightjar.format.structured;

import dev.nightjar.bytes.JsonWalk;
import dev.nightjar.format.level.Levels;
import dev.nightjar.format.record.Lines;
import dev.nightjar.format.record.Plain;
import dev.nightjar.format.record.RecordBuilder;
import dev.nightjar.format.structured.Members.Role;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// JSON objects, one a line, or over several lines of which the first begins with the object's brace. Lines that
/// are
/// none are read as plain text. An object without the required members is read with the usual names. With a path,
/// each object there is a record of its own: one document with an array of records.
public final class JsonLines implements Lines {

    private final Members members;
    private final @Nullable Members usual;
    private final @Nullable List<byte[]> path;
    private final JsonNames names;
    private final JsonNeedles needles;

    /// @param path of the records within a document: names one below the other; null if the document is the record
    public JsonLines(Members members, @Nullable List<String> path) {
        this(
                members,
                null,
                path == null
                        ? null
                        : path.stream()
                                .map(name -> name.getBytes(StandardCharsets.UTF_8))
                                .toList());
    }

    private JsonLines(Members members, @Nullable Members usual, @Nullable List<byte[]> path) {
        this.members = members;
        this.usual = usual;
        this.path = path;
        this.needles = members.needles();
        List<String> level = new ArrayList<>(members.names(Role.LEVEL));
        List<String> stack = new ArrayList<>(members.names(Role.STACK));
        if (usual != null) {
            level.addAll(usual.names(Role.LEVEL));
            stack.addAll(usual.names(Role.STACK));
        }
        this.names = new JsonNames(level, stack, members.levels(), members.levelBy());
    }

    /// The same with the usual names for objects that are not of this kind.
    public JsonLines otherwise(JsonLines other) {
        return other == this || path != null
                ? this
                : new JsonLines(members.withScalesOf(other.members), other.members, null);
    }

    /// The name of the scale that the levels of records are numbers of, as `marked` takes it; empty if they are words.
    public String mark(List<Map<String, String>> records) {
        return members.scale(records);
    }

    /// The same with the numbers of a scale for levels.
    public JsonLines marked(String mark) {
        return new JsonLines(members.scaled(mark), usual == null ? null : usual.scaled(mark), path);
    }

    @Override
    public int head(byte[] b, int from, int to) {
        int start = Plain.skipMark(b, from, to);
        if (start >= to) {
            return CONTINUATION;
        }
        if (b[start] != '{' && !(b[start] == '[' && isArray(b, start, to))) {
            boolean within = b[start] == '"' || b[start] == '}' || b[start] == ']';
            return within ? CONTINUATION : Plain.ANY.head(b, from, to);
        }
        if (path != null || b[start] == '[') {
            boolean ends = JsonWalk.valueEnd(b, start, to) >= 0;
            return Levels.NONE | JUDGE_WHOLE | (ends ? ENDS_HERE : 0);
        }
        int quick = needles.look(b, start, to);
        int seen = quick == JsonNeedles.UNKNOWN ? names.look(b, start, to) : quick;
        int level = (seen & 7) == Levels.NONE ? members.levelOtherwise() : seen & 7;
        if ((seen & JsonNames.WHOLE) == 0) {
            return level | JUDGE_WHOLE;
        }
        return (seen & JsonNames.STACK) == 0 ? level : level | MAY_HOLD_TRACE;
    }

    /// `[{`, or a bracket alone.
    private static boolean isArray(byte[] b, int from, int to) {
        int next = JsonWalk.skipSpace(b, from + 1, to);
        return next == to || b[next] == '{';
    }

    @Override
    public Parts parts(byte[] b, int from, int to) {
        int start = Plain.skipMark(b, from, to);
        if (start >= to || path == null && b[start] != '[') {
            return Parts.NONE;
        }
        JsonWalk.Elements elements = JsonWalk.elements(b, start, to, path == null ? List.of() : path);
        return new Parts(elements.bounds(), elements.whole());
    }

    @Override
    public int evidence(byte[] b, int from, int to) {
        Map<String, String> values = JsonScan.tryRead(b, Plain.skipMark(b, from, to), to);
        return evidence(values == null ? Map.of() : values, b, from, to);
    }

    /// The same for a line that was read already.
    public int evidence(Map<String, String> values, byte[] b, int from, int to) {
        if (path == null) {
            return members.evidence(values);
        }
        List<int[]> bounds = parts(b, from, to).bounds();
        if (bounds.isEmpty()) {
            return 0;
        }
        int[] first = bounds.getFirst();
        return members.evidence(JsonScan.read(b, first[0], first[1]).values());
    }

    @Override
    public String form() {
        return "are JSON " + members.form();
    }

    @Override
    public Silent silent() {
        return members.silent();
    }

    @Override
    public boolean understood(byte[] b, int from, int to) {
        return b[from] == '{' || b[from] == '[' || Plain.ANY.understood(b, from, to);
    }

    @Override
    public void fill(RecordBuilder record, byte[] b, int from, int lineEnd, int recordEnd) {
        int start = Plain.skipMark(b, from, lineEnd);
        if (start >= lineEnd || b[start] != '{') {
            Plain.ANY.fill(record, b, from, lineEnd, recordEnd);
            return;
        }
        JsonScan.Read read = JsonScan.read(b, start, lineEnd);
        if (!read.whole() && lineEnd < recordEnd) {
            JsonScan.Read more = JsonScan.read(b, start, recordEnd);
            read = more.whole() ? more : read;
        }
        Members those = usual != null && !members.has(read.values()) ? usual : members;
        if (!read.whole() && those.evidence(read.values()) == 0) {
            Plain.ANY.fill(record, b, from, lineEnd, recordEnd);
            return;
        }
        those.distribute(read.values(), record);
        if (record.text().isBlank()) {
            record.says(b, start, read.whole() ? read.end() : lineEnd);
        }
        String behind = behind(b, read.whole() ? read.end() : lineEnd, recordEnd);
        if (!behind.isEmpty()) {
            record.text(record.text() + "\n" + behind);
        }
    }

    /// Lines that follow the object, without what stands between the objects of an array.
    private static String behind(byte[] b, int from, int to) {
        int line = from;
        int p = from;
        while (p < to && (b[p] == ',' || b[p] == ']' || b[p] == ' ' || b[p] == '\r' || b[p] == '\n')) {
            line = b[p++] == '\n' ? p : line;
        }
        return p < to ? RecordBuilder.text(b, line, to) : "";
    }
}
