package dev.nightjar.group.rule;

/// Whether a frame is own code.
///
/// @param own the project's own code
/// @param counts false for frames that never count: reflection, proxies
/// @param reason which rule says so, for people
public record FrameVerdict(boolean own, boolean counts, String reason) {}
