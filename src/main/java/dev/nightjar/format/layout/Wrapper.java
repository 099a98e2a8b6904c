package dev.nightjar.format.layout;

import dev.nightjar.bytes.Bytes;
import dev.nightjar.format.record.Plain;
import dev.nightjar.format.record.RecordBuilder;
import dev.nightjar.format.structured.JsonScan;
import dev.nightjar.format.structured.Members;
import dev.nightjar.format.structured.Members.Role;
import dev.nightjar.format.time.TimeParts;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What containers and syslog put round the lines of an application: a header with time, stream and perhaps a
/// level, then the application's own line. Lines of different streams (output and error, several processes) are
/// interleaved.
public final class Wrapper {

    private static final byte[] NOTHING = new byte[0];

    private final List<Layout> layouts;
    private final @Nullable Members members;
    private final List<String> streamFields;
    private final @Nullable RegexLines regex;
    private final int weight;
    private final boolean cut;

    /// @param layouts of the header with the line as `{message}`; empty if lines are JSON
    /// @param members of JSON lines, null if they are text
    /// @param streamFields fields whose values together name a stream
    /// @param regex of lines with a header that is no layout, else null
    /// @param weight how much a line speaks for it, 0: as much as its layout says
    /// @param cut a line of JSON without line end at its text's end goes on in the next
    public Wrapper(
            List<Layout> layouts,
            @Nullable Members members,
            List<String> streamFields,
            @Nullable RegexLines regex,
            int weight,
            boolean cut) {
        this.layouts = layouts;
        this.members = members;
        this.streamFields = streamFields;
        this.regex = regex;
        this.weight = weight;
        this.cut = cut;
    }

    /// Its lines are text, and so may be those that follow without a header.
    boolean isText() {
        return members == null;
    }

    /// One unwrapped line.
    ///
    /// @param stream the line's stream
    /// @param payload the application's line is `[from, to)` of it
    /// @param partial the application's line goes on in the stream's next line
    /// @param level ordinal of the header's level, `Levels.NONE` without one
    /// @param second of the header's time, on a scale of its own; `Members.NO_TIME` without one
    record Line(String stream, byte[] payload, int from, int to, boolean partial, int level, long second) {}

    /// Unwraps the line `[from, to)`; null if it has no such header.
    @Nullable
    Line unwrap(byte[] b, int from, int to) {
        int end = to > from && b[to - 1] == '\r' ? to - 1 : to;
        int start = Plain.skipMark(b, from, end);
        if (regex != null) {
            return regex.unwrap(b, start, end, streamFields);
        }
        return members == null ? unwrapText(b, start, end) : unwrapJson(b, start, end);
    }

    private @Nullable Line unwrapText(byte[] b, int from, int to) {
        for (Layout layout : layouts) {
            int[] bounds = new int[2 * layout.fields()];
            TimeParts time = new TimeParts();
            if (layout.match(b, from, to, bounds, time)) {
                int last = bounds.length;
                int level = layout.level(b, bounds);
                return new Line(
                        layout.joined(streamFields, b, bounds),
                        b,
                        unindented(b, bounds[last - 2], bounds[last - 1]),
                        bounds[last - 1],
                        layout.joined(List.of("partial"), b, bounds).equals("P"),
                        level,
                        time.known() ? time.second() : Members.NO_TIME);
            }
        }
        return null;
    }

    /// A single blank before a text is the sender's habit (sudo), not the indentation of a line that goes on.
    private static int unindented(byte[] b, int from, int to) {
        return from + 1 < to && b[from] == ' ' && !Bytes.isBlank(b[from + 1]) ? from + 1 : from;
    }

    private @Nullable Line unwrapJson(byte[] b, int from, int to) {
        if (from >= to || b[from] != '{') {
            return null;
        }
        JsonScan.Read read = JsonScan.read(b, from, to);
        if (!read.whole()) {
            return null;
        }
        Map<String, String> values = read.values();
        Members known = java.util.Objects.requireNonNull(members);
        String text = known.has(values) ? values.get(known.written(Role.MESSAGE).getFirst()) : null;
        if (text == null) {
            return null;
        }
        boolean ended = text.endsWith("\n");
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        String stream = String.join(
                "/", streamFields.stream().map(f -> values.getOrDefault(f, "")).toList());
        int end = payload.length - (ended ? 1 : 0);
        return new Line(stream, payload, 0, end, cut && !ended, known.level(values), known.second(values));
    }

    /// What the header of the line `[first, end)` says: time, level, host, process, other fields.
    void fill(RecordBuilder record, byte[] b, int first, int end) {
        int from = Plain.skipMark(b, first, end);
        int to = end > from && b[end - 1] == '\r' ? end - 1 : end;
        if (members != null) {
            members.distribute(JsonScan.read(b, from, to).values(), record);
            return;
        }
        if (regex != null) {
            regex.fill(record, b, from, to, to);
            return;
        }
        for (Layout layout : layouts) {
            int[] bounds = new int[2 * layout.fields()];
            TimeParts time = new TimeParts();
            if (layout.match(b, from, to, bounds, time)) {
                record.time = time.known() ? time : null;
                layout.fill(record, b, bounds, to);
                return;
            }
        }
    }

    /// The header has a word or letter for the level (and not only the priority that syslog gives any line): it
    /// says
    /// all there is to say, and the lines within are only put together.
    public boolean saysLevel() {
        return layouts.stream().anyMatch(Layout::hasLevel);
    }

    /// Counts only for what stands in it.
    public boolean isWeak() {
        return weight > 0 && !layouts.isEmpty();
    }

    /// What its lines have in common, for the reason.
    public String form() {
        return layouts.isEmpty()
                ? "are JSON with the application's line inside"
                : "begin as " + layouts.getFirst().text();
    }

    /// How much the line `[first, to)` speaks for this wrapper.
    public int evidence(byte[] b, int first, int to) {
        int from = Plain.skipMark(b, first, to);
        int end = to > from && b[to - 1] == '\r' ? to - 1 : to;
        if (members != null && Bytes.indexOf(b, (byte) '\n', from, to) >= 0) {
            return 0; // JSON over several lines
        }
        if (members != null || regex != null) {
            return unwrap(b, from, to) == null ? 0 : weight > 0 ? weight : members != null ? 40 : 12;
        }
        for (Layout layout : layouts) {
            if (layout.match(b, from, end, new int[2 * layout.fields()], null)) {
                return weight > 0 ? weight : layout.specificity() + 6;
            }
        }
        return 0;
    }

    /// The unwrapped text of a sample, all streams in one; empty if no line has the header.
    public byte[] unwrapAll(byte[] sample, int to) {
        java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream(to);
        int p = 0;
        while (p < to) {
            int newline = Bytes.indexOf(sample, (byte) '\n', p, to);
            int end = newline < 0 ? to : newline;
            Line line = unwrap(sample, p, end);
            if (line != null) {
                out.write(line.payload(), line.from(), line.to() - line.from());
                out.writeBytes(line.partial() ? NOTHING : new byte[] {'\n'});
            }
            p = end + 1;
        }
        return out.toByteArray();
    }
}
