package dev.nightjar.model.quality;

import dev.nightjar.model.IssueId;
import dev.nightjar.model.Level;
import dev.nightjar.model.event.Trace;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An event as a store shows it in passing: what is not asked for is not read. Valid only while it is shown.
public interface BriefEvent {

    /// Micros since 1970.
    long micros();

    IssueId issue();

    String project();

    /// Null if the record has none.
    @Nullable
    Level level();

    /// Null if the record has none.
    @Nullable
    String logger();

    /// Null if the record names none.
    @Nullable
    String thread();

    /// Null if it is not known.
    @Nullable
    String host();

    /// The file's id.
    String fileId();

    /// Where the file was last seen.
    String path();

    /// Where in the file the record begins.
    long offset();

    /// What the message's template is known by, while the store is open: the same for the same.
    long template();

    /// The message's template, with `<kind>` for what differs.
    String shown();

    String message();

    /// What the trace is known by, while the store is open: the same for traces that differ in messages alone;
    /// 0 without one.
    long variant();

    /// The trace without messages; null without one.
    @Nullable
    Trace trace();

    /// What the n-th thrown of the trace says.
    String thrown(int nth);

    /// Ids by their kinds.
    Map<String, String> ids();

    /// What else the log named, by these names.
    Map<String, String> fields();

    /// The event's id.
    default String id() {
        return fileId() + "-" + Long.toHexString(offset());
    }
}
