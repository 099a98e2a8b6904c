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

/// A header as a definition says: a layout, a pattern, or a JSON object with the application's line inside.
public final class HeaderWrapper implements Wrapper {

    /// Less than that is said by a header that other texts have, too.
    private static final int LEAST_TELLING = 8;

    private final List<Layout> layouts;
    private final @Nullable Members members;
    private final List<String> streamFields;
    private final @Nullable RegexLines regex;
    private final List<String> speakerFields;
    private final int weight;
    private final boolean cut;
    private final @Nullable Layout repeated;

    /// @param layouts of the header with the line as `{message}`; empty if lines are JSON
    /// @param members of JSON lines, null if they are text
    /// @param streamFields fields whose values together name a stream
    /// @param speakerFields fields whose values together name who wrote a line: a program, a container
    /// @param regex of lines with a header that is no layout, else null
    /// @param weight how much a line speaks for it, 0: as much as its layout says
    /// @param cut a line of JSON without line end at its text's end goes on in the next
    /// @param repeated what stands before a text that was written several times and ends with a bracket, else null
    public HeaderWrapper(
            List<Layout> layouts,
            @Nullable Members members,
            List<String> streamFields,
            List<String> speakerFields,
            @Nullable RegexLines regex,
            int weight,
            boolean cut,
            @Nullable Layout repeated) {
        this.layouts = layouts;
        this.members = members;
        this.streamFields = streamFields;
        this.speakerFields = speakerFields;
        this.regex = regex;
        this.weight = weight;
        this.cut = cut;
        this.repeated = repeated;
    }

    @Override
    public boolean isOfPrograms() {
        return !speakerFields.isEmpty() && !speakerFields.contains("container");
    }

    @Override
    public boolean isText() {
        return members == null;
    }

    @Override
    public @Nullable Line unwrap(byte[] b, int from, int to) {
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
                int text = unindented(b, bounds[last - 2], bounds[last - 1]);
                int[] again = again(b, text, to);
                int level = layout.level(b, bounds);
                return new Line(
                        layout.joined(streamFields, b, bounds),
                        b,
                        again == null ? text : again[0],
                        again == null ? bounds[last - 1] : again[1],
                        layout.joined(List.of("partial"), b, bounds).equals("P"),
                        level,
                        time.known() ? time.second() : Members.NO_TIME);
            }
        }
        return null;
    }

    /// Where a text begins and ends that was written several times; null if it was not.
    private int @Nullable [] again(byte[] b, int from, int to) {
        if (repeated == null || !repeated.mayBegin(b, from, to) || b[to - 1] != ']') {
            return null;
        }
        int[] bounds = new int[2 * repeated.fields()];
        return repeated.match(b, from, to, bounds, null) ? new int[] {bounds[bounds.length - 2], to - 1} : null;
    }

    @Override
    public String speaker(byte[] b, int first, int end) {
        if (speakerFields.isEmpty()) {
            return "";
        }
        int to = end > first && b[end - 1] == '\r' ? end - 1 : end;
        int from = Plain.skipMark(b, first, to);
        if (regex != null) {
            Line line = regex.unwrap(b, from, to, speakerFields);
            return line == null ? "" : line.stream();
        }
        if (members != null) {
            Map<String, String> values =
                    from < to && b[from] == '{' ? JsonScan.read(b, from, to).values() : Map.of();
            return joined(values, speakerFields);
        }
        for (Layout layout : layouts) {
            int[] bounds = new int[2 * layout.fields()];
            if (layout.match(b, from, to, bounds, null)) {
                return layout.joined(speakerFields, b, bounds);
            }
        }
        return "";
    }

    private static String joined(Map<String, String> values, List<String> fields) {
        return String.join(
                "/", fields.stream().map(f -> values.getOrDefault(f, "")).toList());
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
        int end = payload.length - (ended ? 1 : 0);
        return new Line(
                joined(values, streamFields),
                payload,
                0,
                end,
                cut && !ended,
                known.level(values),
                known.second(values));
    }

    @Override
    public void fill(RecordBuilder record, byte[] b, int first, int end) {
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
                int text = unindented(b, bounds[bounds.length - 2], to);
                if (repeated != null && again(b, text, to) != null) {
                    int[] more = new int[2 * repeated.fields()];
                    repeated.match(b, text, to, more, null);
                    repeated.fill(record, b, more, to);
                }
                return;
            }
        }
    }

    @Override
    public boolean saysLevel() {
        return layouts.stream().anyMatch(Layout::hasLevel);
    }

    @Override
    public boolean isWeak() {
        return weight > 0 && weight < LEAST_TELLING;
    }

    @Override
    public String form() {
        return layouts.isEmpty()
                ? "are JSON with the application's line inside"
                : "begin as " + layouts.getFirst().text();
    }

    @Override
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
                return layout.isQuiet() ? 1 : weight > 0 ? weight : layout.specificity() + 6;
            }
        }
        return 0;
    }
}
