package dev.nightjar.format;

import dev.nightjar.model.Level;
import dev.nightjar.model.LogRecord;
import dev.nightjar.model.SourceFile;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Gathers what a record says.
final class RecordBuilder {

    final SourceFile file;

    @Nullable
    TimeParts time;

    /// The characters that were read as `time`.
    @Nullable
    String timeRaw;

    @Nullable
    Level level;

    @Nullable
    String levelRaw;

    @Nullable
    String logger;

    @Nullable
    String thread;

    @Nullable
    String host;

    @Nullable
    String process;

    String text = "";

    /// A member of its own held a stack trace.
    boolean holdsStack;

    final Map<String, String> fields = new LinkedHashMap<>();

    RecordBuilder(SourceFile file) {
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
    void setIf(String name, String value) {
        if (!value.isEmpty() && !value.equals("-")) {
            set(name, value);
        }
    }

    void level(int ordinal, String raw) {
        if (ordinal >= 0 && ordinal < Levels.NONE) {
            level = Level.values()[ordinal];
            levelRaw = raw;
        }
    }

    /// Takes over what is not known yet.
    void addIfMissing(RecordBuilder more) {
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

    LogRecord build(long start, long end, long line, boolean truncated) {
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
                text,
                fields,
                resolved == null || timeRaw == null ? null : new LogRecord.Written(timeRaw, resolved.local()),
                truncated);
    }

    /// Text of `[from, to)`: UTF-8, what is none becomes U+FFFD; line ends become `\n`, the last one is dropped.
    static String text(byte[] b, int from, int to) {
        int end = to;
        while (end > from && (b[end - 1] == '\n' || b[end - 1] == '\r')) {
            end--;
        }
        if (end <= from) {
            return "";
        }
        String text = new String(b, from, end - from, StandardCharsets.UTF_8);
        return text.indexOf('\r') < 0 ? text : text.replace("\r\n", "\n");
    }
}
