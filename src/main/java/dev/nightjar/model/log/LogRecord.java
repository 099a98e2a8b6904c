package dev.nightjar.model.log;

import dev.nightjar.model.Level;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One log statement with all its lines. Made only for records that may become an event.
///
/// @param file where it stands
/// @param start offset of its first byte in the decompressed file
/// @param end offset behind its last byte
/// @param line number of its first line, 1-based, counted from the block's `from`; the run adds the lines before
/// @param time when it was logged, null where the text gives no time
/// @param inferred what of `time` the text did not say
/// @param level null where the record has none
/// @param levelRaw the level as written
/// @param logger the logger, category or channel, null if none
/// @param thread thread name, null if none
/// @param host host named by the record itself, null if none
/// @param process program name or process id, null if none
/// @param text the record without its header: message and all continuation lines, `\n` between them. For
///     structured records the message, then the stack's text on lines of its own
/// @param fields further named values (MDC, JSON members with dotted names), in the order of the text
/// @param written the time as the text has it, null if that is not known
/// @param truncated lines or bytes beyond the limits were left out
public record LogRecord(
        SourceFile file,
        long start,
        long end,
        long line,
        @Nullable Instant time,
        Set<Inferred> inferred,
        @Nullable Level level,
        @Nullable String levelRaw,
        @Nullable String logger,
        @Nullable String thread,
        @Nullable String host,
        @Nullable String process,
        String text,
        Map<String, String> fields,
        @Nullable Written written,
        boolean truncated) {

    /// The host that the record names, else the one that its file is from.
    public String hostOrFiles() {
        return host != null ? host : file.host();
    }

    /// A part of a time that the text leaves open, or `AHEAD`: what it says lies more than a day after the file's last
    /// change, so that the clock was wrong and the record counts as one without a time.
    public enum Inferred {
        YEAR,
        DATE,
        ZONE,
        AHEAD
    }

    /// A time as a text has it.
    ///
    /// @param raw the very characters
    /// @param local the wall clock they say, year and date filled in; null for seconds since 1970
    public record Written(String raw, @Nullable LocalDateTime local) {}

    public LogRecord {
        inferred = Set.copyOf(inferred);
    }

    /// The same at other offsets of the file.
    public LogRecord at(long from, long to) {
        return new LogRecord(
                file, from, to, line, time, inferred, level, levelRaw, logger, thread, host, process, text, fields,
                written, truncated);
    }

    /// The same at another time.
    public LogRecord at(Instant when) {
        return new LogRecord(
                file, start, end, line, when, inferred, level, levelRaw, logger, thread, host, process, text, fields,
                written, truncated);
    }

    /// The same with another text.
    public LogRecord with(String said) {
        return new LogRecord(
                file, start, end, line, time, inferred, level, levelRaw, logger, thread, host, process, said, fields,
                written, truncated);
    }

    /// The same with a level that the text has no word for.
    public LogRecord with(Level known) {
        return new LogRecord(
                file, start, end, line, time, inferred, known, levelRaw, logger, thread, host, process, text, fields,
                written, truncated);
    }

    /// The same with another text, thread and fields: those without secrets.
    public LogRecord with(String said, @Nullable String by, Map<String, String> named) {
        return new LogRecord(
                file, start, end, line, time, inferred, level, levelRaw, logger, by, host, process, said, named,
                written, truncated);
    }
}
