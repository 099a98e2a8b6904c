package dev.nightjar.model.event;

import dev.nightjar.model.event.Trace.Frame;

/// Knows the frames that never count for grouping: calls through classes that the runtime generates and numbers.
public interface FrameMask {

    /// Every frame may count.
    FrameMask NONE = (frame, language) -> false;

    /// True if a frame never counts, whatever else the trace holds.
    boolean neverCounts(Frame frame, String language);

    /// False if that may depend on the digits in its module.
    default boolean ignoresDigits() {
        return true;
    }
}
