package dev.nightjar.format.layout;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.nightjar.config.yaml.Doc;
import dev.nightjar.format.level.Levels;
import dev.nightjar.format.record.Lines;
import dev.nightjar.format.record.Plain;
import dev.nightjar.format.record.RecordBuilder;
import dev.nightjar.format.structured.Members;
import dev.nightjar.format.time.TimeParts;
import dev.nightjar.format.time.TimePattern;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An operator's odd format: a record begins at a line that a regular expression matches from its start. Linear
/// in the line (RE2), yet many times slower than a layout. Its named groups are the fields of a layout: `time`,
/// `level`, `logger`, `thread`, `host`, `process`, `message` (to the end of the record); any other name becomes a
/// field of the record.
public final class RegexLines implements Lines {

    private static final int WEIGHT_OF_A_GROUP = 6;
    private static final int LONGEST_LINE = 8_192;

    private static final String REST = "(?P<message>.*)";
    private static final int LONGEST_HEADER = 1_024;

    /// Without `REST` at its end: a machine for expressions would walk over it byte by byte.
    private final Pattern pattern;

    private final boolean toEnd;
    private final @Nullable TimePattern time;
    private final Levels levels;
    private final int weight;

    private RegexLines(Pattern pattern, boolean toEnd, @Nullable TimePattern time, Levels levels, int weight) {
        this.weight = weight;
        this.pattern = pattern;
        this.toEnd = toEnd;
        this.time = time;
        this.levels = levels;
    }

    /// Reads `pattern` and `time`, the notation of its group `time`. Empty if they cannot be used: the problem is
    /// noted.
    public static Optional<RegexLines> read(Doc doc, Levels levels) {
        try {
            String text = doc.text("pattern");
            boolean toEnd = text.endsWith(REST);
            Pattern pattern = Pattern.compile(toEnd ? text.substring(0, text.length() - REST.length()) : text);
            int groups = pattern.namedGroups().size() + (toEnd ? 1 : 0);
            TimePattern time = doc.textIf("time").map(TimePattern::of).orElse(null);
            if (pattern.namedGroups().containsKey("time") && time == null) {
                doc.problem("pattern", "the group 'time' needs its notation: 'time: yyyy-MM-dd HH:mm:ss'");
                return Optional.empty();
            }
            int weight = doc.number("weight", WEIGHT_OF_A_GROUP * groups);
            return Optional.of(new RegexLines(pattern, toEnd, time, levels, weight));
        } catch (PatternSyntaxException | IllegalArgumentException e) {
            doc.problem("pattern", String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private @Nullable Matcher matcher(byte[] b, int from, int to) {
        int start = Plain.skipMark(b, from, to);
        int end = to > start && b[to - 1] == '\r' ? to - 1 : to;
        Matcher matcher = pattern.matcher(
                Arrays.copyOfRange(b, start, Math.min(end, start + (toEnd ? LONGEST_HEADER : LONGEST_LINE))));
        return matcher.lookingAt() ? matcher : null;
    }

    /// The line without the header that the pattern describes; null if it has none.
    Wrapper.@Nullable Line unwrap(byte[] b, int from, int to, List<String> streamFields) {
        Matcher matcher = matcher(b, from, to);
        if (matcher == null || !toEnd && (!has("message") || matcher.start("message") < 0)) {
            return null;
        }
        List<String> stream =
                streamFields.stream().map(name -> group(matcher, name)).toList();
        TimeParts parts = has("time") ? time(group(matcher, "time")) : null;
        int start = from + (toEnd ? matcher.end() : matcher.start("message"));
        long second = parts == null ? Members.NO_TIME : parts.second();
        boolean last = toEnd || matcher.end("message") == matcher.end();
        int end = last ? to : from + matcher.end("message");
        return new Wrapper.Line(String.join("/", stream), b, start, end, false, level(matcher), second);
    }

    private static String group(Matcher matcher, String name) {
        String value = matcher.group(name);
        return value == null ? "" : value.strip();
    }

    private boolean has(String group) {
        return pattern.namedGroups().containsKey(group);
    }

    @Override
    public int head(byte[] b, int from, int to) {
        Matcher matcher = matcher(b, from, to);
        if (matcher == null) {
            return CONTINUATION;
        }
        return level(matcher);
    }

    private int level(Matcher matcher) {
        byte[] level = has("level") ? group(matcher, "level").getBytes(StandardCharsets.UTF_8) : new byte[0];
        int ordinal = levels.ordinal(level, 0, level.length);
        return ordinal < 0 ? Levels.NONE : ordinal;
    }

    @Override
    public Silent silent() {
        return levels.by().names().isEmpty() ? Silent.ODD : Silent.FINE;
    }

    @Override
    public int evidence(byte[] b, int from, int to) {
        return matcher(b, from, to) == null ? 0 : weight;
    }

    @Override
    public String form() {
        return "match its pattern";
    }

    @Override
    public void fill(RecordBuilder record, byte[] b, int from, int lineEnd, int recordEnd) {
        Matcher matcher = matcher(b, from, lineEnd);
        if (matcher == null) {
            Plain.ANY.fill(record, b, from, lineEnd, recordEnd);
            return;
        }
        String more = lineEnd < recordEnd ? "\n" + RecordBuilder.text(b, lineEnd + 1, recordEnd) : "";
        record.text(message(matcher, b, from, lineEnd) + more);
        for (String name : pattern.namedGroups().keySet()) {
            String value = group(matcher, name);
            switch (name) {
                case "message", "skip" -> {}
                case "level" -> {
                    byte[] level = value.getBytes(StandardCharsets.UTF_8);
                    record.level(levels.ordinal(level, 0, level.length), value);
                }
                case "time" -> {
                    record.time = time(value);
                    record.timeRaw = value;
                }
                default -> record.setIf(name, value);
            }
        }
    }

    private String message(Matcher matcher, byte[] b, int from, int lineEnd) {
        if (toEnd) {
            return RecordBuilder.text(b, Plain.skipMark(b, from, lineEnd) + matcher.end(), lineEnd)
                    .strip();
        }
        return has("message") ? group(matcher, "message") : RecordBuilder.text(b, from, lineEnd);
    }

    private @Nullable TimeParts time(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        TimeParts parts = new TimeParts();
        return time != null && time.match(bytes, 0, bytes.length, parts) > 0 ? parts : null;
    }
}
