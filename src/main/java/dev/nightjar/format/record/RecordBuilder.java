package dev.nightjar.format.record;

import dev.nightjar.format.level.Levels;
import dev.nightjar.format.time.TimeParts;
import dev.nightjar.model.Level;
import dev.nightjar.model.log.LogRecord;
import dev.nightjar.model.log.SourceFile;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Gathers what a record says.
public final class RecordBuilder {

    private static final byte[] NOTHING = {};

    public final SourceFile file;

    @Nullable
    public TimeParts time;

    /// The characters that were read as `time`.
    @Nullable
    public String timeRaw;

    @Nullable
    public Level level;

    @Nullable
    public String levelRaw;

    @Nullable
    public String logger;

    @Nullable
    public String thread;

    @Nullable
    public String host;

    @Nullable
    public String process;

    private String text = "";

    /// The array that the text stands in, at `[spanFrom, spanTo)`, as long as it is not decoded; empty otherwise.
    private byte[] span = NOTHING;

    private int spanFrom;
    private int spanTo;

    /// A member of its own held a stack trace.
    public boolean holdsStack;

    public final Map<String, String> fields = new LinkedHashMap<>();

    public RecordBuilder(SourceFile file) {
        this.file = file;
    }

    /// Sets a named field; the names with a meaning of their own go to their places.
    void set(String name, String value) {
        switch (name) {
            case "logger" -> logger = value;
            case "thread" -> thread = value;
            case "host" -> host = value;
            case "process" -> process = value;
            case "skip" -> {}
            default -> fields.put(name, value);
        }
    }

    /// Sets a field that says something.
    public void setIf(String name, String value) {
        if (!value.isEmpty() && !value.equals("-")) {
            set(name, value);
        }
    }

    /// Sets the level and how it was written; `Levels.NONE` leaves what was known.
    public void level(int ordinal, String raw) {
        if (ordinal >= 0 && ordinal < Levels.NONE) {
            level = Level.values()[ordinal];
            levelRaw = raw;
        }
    }

    /// Takes over what is not known yet.
    public void addIfMissing(RecordBuilder more) {
        if (time == null) {
            time = more.time;
            timeRaw = more.timeRaw;
        }
        logger = logger == null ? more.logger : logger;
        thread = thread == null ? more.thread : thread;
        host = host == null ? more.host : host;
        process = process == null ? more.process : process;
        more.fields.forEach(fields::putIfAbsent);
    }

    /// The text is what stands at `[from, to)`, as `text(b, from, to)` reads it.
    public void says(byte[] b, int from, int to) {
        int end = trimmed(b, from, to);
        text = "";
        span = end <= from ? NOTHING : b;
        spanFrom = from;
        spanTo = end;
    }

    /// Sets the text that was decoded already, in place of `says`.
    public void text(String read) {
        text = read;
        span = NOTHING;
    }

    /// The message with the lines below it, decoded when it is first asked for.
    public String text() {
        if (isSpan()) {
            text(decoded(span, spanFrom, spanTo));
        }
        return text;
    }

    /// The text is not decoded yet.
    boolean isSpan() {
        return span.length > 0;
    }

    byte[] span() {
        return span;
    }

    int spanFrom() {
        return spanFrom;
    }

    int spanTo() {
        return spanTo;
    }

    /// The record of what was gathered, with the time as far as it can be told.
    ///
    /// @param start first byte in the file
    /// @param end behind its last byte
    /// @param line number of its first line, as `LogRecord.line` counts
    /// @param truncated it was longer than a record may be
    public LogRecord build(long start, long end, long line, boolean truncated) {
        return build(text(), start, end, line, truncated);
    }

    /// The record with another text.
    LogRecord build(String said, long start, long end, long line, boolean truncated) {
        TimeParts.@Nullable Resolved resolved = time == null ? null : time.resolve(file);
        return new LogRecord(
                file,
                start,
                end,
                line,
                resolved == null ? null : resolved.time(),
                resolved == null ? java.util.Set.of() : resolved.inferred(),
                level,
                levelRaw,
                logger,
                thread,
                host,
                process,
                said,
                fields,
                resolved == null || timeRaw == null ? null : new LogRecord.Written(timeRaw, resolved.local()),
                truncated);
    }

    /// Text of `[from, to)`: UTF-8, what is none becomes U+FFFD; line ends become `\n`, the last one is dropped.
    public static String text(byte[] b, int from, int to) {
        int end = trimmed(b, from, to);
        return end <= from ? "" : decoded(b, from, end);
    }

    private static int trimmed(byte[] b, int from, int to) {
        int end = to;
        while (end > from && (b[end - 1] == '\n' || b[end - 1] == '\r')) {
            end--;
        }
        return end;
    }

    private static String decoded(byte[] b, int from, int to) {
        String text = new String(b, from, to - from, StandardCharsets.UTF_8);
        return text.indexOf('\r') < 0 ? text : text.replace("\r\n", "\n");
    }
}
