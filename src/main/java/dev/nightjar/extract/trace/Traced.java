package dev.nightjar.extract.trace;

import dev.nightjar.model.event.Trace;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a text with a stack trace says.
///
/// @param before what stands before the trace, empty if nothing does
/// @param printed the hash that the log printed beside the trace, null if it did not
/// @param shape the same for all traces that differ in messages and masked words only
/// @param words what stands in the holes of the frames
public record Traced(String before, @Nullable String printed, Trace trace, long shape, List<String> words) {

    /// True if anything thrown has a frame: not so where all were left out of the log.
    public boolean hasFrames() {
        return trace.chain().stream().anyMatch(thrown -> !thrown.frames().isEmpty());
    }

    /// What was logged: where nothing stands before the trace, the first thing thrown with its message.
    public String message() {
        if (!before.isEmpty()) {
            return before;
        }
        Trace.Thrown first = trace.chain().getFirst();
        String between = first.type().isEmpty() || first.message().isEmpty() ? "" : ": ";
        return first.type() + between + first.message();
    }
}
