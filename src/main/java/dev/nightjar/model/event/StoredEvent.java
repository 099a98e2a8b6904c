package dev.nightjar.model.event;

import dev.nightjar.model.IssueId;
import dev.nightjar.model.Level;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An event as it comes back from the store: what people see of it.
///
/// @param id `FILEID-OFFSET` in hex, the same for ever
/// @param message rebuilt, scrubbed, without the trace
/// @param template of the message, variable parts as `<kind>`
/// @param fields what else the log named: MDC, members of JSON, columns
/// @param file path where the log was last seen
/// @param line 1-based
/// @param byteStart offset in the decompressed file
/// @param trace null for messages
/// @param context lines around it, null unless it was kept as a sample
public record StoredEvent(
        String id,
        IssueId issue,
        String project,
        Instant time,
        @Nullable Level level,
        @Nullable String logger,
        @Nullable String thread,
        @Nullable String host,
        String message,
        String template,
        @Nullable String user,
        Map<String, String> ids,
        Map<String, String> fields,
        @Nullable String release,
        String file,
        long line,
        long byteStart,
        @Nullable Trace trace,
        Occurrence.@Nullable Context context) {

    /// The kind of id that events of audit rules have.
    public static final String AUDIT = "audit";

    /// The same with other lines around it.
    public StoredEvent with(Occurrence.Context around) {
        return new StoredEvent(
                id, issue, project, time, level, logger, thread, host, message, template, user, ids, fields, release,
                file, line, byteStart, trace, around);
    }

    /// True at level ERROR and worse.
    public boolean isError() {
        return level != null && level.compareTo(Level.ERROR) >= 0;
    }
}
